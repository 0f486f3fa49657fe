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


def read_labelled_replies(folder: Path) -> dict[str, tuple[LabelledReply, ...]]:
    """By file, every reply of `replies_*.yml` with its labels of `labels_settled_*.yml`; a set
    whose labels are not settled yet is left out. Raises KeyError for a reply without a label."""
    sets: dict[str, tuple[LabelledReply, ...]] = {}
    for path in sorted(folder.glob("replies_*.yml")):
        settled = folder / path.name.replace("replies", "labels_settled")
        if not settled.exists():
            continue
        labels = _load(settled)
        concerns = {item["id"]: item for item in labels["objections"]}
        judged = {item["id"]: item for item in labels["replies"]}
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
            labels = {item["id"]: _concern(item) for item in _load(settled)["objections"]}
            sets[path.stem] = tuple(
                LabelledObjection(
                    item["objection"], labels[item["id"]].label, labels[item["id"]].nature
                )
                for item in _load(path)
            )
    return sets


def _concern(item: dict[str, Any]) -> Concern:
    return Concern(ObjectionLabel(item["label"]), Nature(str(item["nature"]).lower()))


def _labelled(
    objection: str, concern: dict[str, Any], reply: dict[str, Any], judged: dict[str, Any]
) -> LabelledReply:
    label = judged[reply["id"]]
    return LabelledReply(
        id=reply["id"],
        objection=objection,
        reply=reply["text"],
        concern=_concern(concern),
        band=Band(label["band"]),
        moves=tuple((Move(item["move"]), item["quote"]) for item in label["moves"]),
    )


def _load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
