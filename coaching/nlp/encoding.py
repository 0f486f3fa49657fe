"""What the ears need of the sentence encoder."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class Encoding(Protocol):
    """The part of the sentence encoder that the ears use."""

    @property
    def fingerprint(self) -> str: ...
    def encode(self, text: str) -> Vector: ...
