"""Wordings of objections under `playbook/objections/examples/` that the coach learns from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.playbook.examples import gathered

NO_OBJECTION = "none"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a buyer says; `label` and `nature` are None where it is no objection."""

    text: str
    label: ObjectionLabel | None
    nature: Nature | None


def read_wordings(folder: Path) -> tuple[Wording, ...]:
    """All wordings of `<folder>/*.yml`, in order of file name.

    A file is a list of {label, say: [{text, nature}]}; the label `none` has no nature. Raises
    BadExamples with all problems at once.
    """
    return gathered(folder, _read_file)


def _read_file(path: Path) -> Iterator[Wording | str]:
    """The wordings of one file, and what is wrong with it in words."""
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        yield f"not YAML: {error}"
        return
    if not isinstance(document, list):
        yield "needs a list of {label, say}"
        return
    for place, block in enumerate(document, start=1):
        if not isinstance(block, Mapping) or not isinstance(block.get("say"), list):
            yield f"block {place} needs `label` and a list `say`"
            continue
        for number, entry in enumerate(block["say"], start=1):
            yield _read_entry(f"block {place}, wording {number}", block.get("label"), entry)


def _read_entry(place: str, label: object, entry: Any) -> Wording | str:
    text = entry.get("text") if isinstance(entry, Mapping) else None
    if not isinstance(text, str) or not text.strip():
        return f"{place} has no `text`"
    if label == NO_OBJECTION:
        return Wording(text, None, None)
    try:
        nature = str(entry.get("nature")).lower()
        return Wording(text, ObjectionLabel(str(label)), Nature(nature))
    except ValueError as error:
        return f"{place}: {error}"
