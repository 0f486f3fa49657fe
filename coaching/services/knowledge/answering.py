"""Questions in a talk: answered, taken as a word on the last answer, or said to be unknown."""

import re
from dataclasses import dataclass, replace

from coaching.domain.events import QuestionAnswered
from coaching.domain.knowledge.entries import Entry
from coaching.domain.knowledge.finding import Aside, Sureness
from coaching.domain.knowledge.splitting import without_opening
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.ports.knowledge import Librarian
from coaching.domain.sessions import Decision, Session, Speaker, Spoken
from coaching.domain.stages import Market
from coaching.services.knowledge.looking_up import Answer, look_up
from coaching.services.knowledge.saying import (
    answer_buttons,
    entry_lines,
    related,
    say_answer,
    say_market,
    source_line,
    topic_buttons,
)

_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|they|them|their|those|these)\b", re.IGNORECASE)
_SAME_IN = {Market.B2B: "knowledge.same_in_b2b", Market.B2C: "knowledge.same_in_b2c"}


@dataclass(frozen=True, slots=True)
class Last:
    """The answer that the talk had last, and the turn it came in."""

    entry: Entry
    market: Market | None
    seq: int


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Somebody's question in a talk, with the means to answer it."""

    reads: Reads
    playbook: Playbook
    session: Session
    librarian: Librarian

    def last(self) -> Last | None:
        """What was answered last, if its entry is still there."""
        told = self.reads.last_event(self.session.id, QuestionAnswered.__name__)
        if told is None or not isinstance(told.event, QuestionAnswered):
            return None
        entry = self.playbook.knowledge.entries.get(told.event.entry)
        return Last(entry, told.event.market, told.seq) if entry else None


def answer_question(inquiry: Inquiry, question: str, topic: str | None = None) -> Decision:
    """Answer a question in words, or the topic of a button."""
    playbook = inquiry.playbook
    chosen = playbook.knowledge.entries.get(topic or "")
    if chosen is not None:
        return _decide(playbook, Answer((chosen,), Sureness.SURE, 1.0))
    last = inquiry.last()
    answer = look_up(playbook, inquiry.librarian, question)
    if answer.aside is not None and last is not None:
        return answer_aside(inquiry, answer.aside, last, answer.market)
    if answer.sureness is not Sureness.SURE:
        seen = _in_the_light_of(inquiry, question, last, answer)
        if last is not None and seen is not answer and seen.first == last.entry:
            return answer_aside(inquiry, Aside.MORE, last, seen.market)
        answer = seen
    return (
        _decide(playbook, answer)
        if answer.entries or answer.corrections
        else _unknown(playbook, answer)
    )


def answer_aside(
    inquiry: Inquiry, aside: Aside, last: Last, market: Market | None = None
) -> Decision:
    """A word on the last answer: why, an example, the source, more, or the other market."""
    playbook, entry = inquiry.playbook, last.entry
    lines = _SAYING[aside](playbook, entry, last, market)
    about = market or last.market
    buttons = topic_buttons(related(playbook, entry))
    said = Spoken(Speaker.COACH, "\n".join(lines), buttons)
    return Decision((said,), (QuestionAnswered(entry.id, about),))


def why_of_last(inquiry: Inquiry) -> tuple[int, Decision] | None:
    """The reason behind the last answer, and the turn of that answer; None if nothing was
    answered in this talk. Whoever is asked "why?" compares the turn with that of other advice."""
    last = inquiry.last()
    if last is None:
        return None
    return last.seq, answer_aside(inquiry, Aside.WHY, last)


def _decide(playbook: Playbook, answer: Answer) -> Decision:
    text = say_answer(playbook, answer)
    if answer.sureness is Sureness.LIKELY:
        text = f"{playbook.say('knowledge.not_certain')}\n{text}"
    said = Spoken(Speaker.COACH, text, answer_buttons(playbook, answer))
    events = (QuestionAnswered(answer.entries[0].id, answer.market),) if answer.entries else ()
    return Decision((said,), events)


def _unknown(playbook: Playbook, answer: Answer) -> Decision:
    word = "knowledge.unknown_nearest" if answer.nearest else "knowledge.unknown"
    said = Spoken(Speaker.COACH, playbook.say(word), topic_buttons(answer.nearest))
    return Decision((said,))


def _in_the_light_of(inquiry: Inquiry, question: str, last: Last | None, answer: Answer) -> Answer:
    """A question that is not sure by itself, once more without its opening, and, where it points
    back ("when should I use it?"), together with what was answered last: the surest one."""
    bare = without_opening(question)
    tries = [bare] if bare != question else []
    if last is not None and _POINTS_BACK.search(question):
        tries.append(f"{last.entry.title}: {bare}")
    best = answer
    for asked in tries:
        found = look_up(inquiry.playbook, inquiry.librarian, asked)
        if found.entries and found.confidence > best.confidence:
            best = replace(found, aside=None, corrections=())
    return best


def _why(playbook: Playbook, entry: Entry, last: Last, market: Market | None) -> list[str]:
    reason = entry.why or playbook.say("knowledge.no_why", title=entry.title)
    return [reason, source_line(playbook, entry)]


def _example(playbook: Playbook, entry: Entry, last: Last, market: Market | None) -> list[str]:
    shown = entry.example or playbook.say("knowledge.no_example", title=entry.title)
    return [shown, source_line(playbook, entry)]


def _source(playbook: Playbook, entry: Entry, last: Last, market: Market | None) -> list[str]:
    worth = [playbook.say("knowledge.caveat", caveat=entry.caveat)] if entry.caveat else []
    return [source_line(playbook, entry), *worth]


def _more(playbook: Playbook, entry: Entry, last: Last, market: Market | None) -> list[str]:
    """Everything that the answer left out."""
    lines = [
        say_market(playbook, each, differs)
        for each in Market
        if each is not last.market and (differs := entry.of(each))
    ]
    if entry.why:
        lines.append(playbook.say("knowledge.because", why=entry.why))
    if entry.example:
        lines.append(playbook.say("knowledge.example", example=entry.example))
    if not lines:
        lines.append(playbook.say("knowledge.no_more", title=entry.title))
    return [*lines, source_line(playbook, entry)]


def _market(playbook: Playbook, entry: Entry, last: Last, market: Market | None) -> list[str]:
    if market is None:
        told = [m for m in Market if entry.of(m)]
        lines = [say_market(playbook, m, entry.of(m) or "") for m in told]
        if not lines:
            lines = [playbook.say("knowledge.same_in_both", title=entry.title)]
        return [*lines, source_line(playbook, entry)]
    differs = entry.of(market)
    if differs:
        return [say_market(playbook, market, differs), source_line(playbook, entry)]
    same = playbook.say(_SAME_IN[market], title=entry.title)
    return [same, *entry_lines(playbook, entry, None)]


_SAYING = {
    Aside.WHY: _why,
    Aside.EXAMPLE: _example,
    Aside.SOURCE: _source,
    Aside.MORE: _more,
    Aside.MARKET: _market,
}
