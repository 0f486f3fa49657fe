"""Follow-ups: the wall time as it was confirmed, due once, reminded of once."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from coaching.domain.errors import Moved
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.store.engine import SqlStore
from tests.store.factories import (
    DEAL,
    NOW,
    PERSON,
    SESSION,
    a_follow_up,
    a_person,
    begin,
    later,
    strike,
)


def _add(store: SqlStore, *follow_ups: FollowUp) -> None:
    with store.writing() as writes:
        for follow_up in follow_ups:
            writes.add_follow_up(follow_up)
        writes.commit()


def _reloaded(store: SqlStore, id: str = "f-1") -> FollowUp | None:
    with store.reading() as reads:
        return reads.follow_up(id)


def test_a_follow_up_comes_back_as_it_was(store: SqlStore) -> None:
    begin(store)
    strike(store)
    full = a_follow_up(
        "f-full",
        at=time(2, 30, 59, 999_999),
        fold=1,
        deal=DEAL,
        session=SESSION,
        state=FollowUpState.CANCELLED,
        version=7,
        reminded_at=later(1),
        settled_at=later(2),
    )
    whole_day = a_follow_up("f-day", at=None)
    _add(store, full, whole_day, a_follow_up())
    assert _reloaded(store, "f-full") == full
    assert _reloaded(store, "f-day") == whole_day
    assert _reloaded(store) == a_follow_up()
    assert _reloaded(store, "f-none") is None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    day=st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)),
    at=st.none() | st.times(),
    fold=st.integers(0, 1),
)
def test_any_wall_time_comes_back(store: SqlStore, day: date, at: time | None, fold: int) -> None:
    when = When(day, at, "Europe/Berlin", fold)
    kept = a_follow_up(day=day, at=at, fold=fold, due_at=when.instant())
    with store.writing() as writes:
        writes.add_follow_up(kept)
        assert writes.follow_up("f-1") == kept
        assert writes.follow_up("f-1").when == when  # type: ignore[union-attr]


def test_both_of_two_equal_wall_times_are_told_apart(store: SqlStore) -> None:
    back = date(2026, 10, 25)
    first, second = (When(back, time(2, 30), "Europe/Berlin", fold) for fold in (0, 1))
    _add(
        store,
        a_follow_up("f-1", day=back, at=time(2, 30), fold=0, due_at=first.instant()),
        a_follow_up("f-2", day=back, at=time(2, 30), fold=1, due_at=second.instant()),
    )
    with store.reading() as reads:
        found = reads.follow_ups(PERSON)
    assert [each.when for each in found] == [first, second]
    assert found[0].due_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_of_day_with_a_zone_is_a_mistake(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="with a zone"):
        _add(store, a_follow_up(at=time(9, tzinfo=UTC)))
    with pytest.raises(StatementError, match="an instant is no day"):
        _add(store, a_follow_up(day=NOW))


def test_a_persons_follow_ups_are_soonest_first_and_of_one_state(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bob"), "x")
        writes.commit()
    _add(
        store,
        a_follow_up("f-3", due_at=later(3)),
        a_follow_up("f-1", due_at=later(1), state=FollowUpState.DONE),
        a_follow_up("f-2", due_at=later(2)),
        a_follow_up("f-0", due_at=later(2)),
        a_follow_up("f-bob", person="p-bob"),
    )
    with store.reading() as reads:
        everything = reads.follow_ups(PERSON)
        assert [each.id for each in everything] == ["f-1", "f-0", "f-2", "f-3"]
        still_due = reads.follow_ups(PERSON, FollowUpState.DUE)
        assert [each.id for each in still_due] == ["f-0", "f-2", "f-3"]
        assert reads.follow_ups(PERSON, FollowUpState.SNOOZED) == []
        assert reads.follow_ups("p-nobody") == []


def test_due_are_those_whose_hour_has_struck_and_nobody_was_told(store: SqlStore) -> None:
    _add(
        store,
        a_follow_up("f-now", due_at=NOW),
        a_follow_up("f-before", due_at=later(-60)),
        a_follow_up("f-later", due_at=later(0.000_001)),
        a_follow_up("f-told", due_at=later(-90), reminded_at=later(-90)),
        *(
            a_follow_up(f"f-{state}", due_at=later(-99), state=state)
            for state in FollowUpState
            if state is not FollowUpState.DUE
        ),
    )
    with store.reading() as reads:
        assert [each.id for each in reads.due_follow_ups(NOW, 9)] == ["f-before", "f-now"]
        assert [each.id for each in reads.due_follow_ups(NOW, 1)] == ["f-before"]


def test_saving_makes_the_next_version(store: SqlStore) -> None:
    _add(store, a_follow_up(), a_follow_up("f-other"))
    done = a_follow_up(state=FollowUpState.DONE, settled_at=later(5), version=99)
    with store.writing() as writes:
        writes.save_follow_up(done, 1)
        writes.commit()
    assert _reloaded(store) == a_follow_up(state=FollowUpState.DONE, settled_at=later(5), version=2)
    assert _reloaded(store, "f-other") == a_follow_up("f-other")


def test_saving_over_another_version_is_refused(store: SqlStore) -> None:
    _add(store, a_follow_up(version=3))
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_follow_up(a_follow_up(reminded_at=NOW), 2)
    with pytest.raises(Moved), store.writing() as writes:
        writes.save_follow_up(a_follow_up("f-none"), 1)
    assert _reloaded(store) == a_follow_up(version=3)


@pytest.mark.parametrize(
    "lost", [{"person": "p-none"}, {"deal": "d-none"}, {"session": "s-none"}, {"fold": 2}], ids=str
)
def test_a_follow_up_points_at_what_is_there(store: SqlStore, lost: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        _add(store, a_follow_up(**lost))
