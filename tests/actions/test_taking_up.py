"""Words that go on with what was just shown or said."""

from tests.actions.talk import Talk


def test_a_deal_is_chosen_by_its_place_in_the_question(talk: Talk) -> None:
    talk.say("how does brightpath stand", "ask_deal_status")
    assert talk.say("the second one", "nlu_fallback").startswith("Brightpath UK: open")


def test_a_deal_is_chosen_by_its_name_after_the_question(talk: Talk) -> None:
    talk.say("how does brightpath stand", "ask_deal_status")
    assert talk.say("schools", "nlu_fallback").startswith("Brightpath Schools: open")


def test_no_the_other_one_is_the_other_of_two(talk: Talk) -> None:
    talk.say("how does brightpath stand", "ask_deal_status")
    talk.tap("Brightpath UK")
    assert talk.say("no, the other one", "deny").startswith("Brightpath Schools: open")


def test_a_correction_meets_the_same_wish_with_the_deal_that_was_meant(talk: Talk) -> None:
    talk.say("prep me for brightpath uk", "prepare_call")
    assert talk.say("I meant Acme", "deny").startswith("Before you speak to Acme Bakeries")


def test_the_other_one_of_many_is_asked_about(talk: Talk) -> None:
    talk.say("my deals", "list_deals")
    said = talk.say("how does the other one stand", "ask_deal_status")
    assert said == "Which deal do you mean?"


def test_this_deal_is_the_one_talked_of(talk: Talk) -> None:
    talk.say("how does brightpath uk stand", "ask_deal_status")
    assert talk.say("prep me for that one", "prepare_call").startswith(
        "Before you speak to Brightpath UK"
    )


def test_a_plain_no_takes_up_nothing(talk: Talk) -> None:
    talk.say("how does acme stand", "ask_deal_status")
    assert talk.say("no", "deny").startswith("All right")


def test_what_was_shown_long_ago_is_not_taken_up(talk: Talk) -> None:
    talk.say("how does brightpath stand", "ask_deal_status")
    for _ in range(3):
        talk.say("hello", "make_smalltalk")
    assert "not sure" in talk.say("the second one", "nlu_fallback") or "follow" in talk.say(
        "the second one", "nlu_fallback"
    )


def test_a_follow_up_of_the_list_is_offered_what_can_be_done(talk: Talk) -> None:
    talk.say("remind me to call Dana on Monday", "schedule_followup")
    talk.say("yes", "affirm")
    talk.say("my reminders", "list_followups")
    assert talk.say("number one", "nlu_fallback").startswith("call Dana")
    assert talk.labels() == ["Done", "Another time", "Drop it"]


def test_a_correction_beside_a_walk_leaves_the_walk_alone(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("how does brightpath uk stand", "ask_deal_status")
    said = talk.say("no, brightpath schools", "deny")
    assert said.startswith("Brightpath Schools: open")
    assert "Back to Acme" in said


def test_the_second_time_unsure_it_says_what_it_can_do(talk: Talk) -> None:
    first = talk.say("blub", "nlu_fallback", confidence=0.1)
    again = talk.say("blub blub", "nlu_fallback", confidence=0.1)
    assert first != again
    assert len(talk.labels()) == 4
    talk.say("my deals", "list_deals")
    assert talk.say("blub", "nlu_fallback", confidence=0.1) == first


def test_twice_unsure_in_a_walk_says_what_can_be_said_there(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("mumble", "nlu_fallback", confidence=0.1)
    assert "stop here" in talk.say("mumble", "nlu_fallback", confidence=0.1)
