"""The held-out replies of `tests/evaluation/` with their settled labels; for reporting only."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern
from coaching.domain.practice.moves import Move


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply to an objection, what a person found in it, and the words they marked."""

    id: str
    objection: str
    reply: str
    concern: Concern
    band: Band
    moves: tuple[tuple[Move, str], ...]


def read_labelled_replies(
    folder: Path, labels: str = "labels_settled"
) -> dict[str, tuple[LabelledReply, ...]]:
    """By file, every reply of `replies_*.yml` with its labels of `labels_settled_*.yml`, or of
    another labelling; a set that it lacks is left out. Raises KeyError for a reply without one."""
    sets: dict[str, tuple[LabelledReply, ...]] = {}
    for path in sorted(folder.glob("replies_*.yml")):
        found_in = folder / path.name.replace("replies", labels)
        if not found_in.exists():
            continue
        told = _load(found_in)
        concerns = {item["id"]: item for item in told["objections"]}
        judged = {item["id"]: item for item in told["replies"]}
        found: list[LabelledReply] = []
        for objection in _load(path):
            concern = concerns[objection["id"]]
            for reply in objection["replies"]:
                found.append(_labelled(objection["objection"], concern, reply, judged))
        sets[path.stem] = tuple(found)
    return sets


@dataclass(frozen=True, slots=True)
class LabelledObjection:
    """A buyer's words, with the label and nature that people settled on."""

    text: str
    label: ObjectionLabel
    nature: Nature


def read_labelled_objections(folder: Path) -> dict[str, tuple[LabelledObjection, ...]]:
    """By file, the objections of `replies_*.yml` as far as their labels are settled."""
    sets: dict[str, tuple[LabelledObjection, ...]] = {}
    for path in sorted(folder.glob("replies_*.yml")):
        settled = folder / path.name.replace("replies", "labels_settled")
        if settled.exists():
            labels = {item["id"]: _settled(item) for item in _load(settled)["objections"]}
            sets[path.stem] = tuple(
                LabelledObjection(item["objection"], *labels[item["id"]]) for item in _load(path)
            )
    return sets


@dataclass(frozen=True, slots=True)
class UnfitText:
    """What somebody typed where a reply was due, and that is none; `kind` says what it is."""

    kind: str
    objection: str
    text: str


def read_unfit_texts(folder: Path) -> tuple[UnfitText, ...]:
    """Of all `unfit_*.yml`, in order."""
    return tuple(
        UnfitText(item["kind"], item["objection"], item["text"])
        for path in sorted(folder.glob("unfit_*.yml"))
        for item in _load(path)
    )


@dataclass(frozen=True, slots=True)
class Trap:
    """A reply that is easily heard wrongly: the moves that must be found in it, those that must
    not be, and its band."""

    kind: str
    objection: str
    reply: str
    concern: Concern
    must: frozenset[Move]
    must_not: frozenset[Move]
    band: Band


def read_traps(folder: Path) -> tuple[Trap, ...]:
    """Of all `traps_*.yml`, in order."""
    return tuple(
        Trap(
            item["trap"],
            item["objection"],
            item["reply"],
            Concern(*_settled(item)),
            frozenset(Move(name) for name in item["must"]),
            frozenset(Move(name) for name in item["not"]),
            Band(item["band"]),
        )
        for path in sorted(folder.glob("traps_*.yml"))
        for item in _load(path)
    )


def _settled(item: dict[str, Any]) -> tuple[ObjectionLabel, Nature]:
    return ObjectionLabel(item["label"]), Nature(str(item["nature"]).lower())


def _labelled(
    objection: str, concern: dict[str, Any], reply: dict[str, Any], judged: dict[str, Any]
) -> LabelledReply:
    label = judged[reply["id"]]
    return LabelledReply(
        id=reply["id"],
        objection=objection,
        reply=reply["text"],
        concern=Concern(*_settled(concern)),
        band=Band(label["band"]),
        moves=tuple((Move(item["move"]), item["quote"]) for item in label["moves"]),
    )


def _load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
