"""Playbook files to plain JSON values, with the line on which each value stands."""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coaching.domain.errors import PlaybookBroken, Problem
from coaching.domain.records import Json

PATTERNS = (
    "knowledge/*.yml",
    "levels/*.yml",
    "lines/*.yml",
    "meanings/*.yml",
    "moves/moves.yml",
    "next_steps/*.yml",
    "objections/objections.yml",
    "qualification/*.yml",
    "quiz/*.yml",
    "rubrics/*.yml",
    "scenarios/*.yml",
    "stages/*.yml",
    "words/*.yml",
)
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool"))
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
WHOLE_FILE = "file"

Places = Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Reading:
    """What was read: the documents by relative path, the line of every field, what could not be
    read, and the files that this concerns."""

    documents: dict[str, Json] = field(default_factory=dict)
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)


def read_documents(folder: Path) -> dict[str, Json]:
    """The documents of a playbook by relative path, as plain JSON values.

    Raises PlaybookBroken with every place that is not readable YAML.
    """
    reading = read_folder(folder)
    if reading.problems:
        raise PlaybookBroken(tuple(reading.problems))
    return reading.documents


def read_folder(folder: Path) -> Reading:
    """Read every file of a playbook; what cannot be read is a problem, never an exception."""
    reading = Reading()
    for path in sorted(path for pattern in PATTERNS for path in folder.glob(pattern)):
        name = path.relative_to(folder).as_posix()
        problems = list(_read_file(path, name, reading))
        reading.problems.extend(problems)
        if problems:
            reading.unreadable.add(name)
            reading.documents.pop(name, None)
    reading.problems.extend(_strays(folder))
    return reading


def content_hash(documents: Mapping[str, Json]) -> str:
    """The sha256 of the documents in one canonical writing: neither the order of keys nor the
    layout of the files changes it."""
    canonical = json.dumps(documents, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _strays(folder: Path) -> Iterator[Problem]:
    for kind in sorted({pattern.split("/")[0] for pattern in PATTERNS}):
        for path in sorted((folder / kind).glob("*.yaml")):
            name = path.relative_to(folder).as_posix()
            yield Problem(name, WHOLE_FILE, "is not read, because its name does not end in .yml")


def _read_file(path: Path, name: str, reading: Reading) -> Iterator[Problem]:
    try:
        root = _compose(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        yield Problem(name, WHOLE_FILE, "is not plain text in UTF-8")
        return
    except RecursionError:
        yield Problem(name, WHOLE_FILE, "is nested far too deeply")
        return
    except YAMLError as error:
        yield _not_yaml(name, error)
        return
    if root is None:
        yield Problem(name, WHOLE_FILE, "is empty")
        return
    walk = _Walk(name)
    reading.documents[name] = walk.value(root, "")
    reading.places[name] = walk.lines
    yield from walk.problems


@lru_cache(maxsize=512)
def _compose(text: str) -> Node | None:
    """The nodes of one file. Nearly all the time of a check is spent here, so the files that did
    not change since the last one are kept."""
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def _not_yaml(name: str, error: YAMLError) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    said = (error.problem if isinstance(error, MarkedYAMLError) else None) or str(error)
    line = mark.line + 1 if mark is not None else None
    return Problem(name, WHOLE_FILE, f"cannot be read here: {said}", line)


class _Walk:
    """Turns the nodes of one file into values; two keys of the same name, references and values
    that JSON does not know are problems."""

    def __init__(self, name: str) -> None:
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._name = name
        self._seen: set[int] = set()
        self._scalars = YAML(typ="safe", pure=True).constructor

    def value(self, node: Node, place: str) -> Json:
        if id(node) in self._seen:
            reason = "write the value out: references (*name) are not read"
            self.problems.append(Problem(self._name, place, reason, self.lines.get(place)))
            return None
        self._seen.add(id(node))
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.value(item, f"{place}[{n}]") for n, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self._scalar(node, place)

    def _mapping(self, node: MappingNode, place: str) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, place)
            below = f"{place}.{key}" if place else key
            if key in found:
                self._refuse(key_node, below, "stands here a second time")
                continue
            self.lines[below] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, below)
        return found

    def _key(self, node: Node, place: str) -> str:
        if isinstance(node, ScalarNode) and node.tag in (_TEXT, "tag:yaml.org,2002:int"):
            return str(node.value)
        self._refuse(node, place or WHOLE_FILE, "a field's name must be a plain word")
        return "?"

    def _scalar(self, node: ScalarNode, place: str) -> Json:
        if node.tag == _NULL:
            return None
        if node.tag not in _PLAIN_TAGS:
            self._refuse(node, place, f"put “{node.value}” in quotes, it reads as something else")
            return None
        try:
            value = self._scalars.construct_object(node)
        except (ValueError, KeyError):  # a kind was forced on it, such as “!!int many”
            self._refuse(node, place, f"“{node.value}” is not what its “!!” says")
            return None
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse(node, place, f"“{node.value}” is not a number to count with")
        return value

    def _refuse(self, node: Node, place: str, reason: str) -> None:
        self.problems.append(Problem(self._name, place, reason, node.start_mark.line + 1))
