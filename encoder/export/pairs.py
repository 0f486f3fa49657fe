"""The model that reads a buyer's words and what was answered together, and its input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from minilm import MiniLM
from tokenizers import Tokenizer
from torch import Tensor, nn

BEFORE, ANSWER = 90, 150  # tokens of each text; as encoder/_pairs.py reads them


class PairModel(nn.Module):
    """From ids and segments (0 for the first text, 1 for the second), both of shape
    (texts, tokens), to the states of the tokens, (texts, tokens, 384)."""

    def __init__(self, base: MiniLM) -> None:
        super().__init__()
        self.base = base

    def forward(self, ids: Tensor, segments: Tensor, hidden: Tensor | None = None) -> Tensor:
        return self.base.states(ids, self.base.segments(segments), hidden)


@dataclass(frozen=True)
class Texts:
    """The ids of a pair, `first` of them before the second text begins, and the characters of the
    tokens of the second; a single text is all first."""

    ids: tuple[int, ...]
    first: int
    bounds: tuple[tuple[int, int], ...] = ()

    def places(self, start: int, end: int) -> list[int]:
        """Of the tokens within these characters of the second text."""
        inside = (n for n, (a, b) in enumerate(self.bounds) if a >= start and b <= end)
        return [self.first + n for n in inside]

    @property
    def answer(self) -> slice:
        """The second text without its end mark."""
        return slice(self.first, self.first + len(self.bounds))


def pair_ids(tokenizer: Tokenizer, before: str, text: str) -> Texts:
    asked = tokenizer.encode(before, add_special_tokens=False).ids[-BEFORE:]
    said = tokenizer.encode(text, add_special_tokens=False)
    first, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids = (first, *asked, end, *said.ids[:ANSWER], end)
    return Texts(ids, len(asked) + 2, tuple(said.offsets[:ANSWER]))


def text_ids(tokenizer: Tokenizer, text: str) -> Texts:
    first, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids = (first, *tokenizer.encode(text, add_special_tokens=False).ids[:ANSWER], end)
    return Texts(ids, len(ids))


def batch_of(texts: Sequence[Texts]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, segments and what is hidden, filled up to the longest."""
    width = max(len(text.ids) for text in texts)
    ids = torch.zeros(len(texts), width, dtype=torch.long)
    segments, hidden = torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool)
    for row, text in enumerate(texts):
        length = len(text.ids)
        ids[row, :length] = torch.tensor(text.ids)
        segments[row, text.first : length] = 1
        hidden[row, :length] = False
    return ids, segments, hidden[:, None, None, :]
