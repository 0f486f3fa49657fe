"""How a reply sounds as a whole, and what that does to its parts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.practice.moves import FAULTS, Leaning, Move
from coaching.nlp.fitting import MOVES
from coaching.nlp.replies.wholes import in_its_light, is_unfit

LIMITS = np.full(len(MOVES), 0.6, np.float32)
REAL_FAULTS = [at for at, move in enumerate(MOVES) if move in FAULTS - {Move.VAGUE_NEXT}]
OTHERS = [at for at in range(len(MOVES)) if at not in REAL_FAULTS]
shares = st.integers(0, 100)


@given(shares, shares)
def test_the_poorer_a_reply_sounds_the_sooner_a_fault_is_heard_in_it(one: int, two: int) -> None:
    low, high = (in_its_light(LIMITS, Leaning(0, 0, share)) for share in sorted((one, two)))
    assert (high[REAL_FAULTS] <= low[REAL_FAULTS]).all()
    assert (low[OTHERS] == high[OTHERS]).all()
    assert ((low > 0) & (low < 1)).all()


def test_a_reply_between_good_and_poor_is_heard_as_it_is() -> None:
    assert np.allclose(in_its_light(LIMITS, Leaning(50, 0, 50)), LIMITS, atol=1e-4)


def test_words_that_are_likelier_no_reply_are_unfit() -> None:
    assert is_unfit(Leaning(20, 20, 5, unfit=55))
    assert not is_unfit(Leaning(40, 20, 5, unfit=35))
