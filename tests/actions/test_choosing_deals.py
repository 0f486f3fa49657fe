"""Which deal is meant, and what is next for it."""

from tests.actions.talk import Talk
from tests.services.house import OTHER


def test_the_next_step_of_a_named_deal_fits_eight_lines(talk: Talk) -> None:
    said = talk.say("what's next for acme", "ask_next_step")
    assert "Acme Bakeries" in said
    assert len(said.splitlines()) <= 8


def test_this_deal_is_the_one_talked_about(talk: Talk) -> None:
    first = talk.say("what's next for acme", "ask_next_step")
    assert talk.say("and what's next for this deal?", "ask_next_step") == first
    assert talk.stored().deal == "d-acme"


def test_two_names_alike_are_asked_about_and_a_tap_settles_it(talk: Talk) -> None:
    talk.say("whats next for brightpath", "ask_next_step")
    assert talk.labels() == ["Brightpath Schools", "Brightpath UK"]
    assert "Brightpath UK" in talk.tap("Brightpath UK")
    assert talk.stored().deal == "d-uk"


def test_without_a_name_or_a_talk_about_one_it_asks(talk: Talk) -> None:
    talk.say("what's next?", "ask_next_step")
    assert talk.labels() == ["Acme Bakeries", "Brightpath Schools", "Brightpath UK"]


def test_somebody_elses_deal_is_as_unknown_as_none(talk: Talk) -> None:
    theirs = talk.say("what's next for Harbour Dental", "ask_next_step")
    nobodys = talk.say("what's next for Zorblatt Dental", "ask_next_step")
    assert theirs.replace("Harbour", "Zorblatt") == nobodys
    assert talk.stored().deal is None


def test_an_unknown_name_never_brings_advice_on_the_deal_before(talk: Talk) -> None:
    talk.say("what's next for acme", "ask_next_step")
    said = talk.say("what's next for Globex", "ask_next_step")
    assert "Globex" in said
    assert talk.labels()[0] == "Acme Bakeries"


def test_a_button_of_a_deal_that_has_changed_hands_finds_nothing(talk: Talk) -> None:
    said = talk.say("what's next", "ask_next_step", entities={"deal": "d-theirs"})
    assert "Harbour" not in said


def test_the_list_holds_ones_own_open_deals(talk: Talk) -> None:
    said = talk.say("show my deals", "list_deals")
    assert "Acme Bakeries" in said
    assert "Harbour Dental" not in said


def test_without_any_deal_it_says_where_to_add_one(talk: Talk) -> None:
    talk.person = OTHER
    talk.session = talk.house.sessions.begin_talk(OTHER)
    with talk.house.store.writing() as writes:
        deal = writes.deal("d-theirs")
        assert deal is not None
        writes.commit()
    assert "Harbour Dental" in talk.say("show my deals", "list_deals")
