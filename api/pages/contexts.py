"""What each page is rendered from: one dataclass a page, and nothing else reaches its template
but the person signed in."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from api.pages.deal_parts import (
    ActivityView,
    AdviceView,
    BuyerQuestion,
    ContactView,
    DealRow,
    DealView,
    FollowUpView,
    FormTry,
    ImportView,
    LetterView,
    ObjectionView,
)
from api.pages.parts import (
    Briefing,
    Case,
    Curve,
    FinishedPractice,
    Line,
    OpenedFact,
    Option,
    QuotedWords,
    ReplyMade,
    ReviewRow,
    ReviewTurn,
    RunningPractice,
    ScenarioCard,
    Scored,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class LoginPage:
    problem: str | None = None  # why the last try failed
    email: str = ""  # what was typed last time
    next: str = "/"  # where to go after signing in


@dataclass(frozen=True, slots=True)
class ErrorPage:
    status: int  # the HTTP status
    detail: str  # what happened, in words for the person


@dataclass(frozen=True, slots=True)
class CallField:
    """A parameter of a call, or a field of its body."""

    name: str  # as it is sent
    kind: str  # its type, with its longest length
    required: bool  # whether it may be left out


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the JSON API."""

    method: str  # such as PUT
    path: str  # with gaps in braces
    about: str  # what it is for
    parameters: tuple[CallField, ...]  # in path and query
    body: tuple[CallField, ...]  # of a JSON body
    answers: tuple[tuple[str, str], ...]  # status and what it means


@dataclass(frozen=True, slots=True)
class ReferencePage:
    title: str  # the product's name
    calls: tuple[Call, ...]  # every call of the JSON API, as in its OpenAPI document


@dataclass(frozen=True, slots=True)
class HomePage:
    scenarios: tuple[ScenarioCard, ...]  # to choose from, easiest first, filtered
    scenario_count: int  # how many there are without a filter
    levels: tuple[int, ...]  # that occur
    markets: tuple[str, ...]  # that occur
    level: int | None  # the chosen level
    market: str | None  # the chosen market
    running: tuple[RunningPractice, ...]  # open and paused, newest first
    finished: tuple[FinishedPractice, ...]  # ended, newest first, one page of them
    first_page: bool  # whether these are the newest
    older: str | None  # the cursor of the next page


@dataclass(frozen=True, slots=True)
class TalkPage:
    session: str  # the session's id
    lines: tuple[Line, ...]  # the talk, oldest first
    hidden: int  # how many earlier turns are left out
    next_turn: int  # the number that the next turn will get


@dataclass(frozen=True, slots=True)
class PracticePage:
    session: str  # the session's id
    state: str  # open, paused or ended
    seen: str  # private, shared or official: who can read it
    replay_of: str | None  # the practice that this one replays
    replay_turn: int  # from which turn on
    briefing: Briefing  # the scenario with its rules
    lines: tuple[Line, ...]  # the talk so far, notes attached
    next_turn: int  # the number that the next turn will get
    trust: int  # 0 to 100
    patience: int  # 0 to 100
    cause: str  # why it ended, if it has


@dataclass(frozen=True, slots=True)
class DebriefPage:
    session: str  # the session's id
    case: Case  # the scenario
    ended: datetime  # in the person's time zone
    replies: int  # how many replies were given
    verdict: Verdict  # how it came out
    change: int | None  # of the score, against the run before of the same scenario
    focus: Scored | None  # the one thing to work on
    moment: QuotedWords | None  # the rep's own words that the focus is about
    criteria: tuple[Scored, ...]  # at most six
    keep: Scored | None  # the strongest
    start: str | None  # how the focus looks when done well
    stop: str | None  # the name of the fault that cost most
    hints: int  # how many hints were used
    curve: Curve  # trust and patience
    made: tuple[ReplyMade, ...]  # the replies that a replay can begin from; none if it cannot
    seen: str  # private, shared or official
    shared_at: datetime | None  # when it was shared, in the person's time zone


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    rows: tuple[ReviewRow, ...]  # one page of practices, newest first
    reps: tuple[Option, ...]  # whose practices the reader may see
    outcomes: tuple[str, ...]  # all outcomes
    rep: str  # the chosen rep, or nothing
    outcome: str  # the chosen outcome, or nothing
    first_page: bool  # whether these are the newest
    older: str | None  # the cursor of the next page


@dataclass(frozen=True, slots=True)
class ReviewPage:
    session: str  # the session's id
    rep: str  # whose practice it is
    own: bool  # whether the reader is that person
    case: Case  # the scenario
    seen: str  # private, shared or official
    began: datetime  # in the reader's time zone
    verdict: Verdict | None  # how it came out, once it has ended
    criteria: tuple[Scored, ...]  # none before the end
    turns: tuple[ReviewTurn, ...]  # the transcript
    curve: Curve  # trust and patience
    facts: tuple[OpenedFact, ...]  # what came out
    fact_count: int  # how many facts the scenario holds
    hints: int  # how many hints were used
    playbook: str  # hash of the playbook it ran under
    analysers: tuple[str, ...]  # hashes of what heard the replies


@dataclass(frozen=True, slots=True)
class DealsPage:
    rows: tuple[DealRow, ...]  # the most urgent first, one page of them
    before: int | None  # where the page before begins
    after: int | None  # where the next page begins
    counts: tuple[tuple[str, int], ...]  # every state with how many deals are in it
    state: str  # the chosen state, or nothing for all
    others: bool  # whether there are deals of other people among them
    imported: tuple[int, int] | None  # how many an import has just added and changed


@dataclass(frozen=True, slots=True)
class DealPage:
    deal: DealView  # its fields
    advice: AdviceView  # what comes next
    letters: tuple[LetterView, ...]  # how well the buyer is known
    ask_next: BuyerQuestion | None  # what to ask the buyer next
    contacts: tuple[ContactView, ...]  # the buyer's people, by name
    activities: tuple[ActivityView, ...]  # what happened, newest first
    objections: tuple[ObjectionView, ...]  # open ones first
    follow_ups: tuple[FollowUpView, ...]  # those that are due, soonest first
    stages: tuple[Option, ...]  # to choose from
    labels: tuple[Option, ...]  # of objections, to choose from
    today: date  # on the reader's calendar
    tried: FormTry  # a form that was not taken


@dataclass(frozen=True, slots=True)
class NewDealPage:
    stages: tuple[Option, ...]  # to choose from
    tried: FormTry  # the form, if it was not taken


@dataclass(frozen=True, slots=True)
class FollowUpsPage:
    overdue: tuple[FollowUpView, ...]  # oldest first
    due: tuple[FollowUpView, ...]  # soonest first
    settled: tuple[FollowUpView, ...]  # the last few that were done or dropped
    deals: tuple[Option, ...]  # that a new one can be about
    today: date  # on the reader's calendar
    tried: FormTry  # the form, if it was not taken


@dataclass(frozen=True, slots=True)
class ImportPage:
    problem: str | None  # why a file could not be read at all
    plan: ImportView | None  # what a file would change


Context = (
    LoginPage
    | ErrorPage
    | HomePage
    | TalkPage
    | PracticePage
    | DebriefPage
    | ReviewsPage
    | ReviewPage
    | ReferencePage
    | DealsPage
    | DealPage
    | NewDealPage
    | FollowUpsPage
    | ImportPage
)


def as_context(contract: Context) -> dict[str, Any]:
    """The contract's fields by name, as a template gets them."""
    return {field.name: getattr(contract, field.name) for field in fields(contract)}
