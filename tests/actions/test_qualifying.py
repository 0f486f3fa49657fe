"""The qualification walk, turn by turn."""

from dataclasses import replace

from coaching.domain.deals.deal import Known
from tests.actions.talk import Talk


def known(talk: Talk, deal: str = "d-acme") -> dict[str, Known]:
    with talk.house.store.reading() as reads:
        file = reads.deal_file(deal)
    assert file is not None
    return {each.letter: each for each in file.known}


def asked(talk: Talk, letter: str) -> str:
    return talk.playbook().frameworks["bant"].letter(letter).ask


def test_need_is_asked_before_budget(talk: Talk) -> None:
    said = talk.say("qualify acme", "qualify_deal")
    assert said.endswith(asked(talk, "need"))


def test_several_facts_in_one_message_are_kept_with_their_words(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    said = talk.say("need=2 and budget=1", "give_fact")
    assert said.endswith(asked(talk, "timing"))
    kept = known(talk)
    assert {letter: (each.score, each.evidence) for letter, each in kept.items()} == {
        "need": (2, "need=2"),
        "budget": (1, "budget=1"),
    }
    assert all(each.by == talk.person.id for each in kept.values())


def test_a_question_that_was_passed_over_is_asked_again(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    assert talk.say("authority=2", "give_fact").endswith(asked(talk, "need"))
    assert talk.say("need=1", "give_fact").endswith(asked(talk, "timing"))


def test_facts_in_the_opening_words_are_kept_too(talk: Talk) -> None:
    said = talk.say("qualify acme: need=2", "qualify_deal")
    assert said.endswith(asked(talk, "timing"))
    assert known(talk)["need"].score == 2


def test_a_correction_takes_the_place_of_what_was_known(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("authority=1", "give_fact")
    talk.say("no, authority=2", "deny")
    assert known(talk)["authority"].score == 2


def test_facts_count_even_where_the_intent_was_misheard(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("need=2", "ask_closing_advice", confidence=0.4)
    assert known(talk)["need"].score == 2


def test_not_knowing_goes_on_to_the_next_letter(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    assert talk.say("no idea", "say_unknown").endswith(asked(talk, "timing"))
    assert known(talk) == {}


def test_why_is_answered_and_the_question_stays(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    said = talk.say("why do you ask?", "ask_why")
    assert said.endswith(asked(talk, "need"))


def test_what_is_not_understood_is_not_kept_and_asked_again(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    said = talk.say("mumble", "nlu_fallback", confidence=0.2)
    assert said.endswith(asked(talk, "need"))
    assert known(talk) == {}


def test_another_wish_is_met_and_the_question_comes_back(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    said = talk.say("what's next for brightpath uk", "ask_next_step")
    assert "Brightpath UK" in said
    assert said.endswith(asked(talk, "need"))
    talk.say("need=2", "give_fact")
    assert known(talk)["need"].score == 2


def test_the_end_says_what_stands_and_what_to_ask_the_buyer(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("need=2", "give_fact")
    talk.say("timing=1", "give_fact")
    talk.say("skip", "say_unknown")
    said = talk.say("budget=0", "give_fact")
    timing = talk.playbook().frameworks["bant"].letter("timing")
    assert timing.ask_buyer in said
    assert "need=2" in said
    assert talk.say("need=1", "give_fact").startswith("That sounds")


def test_a_walk_that_was_left_goes_on_another_day_where_it_stood(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    talk.say("need=2", "give_fact")
    talk.say("leave it for today", "leave_walk")
    assert "nothing open" in talk.say("skip", "say_unknown")
    talk.house.clock.pass_seconds(86_400)
    assert talk.tap("Go on").endswith(asked(talk, "timing"))


def test_only_the_owner_qualifies(talk: Talk) -> None:
    said = talk.say("qualify harbour dental", "qualify_deal")
    assert "harbour dental" in said
    assert known(talk, "d-theirs") == {}


def test_a_walk_whose_deal_was_given_away_is_over(talk: Talk) -> None:
    talk.say("qualify acme", "qualify_deal")
    with talk.house.store.writing() as writes:
        deal = writes.deal("d-acme")
        assert deal is not None
        writes.save_deal(replace(deal, owner="u-other"), deal.version)
        writes.commit()
    talk.say("need=2", "give_fact")
    assert known(talk) == {}
