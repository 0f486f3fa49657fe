"""Messages with what is named in them marked: `playbook/entities/`, to learn from, and
`tests/evaluation/entities_*.yml`, for reporting only. Both are written in the same form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coaching.domain.entities import EntityKind, Money
from coaching.domain.objections import ObjectionLabel


@dataclass(frozen=True, slots=True)
class Marked:
    """`text[start:end]` of a message is of this kind. `deals` are the companies of the deals that
    it means: none where it is none of them."""

    kind: EntityKind
    start: int
    end: int
    money: Money | None = None
    label: ObjectionLabel | None = None
    deals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    text: str
    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class MarkedSet:
    """Messages of one file, and the companies of the deals that their writers have."""

    messages: tuple[MarkedMessage, ...]
    deals: tuple[str, ...]


def read_marked(folder: Path, names: str = "*.yml") -> MarkedSet:
    """All messages of the folder's files. The deals are those listed under `deals:`, and those
    that a mark names. Raises KeyError or ValueError for a mark that does not fit its message."""
    messages: list[MarkedMessage] = []
    deals: dict[str, None] = {}
    for path in sorted(folder.glob(names)):
        document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        shared = document if isinstance(document, Mapping) else {}
        items = document if isinstance(document, list) else document["messages"]
        deals |= dict.fromkeys(map(str, shared.get("deals") or ()))
        messages += [_message(item) for item in items]
    for message in messages:
        for mark in message.marks:
            deals |= dict.fromkeys(mark.deals)
    return MarkedSet(tuple(messages), tuple(deals))


def _message(item: Mapping[str, Any]) -> MarkedMessage:
    text = str(item["text"])
    return MarkedMessage(text, tuple(_marks(text, list(item.get("found") or []))))


def _marks(text: str, found: list[Mapping[str, Any]]) -> Iterator[Marked]:
    """Words that stand twice are marked in order, one place after the other."""
    after: dict[tuple[str, str], int] = {}
    for entry in found:
        words = str(entry["words"])
        key = (str(entry["kind"]), words)
        start = text.find(words, after.get(key, 0))
        if start < 0:
            start = text.find(words)
        if start < 0:
            raise ValueError(f"a mark is not in its message of {len(text)} characters")
        after[key] = start + len(words)
        yield _mark(entry, start, start + len(words))


def _mark(entry: Mapping[str, Any], start: int, end: int) -> Marked:
    kind = EntityKind(str(entry["kind"]))
    deal = entry.get("deal")
    deals = () if deal is None else tuple(deal) if isinstance(deal, list) else (str(deal),)
    money = _money(entry) if kind is EntityKind.MONEY else None
    label = ObjectionLabel(str(entry["label"])) if kind is EntityKind.OBJECTION else None
    return Marked(kind, start, end, money, label, deals)


def _money(entry: Mapping[str, Any]) -> Money:
    low = Decimal(str(entry["low"] if "low" in entry else entry["amount"]))
    high = Decimal(str(entry["high"])) if "high" in entry else low
    return Money(low, high, entry.get("currency"))


def read_sayings(folder: Path, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What people say to the coach, by intent, from the bot's own examples of these files."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        document = YAML(typ="safe", pure=True).load((folder / name).read_text(encoding="utf-8"))
        for block in document["nlu"]:
            lines = str(block["examples"]).splitlines()
            said = tuple(line.removeprefix("- ").strip() for line in lines if line.strip())
            found[block["intent"]] = found.get(block["intent"], ()) + said
    return found
