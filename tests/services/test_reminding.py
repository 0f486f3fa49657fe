"""A due follow-up becomes one turn of the talk, once, whatever happens in between."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coaching.domain.errors import Moved
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.services.follow_ups.reminding import Reminding
from coaching.services.slack.posts import SlackPosts
from tests.services.house import REP, TestHouse
from tests.store.factories import a_follow_up


class Kept:
    """A house with a talk and a follow-up that is due in an hour."""

    def __init__(self, folder: Path, place: str | None = None) -> None:
        self.house = TestHouse(folder)
        self.talk = self.house.sessions.begin_talk(REP, place)
        now = self.house.clock.now()
        self.follow_up = a_follow_up(
            person=REP.id,
            what="ring Dana",
            due_at=now + timedelta(hours=1),
            created_at=now,
            session=self.talk.id,
        )
        with self.house.store.writing() as writes:
            writes.add_follow_up(self.follow_up)
            writes.commit()
        house = self.house
        self.reminding = Reminding(
            house.store,
            house.playbooks,
            house.clock,
            house.ids,
            SlackPosts(house.playbooks, house.clock),
        )

    def stored(self) -> FollowUp:
        with self.house.store.reading() as reads:
            found = reads.follow_up(self.follow_up.id)
        assert found is not None
        return found

    def said(self) -> list[str]:
        with self.house.store.reading() as reads:
            turns = reads.turns(self.talk.id)
        return [reply.text for turn in turns for reply in turn.replies]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_it_is_not_due_a_second_too_early(kept: Kept) -> None:
    kept.house.clock.pass_seconds(3599)
    assert kept.reminding.due() == []
    assert not kept.reminding.remind(kept.follow_up.id)


def test_it_comes_once_in_the_talk_where_it_was_asked_for(kept: Kept) -> None:
    kept.house.clock.pass_seconds(3600)
    assert kept.reminding.due() == [kept.follow_up.id]
    assert kept.reminding.remind(kept.follow_up.id)
    assert not kept.reminding.remind(kept.follow_up.id)
    assert kept.reminding.due() == []
    (said,) = kept.said()
    assert "ring Dana" in said
    assert kept.stored().state is FollowUpState.DUE


def test_it_waits_as_a_notice_until_it_is_ticked_off(kept: Kept) -> None:
    kept.house.clock.pass_seconds(3600)
    kept.reminding.remind(kept.follow_up.id)
    (notice,) = kept.reminding.given(REP)
    assert (notice.text, notice.in_browser) == ("ring Dana", True)
    with kept.house.store.writing() as writes:
        done = replace(kept.stored(), state=FollowUpState.DONE)
        writes.save_follow_up(done, done.version)
        writes.commit()
    assert kept.reminding.given(REP) == []


@pytest.mark.parametrize("state", [FollowUpState.DONE, FollowUpState.CANCELLED])
def test_a_settled_one_is_not_reminded_of(kept: Kept, state: FollowUpState) -> None:
    with kept.house.store.writing() as writes:
        writes.save_follow_up(replace(kept.follow_up, state=state), kept.follow_up.version)
        writes.commit()
    kept.house.clock.pass_seconds(3600)
    assert kept.reminding.due() == []
    assert not kept.reminding.remind(kept.follow_up.id)


def test_a_talk_that_is_being_answered_still_gets_its_reminder(kept: Kept) -> None:
    kept.house.accept(kept.talk, "hello")
    kept.house.clock.pass_seconds(3600)
    assert kept.reminding.remind(kept.follow_up.id)
    assert len(kept.said()) == 1


def test_in_slack_the_reminder_is_put_out_with_it(tmp_path: Path) -> None:
    kept = Kept(tmp_path, place="slack:T1:D1")
    kept.house.clock.pass_seconds(3600)
    kept.reminding.remind(kept.follow_up.id)
    with kept.house.store.reading() as reads:
        (post,) = reads.waiting_posts(kept.house.clock.now(), 10)
    assert "ring Dana" in str(post.body)


def test_if_putting_out_fails_nothing_is_marked_as_given(kept: Kept) -> None:
    class Broken:
        def post_for_turn(self, *_: object) -> bool:
            raise Moved("not now")

    house = kept.house
    broken = Reminding(house.store, house.playbooks, house.clock, house.ids, Broken())
    house.clock.pass_seconds(3600)
    with pytest.raises(Moved):
        broken.remind(kept.follow_up.id)
    assert kept.said() == []
    assert kept.reminding.due() == [kept.follow_up.id]
