"""Sessions: whole, versioned, and listed newest first."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from coaching.domain.errors import Moved
from coaching.domain.events import DealNamed
from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState
from coaching.domain.stages import Outcome
from coaching.store.engine import SqlStore
from tests.store.factories import (
    DEAL,
    NOW,
    PERSON,
    SESSION,
    a_deal,
    a_person,
    a_session,
    an_answered_turn,
    an_ended_session,
    begin,
    later,
    strike,
)


def _listed(store: SqlStore, **wanted: object) -> list[str]:
    with store.reading() as reads:
        return [session.id for session in reads.sessions(SessionFilter(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize("session", [a_session(), an_ended_session()], ids=["new", "ended"])
def test_a_session_comes_back_as_it_was(store: SqlStore, session: Session) -> None:
    begin(store, session)
    with store.reading() as reads:
        assert reads.session(SESSION) == session
        assert reads.session("s-none") is None


def test_a_replay_remembers_where_it_came_from(store: SqlStore) -> None:
    replay = a_session("s-3", parent="s-1", replayed_from="s-2")
    begin(store, a_session("s-1", kind=SessionKind.COACH), a_session("s-2"), replay)
    with store.reading() as reads:
        assert reads.session("s-3") == replay


def test_times_come_back_aware_and_in_utc(store: SqlStore) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    begin(store, a_session(created_at=tokyo))
    with store.reading() as reads:
        session = reads.session(SESSION)
    assert session is not None
    assert session.created_at == NOW
    assert session.created_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_a_mistake(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        begin(store, a_session(created_at=NOW.replace(tzinfo=None)))


def test_saving_makes_the_next_version(store: SqlStore) -> None:
    begin(store)
    ended = an_ended_session(version=99)
    with store.writing() as writes:
        writes.save_session(ended, 1)
        writes.commit()
    with store.reading() as reads:
        assert reads.session(SESSION) == an_ended_session(version=2)


def test_saving_over_another_version_is_refused(store: SqlStore) -> None:
    begin(store)
    with store.writing() as writes:
        writes.save_session(a_session(turns=1), 1)
        writes.commit()
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_session(a_session(turns=7), 1)
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_session(a_session("s-none"), 1)
    with store.reading() as reads:
        assert reads.session(SESSION) == a_session(turns=1, version=2)


def test_lists_are_newest_first_and_narrowed_by_every_part(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    begin(
        store,
        a_session("s-1"),
        a_session("s-2", created_at=later(2), kind=SessionKind.COACH),
        a_session("s-3", created_at=later(1), person="p-bob", scenario="no-budget"),
        a_session("s-4", created_at=later(3), state=SessionState.ENDED, outcome=Outcome.ORDER),
    )
    assert _listed(store) == ["s-4", "s-2", "s-3", "s-1"]
    assert _listed(store, owners=frozenset({PERSON})) == ["s-4", "s-2", "s-1"]
    assert _listed(store, owners=frozenset()) == []
    assert _listed(store, kind=SessionKind.COACH) == ["s-2"]
    assert _listed(store, state="ended") == ["s-4"]
    assert _listed(store, state="no such state") == []
    assert _listed(store, scenario="no-budget") == ["s-3"]
    assert _listed(store, outcome="order") == ["s-4"]
    assert _listed(store, limit=2) == ["s-4", "s-2"]


def test_shared_means_submitted_or_official_and_ended(store: SqlStore) -> None:
    ended, official = SessionState.ENDED, Mode.OFFICIAL
    begin(
        store,
        a_session("private-open"),
        a_session("private-ended", state=ended),
        a_session("submitted", state=ended, submitted_at=later(5)),
        a_session("official-open", mode=official),
        a_session("official-ended", mode=official, state=ended),
        a_session("talk", kind=SessionKind.COACH, mode=official, state=ended),
    )
    assert set(_listed(store, shared=True)) == {"submitted", "official-ended"}


def test_pages_hold_everything_once_even_at_the_same_instant(store: SqlStore) -> None:
    times = [NOW, NOW, NOW, later(1), later(1), later(2), later(2)]
    begin(store, *(a_session(f"s-{n}", created_at=at) for n, at in enumerate(times)))
    everything = _listed(store)
    paged: list[str] = []
    while page := _listed(store, limit=2, cursor=paged[-1] if paged else None):
        paged += page
    assert paged == everything
    assert len(set(paged)) == len(times)
    assert _listed(store, cursor="s-none") == []


def test_the_last_session_is_the_newest_of_its_kind_that_has_not_ended(store: SqlStore) -> None:
    begin(
        store,
        a_session("open", created_at=later(1)),
        a_session("paused", created_at=later(2), state=SessionState.PAUSED),
        a_session("ended", created_at=later(3), state=SessionState.ENDED),
    )
    with store.reading() as reads:
        found = reads.last_session(PERSON, SessionKind.PRACTICE)
        assert found is not None
        assert found.id == "paused"
        assert reads.last_session(PERSON, SessionKind.COACH) is None
        assert reads.last_session("p-nobody", SessionKind.PRACTICE) is None


def test_the_last_session_is_of_its_place(store: SqlStore) -> None:
    begin(
        store,
        a_session("browser", kind=SessionKind.COACH),
        a_session("channel", kind=SessionKind.COACH, place="T1/C1", created_at=later(1)),
        a_session("thread", kind=SessionKind.COACH, place="T1/C1/7", created_at=later(2)),
    )
    with store.reading() as reads:

        def last(place: str | None) -> str | None:
            found = reads.last_session(PERSON, SessionKind.COACH, place)
            return found.id if found else None

        assert last(None) == "browser"
        assert last("T1/C1") == "channel"
        assert last("T1/C1/7") == "thread"
        assert last("T1/C2") is None
        assert last("NUL \0") is None


def _talk_about(store: SqlStore, session: str, *deals: str) -> None:
    """One turn of the session for each deal that is named."""
    with store.writing() as writes:
        for deal in deals:
            found = writes.session(session)
            assert found is not None
            turn = an_answered_turn(f"turn-{found.turns}", session=session, seq=found.turns)
            writes.add_turn(turn)
            writes.add_events(session, turn.id, found.turns, (DealNamed(deal),), NOW)
            writes.save_session(replace(found, deal=deal, turns=found.turns + 1), found.version)
        writes.commit()


def test_a_place_is_about_the_deal_that_was_named_there_last_by_anybody(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    strike(store, a_deal("d-1"), a_deal("d-2"), a_deal("d-3"))
    begin(
        store,
        a_session("anns", place="T1/C1"),
        a_session("bobs", place="T1/C1", person="p-bob", created_at=later(1)),
        a_session("other", place="T1/C2", created_at=later(2)),
        a_session("browser", created_at=later(3)),
    )
    with store.reading() as reads:
        assert reads.deal_of_place("T1/C1") is None
    _talk_about(store, "bobs", "d-2")
    _talk_about(store, "anns", "d-3", "d-1")
    _talk_about(store, "other", "d-2")
    _talk_about(store, "browser", "d-3")
    with store.reading() as reads:
        assert reads.deal_of_place("T1/C1") == "d-1"
        assert reads.deal_of_place("T1/C2") == "d-2"
        assert reads.deal_of_place("T1/C3") is None
    _talk_about(store, "bobs", "d-3")
    with store.reading() as reads:
        assert reads.deal_of_place("T1/C1") == "d-3"


def test_a_talk_that_begins_with_its_deal_makes_the_place_about_it(store: SqlStore) -> None:
    strike(store, a_deal("d-1"), a_deal("d-2"))
    begin(
        store,
        a_session("old", place="T1/C1", deal="d-1"),
        a_session("new", place="T1/C1", deal="d-2", created_at=later(1)),
        a_session("none", place="T1/C1", created_at=later(2)),
    )
    with store.reading() as reads:
        assert reads.deal_of_place("T1/C1") == "d-2"


def test_a_talk_is_about_a_deal_that_is_there(store: SqlStore) -> None:
    strike(store)
    begin(store, a_session(deal=DEAL))
    with store.reading() as reads:
        assert reads.session(SESSION) == a_session(deal=DEAL)
    with pytest.raises(IntegrityError):
        begin(store, a_session("s-2", deal="d-none"))
