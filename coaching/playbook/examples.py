"""The labelled sentences under `playbook/moves/` that the ear learns from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.domain.practice.moves import Move

T = TypeVar("T")


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
    return gathered(folder, _read_file)


def gathered(
    folder: Path, read_file: Callable[[Path], Iterator[T | str]], prefix: str = ""
) -> tuple[T, ...]:
    """What `read_file` gives of every `<folder>/<prefix>*.yml`, in order of file name; a text is a
    problem of that file. Raises BadExamples with all problems at once."""
    found: list[T] = []
    problems: list[str] = []
    for path in sorted(folder.glob(f"{prefix}*.yml")):
        for item in read_file(path):
            if isinstance(item, str):
                problems.append(f"{path.name}: {item}")
            else:
                found.append(item)
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
