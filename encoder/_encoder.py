from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from encoder._stored import WEIGHTS, Stored, read_verified

DIMENSIONS = 384
MAX_CHARACTERS = 8_000  # 256 tokens of ordinary text are about 1,200
REMEMBERED_TEXTS = 1_024
MARKERS = 2  # [CLS] and [SEP] frame every text, the empty one too
ERRORS_ONLY = 3


class Encoder:
    """English text to a vector whose direction is its meaning.

    The same text gives the same bytes, whatever was encoded before or beside it and in whichever
    of the two environments, as long as onnxruntime and the kind of processor are the same. Between
    kinds of processors most texts agree and some numbers differ by up to 0.01: round before you
    compare.

    Safe to share between threads; each call uses one.
    """

    fingerprint: str
    """sha256 of weights and tokenizer: vectors of different fingerprints must not be compared."""

    def __init__(self, stored: Stored) -> None:
        self.fingerprint = stored.fingerprint
        self._tokenizer: Tokenizer = Tokenizer.from_str(stored.tokenizer)
        self._session = onnxruntime.InferenceSession(
            stored.model, one_thread(), providers=["CPUExecutionProvider"]
        )
        self._remembered = lru_cache(REMEMBERED_TEXTS)(self._encode)

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Encoder:
        """Takes about 0.1 s; raises WeightsDamaged where a file is missing or altered."""
        return cls(read_verified(folder))

    def encode(self, text: str) -> NDArray[np.float32]:
        """The vector of `text`: shape (384,), length one, read-only.

        A text without a single token (empty, blank, control characters) has no direction and
        gives the zero vector. What follows the first 256 tokens or 8,000 characters is not read.
        """
        return self._remembered(text[:MAX_CHARACTERS])

    def _encode(self, text: str) -> NDArray[np.float32]:
        # JSON may carry half of a surrogate pair, which the tokenizer would refuse.
        readable = text.encode("utf-8", "replace").decode("utf-8")
        ids = self._tokenizer.encode(readable).ids
        vector = np.zeros(DIMENSIONS, np.float32)
        if len(ids) > MARKERS:
            # One text a run: in a batch, int8 activations are scaled by their neighbours.
            vector[:] = self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
        vector.flags.writeable = False
        return vector


def stored_fingerprint(folder: Path = WEIGHTS) -> str:
    """The fingerprint that `Encoder.load(folder)` would have, without building the encoder."""
    return read_verified(folder).fingerprint


def one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    return options
