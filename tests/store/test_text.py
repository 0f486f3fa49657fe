"""Every text comes back as it was, or is refused in plain words, on both databases alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.domain.errors import Refused
from coaching.domain.ports import SessionFilter
from coaching.domain.practice.talk import Told
from coaching.domain.sessions import Reply, Speaker
from coaching.store.engine import SqlStore
from tests.store.factories import (
    NOW,
    SESSION,
    a_session,
    a_turn,
    an_answered_turn,
    begin,
    some_events,
)

ODD = [
    "",
    " leading and trailing \t\n",
    "non-BMP 😀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧‍👦 \U0010ffff",
    "right to left \u202eabc\u202c שלום مرحبا",
    "z̷̢̛a̸l̶g̵o̴ e\u0301 é ﬁ \u00a0\u2028\u2029\ufeff\ufffe",
    "control \x01\x1f\x7f\x85 \r\n",
    "'; DROP TABLE turns; -- %s %(a)s :a ? {} \\ \\u0000 \"",
    "x" * 100_000,
]
UNSTORABLE = ["NUL \0 inside", "half \ud83d a pair", "\udfff"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_comes_back_wherever_words_are_kept(store: SqlStore, text: str) -> None:
    begin(store, a_session(cause=text, dialogue={text: [text]}))
    turn = an_answered_turn(text=text, replies=(Reply(Speaker.BUYER, text, (("b-1", text),)),))
    with store.writing() as writes:
        writes.add_turn(turn)
        writes.add_events(SESSION, turn.id, 0, some_events(text), NOW)
        writes.set_setting("text", text)
        writes.commit()
    with store.reading() as reads:
        assert reads.session(SESSION) == a_session(cause=text, dialogue={text: [text]})
        assert reads.turn(SESSION, turn.id) == turn
        assert reads.events(SESSION) == [Told(0, event) for event in some_events(text)]
        assert reads.setting("text") == text


@pytest.mark.parametrize("text", UNSTORABLE, ids=range(len(UNSTORABLE)))
def test_text_that_cannot_be_kept_is_refused(store: SqlStore, text: str) -> None:
    begin(store)
    with pytest.raises(Refused, match="cannot be kept"), store.writing() as writes:
        writes.add_turn(a_turn(text=text))
    with pytest.raises(Refused, match="cannot be kept"), store.writing() as writes:
        writes.set_setting("text", text)
    with store.reading() as reads:
        assert reads.turns(SESSION) == []


def test_half_a_character_in_a_document_is_refused(store: SqlStore) -> None:
    with pytest.raises(Refused, match="cannot be kept"):
        begin(store, a_session(dialogue={"half": "\ud83d"}))


def test_nul_in_a_document_comes_back(store: SqlStore) -> None:
    begin(store, a_session(dialogue={"nul": "a\0b"}))
    with store.reading() as reads:
        assert reads.session(SESSION) == a_session(dialogue={"nul": "a\0b"})


@pytest.mark.parametrize("id", ["x" * 5_000, *UNSTORABLE], ids=["long", "NUL", "half", "other"])
def test_an_impossible_id_is_found_nowhere(store: SqlStore, id: str) -> None:
    with store.reading() as reads:
        assert reads.session(id) is None
        assert reads.turn(id, id) is None
        assert reads.person_by_email(id) is None
        assert reads.people_of([id]) == []
        assert reads.sessions(SessionFilter(cursor=id, scenario=id)) == []


def test_text_longer_than_its_column_is_refused_on_both(store: SqlStore) -> None:
    begin(store)
    with pytest.raises(Refused, match="longer than 200"), store.writing() as writes:
        writes.add_turn(a_turn("x" * 201))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back(store: SqlStore, text: str) -> None:
    with store.writing() as writes:
        writes.set_setting("any", text)
        assert writes.setting("any") == text
