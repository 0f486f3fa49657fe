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


def read_labelled_replies(folder: Path) -> tuple[LabelledReply, ...]:
    """Every reply of `replies_*.yml`, labelled by `labels_settled_*.yml` beside it; none where
    there are no such files. A set whose labels are not settled yet is left out. Raises KeyError
    for a reply without a label."""
    found: list[LabelledReply] = []
    for path in sorted(folder.glob("replies_*.yml")):
        settled = folder / path.name.replace("replies", "labels_settled")
        if not settled.exists():
            continue
        labels = _load(settled)
        concerns = {item["id"]: item for item in labels["objections"]}
        judged = {item["id"]: item for item in labels["replies"]}
        for objection in _load(path):
            concern = concerns[objection["id"]]
            for reply in objection["replies"]:
                found.append(_labelled(objection["objection"], concern, reply, judged))
    return tuple(found)


def _labelled(
    objection: str, concern: dict[str, Any], reply: dict[str, Any], judged: dict[str, Any]
) -> LabelledReply:
    label = judged[reply["id"]]
    return LabelledReply(
        id=reply["id"],
        objection=objection,
        reply=reply["text"],
        concern=Concern(ObjectionLabel(concern["label"]), Nature(str(concern["nature"]).lower())),
        band=Band(label["band"]),
        moves=tuple((Move(item["move"]), item["quote"]) for item in label["moves"]),
    )


def _load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
