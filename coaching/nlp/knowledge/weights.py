"""What `coaching.nlp.knowledge.tune` found: how loud each signal speaks, and how sure is sure.

Found by leaving out one wording after the other, so that writing entries needs no training.
"""

import numpy as np

from coaching.nlp.encoding import Vector

# One for each of SIGNALS in `shelf`.
SIGNAL_WEIGHTS: Vector = np.array([4.5, 10.0, 3.2, 4.6, 1.0], np.float32)
# One for each of `finder.EVIDENCE`, and the bias.
SURENESS_WEIGHTS: Vector = np.array([0.837, -0.4, 7.574, -3.083, 7.537], np.float32)
SURENESS_BIAS = -16.992
# One for each of `beliefs.BELIEF_EVIDENCE`, and the bias.
BELIEF_WEIGHTS: Vector = np.array(
    [5.25, 8.14, -6.72, -1.23, 3.52, -1.06, -0.36, 4.39, 2.85], np.float32
)
BELIEF_BIAS = -5.98

STAGE_BONUS = 2.0
# From which likelihood on that anything is known the coach answers, and from which likelihood of
# the first entry on it answers without offering another.
KNOWN, SURE = 0.3, 0.5
# From which likelihood on a mistake is taken for one.
BELIEVED = 0.6
_FARTHEST = 30


def logistic(value: float) -> float:
    """The probability behind a sum of evidence."""
    return float(1 / (1 + np.exp(-np.clip(value, -_FARTHEST, _FARTHEST))))
