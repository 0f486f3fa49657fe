"""A follow-up at another time, by talk. It is Saturday 21 November 2026, 09:00 UTC."""

import pytest

from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.services.follow_ups.reminding import Reminding
from coaching.services.slack.posts import SlackPosts
from tests.actions.talk import Talk


@pytest.fixture
def kept(talk: Talk) -> Talk:
    """A talk with two follow-ups: Acme on Thursday at 15:00, Brightpath UK on Friday."""
    talk.say("remind me to call Dana at Acme on Thursday at 3pm", "schedule_followup")
    talk.say("yes", "affirm")
    talk.say("remind me to send the offer to Brightpath UK on Friday", "schedule_followup")
    talk.say("yes", "affirm")
    return talk


def due(talk: Talk) -> dict[str, FollowUp]:
    with talk.house.store.reading() as reads:
        found = reads.follow_ups(talk.person.id, FollowUpState.DUE)
    return {each.deal or "": each for each in found}


def when(talk: Talk, deal: str) -> str:
    return due(talk)[deal].due_at.isoformat()[:16]


def test_nothing_is_moved_before_a_yes(kept: Talk) -> None:
    said = kept.say("move the Acme call to Monday at 10", "move_followup")
    assert "Monday 23 November 2026 at 10:00" in said
    assert "instead of Thursday 26 November, 15:00" in said
    assert when(kept, "d-acme") == "2026-11-26T15:00"
    kept.tap("Yes, move it")
    assert when(kept, "d-acme") == "2026-11-23T10:00"


def test_it_is_moved_once_however_often_the_button_is_tapped(kept: Talk) -> None:
    kept.say("move the Acme call to Monday at 10", "move_followup")
    kept.tap("Yes, move it")
    version = due(kept)["d-acme"].version
    assert kept.tap("Yes, move it") == "It is set for that time already."
    assert due(kept)["d-acme"].version == version


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("push the Dana call by an hour", "2026-11-26T16:00"),
        ("put the call to Dana back two days", "2026-11-28T15:00"),
        ("move the Acme one to Friday", "2026-11-27T15:00"),
        ("move the Dana call to next week", "2026-11-26T15:00"),
        ("can we do Acme at 4 pm instead", "2026-11-26T16:00"),
        ("same time on Wednesday for the Acme call", "2026-11-25T15:00"),
        ("make the Acme call two hours earlier", "2026-11-26T13:00"),
        ("move Thursday's call to 5", "2026-11-26T17:00"),
        ("shift my 3pm reminder to Monday", "2026-11-23T15:00"),
        ("the first one: tomorrow at noon", "2026-11-22T12:00"),
    ],
)
def test_what_is_not_named_stays_as_it_was(kept: Talk, words: str, moved: str) -> None:
    kept.say("what have I got", "list_followups")
    kept.say(words, "move_followup")
    kept.say("yes", "affirm")
    assert when(kept, "d-acme") == moved


def test_a_correction_keeps_what_was_just_proposed(kept: Talk) -> None:
    kept.say("move the Acme call to Monday at 10", "move_followup")
    kept.say("make it 11", "move_followup")
    kept.say("yes", "affirm")
    assert when(kept, "d-acme") == "2026-11-23T11:00"


def test_no_with_another_time_reads_that_one_back(kept: Talk) -> None:
    kept.say("move the Acme call to Monday at 10", "move_followup")
    assert "Tuesday 24 November" in kept.say("no, Tuesday", "deny")
    kept.say("yes", "affirm")
    assert when(kept, "d-acme") == "2026-11-24T10:00"


def test_a_no_leaves_it_where_it_was(kept: Talk) -> None:
    kept.say("move the Acme call to Monday at 10", "move_followup")
    assert "stays as it was" in kept.say("no", "deny")
    assert when(kept, "d-acme") == "2026-11-26T15:00"


def test_a_missing_time_is_asked_for(kept: Talk) -> None:
    assert "To when" in kept.say("move the Acme call", "move_followup")
    kept.say("Tuesday at 9", "schedule_followup")
    kept.say("yes", "affirm")
    assert when(kept, "d-acme") == "2026-11-24T09:00"


def test_two_that_fit_are_offered_and_the_time_is_not_asked_again(kept: Talk) -> None:
    kept.say("move it to Monday at 10", "move_followup")
    assert len(kept.labels()) == 2
    assert "Monday 23 November 2026 at 10:00" in kept.tap(kept.labels()[0])


def test_a_deal_without_a_follow_up_is_not_guessed_at(kept: Talk) -> None:
    said = kept.say("move the Brightpath Schools call to Monday", "move_followup")
    assert "no open follow-up for that" in said


def test_a_time_that_has_gone_is_refused(kept: Talk) -> None:
    said = kept.say("move the Acme call to today at 8", "move_followup")
    assert "gone already" in said
    assert when(kept, "d-acme") == "2026-11-26T15:00"


def test_the_reminder_comes_again_at_the_new_time(kept: Talk) -> None:
    kept.house.clock.pass_seconds(6 * 86_400)
    house = kept.house
    posts = SlackPosts(house.playbooks, house.clock)
    reminding = Reminding(house.store, house.playbooks, house.clock, house.ids, posts)
    given = [id for id in reminding.due() if reminding.remind(id)]
    assert len(given) == 2
    kept.say("push the Acme call by an hour", "move_followup")
    kept.say("yes", "affirm")
    assert reminding.due() == []
    kept.house.clock.pass_seconds(3_700)
    assert [id for id in reminding.due() if reminding.remind(id)] == [due(kept)["d-acme"].id]
    assert [id for id in reminding.due() if reminding.remind(id)] == []


def test_moving_a_proposal_that_is_not_kept_yet_changes_the_proposal(talk: Talk) -> None:
    talk.say("remind me to call Dana at Acme on Thursday at 3pm", "schedule_followup")
    assert "Friday 27 November" in talk.say("make it Friday at 4 instead", "move_followup")
    talk.say("yes", "affirm")
    assert when(talk, "d-acme") == "2026-11-27T16:00"
