"""Two wishes in one message: the first is met, the second is offered in its own words."""

from pathlib import Path

from coaching.domain.sessions import Decision, Speaker, Spoken
from coaching.services.coach import offer_second_wish
from coaching.services.dialogue import TYPED, WORDS
from tests.services.house import TestHouse

WISH = "remind me on Friday to call her"
FIRST = Decision((Spoken(Speaker.COACH, "Call the CFO."),))


def test_the_second_wish_comes_after_the_answer_to_the_first(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    with house.store.reading() as reads:
        offered = offer_second_wish(house.playbooks.latest(reads), FIRST, WISH)
    first, second = offered.said
    assert first.text == "Call the CFO."
    assert WISH in second.text


def test_its_button_says_the_words_as_if_they_were_typed(tmp_path: Path) -> None:
    house = TestHouse(tmp_path)
    with house.store.reading() as reads:
        offered = offer_second_wish(house.playbooks.latest(reads), FIRST, WISH)
    (button,) = offered.said[-1].buttons
    assert (button.intent, button.entities) == (TYPED, {WORDS: WISH})
