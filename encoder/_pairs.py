from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from encoder._encoder import DIMENSIONS, MAX_CHARACTERS, REMEMBERED_TEXTS, one_thread
from encoder._stored import PAIR_WEIGHTS, Stored, read_verified

BEFORE = 90  # tokens of the first text: its last ones
WINDOW = 150  # tokens of the second text that are read at once
STEP = 110
EDGE = (WINDOW - STEP) // 2

Rows = NDArray[np.float32]


@dataclass(frozen=True)
class ReadTokens:
    """What the second text of a pair means, token by token, in the light of the first.

    `states` has a row of 384 numbers for each token, `bounds` the characters where it begins and
    ends; `whole` stands for both texts together. All are read-only.
    """

    states: Rows
    bounds: NDArray[np.int64]
    whole: Rows

    def between(self, start: int, end: int) -> Rows:
        """The mean of the tokens that lie within these characters; zeros if there are none."""
        inside = (self.bounds[:, 0] >= start) & (self.bounds[:, 1] <= end)
        if not inside.any():
            return np.zeros(DIMENSIONS, np.float32)
        mean: Rows = self.states[inside].mean(axis=0, dtype=np.float32)
        return mean


class PairReader:
    """Reads a buyer's line and what was answered together, so that the same answer means one
    thing to one buyer and another to the next.

    The same texts give the same bytes, as with `Encoder`, whose promises hold here too.
    """

    fingerprint: str
    """sha256 of weights and tokenizer."""

    def __init__(self, stored: Stored) -> None:
        self.fingerprint = stored.fingerprint
        self._tokenizer: Tokenizer = Tokenizer.from_str(stored.tokenizer)
        self._tokenizer.no_truncation()
        self._first, self._end = self._tokenizer.encode("").ids
        self._session = onnxruntime.InferenceSession(
            stored.model, one_thread(), providers=["CPUExecutionProvider"]
        )
        self._remembered = lru_cache(REMEMBERED_TEXTS)(self._alone)

    @classmethod
    def load(cls, folder: Path = PAIR_WEIGHTS) -> PairReader:
        """Takes about 0.1 s; raises WeightsDamaged where a file is missing or altered."""
        return cls(read_verified(folder))

    def read(self, before: str, text: str) -> ReadTokens:
        """`text` as the answer to `before`. Of `before` the last 90 tokens count; of `text` the
        first 8,000 characters, in overlapping windows of 150 tokens, so that time grows with its
        length and no faster."""
        asked = self._ids(before)[0][-BEFORE:]
        ids, bounds = self._ids(text)
        rows, wholes = [np.zeros((0, DIMENSIONS), np.float32)], []
        for start in range(0, max(len(ids) - EDGE, 1), STEP):
            window = ids[start : start + WINDOW]
            states = self._run([self._first, *asked, self._end, *window, self._end], len(window))
            wholes.append(states[0])
            last = start + WINDOW >= len(ids)
            kept = states[len(asked) + 2 :][: len(window)]
            rows.append(kept[EDGE if start else 0 : None if last else STEP + EDGE])
            if last:
                break
        whole: Rows = np.mean(wholes, axis=0, dtype=np.float32)
        return _read_only(np.concatenate(rows), bounds, whole)

    def alone(self, text: str) -> Rows:
        """One text by itself as the mean of its tokens, shape (384,), read-only; zeros where it
        has none. What follows the first 150 tokens is not read."""
        return self._remembered(text[:MAX_CHARACTERS])

    def _alone(self, text: str) -> Rows:
        ids = self._ids(text)[0][:WINDOW]
        vector = np.zeros(DIMENSIONS, np.float32)
        if ids:
            vector[:] = self._run([self._first, *ids, self._end], -1).mean(axis=0)
        vector.flags.writeable = False
        return vector

    def _ids(self, text: str) -> tuple[list[int], NDArray[np.int64]]:
        readable = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        found = self._tokenizer.encode(readable, add_special_tokens=False)
        return found.ids, np.array(found.offsets, np.int64).reshape(-1, 2)

    def _run(self, ids: list[int], answered: int) -> Rows:
        """The states of all tokens; the last `answered` and the end mark are the second text's."""
        segments = np.zeros((1, len(ids)), np.int64)
        if answered >= 0:
            segments[0, len(ids) - answered - 1 :] = 1
        given = {"ids": np.array([ids], np.int64), "segments": segments}
        states: Rows = self._session.run(None, given)[0][0]
        return states


def _read_only(states: Rows, bounds: NDArray[np.int64], whole: Rows) -> ReadTokens:
    for array in (states, bounds, whole):
        array.flags.writeable = False
    return ReadTokens(states, bounds, whole)
