"""Rows that an older version stored are there after migrating, and after going back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from coaching.domain.deals.deal import DealState
from coaching.domain.stages import Market, Stage
from coaching.store.engine import SqlStore, open_store
from coaching.store.migrate import _config, current_is_head, migrating, upgrade
from tests.store.factories import PERSON, PLAYBOOK, TEAM, an_answered_turn, an_ended_session, begin

HOUSE = "2026_11_21_1200"
OLD_DEAL: dict[str, Any] = {
    "id": "d-1",
    "company": "Acme ä 👩‍🚀",
    "market": "b2b",
    "stage": "meeting_objections",
    "state": "open",
    "amount": 12_000_000_000,
    "currency": "GBP",
    "close_date": "2026-12-18",
    "owner": PERSON,
    "team": TEAM,
    "version": 3,
}
EMPTY = {"amount": None, "currency": None, "close_date": None}


def _go(url: str, revision: str) -> None:
    with migrating(url) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def _insert(connection: Connection, table: str, row: dict[str, Any]) -> None:
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"), row)


def _rows(url: str, table: str) -> list[dict[str, Any]]:
    with migrating(url) as connection:
        found = connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
        return [dict(row) for row in found]


@pytest.fixture
def old_url(store: SqlStore, url: str) -> str:
    """A house of the first schema with a session in it that has turns."""
    begin(store, an_ended_session("s-1", place=None))
    with store.writing() as writes:
        writes.add_turn(an_answered_turn())
        writes.commit()
    begin(store, an_ended_session("s-2", place=None, parent="s-1", replayed_from="s-1"))
    store.close()
    _go(url, HOUSE)
    return url


def _give_deals(url: str, *changes: dict[str, Any]) -> None:
    with migrating(url) as connection:
        for number, change in enumerate(changes, start=1):
            _insert(connection, "deals", OLD_DEAL | {"id": f"d-{number}"} | change)


def test_deals_and_sessions_are_carried_over(old_url: str) -> None:
    _give_deals(old_url, {}, EMPTY, {"market": "b2c", "state": "parked", "stage": "closing"})
    before = datetime.now(UTC)
    upgrade(old_url)
    assert current_is_head(old_url)
    store = open_store(old_url)
    with store.reading() as reads:
        full, bare, third = (reads.deal(f"d-{number}") for number in (1, 2, 3))
        assert reads.session("s-1") == an_ended_session("s-1", place=None)
        replay = an_ended_session("s-2", place=None, parent="s-1", replayed_from="s-1")
        assert reads.session("s-2") == replay
        assert reads.turns("s-1") == [an_answered_turn()]
    assert full is not None
    assert bare is not None
    assert third is not None
    assert (full.company, full.amount, full.currency) == ("Acme ä 👩‍🚀", 12_000_000_000, "GBP")
    assert (full.close_date, full.version) == (date(2026, 12, 18), 3)
    assert (full.market, full.stage) == (Market.B2B, Stage.MEETING_OBJECTIONS)
    assert before <= full.created_at == full.stage_since <= datetime.now(UTC)
    assert (full.next_step, full.next_step_on) == (None, None)
    assert (bare.amount, bare.currency, bare.close_date) == (None, None, None)
    assert (third.market, third.state) == (Market.B2C, DealState.PARKED)
    store.close()


def test_a_house_without_deals_is_carried_over(old_url: str) -> None:
    upgrade(old_url)
    assert _rows(old_url, "deals") == []
    assert [row["id"] for row in _rows(old_url, "sessions")] == ["s-1", "s-2"]


def test_going_back_gives_the_old_rows_again(old_url: str) -> None:
    _give_deals(old_url, {}, EMPTY)
    deals, sessions = _rows(old_url, "deals"), _rows(old_url, "sessions")
    upgrade(old_url)
    with migrating(old_url) as connection:
        connection.execute(text("UPDATE sessions SET deal = 'd-1', place = 'T1/C1'"))
    _go(old_url, HOUSE)
    assert _rows(old_url, "deals") == deals
    assert _rows(old_url, "sessions") == sessions
    upgrade(old_url)
    assert current_is_head(old_url)


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30"])
def test_a_closing_day_that_is_none_is_left_out(old_url: str, day: str) -> None:
    _give_deals(old_url, {"close_date": day})
    upgrade(old_url)
    store = open_store(old_url)
    with store.reading() as reads:
        deal = reads.deal("d-1")
    store.close()
    assert deal is not None
    assert deal.close_date is None


def test_a_deal_in_no_known_state_stops_the_migration_and_nothing_is_changed(old_url: str) -> None:
    _give_deals(old_url, {"state": "somewhere"})
    kept = _rows(old_url, "deals")
    with pytest.raises(IntegrityError):
        upgrade(old_url)
    assert _rows(old_url, "deals") == kept
    assert not current_is_head(old_url)


def test_checks_still_hold_after_the_table_was_rebuilt(old_url: str) -> None:
    upgrade(old_url)
    for wrong in ("score = 101", "state = 'asleep'", "deal = 'd-none'", "person = 'p-none'"):
        store = open_store(old_url)
        with pytest.raises(IntegrityError), store._writer.connect() as connection:
            connection.execute(text(f"UPDATE sessions SET {wrong}"))
        store.close()


def test_the_playbook_of_a_session_is_still_pointed_at(old_url: str) -> None:
    upgrade(old_url)
    store = open_store(old_url)
    with pytest.raises(IntegrityError), store._writer.connect() as connection:
        connection.execute(text("DELETE FROM playbooks WHERE hash = :hash"), {"hash": PLAYBOOK})
    store.close()
