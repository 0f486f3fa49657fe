"""The JSON shapes of the ears: an objection heard, a reply judged."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.shapes import MAX_TEXT, MoveShape, Request, Words
from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band
from coaching.domain.stages import Market


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must hold more than blanks")
    return text


Said = Annotated[Words, Field(min_length=1, max_length=MAX_TEXT), AfterValidator(_not_blank)]
_PRICE = "It's a nice system, but we pay a good deal less than that today."


class ObjectionRequest(Request):
    """`text` is what the buyer says. The market is checked, and changes nothing yet."""

    text: Said
    market: Market | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": _PRICE, "market": "b2b"}]})


class LikelyLabelShape(BaseModel):
    label: ObjectionLabel
    confidence: float


class HeardObjectionShape(BaseModel):
    """`label` and `nature` are null where the words are no objection; `confidence` is then that of
    their being none. `ranking` holds the likeliest labels, the best first."""

    label: ObjectionLabel | None
    confidence: float
    nature: Nature | None
    ranking: list[LikelyLabelShape]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "label": "price_value",
                    "confidence": 0.94,
                    "nature": "true",
                    "ranking": [
                        {"label": "price_value", "confidence": 0.94},
                        {"label": "budget_none", "confidence": 0.02},
                    ],
                }
            ]
        }
    )


class ReplyRequest(Request):
    """`objection` is what the buyer says, `reply` what the rep answers. A label that is given is
    taken as it is. The market is checked, and changes nothing yet."""

    objection: Said
    reply: Said
    objection_label: ObjectionLabel | None = None
    market: Market | None = None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "objection": _PRICE,
                    "reply": "Compared with what, if I may ask?",
                    "objection_label": "price_value",
                    "market": "b2b",
                },
                {"objection": _PRICE, "reply": "Na ja, das kommt ganz darauf an."},
            ]
        }
    )


class JudgedObjectionShape(BaseModel):
    """The objection that the reply was judged as an answer to. Without a label the reply was judged
    as one to an ordinary true concern."""

    label: ObjectionLabel | None
    confidence: float
    nature: Nature | None


class JudgedReplyShape(BaseModel):
    """`score` is 0 to 100, and null where the band is `not_scored`; only there the coach has a
    `question` instead."""

    objection: JudgedObjectionShape
    moves: list[MoveShape]
    band: Band
    score: int | None
    reason: str
    question: str | None

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "objection": {"label": "price_value", "confidence": 1.0, "nature": "true"},
                    "moves": [
                        {
                            "move": "explore_open",
                            "quote": "Compared with what, if I may ask",
                            "start": 0,
                            "end": 32,
                            "confidence": 0.86,
                            "rule": "moves.explore_open",
                        }
                    ],
                    "band": "good",
                    "score": 82,
                    "reason": "You made sure that you understand the concern before you answer it.",
                    "question": None,
                },
                {
                    "objection": {"label": "price_value", "confidence": 0.94, "nature": "true"},
                    "moves": [],
                    "band": "not_scored",
                    "score": None,
                    "reason": "You wrote something that the coach cannot place with certainty, so "
                    "it is not scored.",
                    "question": "What did you want them to do or tell you?",
                },
            ]
        }
    )
