"""`python -m coaching.nlp.knowledge.evaluate`: how often questions are answered rightly, on
held-out questions. It prints figures only."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coaching.domain.playbook import Playbook
from coaching.domain.ports.knowledge import Librarian
from coaching.nlp.knowledge.finder import Finder
from coaching.nlp.knowledge.vectors import VECTORS
from coaching.playbook import load_playbook
from coaching.playbook.question_sets import UNKNOWN, AskedQuestion, read_question_sets
from coaching.services.knowledge.looking_up import Answer, look_up

SETS = Path("tests/evaluation")
ASK, FOLKLORE, PREMISE = "ask", "folklore", "premise"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, and the milliseconds that it took."""

    question: AskedQuestion
    answer: Answer
    took: float

    @property
    def fits(self) -> bool:
        return any(entry.id in self.question.topics for entry in self.answer.entries)

    @property
    def near(self) -> bool:
        """True if the right topic was answered or offered."""
        offered = {entry.id for entry in (*self.answer.entries, *self.answer.nearest)}
        return bool(offered & self.question.topics)

    @property
    def unknown(self) -> bool:
        return not self.answer.entries

    @property
    def corrected(self) -> bool:
        return bool(self.answer.corrections)

    @property
    def refused(self) -> bool:
        return any(entry.folklore for entry in self.answer.entries)


def ask_all(
    playbook: Playbook, librarian: Librarian, questions: Sequence[AskedQuestion]
) -> list[Answered]:
    """Every question answered, one after the other."""
    found = []
    for each in questions:
        begun = time.perf_counter()
        answer = look_up(playbook, librarian, each.text)
        found.append(Answered(each, answer, 1000 * (time.perf_counter() - begun)))
    return found


def report(found: Sequence[Answered]) -> str:
    """Figures by kind of question, each with the number of questions behind it."""
    asks, folklore, premises, unknown = (
        [each for each in found if each.question.kind == kind]
        for kind in (ASK, FOLKLORE, PREMISE, UNKNOWN)
    )
    known = [each for each in found if each.question.kind != UNKNOWN]
    fair = [each for each in found if each.question.kind in (ASK, UNKNOWN)]
    marked = [each for each in asks if each.question.market]
    took = sorted(each.took for each in found)
    lines = [
        _line("ask: topic right", asks, lambda each: each.fits),
        _line("ask: topic right or offered", asks, lambda each: each.near),
        _line("ask: market right", marked, lambda e: e.answer.market is e.question.market),
        _line("folklore: refused", folklore, lambda each: each.refused and each.fits),
        _line("premise: corrected", premises, lambda each: each.corrected),
        _line("premise: corrected, topic fits", premises, lambda e: e.corrected and e.fits),
        _line("fair questions wrongly corrected", fair, lambda each: each.corrected),
        _line("unknown: recognised", unknown, lambda each: each.unknown),
        _line("known: called unknown", known, lambda each: each.unknown),
    ]
    return "\n".join([*lines, f"p50 {took[len(took) // 2]:.1f} ms" if took else ""])


def _line(name: str, found: Sequence[Answered], holds: Callable[[Answered], bool]) -> str:
    share = sum(holds(each) for each in found) / len(found) if found else 0.0
    return f"{name:34} {share:5.3f} of {len(found)}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--playbook", type=Path, default=Path("playbook"))
    parser.add_argument("--vectors", type=Path, default=VECTORS)
    parser.add_argument("--sets", type=Path, default=SETS)
    chosen = parser.parse_args(arguments)
    playbook, finder = load_playbook(chosen.playbook)[0], Finder.load(chosen.vectors)
    finder.shelf(playbook.knowledge)
    sets = read_question_sets(chosen.sets)
    if not sets:
        print(f"no questions in {chosen.sets}")
    for name, questions in sets.items():
        print(f"-- {name}, {len(questions)} questions, never learnt from")
        print(report(ask_all(playbook, finder, questions)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
