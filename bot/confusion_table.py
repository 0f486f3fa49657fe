"""`docs/confusions.md`: what is taken for what, without a sentence of any test set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.measures import Heard, confusions, f1_by_intent

_HEAD = """# What is taken for what

Written by `make evaluate` from the held-out messages (`tests/evaluation/intents_c*.yml`); what the
figures mean stands in [understanding](understanding.md). `nlu_fallback` is the coach asking back
with two buttons.

## Every intent

| intent | messages | precision | recall | F1 | taken for |
|---|---:|---:|---:|---:|---|
"""
_PAIRS = """
## The commonest

| wanted | heard | times |
|---|---|---:|
"""
_PAIRS_SHOWN = 40


def write(heard: Sequence[Heard]) -> str:
    """The whole page."""
    rows = [_row(intent, heard, score) for intent, score in f1_by_intent(heard).items()]
    pairs = [
        f"| {true} | {found} | {times} |"
        for (true, found), times in confusions(heard)[:_PAIRS_SHOWN]
    ]
    return _HEAD + "\n".join(rows) + "\n" + _PAIRS + "\n".join(pairs) + "\n"


def _row(intent: str, heard: Sequence[Heard], score: float) -> str:
    mine = [h for h in heard if h.true == intent]
    named = [h for h in heard if h.found == intent]
    hits = sum(h.found == intent for h in mine)
    precision = f"{hits / len(named):.2f}" if named else "–"
    wrong = Counter(h.found for h in mine if h.found != intent).most_common()
    taken = ", ".join(f"{name} {times}" for name, times in wrong)
    recall = hits / len(mine)
    return f"| {intent} | {len(mine)} | {precision} | {recall:.2f} | {score:.2f} | {taken} |"
