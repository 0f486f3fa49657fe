"""Parts that stand in for slow or changing ones: ears that hear what is written, a clock that is
set by hand, ids that count."""

import re
from datetime import UTC, datetime, timedelta

from coaching.domain.deals.qualification import FoundFact, Understood
from coaching.domain.practice.moves import FoundMove, HeardTopic, Hearing, Move
from coaching.domain.practice.scenario import Scenario

_WORD = re.compile(r"\S+")


class LiteralEar:
    """Hears the moves whose names stand in the reply, and `ask:fact` as a question for a fact; a
    reply with neither is not clear."""

    def hear(self, reply: str, said_before: str, scenario: Scenario) -> Hearing:
        moves: list[FoundMove] = []
        topics: list[HeardTopic] = []
        for word in _WORD.finditer(reply):
            name = word.group()
            if name in set(Move):
                moves.append(FoundMove(Move(name), name, word.start(), word.end(), 0.9, "literal"))
            elif name.startswith("ask:"):
                topics.append(HeardTopic(name.removeprefix("ask:"), 0.9, name))
        return Hearing(tuple(moves), tuple(topics), clear=bool(moves), analyser="literal")


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
