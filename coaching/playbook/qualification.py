"""Qualification files: the letters of a school, what to ask about each, and why."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from coaching.domain.deals.qualification import Framework, Letter
from coaching.playbook.fields import Reader, checked, listed, shape, slug, text
from coaching.playbook.report import Report, Spot, Wrong

FOLDER = "qualification"
BANT_FILE = f"{FOLDER}/bant.yml"
_MOST_LETTERS = 10


def _single(spot: Spot, framework: Framework) -> None:
    seen: set[str] = set()
    for number, letter in enumerate(framework.letters):
        if letter.id in seen:
            spot.at("letters").tell(f"“{letter.id}” stands here a second time", f"[{number}]")
        seen.add(letter.id)


def _named_like_file(spot: Spot, framework: Framework) -> None:
    if framework.id != PurePath(spot.file).stem:
        spot.tell(f"is “{framework.id}”, but the file is called {spot.file}", "id")


_letter: Reader[Letter] = shape(
    Letter,
    id=slug,
    initial=text(3),
    name=text(40),
    ask=text(200, sentences=2),
    why=text(300, sentences=2),
    ask_buyer=text(200, sentences=2),
)

read_framework: Reader[Framework] = checked(
    shape(
        Framework,
        id=slug,
        name=text(40),
        letters=listed(_letter, at_least=1, at_most=_MOST_LETTERS),
        source=text(),
    ),
    _single,
    _named_like_file,
)


def read_frameworks(
    report: Report, documents: Mapping[str, Any], published: bool
) -> dict[str, Framework]:
    """Every framework by its id. BANT must be there; a playbook that was published before there
    were any has none."""
    found: dict[str, Framework] = {}
    for file in sorted(documents):
        if PurePath(file).parent != PurePath(FOLDER):
            continue
        try:
            framework = read_framework(Spot(report, file, "", documents[file]))
        except Wrong:
            continue
        found[framework.id] = framework
    if not published and BANT_FILE not in documents and BANT_FILE not in report.unreadable:
        report.add(BANT_FILE, "", "is missing: the coach qualifies by it")
    return found
