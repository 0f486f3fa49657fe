"""When a question comes back: after 1, 3 and 7 days, by how it was answered.

Spacing and retrieval as in Cepeda et al. 2006 and Karpicke & Roediger 2008; the steps are this
programme's own.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.domain.quiz.judging import Verdict

DAYS = (0, 1, 3, 7)
"""Days until a question of box 0, 1, 2, 3 comes back."""

_AFTER_SLIPS = {Verdict.PARTLY: 1, Verdict.NOT_RIGHT: 0, Verdict.NOT_KNOWN: 0}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with a question: its box, the day from which it is due, how it was
    answered last and on which day of theirs, and how often it was answered."""

    person: str
    question: str
    box: int
    due: date
    result: Verdict
    answered_on: date
    times: int


def after_answer(
    before: Standing | None, person: str, question: str, result: Verdict, today: date
) -> Standing:
    """The standing after an answer. A right one moves a due question up one box, partly right puts
    it into box 1, wrong or not known into box 0; what cannot be judged comes back tomorrow. A
    right answer before the question was due proves little: it changes neither box nor day."""
    box = before.box if before else 0
    due = before.due if before else today
    if result is Verdict.FULL:
        if due <= today:
            box = min(box + 1, len(DAYS) - 1)
            due = today + timedelta(days=DAYS[box])
    elif result is Verdict.UNSURE:
        due = today + timedelta(days=1)
    else:
        box = _AFTER_SLIPS[result]
        due = today + timedelta(days=DAYS[box])
    times = before.times + 1 if before else 1
    return Standing(person, question, box, due, result, today, times)


def in_order(
    questions: Iterable[str], standings: Mapping[str, Standing], today: date, seed: int
) -> tuple[str, ...]:
    """Questions in the order in which to ask them: due ones, weakest and longest overdue first;
    then those never asked; then those not due yet, soonest first. The seed settles ties."""

    def place(question: str) -> tuple[int, int, int, str]:
        lot = hashlib.sha256(f"{seed}\0{question}".encode()).hexdigest()
        standing = standings.get(question)
        if standing is None:
            return (1, 0, 0, lot)
        day = standing.due.toordinal()
        return (0, standing.box, day, lot) if standing.due <= today else (2, day, standing.box, lot)

    return tuple(sorted(questions, key=place))


def due_count(questions: Iterable[str], standings: Mapping[str, Standing], today: date) -> int:
    """How many of these were asked before and are due again."""
    return sum(id in standings and standings[id].due <= today for id in questions)
