"""Knowledge files: entries that answer questions, facts to check questions against, situations."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from coaching.domain.knowledge.entries import NO_KNOWLEDGE, Correction, Entry, Knowledge
from coaching.domain.knowledge.facts import Facts
from coaching.domain.knowledge.finding import Aside
from coaching.domain.stages import Market, Stage
from coaching.playbook.fields import (
    Maybe,
    Reader,
    checked,
    hint,
    keyed,
    listed,
    named,
    one_of,
    shape,
    slug,
    text,
    yes_no,
)
from coaching.playbook.knowledge_facts import FACTS_FILE, read_facts
from coaching.playbook.report import Report, Spot, Wrong

FOLDER = "knowledge"
SITUATIONS_FILE = f"{FOLDER}/situations.yml"
MARKETS_FILE = f"{FOLDER}/markets.yml"
ASIDES_FILE = f"{FOLDER}/asides.yml"
MOST_WORDS = 90
_NO_ENTRIES = frozenset({FACTS_FILE, SITUATIONS_FILE, MARKETS_FILE, ASIDES_FILE})
_LONGEST_ANSWER = 800
_WORDING = text(200)
_EXTRA = text(500, sentences=5)


def _short_enough(spot: Spot, entry: Entry) -> None:
    words = len(entry.answer.split())
    if words > MOST_WORDS:
        spot.tell(f"is {words} words long; at most {MOST_WORDS} fit a chat", "answer")


def _corrections_do_not_repeat_questions(spot: Spot, entry: Entry) -> None:
    asked = {_plain(each) for each in entry.questions}
    for number, correction in enumerate(entry.corrections):
        for place, believed in enumerate(correction.believes):
            if _plain(believed) in asked:
                where = f"corrections[{number}].believes[{place}]"
                spot.tell("is a question too: a mistake must be told from what is asked", where)


_correction: Reader[Correction] = shape(
    Correction,
    believes=listed(_WORDING, at_least=3, at_most=12),
    says=text(400, sentences=3),
)

read_entry: Reader[Entry] = checked(
    shape(
        Entry,
        id=slug,
        title=text(60),
        stage=Maybe(one_of(Stage, "a stage")),
        questions=listed(_WORDING, at_least=6, at_most=24),
        answer=text(_LONGEST_ANSWER),
        b2b=Maybe(_EXTRA),
        b2c=Maybe(_EXTRA),
        why=Maybe(_EXTRA),
        example=Maybe(_EXTRA),
        source=text(300),
        caveat=Maybe(_EXTRA),
        related=Maybe(listed(slug, at_most=6)),
        folklore=Maybe(yes_no),
        corrections=Maybe(listed(_correction, at_most=6)),
    ),
    _short_enough,
    _corrections_do_not_repeat_questions,
)

read_situations: Reader[dict[Stage, tuple[str, ...]]] = keyed(
    named(Stage, "a stage"), listed(_WORDING, at_least=6)
)

read_markets: Reader[dict[Market, tuple[str, ...]]] = keyed(
    named(Market, "a market"), listed(text(60), at_least=3)
)

read_asides: Reader[dict[Aside, tuple[str, ...]]] = keyed(
    named(Aside, "a short question"), listed(_WORDING, at_least=3)
)


def read_knowledge(
    report: Report, documents: Mapping[str, Any], published: bool = False
) -> Knowledge:
    """All entries of all files, with facts and situations. A playbook that was published before
    there were any has no knowledge; what cannot be read is reported."""
    files = [file for file in sorted(documents) if PurePath(file).parent == PurePath(FOLDER)]
    if published and not files:
        return NO_KNOWLEDGE
    spots = [Spot(report, file, "", documents[file]) for file in files if file not in _NO_ENTRIES]
    entries = _entries(spots)
    facts = read_facts(report, documents)
    if not published and not any(file in report.unreadable for file in files):
        _topics_exist(spots, entries)
        _facts_are_explained(report, facts, entries)
    return Knowledge(
        entries=entries,
        facts=facts,
        situations=_one(report, documents, SITUATIONS_FILE, read_situations),
        markets=_one(report, documents, MARKETS_FILE, read_markets),
        asides=_one(report, documents, ASIDES_FILE, read_asides),
    )


def _entries(spots: list[Spot]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    asked: dict[str, str] = {}
    for spot in spots:
        if not isinstance(spot.value, list):
            spot.tell("must be a list of entries, each after a dash")
            continue
        for number in range(len(spot.value)):
            item = spot.item(number)
            try:
                entry = read_entry(item)
            except Wrong:
                continue
            if entry.id in found:
                item.tell(f"“{entry.id}” is the id of another entry already", "id")
            _wordings_are_its_own(item, entry, asked)
            found[entry.id] = entry
    return found


def _topics_exist(spots: list[Spot], entries: Mapping[str, Entry]) -> None:
    for spot in spots:
        listed_entries = spot.value if isinstance(spot.value, list) else []
        for number, written in enumerate(listed_entries):
            known = entries.get(str(written.get("id"))) if isinstance(written, dict) else None
            for place, id in enumerate(known.related if known else ()):
                if id not in entries:
                    where = f"[{number}].related[{place}]"
                    spot.tell(f"there is no entry “{id}”{hint(id, entries)}", where)


def _facts_are_explained(report: Report, facts: Facts, entries: Mapping[str, Entry]) -> None:
    topics = {
        "steps_topic": facts.steps_topic,
        "areas_topic": facts.areas_topic,
        **{f"steps[{n}].topic": step.topic for n, step in enumerate(facts.steps)},
        **{f"schools[{n}].topic": school.topic for n, school in enumerate(facts.schools)},
    }
    for place, id in topics.items():
        if id and id not in entries:
            report.add(FACTS_FILE, place, f"there is no entry “{id}”{hint(id, entries)}")


def _wordings_are_its_own(spot: Spot, entry: Entry, asked: dict[str, str]) -> None:
    for number, wording in enumerate(entry.questions):
        other = asked.setdefault(_plain(wording), entry.id)
        if other != entry.id:
            spot.tell(f"is a question of “{other}” already: which one shall answer?", _at(number))


def _at(number: int) -> str:
    return f"questions[{number}]"


def _plain(wording: str) -> str:
    return "".join(c for c in wording.lower() if c.isalnum() or c == " ").strip()


def _one(
    report: Report, documents: Mapping[str, Any], file: str, reader: Reader[dict[Any, Any]]
) -> dict[Any, Any]:
    if file in documents:
        try:
            return reader(Spot(report, file, "", documents[file]))
        except Wrong:
            return {}
    if file not in report.unreadable:
        report.add(file, "", "is missing")
    return {}
