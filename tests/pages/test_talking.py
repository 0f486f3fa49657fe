"""What was said becomes lines; what the coach says becomes notes beside them."""

from api.pages.parts import Choice, Line, Note, Sent
from api.pages.reviewing import review_page
from api.pages.talking import coach_lines, practice_lines
from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.domain.sessions import Reply, Speaker, TurnState
from coaching.services.sessions import Reading
from tests.pages.house import FakeHouse, FakeSessions, visit
from tests.pages.playbooks import make_playbook
from tests.pages.talks import (
    GOOD_TALK,
    REP,
    Aside,
    Said,
    add_waiting,
    make_coach_talk,
    make_practice,
)

PLAYBOOK = make_playbook()
OPEN_QUESTION = Said("What did it cost you?", "A month of my life.", 50, 78)
NOT_SCORED = Said(
    "Hm, well.",
    "I am not sure I follow you.",
    50,
    70,
    Band.NOT_SCORED,
    None,
    "You wrote something unclear.",
    beat="puzzled",
    question="What were you after?",
)


def _lines(reading: Reading) -> tuple[Line, ...]:
    assert reading.talk is not None
    return practice_lines(reading.turns, reading.talk)


def test_a_judgement_is_a_note_at_the_reply() -> None:
    _, reply, answer = _lines(make_practice(PLAYBOOK, [OPEN_QUESTION]))
    assert (reply.speaker, reply.text) == ("rep", "What did it cost you?")
    assert reply.notes == (Note("judged", "You explored before answering.", "good"),)
    assert (answer.speaker, answer.text, answer.notes) == ("buyer", "A month of my life.", ())


def test_a_hint_is_a_note_at_the_line_before_it() -> None:
    hint = Aside("hint", "Give them something they can check.", hint=Move.EVIDENCE)
    lines = _lines(make_practice(PLAYBOOK, [OPEN_QUESTION, hint]))
    assert [line.speaker for line in lines] == ["buyer", "rep", "buyer"]
    assert lines[-1].notes == (
        Note(
            "hint",
            "Give them something they can check.",
            sent=Sent("c-2", "answered", "hint", None),
        ),
    )


def test_words_to_the_coach_lose_their_address_and_get_the_answer() -> None:
    asked = Aside("Coach: what is a pilot?", "A small, dated try.", buttons=(("p-1", "More"),))
    (note,) = _lines(make_practice(PLAYBOOK, [asked]))[-1].notes
    assert (note.kind, note.asked, note.text) == (
        "asked",
        "what is a pilot?",
        "A small, dated try.",
    )
    assert note.choices == (Choice("p-1", "More"),)


def test_a_pressed_button_is_no_reply_even_if_its_label_reads_like_one() -> None:
    pressed = Aside("Tell me more", "Here is more.", payload="p-7")
    (line,) = _lines(make_practice(PLAYBOOK, [pressed]))
    assert line.speaker == "buyer"
    assert [note.asked for note in line.notes] == ["Tell me more"]


def test_a_control_is_a_note_of_the_coach_whether_it_was_typed_or_pressed() -> None:
    typed = Aside("Pause.", "Paused.")
    pressed = Aside("Stop", "Stopped here.", payload="s-1.end_practice")
    (line,) = _lines(make_practice(PLAYBOOK, [typed, pressed]))
    assert [(note.kind, note.asked, note.text) for note in line.notes] == [
        ("control", "", "Paused."),
        ("control", "", "Stopped here."),
    ]


def test_the_reason_for_not_scoring_is_said_once() -> None:
    texts = [
        note.text
        for line in _lines(make_practice(PLAYBOOK, GOOD_TALK))
        for note in line.notes
        if note.text.startswith("I could not tell")
    ]
    assert texts == ["I could not tell what that reply does, so it is not scored."]


def test_where_there_is_no_score_the_coach_asks() -> None:
    _, reply, _ = _lines(make_practice(PLAYBOOK, [NOT_SCORED]))
    assert reply.notes[0] == Note(
        "judged", "You wrote something unclear. What were you after?", "not_scored"
    )


def test_a_reviewer_reads_what_the_coach_asked() -> None:
    practice = make_practice(PLAYBOOK, [NOT_SCORED, OPEN_QUESTION])
    _, unclear, clear = review_page(practice, REP).turns
    assert (unclear.reason, unclear.question) == (NOT_SCORED.reason, NOT_SCORED.question)
    assert clear.question == ""
    house = FakeHouse(FakeSessions(PLAYBOOK, {"s-1": practice}))
    shown = visit(house, REP).get("/reviews/s-1").text
    assert "You wrote something unclear. What were you after? <span" in shown


def test_a_waiting_reply_is_a_line_that_can_be_sent_again_as_it_was() -> None:
    reading = add_waiting(make_practice(PLAYBOOK, [OPEN_QUESTION]), " And \n then?")
    last = _lines(reading)[-1]
    assert (last.speaker, last.text) == ("rep", " And \n then?")
    assert last.sent == Sent("c-2", "received", " And \n then?", None)


def test_a_waiting_control_word_is_a_note_without_an_answer() -> None:
    reading = add_waiting(make_practice(PLAYBOOK, [OPEN_QUESTION]), "hint")
    (note,) = _lines(reading)[-1].notes
    assert (note.kind, note.text, note.sent) == ("hint", "", Sent("c-2", "received", "hint", None))


def test_a_failed_reply_stays_visible_as_failed() -> None:
    reading = add_waiting(make_practice(PLAYBOOK, []), "Hello?", TurnState.FAILED)
    last = _lines(reading)[-1]
    assert last.sent is not None
    assert (last.text, last.sent.state) == ("Hello?", "failed")


def test_the_coach_talk_keeps_buttons_and_the_way_to_a_practice() -> None:
    reading = make_coach_talk(
        ("Practise", Reply(Speaker.COACH, "Which?", (("p-1", "This one"),), False, "s-9"))
    )
    asked, answer = coach_lines(reading.turns)
    assert (asked.speaker, asked.text) == ("rep", "Practise")
    assert (answer.speaker, answer.choices, answer.opens) == (
        "coach",
        (Choice("p-1", "This one"),),
        "s-9",
    )
