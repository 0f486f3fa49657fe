"""Follow-ups by talk: read back, confirmed, kept once. The clock stands at Saturday 21 November
2026, 09:00 UTC."""

from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from tests.actions.talk import Talk


def due(talk: Talk) -> list[FollowUp]:
    with talk.house.store.reading() as reads:
        return list(reads.follow_ups(talk.person.id, FollowUpState.DUE))


def test_nothing_is_kept_before_a_yes(talk: Talk) -> None:
    said = talk.say("remind me on Thursday at 3 to call the CFO at Acme", "schedule_followup")
    assert "Thursday 26 November 2026" in said
    assert "15:00" in said
    assert due(talk) == []


def test_a_yes_keeps_it_with_its_deal_once(talk: Talk) -> None:
    talk.say("remind me on Thursday at 3 to call the CFO at Acme", "schedule_followup")
    assert talk.say("yes", "affirm").startswith("Kept")
    (kept,) = due(talk)
    assert (kept.what, kept.deal) == ("call the CFO at Acme", "d-acme")
    assert kept.due_at.isoformat() == "2026-11-26T15:00:00+00:00"
    assert talk.tap("Yes, keep it") == "That one is kept already."
    assert len(due(talk)) == 1


def test_a_no_keeps_nothing(talk: Talk) -> None:
    talk.say("remind me on Thursday at 3 to call Dana", "schedule_followup")
    talk.say("no", "deny")
    assert "do" in talk.say("yes", "affirm")
    assert due(talk) == []


def test_no_with_another_time_reads_that_one_back(talk: Talk) -> None:
    talk.say("remind me on Thursday at 3 to call Dana", "schedule_followup")
    said = talk.say("no, Friday at 11", "deny")
    assert "Friday 27 November 2026" in said
    assert "call Dana" in said
    talk.say("yes", "affirm")
    assert [each.due_at.day for each in due(talk)] == [27]


def test_a_missing_time_is_asked_for_and_taken_from_the_next_message(talk: Talk) -> None:
    talk.say("remind me to send the quote to acme", "schedule_followup")
    assert due(talk) == []
    said = talk.say("tomorrow at 10", "schedule_followup")
    assert "send the quote to acme" in said
    talk.tap("Yes, keep it")
    assert due(talk)[0].due_at.isoformat() == "2026-11-22T10:00:00+00:00"


def test_two_readings_are_offered_and_a_tap_keeps_one(talk: Talk) -> None:
    talk.say("remind me tomorrow at 6 to ring Dana", "schedule_followup")
    offered = talk.labels()
    assert len(offered) == 2
    assert talk.say("yes", "affirm").startswith("Choose")
    assert due(talk) == []


def test_a_tap_on_a_reading_is_a_yes_to_it(talk: Talk) -> None:
    talk.say("remind me tomorrow at 6 to ring Dana", "schedule_followup")
    talk.tap(talk.labels()[1])
    assert due(talk)[0].due_at.hour == 18


def test_a_past_time_is_refused(talk: Talk) -> None:
    said = talk.say("remind me yesterday to ring Dana", "schedule_followup")
    assert "gone" in said
    assert talk.say("yes", "affirm").startswith("When")
    assert due(talk) == []


def test_a_yes_after_the_time_has_come_is_too_late(talk: Talk) -> None:
    talk.say("remind me in 10 minutes to ring Dana", "schedule_followup")
    talk.house.clock.pass_seconds(3600)
    assert "gone" in talk.say("yes", "affirm")
    assert due(talk) == []


def test_a_yes_to_nothing_keeps_nothing(talk: Talk) -> None:
    talk.say("remind me on Thursday at 3 to call Dana", "schedule_followup")
    talk.say("show my deals", "list_deals")
    talk.say("yes", "affirm")
    assert due(talk) == []


def test_two_deals_alike_are_asked_about_before_it_is_read_back(talk: Talk) -> None:
    talk.say("remind me on Thursday at 3 to call brightpath", "schedule_followup")
    assert talk.labels() == ["Brightpath Schools", "Brightpath UK"]
    assert "15:00" in talk.tap("Brightpath UK")
    talk.tap("Yes, keep it")
    assert [each.deal for each in due(talk)] == ["d-uk"]


def test_are_listed_soonest_first_and_ticked_off_by_their_words(talk: Talk) -> None:
    for text in ("on Friday to send the samples", "on Thursday to call the lawyer"):
        talk.say(f"remind me {text}", "schedule_followup")
        talk.say("yes", "affirm")
    listed = talk.say("what is due?", "list_followups")
    assert listed.index("call the lawyer") < listed.index("send the samples")
    assert "send the samples" in talk.say("sent the samples, done", "finish_followup")
    assert [each.what for each in due(talk)] == ["call the lawyer"]
    talk.say("drop the one about the lawyer", "cancel_followup")
    assert due(talk) == []


def test_which_one_is_asked_where_the_words_fit_none(talk: Talk) -> None:
    for text in ("on Friday to send the samples", "on Thursday to call the lawyer"):
        talk.say(f"remind me {text}", "schedule_followup")
        talk.say("yes", "affirm")
    talk.say("done", "finish_followup")
    assert len(due(talk)) == 2
    talk.tap("call the lawyer")
    assert [each.what for each in due(talk)] == ["send the samples"]


def test_a_follow_up_can_be_set_in_the_middle_of_a_qualification(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    question = talk.playbook().frameworks["bant"].letters[0].ask
    asked = talk.say("remind me on Thursday at 3 to call the lawyer", "schedule_followup")
    assert question not in asked
    kept = talk.say("yes", "affirm")
    assert kept.startswith("Kept")
    assert kept.endswith(question)
    assert len(due(talk)) == 1


def test_the_advised_action_can_be_remembered_with_a_tap(talk: Talk) -> None:
    advice = talk.say("what's next for acme", "ask_next_step")
    talk.tap("Remind me")
    asked = talk.say("tomorrow at 10", "schedule_followup")
    task = advice.removeprefix("Acme Bakeries: ").split(", by")[0]
    assert task in asked
    talk.say("yes", "affirm")
    assert [each.deal for each in due(talk)] == ["d-acme"]
