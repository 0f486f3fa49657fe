"""Parts that stand in for slow or changing ones: ears that hear what is written, a clock that is
set by hand, ids that count."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coaching.domain.deals.qualification import FoundFact, Understood
from coaching.domain.entities import Entity, EntityKind
from coaching.domain.knowledge.entries import Knowledge
from coaching.domain.knowledge.finding import Aside, Finding, Match, StepGuess, Sureness
from coaching.domain.objections import HeardObjection, Nature, ObjectionLabel
from coaching.domain.practice.moves import FoundMove, HeardTopic, Hearing, Move
from coaching.domain.practice.scenario import Scenario
from coaching.domain.quiz.judging import JudgedAnswer, JudgedPoint, Mark
from coaching.domain.quiz.question import ANYTHING, Quiz, QuizQuestion
from coaching.domain.stages import Market, Stage

_WORD = re.compile(r"\S+")


class LiteralEar:
    """Hears the moves whose names stand in the reply, and `ask:fact` as a question for a fact; a
    reply with neither is not clear."""

    def hear(self, reply: str, said_before: str, scenario: Scenario) -> Hearing:
        hearing = self.hear_plain(reply, said_before)
        topics = tuple(
            HeardTopic(name.removeprefix("ask:"), 0.9, name)
            for name in _WORD.findall(reply)
            if name.startswith("ask:")
        )
        return replace(hearing, topics=topics)

    def hear_plain(self, reply: str, said_before: str) -> Hearing:
        moves = tuple(
            FoundMove(Move(name), name, word.start(), word.end(), 0.9, "literal")
            for word in _WORD.finditer(reply)
            if (name := word.group()) in set(Move)
        )
        return Hearing(moves, (), clear=bool(moves), analyser="literal")


class SetClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class CountingIds:
    def __init__(self) -> None:
        self._next = 0

    def new(self, prefix: str) -> str:
        self._next += 1
        return f"{prefix}-{self._next}"


_FACT = re.compile(r"(need|timing|authority|budget)=([012])")


class LiteralAnswers:
    """Takes `budget=2` for a specific word about the budget, and hears nothing else."""

    def understand(self, text: str, asked: str) -> Understood:
        facts = {
            found[1]: FoundFact(found[1], int(found[2]), found[0], found.start(), found.end())
            for found in _FACT.finditer(text)
        }
        return Understood(tuple(facts.values()))


_POINT = re.compile(r"(\w+)=(heard|wrong|unsure)")
_COUNT = re.compile(r"(\d+) questions?")


class LiteralQuizEar:
    """Hears `need=heard` as the point "need"; what ends in "?" asks; a part is meant by its id."""

    def judge(self, text: str, question: QuizQuestion) -> JudgedAnswer:
        marks = {found[1]: found for found in _POINT.finditer(text)}
        points = tuple(
            JudgedPoint(
                point.id, Mark(found[2]), found[0], found.start(), found.end(), confidence=0.9
            )
            if (found := marks.get(point.id))
            else JudgedPoint(point.id, Mark.MISSING)
            for point in question.points
        )
        near = 1.0 if marks else 0.5 if "near" in text else 0.0
        return JudgedAnswer(points, None, text.endswith("?"), near, "literal")

    def part(self, text: str, quiz: Quiz) -> str:
        return next((id for id in quiz.parts if id in text), ANYTHING)

    def count(self, text: str) -> int | None:
        found = _COUNT.search(text)
        return int(found[1]) if found else None


class LiteralObjections:
    """Hears the objection whose label stands in the text."""

    def hear(self, text: str) -> HeardObjection:
        label = next((each for each in ObjectionLabel if each in text.split()), None)
        return HeardObjection(label, 0.9, Nature.TRUE if label else None, ())


class LiteralEntities:
    """Finds what is marked in the text as `kind:words_without_spaces`."""

    def find(self, text: str) -> tuple[Entity, ...]:
        return tuple(
            Entity(EntityKind(each[1]), each.start(2), each.end(2), each[2], 0.9)
            for each in re.finditer(r"\b(company|person|role):(\w+)", text)
        )


class LiteralLibrarian:
    """Finds the entries whose ids stand in the question, surely; a step by its name."""

    def find(self, question: str, knowledge: Knowledge, stage: Stage | None = None) -> Finding:
        words = re.findall(r"\w+", question)
        found = [word for word in words if word in knowledge.entries]
        nearest = found or list(knowledge.entries)[:2]
        return Finding(
            matches=tuple(Match(id, 0.9 if found else 0.1) for id in nearest),
            sureness=Sureness.SURE if found else Sureness.UNKNOWN,
            market=next((m for m in Market if m in words), None),
            aside=next((a for a in Aside if words == [a]), None),
        )

    def guess_step(self, situation: str, knowledge: Knowledge) -> StepGuess:
        named = [stage for stage in Stage if stage in situation.split()]
        return StepGuess(tuple((s, 1 / len(named)) for s in named), sure=len(named) == 1)
