"""A new house is furnished once; its deals are of the day on which that was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coaching.domain.deals.deal import DealFile
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.ports import SessionFilter
from coaching.domain.ports.deals import DealFilter
from coaching.domain.samples import SampleHouse, living_deal
from coaching.playbook import build_playbook, load_playbook
from coaching.playbook.samples import load_samples
from coaching.services.playbooks import Playbooks
from coaching.services.samples import furnish
from coaching.store.engine import SqlStore, open_store
from coaching.store.migrate import upgrade
from tests.fakes import CountingIds, LiteralEar, SetClock

PLAYBOOK = Path(__file__).parents[2] / "playbook"
TEAMS = DealFilter(teams=frozenset({"t-north", "t-south"}))


class PlainPasswords:
    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def matches(self, password: str, hash: str) -> bool:
        return hash == self.hash(password)


@pytest.fixture(scope="module")
def samples() -> SampleHouse:
    return load_samples(PLAYBOOK)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    url = f"sqlite:///{tmp_path / 'coach.db'}"
    upgrade(url)
    opened = open_store(url)
    playbook, documents = load_playbook(PLAYBOOK)
    with opened.writing() as writes:
        writes.publish_playbook(playbook.hash, documents, SetClock().now())
        writes.commit()
    yield opened
    opened.close()


def _furnish(store: SqlStore, samples: SampleHouse, days: int = 0) -> bool:
    playbooks = Playbooks(lambda documents: build_playbook(dict(documents), published=True))
    now = SetClock().now() + timedelta(days=days)
    ids, passwords = CountingIds(), PlainPasswords()
    return furnish(store, samples, playbooks, LiteralEar(), ids, now, passwords)


def _files(store: SqlStore) -> list[DealFile]:
    with store.reading() as reads:
        return list(reads.deal_files(TEAMS))


def test_deals_are_stored_with_everything_that_belongs_to_them(
    store: SqlStore, samples: SampleHouse
) -> None:
    deals_only = replace(samples, practices=())
    assert _furnish(store, deals_only)
    zones = {person.id: person.time_zone for person in samples.people}
    stored = {file.deal.id: file for file in _files(store)}
    assert len(stored) == len(samples.deals)
    for sample in samples.deals:
        wanted = living_deal(sample, zones[sample.owner], SetClock().now())
        found = stored[sample.id]
        assert found.deal == wanted.deal
        assert found.activities == wanted.activities
        assert set(found.contacts) == set(wanted.contacts)
        assert set(found.objections) == set(wanted.objections)
        assert set(found.known) == set(wanted.known)
        assert set(found.follow_ups) == {
            each for each in wanted.follow_ups if each.state is FollowUpState.DUE
        }


def test_nothing_is_due_in_the_first_minute(store: SqlStore, samples: SampleHouse) -> None:
    _furnish(store, replace(samples, practices=()))
    with store.reading() as reads:
        assert reads.due_follow_ups(SetClock().now(), 99) == []
        assert reads.due_follow_ups(SetClock().now() + timedelta(days=5), 99) != []


def test_a_house_is_furnished_once(store: SqlStore, samples: SampleHouse) -> None:
    deals_only = replace(samples, practices=())
    assert _furnish(store, deals_only)
    before = _files(store)
    assert not _furnish(store, deals_only, days=30)
    assert _files(store) == before


def test_practices_are_played_and_shared_if_they_ended(
    store: SqlStore, samples: SampleHouse
) -> None:
    _furnish(store, samples)
    with store.reading() as reads:
        played = reads.sessions(SessionFilter())
    assert len(played) == len(samples.practices)
    assert all(session.submitted_at is None or session.ended_at for session in played)
