"""`python -m coaching.nlp.entities.evaluate`: how well is found what messages name, on held-out
messages. It prints figures only; no word list is ever written from the messages, so it shows none.

A find is right if it has the kind and at least half of the words (articles aside); for money the
value and the currency must be right besides, for a company the deals, for an objection the label:
those are counted apart, as "and its …".
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from coaching.domain.deals.deal import Deal, DealState
from coaching.domain.entities import Entities, Entity, EntityKind
from coaching.domain.stages import Market, Stage
from coaching.nlp.entities.finder import EntityFinder
from coaching.nlp.entities.train import ROLES
from coaching.playbook.entity_examples import Marked, MarkedMessage, MarkedSet, read_marked
from coaching.playbook.roles import read_roles
from coaching.services.deals.naming import name_companies

SETS = Path("tests/evaluation")
_ARTICLE = re.compile(r"(?:the|their|his|her|its|an?|our|my) ", re.IGNORECASE)
_ITS = {
    EntityKind.MONEY: "value and currency",
    EntityKind.COMPANY: "deal",
    EntityKind.OBJECTION: "label",
}


@dataclass(slots=True)
class Counts:
    """Finds and marks of every kind, and how long each message took, in milliseconds."""

    right: Counter[EntityKind] = field(default_factory=Counter)
    whole: Counter[EntityKind] = field(default_factory=Counter)
    said: Counter[EntityKind] = field(default_factory=Counter)
    true: Counter[EntityKind] = field(default_factory=Counter)
    deals: Counter[tuple[str, bool]] = field(default_factory=Counter)
    empty: int = 0
    false: int = 0
    took: list[float] = field(default_factory=list)


def measure(marked: MarkedSet, finder: Entities) -> Counts:
    """Everything is counted over the set; companies are compared with its deals."""
    deals = [_deal(number, company) for number, company in enumerate(marked.deals)]
    counts = Counts()
    for message in marked.messages:
        began = perf_counter()
        found = name_companies(message.text, deals, finder.find(message.text))
        counts.took.append((perf_counter() - began) * 1000)
        if not message.marks:
            counts.empty += 1
            counts.false += bool(found)
        _count(message, found, counts)
    return counts


def _count(message: MarkedMessage, found: Sequence[Entity], counts: Counts) -> None:
    counts.said.update(entity.kind for entity in found)
    counts.true.update(mark.kind for mark in message.marks)
    left = list(found)
    for mark in message.marks:
        match = next((entity for entity in left if _is_same(message.text, mark, entity)), None)
        good = match is not None and _is_whole(mark, match)
        if mark.kind is EntityKind.COMPANY:
            counts.deals[_sort(mark), good] += 1
        if match is not None:
            left.remove(match)
            counts.right[mark.kind] += 1
            counts.whole[mark.kind] += good


def _sort(mark: Marked) -> str:
    return "none of mine" if not mark.deals else "one deal" if len(mark.deals) == 1 else "several"


def _is_same(text: str, mark: Marked, entity: Entity) -> bool:
    """The same kind, and the shared words are at least half of the longer stretch."""
    start, found = _bare(text, mark.start, mark.end), _bare(text, entity.start, entity.end)
    shared = min(mark.end, entity.end) - max(start, found)
    longer = max(mark.end - start, entity.end - found)
    return mark.kind is entity.kind and 2 * shared >= longer


def _bare(text: str, start: int, end: int) -> int:
    article = _ARTICLE.match(text[start:end])
    return start + (article.end() if article else 0)


def _is_whole(mark: Marked, entity: Entity) -> bool:
    if mark.money is not None and entity.money is not None:
        one, other = mark.money, entity.money
        return (one.low, one.high, one.currency) == (other.low, other.high, other.currency)
    if mark.kind is EntityKind.COMPANY:
        return {deal.company for deal in entity.deals} == set(mark.deals)
    return mark.label is entity.label


def _deal(number: int, company: str) -> Deal:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Deal(
        f"d-{number}", company, Market.B2B, Stage.APPROACH, DealState.OPEN, "u", "t", now, now
    )


def report(counts: Counts) -> str:
    """The figures, a line for every kind."""
    took = sorted(counts.took)
    lines = [f"{len(took)} messages"]
    for kind in EntityKind:
        right, said, true = counts.right[kind], counts.said[kind], counts.true[kind]
        f1 = 2 * right / max(1, said + true)
        line = (
            f"  {kind:10} precision {right / max(1, said):.3f}, recall {right / max(1, true):.3f}, "
            f"F1 {f1:.3f} of {true}"
        )
        if kind in _ITS:
            line += f"; and its {_ITS[kind]} {counts.whole[kind] / max(1, true):.3f}"
        lines.append(line)
    lines += [f"  {line}" for line in _deal_lines(counts.deals)]
    lines.append(f"false finds in {counts.false} of {counts.empty} messages that name nothing")
    lines.append(
        f"time per message: p50 {took[len(took) // 2]:.1f} ms, "
        f"p99 {took[min(len(took) - 1, len(took) * 99 // 100)]:.1f} ms"
    )
    return "\n".join(lines)


def _deal_lines(deals: Counter[tuple[str, bool]]) -> Iterable[str]:
    for sort in ("one deal", "several", "none of mine"):
        good, bad = deals[sort, True], deals[sort, False]
        if good + bad:
            yield f"companies that are {sort}: right {good} of {good + bad}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--names", default="entities_*.yml")
    chosen = parser.parse_args(arguments)
    marked = read_marked(chosen.sets, chosen.names)
    if not marked.messages:
        print(f"no {chosen.names} in {chosen.sets}")
        return 0
    finder = EntityFinder.load(read_roles(ROLES))
    finder.find("warm up")
    print(report(measure(marked, finder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
