"""A practice as its events tell it: replies, buyer's lines, hints, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from coaching.domain.events import (
    BuyerSpoke,
    Event,
    HintGiven,
    PracticeEnded,
    PracticeOpened,
    PracticeSubmitted,
    ReplyAssessed,
)
from coaching.domain.practice.buyer import BuyerState


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the turn it belongs to."""

    seq: int
    event: Event


@dataclass(frozen=True, slots=True)
class TalkTurn:
    """One turn: the reply and its judgement (None at the opening), the buyer's answer (None
    where the turn was a control), and the hint given, if any."""

    seq: int
    reply: ReplyAssessed | None
    buyer: BuyerSpoke | None
    hint: HintGiven | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole practice; `state` is the buyer's latest, `ended` the end, if it has come."""

    opened: PracticeOpened
    turns: tuple[TalkTurn, ...]
    state: BuyerState
    ended: PracticeEnded | None
    submitted: bool

    def replies(self) -> tuple[tuple[int, ReplyAssessed], ...]:
        """The judged replies with their turn numbers, in order."""
        return tuple((turn.seq, turn.reply) for turn in self.turns if turn.reply)

    def hints(self) -> tuple[tuple[int, HintGiven], ...]:
        """The hints with their turn numbers, in order."""
        return tuple((turn.seq, turn.hint) for turn in self.turns if turn.hint)


def tell(events: Iterable[Told]) -> Talk:
    """Put a practice together from its events. Raises ValueError if none opened it."""
    told = list(events)
    opened = next((t.event for t in told if isinstance(t.event, PracticeOpened)), None)
    spoken = [t.event for t in told if isinstance(t.event, BuyerSpoke)]
    if opened is None or not spoken:
        raise ValueError("a practice begins with its opening and the buyer's first line")
    by_seq: dict[int, list[Event]] = {}
    for item in told:
        by_seq.setdefault(item.seq, []).append(item.event)
    return Talk(
        opened=opened,
        turns=tuple(_turn(seq, events) for seq, events in sorted(by_seq.items())),
        state=spoken[-1].state,
        ended=next((t.event for t in told if isinstance(t.event, PracticeEnded)), None),
        submitted=any(isinstance(t.event, PracticeSubmitted) for t in told),
    )


def _turn(seq: int, events: list[Event]) -> TalkTurn:
    return TalkTurn(
        seq=seq,
        reply=next((e for e in events if isinstance(e, ReplyAssessed)), None),
        buyer=next((e for e in events if isinstance(e, BuyerSpoke)), None),
        hint=next((e for e in events if isinstance(e, HintGiven)), None),
    )
