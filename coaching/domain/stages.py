"""The selling process: three areas, seven stages, two markets, six outcomes."""

from enum import StrEnum


class Area(StrEnum):
    PRE_SALES = "pre_sales"
    SALES = "sales"
    POST_SALES = "post_sales"


class Stage(StrEnum):
    PROSPECTING = "prospecting"
    PRE_APPROACH = "pre_approach"
    APPROACH = "approach"
    PRESENTATION = "presentation"
    MEETING_OBJECTIONS = "meeting_objections"
    CLOSING = "closing"
    FOLLOW_UP = "follow_up"

    @property
    def area(self) -> Area:
        """The area of the selling process that this stage belongs to."""
        if self in (Stage.PROSPECTING, Stage.PRE_APPROACH):
            return Area.PRE_SALES
        return Area.POST_SALES if self is Stage.FOLLOW_UP else Area.SALES


class Market(StrEnum):
    B2B = "b2b"
    B2C = "b2c"


class Outcome(StrEnum):
    """How a conversation ended, after Huthwaite: only `ORDER` and `ADVANCE` are progress."""

    ORDER = "order"
    ADVANCE = "advance"
    CONTINUATION = "continuation"
    NO_SALE = "no_sale"
    DISQUALIFIED = "disqualified"
    STOP_CONTACT = "stop_contact"
