"""Values of the domain with defaults, and a store with somebody in it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealState,
    Known,
    RaisedObjection,
)
from coaching.domain.events import (
    BuyerSpoke,
    Event,
    HintGiven,
    PracticeEnded,
    PracticeOpened,
    ReplyAssessed,
)
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import Login, Person, Role, Team
from coaching.domain.ports import Store
from coaching.domain.post import Delivery, DeliveryKind, Post
from coaching.domain.practice.buyer import BuyerState
from coaching.domain.practice.judging import Assessment, Band
from coaching.domain.practice.moves import FoundMove, HeardTopic, Move
from coaching.domain.sessions import (
    Mode,
    Payload,
    Reply,
    Session,
    SessionKind,
    SessionState,
    Speaker,
    Turn,
    TurnState,
)
from coaching.domain.stages import Market, Outcome, Stage

NOW = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
TEAM, PERSON, PLAYBOOK, SESSION, DEAL = "t-north", "p-ann", "hash-1", "s-1", "d-1"


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def a_team(id: str = TEAM, **fields: Any) -> Team:
    return Team(**{"id": id, "name": "North", **fields})


def a_person(id: str = PERSON, **fields: Any) -> Person:
    defaults = {
        "name": "Ann",
        "email": f"{id}@example.com",
        "role": Role.TRAINEE,
        "time_zone": "Europe/Berlin",
        "teams": frozenset({TEAM}),
    }
    return Person(**{"id": id, **defaults, **fields})


def a_login(secret_hash: str = "secret-1", **fields: Any) -> Login:
    times = {"created_at": NOW, "last_seen_at": NOW, "expires_at": later(3600)}
    return Login(**{"person": PERSON, "secret_hash": secret_hash, **times, **fields})


def a_session(id: str = SESSION, **fields: Any) -> Session:
    defaults = {
        "kind": SessionKind.PRACTICE,
        "state": SessionState.OPEN,
        "person": PERSON,
        "version": 1,
        "created_at": NOW,
        "playbook": PLAYBOOK,
        "scenario": "price-too-high",
    }
    return Session(**{"id": id, **defaults, **fields})


def an_ended_session(id: str = SESSION, **fields: Any) -> Session:
    """Every field is filled with something other than its default."""
    defaults = {
        "state": SessionState.ENDED,
        "mode": Mode.OFFICIAL,
        "seed": 2**31 - 1,
        "dialogue": {"events": [{"event": "slot", "value": None}], "n": 1.5, "yes": True},
        "turns": 7,
        "trust": 61,
        "patience": 0,
        "outcome": Outcome.ADVANCE,
        "score": 100,
        "cause": "They agreed to a pilot.",
        "ended_at": later(600),
        "submitted_at": later(700),
        "place": "T1/C1/1700000000.000100",
    }
    return a_session(id, **{**defaults, **fields})


def a_turn(id: str = "turn-1", **fields: Any) -> Turn:
    defaults = {
        "session": SESSION,
        "seq": 0,
        "state": TurnState.RECEIVED,
        "text": "What makes you say so?",
        "payload": None,
        "fingerprint": "f-1",
        "received_at": NOW,
    }
    return Turn(**{"id": id, **defaults, **fields})


def an_answered_turn(id: str = "turn-1", **fields: Any) -> Turn:
    defaults = {
        "state": TurnState.ANSWERED,
        "answered_at": later(1),
        "replies": (
            Reply(Speaker.BUYER, "It costs too much."),
            Reply(Speaker.COACH, "Ask why.", (("b-1", "Hint"),), aside=True, opens="s-2"),
        ),
    }
    return a_turn(id, **{**defaults, **fields})


def a_payload(id: str = "b-1", **fields: Any) -> Payload:
    defaults = {
        "person": PERSON,
        "session": SESSION,
        "label": "Hint",
        "intent": "ask_hint",
        "entities": {"scenario": "price-too-high"},
        "expires_at": later(3600),
        "uses_left": 2,
    }
    return Payload(**{"id": id, **defaults, **fields})


def a_deal(id: str = DEAL, **fields: Any) -> Deal:
    """Every field is filled."""
    defaults = {
        "company": "Acme",
        "market": Market.B2B,
        "stage": Stage.CLOSING,
        "state": DealState.OPEN,
        "owner": PERSON,
        "team": TEAM,
        "created_at": later(-86_400),
        "stage_since": later(-3600),
        "amount": 12_000_000_000,
        "currency": "EUR",
        "close_date": date(2026, 12, 24),
        "next_step": "They send the draft to their lawyer.",
        "next_step_on": date(2026, 11, 30),
    }
    return Deal(**{"id": id, **defaults, **fields})


def a_bare_deal(id: str = DEAL, **fields: Any) -> Deal:
    """Everything that can be left out is."""
    empty = ("amount", "currency", "close_date", "next_step", "next_step_on")
    return a_deal(id, **{**dict.fromkeys(empty), **fields})


def a_contact(id: str = "c-1", **fields: Any) -> Contact:
    defaults = {"deal": DEAL, "name": "Dana Fox", "role": ContactRole.CHAMPION, "title": "Buyer"}
    return Contact(**{"id": id, **defaults, **fields})


def an_activity(id: str = "a-1", **fields: Any) -> Activity:
    defaults = {"deal": DEAL, "kind": ActivityKind.CALL, "at": NOW, "text": "They rang back."}
    return Activity(**{"id": id, **defaults, "inbound": True, **fields})


def an_objection(id: str = "o-1", **fields: Any) -> RaisedObjection:
    defaults = {
        "deal": DEAL,
        "label": ObjectionLabel.BRUSHOFF_NOT_INTERESTED,
        "words": "We are not interested.",
        "raised_at": NOW,
    }
    return RaisedObjection(**{"id": id, **defaults, **fields})


def a_known_letter(**fields: Any) -> Known:
    defaults = {
        "deal": DEAL,
        "framework": "bant",
        "letter": "need",
        "score": 2,
        "evidence": "two days a month go into retyping orders",
        "at": NOW,
        "by": PERSON,
    }
    return Known(**{**defaults, **fields})


def a_follow_up(id: str = "f-1", **fields: Any) -> FollowUp:
    defaults = {
        "person": PERSON,
        "what": "Ring Dana about the draft",
        "day": date(2026, 11, 22),
        "at": time(14, 30),
        "zone": "Europe/Berlin",
        "due_at": later(3600),
        "created_at": NOW,
    }
    return FollowUp(**{"id": id, **defaults, **fields})


def a_delivery(key: str = "Ev-1", **fields: Any) -> Delivery:
    defaults = {"kind": DeliveryKind.EVENT, "body": '{"type": "message"}', "received_at": NOW}
    return Delivery(**{"key": key, **defaults, **fields})


def a_post(key: str = "m-1", **fields: Any) -> Post:
    defaults = {"method": "chat.postMessage", "body": {"text": "Hello"}, "created_at": NOW}
    return Post(**{"key": key, **defaults, **fields})


def some_events(text: str = "What makes you say so?") -> tuple[Event, ...]:
    found = FoundMove(Move.EXPLORE_OPEN, text, 0, len(text), 0.93, "open_question")
    assessment = Assessment(Band.GOOD, 82, "Asked before answering.", "asks_first", (found,))
    state = BuyerState(40, 55, ("budget",), ("l-1", "l-2"), {"explore_open": 1}, replies=1)
    return (
        PracticeOpened("price-too-high", Mode.PRIVATE, 7, PLAYBOOK),
        ReplyAssessed(text, assessment, (HeardTopic("budget", 0.71, text),), "analyser-1"),
        BuyerSpoke("l-2", "The budget is gone.", "fact.budget", state),
        HintGiven(Move.ISOLATE, 1),
        PracticeEnded(Outcome.ADVANCE, "pilot", "They agreed to a pilot."),
    )


def furnish(store: Store) -> None:
    """A team, a person in it and a published playbook."""
    with store.writing() as writes:
        writes.add_team(a_team())
        writes.add_person(a_person(), "argon2-hash")
        writes.publish_playbook(PLAYBOOK, {"scenarios/price.yml": {"id": "price"}}, NOW)
        writes.commit()


def begin(store: Store, *sessions: Session) -> None:
    """Store sessions, one unit of work for all."""
    with store.writing() as writes:
        for session in sessions or (a_session(),):
            writes.add_session(session)
        writes.commit()


def strike(store: Store, *deals: Deal) -> None:
    """Store deals, one unit of work for all."""
    with store.writing() as writes:
        for deal in deals or (a_deal(),):
            writes.add_deal(deal)
        writes.commit()
