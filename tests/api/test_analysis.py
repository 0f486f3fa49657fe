"""`POST /api/analysis/objections` and `/replies`: the ear by JSON. The form of the answers is tried
with ears that hear what is written, the hearing with the real ones."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api.analysis_shapes import (
    HeardObjectionShape,
    JudgedReplyShape,
    ObjectionRequest,
    ReplyRequest,
)
from coaching.domain.objections import HeardObjection, LikelyLabel, Nature, ObjectionLabel
from coaching.services.analysis import Analysis
from tests.fakes import LiteralEar, LiteralObjections

OBJECTIONS, REPLIES = "/api/analysis/objections", "/api/analysis/replies"
PRICE = "It's a nice system, but it's too expensive. We pay a good deal less than that today."
STOP = "Take me off your list and do not call me again."
RANKED = (
    LikelyLabel(ObjectionLabel.NEED_NONE, 0.6),
    LikelyLabel(ObjectionLabel.STATUS_QUO, 0.3),
)


class RankingObjections(LiteralObjections):
    """As the literal one, with a ranking."""

    def hear(self, text: str) -> HeardObjection:
        return replace(super().hear(text), ranking=RANKED)


@pytest.fixture
def literal(rep: TestClient) -> Iterator[TestClient]:
    """Signed in, in a house whose ears hear what is written."""
    state = rep.app.state  # type: ignore[attr-defined]
    house = state.house
    ears = LiteralEar(), RankingObjections()
    state.house = replace(house, analysis=Analysis(house.store, house.playbooks, *ears))
    yield rep
    state.house = house


def ask(client: TestClient, call: str, **body: object) -> dict[str, Any]:
    answer = client.post(call, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_an_objection_has_label_confidence_nature_and_ranking(literal: TestClient) -> None:
    ranking = [
        {"label": "need_none", "confidence": 0.6},
        {"label": "status_quo", "confidence": 0.3},
    ]
    assert ask(literal, OBJECTIONS, text="we do it ourselves need_none", market="b2b") == {
        "label": "need_none",
        "confidence": 0.9,
        "nature": "true",
        "ranking": ranking,
    }


def test_what_is_no_objection_has_neither_label_nor_nature(literal: TestClient) -> None:
    heard = ask(literal, OBJECTIONS, text="Good morning.")
    assert (heard["label"], heard["nature"]) == (None, None)


def test_a_reply_is_judged_with_the_words_that_show_it(literal: TestClient) -> None:
    assert ask(literal, REPLIES, objection="price_value", reply="😀 explore_open then answer") == {
        "objection": {"label": "price_value", "confidence": 0.9, "nature": "true"},
        "moves": [
            {
                "move": "explore_open",
                "quote": "explore_open",
                "start": 2,
                "end": 14,
                "confidence": 0.9,
                "rule": "literal",
            },
            {
                "move": "answer",
                "quote": "answer",
                "start": 20,
                "end": 26,
                "confidence": 0.9,
                "rule": "literal",
            },
        ],
        "band": "good",
        "score": 84,
        "reason": "You explored the concern before you answered it.",
        "question": None,
    }


def test_a_given_label_is_taken_as_it_is(literal: TestClient) -> None:
    body = {"objection": "price_value", "reply": "comply", "objection_label": "stop_contact"}
    judged = ask(literal, REPLIES, **body)
    assert judged["objection"] == {"label": "stop_contact", "confidence": 1.0, "nature": "true"}
    assert judged["band"] == "good"


def test_a_reply_to_no_objection_is_judged_as_one_to_a_true_concern(literal: TestClient) -> None:
    judged = ask(literal, REPLIES, objection="Good morning.", reply="answer")
    assert judged["objection"] == {"label": None, "confidence": 0.9, "nature": None}
    assert (judged["band"], judged["score"]) == ("average", 52)


def test_a_reply_without_a_score_is_asked_about(literal: TestClient) -> None:
    judged = ask(literal, REPLIES, objection="price_value", reply="hm")
    assert (judged["band"], judged["score"], judged["moves"]) == ("not_scored", None, [])
    assert judged["question"] == "What did you want them to do or tell you?"


@pytest.mark.parametrize("more", [{}, {"objection_label": None, "market": None}])
def test_what_may_be_left_out_may_be_null(literal: TestClient, more: dict[str, None]) -> None:
    assert ask(literal, REPLIES, objection="price_value", reply="comply", **more)["score"] == 46


def test_four_thousand_characters_are_heard(literal: TestClient) -> None:
    long = "😀" * 4_000
    assert ask(literal, OBJECTIONS, text=long)["label"] is None
    assert ask(literal, REPLIES, objection=long, reply=long)["band"] == "not_scored"


TEXTS: list[object] = [
    "",
    " \t\n",
    "\u2003\u00a0",
    "x" * 4_001,
    "a\0b",
    "\ud83d",
    7,
    None,
    ["a"],
    {},
]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
@pytest.mark.parametrize(
    ("call", "field"), [(OBJECTIONS, "text"), (REPLIES, "reply"), (REPLIES, "objection")]
)
def test_a_text_that_does_not_fit_is_refused_by_field(
    rep: TestClient, call: str, field: str, text: object
) -> None:
    body = {"text": PRICE} if call == OBJECTIONS else {"objection": PRICE, "reply": "Why?"}
    assert_refused(rep, call, body | {field: text}, field)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"market": "b2g"}, "market"),
        ({"market": 2}, "market"),
        ({"market": "B2B"}, "market"),
        ({"mood": "good"}, "mood"),
    ],
)
@pytest.mark.parametrize("call", [OBJECTIONS, REPLIES])
def test_what_is_not_known_is_refused_by_field(
    rep: TestClient, call: str, changes: dict[str, object], field: str
) -> None:
    body = {"text": PRICE} if call == OBJECTIONS else {"objection": PRICE, "reply": "Why?"}
    assert_refused(rep, call, body | changes, field)


@pytest.mark.parametrize("label", ["price", "PRICE_VALUE", "", 7, ["price_value"], True])
def test_an_unknown_label_is_refused(rep: TestClient, label: object) -> None:
    body = {"objection": PRICE, "reply": "Why?", "objection_label": label}
    assert_refused(rep, REPLIES, body, "objection_label")


@pytest.mark.parametrize(
    ("call", "body", "field"),
    [
        (OBJECTIONS, {}, "text"),
        (OBJECTIONS, [], "body"),
        (OBJECTIONS, {"text": PRICE, "objection_label": "price_value"}, "objection_label"),
        (REPLIES, {"reply": "Why?"}, "objection"),
        (REPLIES, {"objection": PRICE}, "reply"),
        (REPLIES, "Why?", "body"),
    ],
)
def test_a_body_that_lacks_something_is_refused_by_field(
    rep: TestClient, call: str, body: object, field: str
) -> None:
    assert_refused(rep, call, body, field)


def assert_refused(client: TestClient, call: str, body: object, field: str) -> None:
    answer = client.post(
        call, content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("call", [OBJECTIONS, REPLIES])
def test_one_must_be_signed_in(client: TestClient, call: str) -> None:
    body = {"text": PRICE} if call == OBJECTIONS else {"objection": PRICE, "reply": "Why?"}
    assert client.post(call, json=body).status_code == 401


@pytest.mark.parametrize(
    "shape", [ObjectionRequest, HeardObjectionShape, ReplyRequest, JudgedReplyShape]
)
def test_the_examples_of_the_documentation_fit(rep: TestClient, shape: type[BaseModel]) -> None:
    for example in examples_of(shape):
        shape.model_validate(example)
    schemas = rep.get("/openapi.json").json()["components"]["schemas"]
    assert len(schemas[shape.__name__]["examples"]) == len(examples_of(shape))


def test_the_words_in_an_example_are_those_of_its_reply() -> None:
    for asked, judged in zip(examples_of(ReplyRequest), examples_of(JudgedReplyShape), strict=True):
        for move in judged["moves"]:
            assert asked["reply"][move["start"] : move["end"]] == move["quote"]


def examples_of(shape: type[BaseModel]) -> list[dict[str, Any]]:
    extra = shape.model_config["json_schema_extra"]
    assert isinstance(extra, dict)
    found: list[dict[str, Any]] = extra["examples"]  # type: ignore[assignment]
    assert found
    return found


# the real ears


def test_a_plain_objection_is_heard(rep: TestClient) -> None:
    heard = ask(rep, OBJECTIONS, text=PRICE)
    assert heard["label"] == "price_value"
    assert heard["ranking"][0] == {"label": "price_value", "confidence": heard["confidence"]}
    confidences = [each["confidence"] for each in heard["ranking"]]
    assert confidences == sorted(confidences, reverse=True)
    assert heard["nature"] in set(Nature)


def test_an_open_question_about_the_concern_is_good(rep: TestClient) -> None:
    reply = "😀 That is a real jump. What would you compare it with?"
    judged = ask(rep, REPLIES, objection=PRICE, reply=reply)
    assert (judged["objection"]["label"], judged["band"]) == ("price_value", "good")
    assert "explore_open" in [move["move"] for move in judged["moves"]]
    for move in judged["moves"]:
        assert reply[move["start"] : move["end"]] == move["quote"]
        assert 0 < move["confidence"] <= 1


def test_going_on_after_a_wish_to_stop_is_poor(rep: TestClient) -> None:
    reply = "What would have to change for you to talk to us?"
    judged = ask(rep, REPLIES, objection=STOP, reply=reply)
    assert (judged["objection"]["nature"], judged["band"]) == ("stop_contact", "poor")


def test_words_that_say_nothing_are_not_scored(rep: TestClient) -> None:
    judged = ask(rep, REPLIES, objection=PRICE, reply="asdf qwer zxcv hjkl")
    assert (judged["band"], judged["score"]) == ("not_scored", None)
    assert judged["question"]


def test_the_same_texts_always_give_the_same(rep: TestClient) -> None:
    body = {"objection": PRICE, "reply": "I see. Is it the price alone, or the effort too?"}
    assert ask(rep, REPLIES, **body) == ask(rep, REPLIES, **body)
    assert ask(rep, OBJECTIONS, text=PRICE) == ask(rep, OBJECTIONS, text=PRICE)


@pytest.mark.parametrize(
    "odd", ["\u200b", "😀😀", "?!…", "x" * 4_000, "a\u0301" * 2_000, "\u202eabc"]
)
def test_odd_texts_are_answered(rep: TestClient, odd: str) -> None:
    ask(rep, OBJECTIONS, text=odd)
    judged = ask(rep, REPLIES, objection=odd, reply=odd)
    assert (judged["score"] is None) == (judged["band"] == "not_scored")
