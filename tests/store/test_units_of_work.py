"""Nothing is kept without a commit; a read is one snapshot."""

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.domain.deals.deal import Deal
from coaching.domain.errors import StoreUnavailable
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.ports import Writes
from coaching.domain.sessions import Session
from coaching.store.engine import SqlStore, open_store
from tests.store.factories import (
    DEAL,
    PERSON,
    SESSION,
    a_follow_up,
    a_session,
    a_team,
    a_turn,
    begin,
    later,
    strike,
)


def test_uncommitted_work_is_rolled_back(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.set_setting("retention", "365")
        assert writes.setting("retention") == "365"
    with store.reading() as reads:
        assert reads.setting("retention") is None


def test_an_error_rolls_back_and_passes_on(store: SqlStore) -> None:
    def fail_halfway() -> None:
        with store.writing() as writes:
            writes.set_setting("retention", "365")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with store.reading() as reads:
        assert reads.setting("retention") is None


def test_committed_work_is_there_for_the_next_process(store: SqlStore, url: str) -> None:
    with store.writing() as writes:
        writes.set_setting("retention", "365")
        writes.commit()
    store.close()
    again = open_store(url)
    with again.reading() as reads:
        assert reads.setting("retention") == "365"
    again.close()


def test_what_follows_a_commit_needs_a_commit_of_its_own(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.set_setting("a", "1")
        writes.commit()
        writes.set_setting("b", "2")
    with store.reading() as reads:
        assert (reads.setting("a"), reads.setting("b")) == ("1", None)


def test_a_refused_row_leaves_the_unit_of_work_usable(store: SqlStore) -> None:
    begin(store)
    with store.writing() as writes:
        writes.add_turn(a_turn())
        with pytest.raises(Exception, match="already used"):
            writes.add_turn(a_turn())
        writes.set_setting("after", "yes")
        writes.commit()
    with store.reading() as reads:
        assert reads.setting("after") == "yes"
        assert len(reads.turns(SESSION)) == 1


def test_a_reading_block_sees_one_snapshot(store: SqlStore) -> None:
    with store.reading() as reads:
        assert [team.id for team in reads.teams()] == ["t-north"]
        with store.writing() as writes:
            writes.add_team(a_team("t-south"))
            writes.commit()
        assert [team.id for team in reads.teams()] == ["t-north"]
    with store.reading() as reads:
        assert {team.id for team in reads.teams()} == {"t-north", "t-south"}


def test_reading_works_while_a_writer_holds_the_lock(store: SqlStore) -> None:
    begin(store)
    with store.writing() as writes:
        held = writes.session(SESSION)
        writes.set_setting("half", "done")
        started = time.monotonic()
        with store.reading() as reads:
            assert reads.session(SESSION) == held
            assert reads.setting("half") is None
        assert time.monotonic() - started < 0.5
        writes.commit()


def _find_session(writes: Writes) -> Session | None:
    return writes.session(SESSION)


def _find_deal(writes: Writes) -> Deal | None:
    return writes.deal(DEAL)


def _find_file(writes: Writes) -> Deal | None:
    file = writes.deal_file(DEAL)
    return file.deal if file else None


def _find_follow_up(writes: Writes) -> FollowUp | None:
    return writes.follow_up("f-1")


def _save(writes: Writes, found: Session | Deal | FollowUp) -> None:
    if isinstance(found, Session):
        writes.save_session(found, found.version)
    elif isinstance(found, Deal):
        writes.save_deal(found, found.version)
    else:
        writes.save_follow_up(found, found.version)


@pytest.mark.parametrize("find", [_find_session, _find_deal, _find_file, _find_follow_up])
def test_what_is_being_worked_on_is_waited_for(
    store: SqlStore, url: str, find: Callable[[Writes], Session | Deal | FollowUp | None]
) -> None:
    begin(store)
    strike(store)
    with store.writing() as writes:
        writes.add_follow_up(a_follow_up())
        writes.commit()
    seen: list[int] = []

    def second() -> None:
        other = open_store(url)
        with other.writing() as writes:
            found = find(writes)
            assert found is not None
            seen.append(found.version)
        other.close()

    with store.writing() as writes:
        found = find(writes)
        assert found is not None
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.3)
        assert seen == []
        _save(writes, found)
        writes.commit()
    thread.join()
    assert seen == [2]


def test_a_lock_held_too_long_is_said_to_be_unavailable(store: SqlStore, url: str) -> None:
    begin(store)
    other = open_store(url)
    with store.writing() as writes:
        writes.session(SESSION)
        started = time.monotonic()
        with pytest.raises(StoreUnavailable), other.writing() as late:
            late.session(SESSION)
        assert time.monotonic() - started < 5
    other.close()


def test_rows_that_point_nowhere_are_refused(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.writing() as writes:
        writes.add_session(a_session(person="p-nobody"))


def test_a_mistake_does_not_show_what_people_said(store: SqlStore) -> None:
    with pytest.raises(IntegrityError) as caught, store.writing() as writes:
        writes.add_turn(a_turn(session="s-none", text="a confidential remark"))
    assert "confidential" not in str(caught.value)


def test_ping_changes_nothing(store: SqlStore) -> None:
    with store.reading() as reads:
        before = (reads.person(PERSON), reads.teams(), reads.latest_playbook())
    store.ping()
    with store.reading() as reads:
        assert (reads.person(PERSON), reads.teams(), reads.latest_playbook()) == before


def test_a_closed_store_opens_again_on_use(store: SqlStore) -> None:
    store.close()
    with store.writing() as writes:
        writes.set_setting("again", str(later(0)))
        writes.commit()
