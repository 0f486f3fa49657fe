"""What Rasa gets for a text, a button, and a button that stands for words."""

from dataclasses import replace

from coaching.domain.sessions import Payload, SessionKind, TurnState
from coaching.services.dialogue import Said, ToBot, to_bot, words_button
from tests.services.house import REP, TestHouse

WORDS = "remind me on Friday to call Dana"


def pressed(house: TestHouse, kind: SessionKind) -> ToBot:
    session = house.practice()
    button = words_button("Do that", WORDS)
    payload = Payload(
        id="p-1",
        person=REP.id,
        session=session.id,
        label=button.label,
        intent=button.intent,
        entities=button.entities,
        expires_at=house.clock.now(),
        uses_left=1,
    )
    turn = replace(house.accept(session, "acknowledge"), text=None, payload="p-1")
    assert turn.state is TurnState.RECEIVED
    return to_bot(replace(session, kind=kind, dialogue={"events": []}), turn, payload)


def test_the_words_of_a_button_are_understood_as_if_typed(house: TestHouse) -> None:
    sent = pressed(house, SessionKind.COACH)
    assert (sent.text, sent.parse, sent.laid_aside) == (WORDS, None, False)
    assert sent.dialogue == {"events": []}


def test_in_a_practice_they_are_for_the_coach_and_not_for_the_buyer(house: TestHouse) -> None:
    sent = pressed(house, SessionKind.PRACTICE)
    assert (sent.text, sent.parse, sent.laid_aside) == (WORDS, None, True)


def test_any_other_button_keeps_its_ready_made_meaning(house: TestHouse) -> None:
    session = house.practice()
    turn = house.accept(session, "acknowledge")
    payload = Payload(
        "p-2", REP.id, session.id, "Hint", "ask_hint", {"turn": "2"}, house.clock.now(), 1
    )
    sent = to_bot(session, turn, payload)
    assert sent.parse == {
        "intent": {"name": "ask_hint", "confidence": 1.0},
        "entities": [{"entity": "turn", "value": "2"}],
    }


def test_what_is_said_and_what_is_pressed_have_different_fingerprints() -> None:
    assert Said(text="p-1").fingerprint() != Said(payload="p-1").fingerprint()
