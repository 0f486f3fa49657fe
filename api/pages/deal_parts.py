"""The parts that the pages of deals and follow-ups are made of: plain values, no words of their
own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class FormTry:
    """A form that was sent and not taken, to be shown again as it was."""

    form: str = ""  # which one; nothing where all is well
    problems: Mapping[str, str] = field(default_factory=dict)  # reasons by field, "" for the whole
    typed: Mapping[str, str] = field(default_factory=dict)  # what was typed, by field


@dataclass(frozen=True, slots=True)
class NextAction:
    verb: str  # what to do
    object: str  # with whom or about what
    who: str  # who does it, by name
    by: date  # until when


@dataclass(frozen=True, slots=True)
class OtherStep:
    """Something else that was true, and came second."""

    name: str  # what it is about
    why: str  # why it came second


@dataclass(frozen=True, slots=True)
class AdviceView:
    """What comes next for a deal."""

    action: NextAction | None  # the one thing to do, if there is one
    stand: str | None  # how the deal stands, where rules have no say
    because: tuple[str, ...]  # the reasons
    gaps: tuple[str, ...]  # what is not known
    not_chosen: tuple[OtherStep, ...]  # what else was true
    confidence: int  # of 100: how complete and fresh the facts are


@dataclass(frozen=True, slots=True)
class DealView:
    """The fields of a deal."""

    id: str  # its id
    company: str  # who may buy
    market: str  # b2b or b2c
    stage: str  # its stage
    stage_name: str  # what the playbook calls the stage
    state: str  # open, won, lost or parked
    amount: int | None  # in whole units
    currency: str | None  # three letters
    close_date: date | None  # when it is meant to close
    overdue: bool  # whether it is open and that day is past
    next_step: str | None  # what the buyer agreed to
    next_step_on: date | None  # the day of that
    version: int  # what a change must name
    owner: str  # whose it is, by name
    mine: bool  # whether the reader may change it


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in the list, with its next step."""

    deal: DealView  # the deal
    action: NextAction | None  # the one thing to do
    why: str  # the reason in one line, or how it stands
    gaps: tuple[str, ...]  # what is not known


@dataclass(frozen=True, slots=True)
class LetterView:
    """How much is known of one letter of the qualification."""

    name: str  # what the letter stands for
    score: int  # 0 absent, 1 vague, 2 specific
    evidence: str | None  # the words that say it; None where nobody has said anything
    age_days: int | None  # how old these words are


@dataclass(frozen=True, slots=True)
class BuyerQuestion:
    letter: str  # what is missing
    question: str  # what to ask the buyer


@dataclass(frozen=True, slots=True)
class ContactView:
    name: str  # who
    role: str  # their part in buying
    title: str | None  # their job


@dataclass(frozen=True, slots=True)
class ActivityView:
    kind: str  # call, mail, meeting or note
    at: datetime  # in the owner's time zone
    text: str  # what happened
    inbound: bool  # whether it came from the buyer


@dataclass(frozen=True, slots=True)
class ObjectionView:
    id: str  # its id
    name: str  # what the playbook calls it
    words: str  # the buyer's words
    raised: datetime  # in the owner's time zone
    settled: datetime | None  # likewise, once it is out of the way
    ask_first: str  # the question to ask first


@dataclass(frozen=True, slots=True)
class FollowUpView:
    id: str  # its id
    what: str  # what to do
    when: datetime  # when it is due, on its own wall clock
    timed: bool  # whether it is for a time, not for a day
    state: str  # due, overdue, done, cancelled or snoozed
    settled: datetime | None  # when it was done or dropped
    version: int  # what a change must name
    deal: str | None  # the deal it is about, where the reader may see that
    company: str | None  # that deal's company
    mine: bool  # whether it is the reader's own


@dataclass(frozen=True, slots=True)
class ImportRowView:
    line: int  # where it begins in the file
    company: str  # the company it is about
    fate: str  # new, changed, unchanged or refused
    changes: tuple[str, ...]  # the columns that make a difference
    problems: tuple[tuple[str, str], ...]  # columns with the reasons against them


@dataclass(frozen=True, slots=True)
class ImportView:
    """What a file would change."""

    rows: tuple[ImportRowView, ...]  # refused ones first, the first few hundred
    hidden: int  # how many more there are
    counts: Mapping[str, int]  # rows by what happens to them
    left_out: tuple[str, ...]  # columns that mean nothing here
    content: str  # the file itself, in base64, to be sent back
