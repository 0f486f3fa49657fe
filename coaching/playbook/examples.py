"""The labelled sentences under `playbook/moves/` that the ear learns from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.domain.moves import Move


@dataclass(frozen=True, slots=True)
class Example:
    """A clause or short reply `say` to the buyer's line `to`, and every move that is in it."""

    to: str
    say: str
    moves: frozenset[Move]


class BadExamples(ValueError):
    """Example files with mistakes; the text names every one of them, one a line."""


def read_examples(folder: Path) -> tuple[Example, ...]:
    """All examples of `<folder>/<move>.yml`, in order of file name.

    A file holds `move`, `clauses` ({to, say, also: [further moves]}) and `near_misses`
    ({to, say, is: [the moves really there]}). Raises BadExamples with all problems at once.
    """
    found: list[Example] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        for example in _read_file(path):
            if isinstance(example, Example):
                found.append(example)
            else:
                problems.append(f"{path.name}: {example}")
    if problems:
        raise BadExamples("\n".join(problems))
    return tuple(found)


def _read_file(path: Path) -> Iterator[Example | str]:
    """The examples of one file, and what is wrong with it in words."""
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        yield f"not YAML: {error}"
        return
    if not isinstance(document, Mapping):
        yield "needs move, clauses and near_misses"
        return
    try:
        move = Move(str(document.get("move")))
    except ValueError as error:
        yield str(error)
        return
    for place, entry in enumerate(document.get("clauses") or [], start=1):
        yield _read_entry(f"clause {place}", entry, "also", frozenset({move}))
    for place, entry in enumerate(document.get("near_misses") or [], start=1):
        yield _read_entry(f"near miss {place}", entry, "is", frozenset())


def _read_entry(place: str, entry: Any, key: str, moves: frozenset[Move]) -> Example | str:
    if not isinstance(entry, Mapping):
        return f"{place} is no mapping"
    to, say = entry.get("to"), entry.get("say")
    if not isinstance(say, str) or not say.strip():
        return f"{place} has no `say`"
    if not isinstance(to, str) or not to.strip():
        return f"{place} has no `to`"
    try:
        named = {Move(str(name)) for name in entry.get(key) or []}
    except ValueError as error:
        return f"{place}: {error}"
    return Example(to=to, say=say, moves=moves | named)


@dataclass(frozen=True, slots=True)
class Marked:
    """A reply that a person marked: the moves with the words that show them, and the band."""

    id: str
    to: str
    reply: str
    label: str | None
    nature: str | None
    band: str | None
    moves: tuple[tuple[Move, str], ...]


_LABELS = "replies_labels.yml"
_REPLY_KEYS = ("reply", "say", "text")
_BUYER_KEYS = ("to", "objection", "objection_text", "said_before", "buyer")


def read_marked(folder: Path) -> tuple[Marked, ...]:
    """The marked replies of `<folder>/replies_labels.yml`, whose texts stand in the other
    `replies_*.yml` files under the same ids; none where the labels do not exist yet.

    Raises BadExamples naming every id without a text.
    """
    if not (folder / _LABELS).exists():
        return ()
    texts: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("replies_*.yml")):
        if path.name != _LABELS:
            for record in _records(YAML(typ="safe").load(path.read_text(encoding="utf-8")), {}):
                texts[str(record["id"])] = record
    labels = list(
        _records(YAML(typ="safe").load((folder / _LABELS).read_text(encoding="utf-8")), {})
    )
    for record in labels:
        known = texts.setdefault(str(record["id"]), record)
        texts[str(record["id"])] = {**known, **record}
    marked = [_marked(texts[str(record["id"])], texts) for record in labels if "moves" in record]
    missing = [one.id for one in marked if not one.reply or not one.to]
    if missing:
        raise BadExamples(f"no text for {', '.join(missing)}")
    return tuple(marked)


def _records(node: Any, above: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every mapping with an id, anywhere in a document; what hangs below a record inherits the
    text above it as the buyer's line."""
    if isinstance(node, Mapping):
        if "id" in node:
            inherited = {k: v for k, v in above.items() if k in ("label", "nature")}
            if "text" in above:
                inherited["to"] = above["text"]
            node = {**inherited, **node}
            yield node
        for child in node.values():
            yield from _records(child, node if "id" in node else above)
    elif isinstance(node, list):
        for child in node:
            yield from _records(child, above)


def _marked(record: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]) -> Marked:
    buyer = next((str(record[key]) for key in _BUYER_KEYS if key in record), "")
    concern = texts.get(buyer, record)
    if concern is not record:
        buyer = next((str(concern[key]) for key in ("text", *_BUYER_KEYS) if key in concern), "")

    def first(*keys: str) -> str | None:
        found = next((r[k] for r in (record, concern) for k in keys if r.get(k)), None)
        return None if found is None else str(found)

    return Marked(
        id=str(record["id"]),
        to=buyer,
        reply=next((str(record[key]) for key in _REPLY_KEYS if key in record), ""),
        label=first("objection_label", "label"),
        nature=first("nature"),
        band=first("band"),
        moves=tuple(
            (Move(str(entry["move"])), str(entry.get("quote") or ""))
            for entry in record.get("moves") or []
        ),
    )
