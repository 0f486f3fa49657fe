"""The published playbook as one value: everything the coach says, judges by and plays."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coaching.domain.deals.qualification import Framework
from coaching.domain.knowledge.entries import NO_KNOWLEDGE, Knowledge
from coaching.domain.next_step.advice import NO_NEXT_STEPS, NextSteps
from coaching.domain.objections import ObjectionLabel
from coaching.domain.practice.debrief import Rubric
from coaching.domain.practice.judging import ReplyRubric
from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import Scenario
from coaching.domain.quiz.question import NO_QUIZ, Quiz
from coaching.domain.stages import Market, Stage


@dataclass(frozen=True, slots=True)
class MoveText:
    """How a move is called, and what a hint says about it."""

    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class StageGuide:
    """What the coach teaches about a stage: what it is, what to do in each market, when it is
    done, the usual fault, and where this comes from."""

    stage: Stage
    name: str
    what: str
    do: Mapping[Market, str]
    done_when: str
    fault: str
    source: str


@dataclass(frozen=True, slots=True)
class ObjectionText:
    """How an objection label is called, and the question to ask first."""

    label: ObjectionLabel
    name: str
    ask_first: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """One version of the playbook; `hash` is the sha256 of its content. `words` are the coach's
    sentences by id, with `{named}` gaps; `meanings` are wordings by topic and kind."""

    hash: str
    scenarios: Mapping[str, Scenario]
    rubrics: Mapping[str, Rubric]
    reply_rubric: ReplyRubric
    moves: Mapping[Move, MoveText]
    stages: Mapping[Stage, StageGuide]
    objections: Mapping[ObjectionLabel, ObjectionText]
    words: Mapping[str, str]
    next_steps: NextSteps = NO_NEXT_STEPS
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    knowledge: Knowledge = NO_KNOWLEDGE
    quiz: Quiz = NO_QUIZ
    meanings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def say(self, word: str, **gaps: object) -> str:
        """The sentence with its gaps filled. Raises KeyError for an unknown id or gap."""
        return self.words[word].format(**gaps)
