"""How an answer is worded, and what can be tapped after it."""

import re
from collections.abc import Iterable

from coaching.domain.knowledge.entries import Entry
from coaching.domain.knowledge.finding import Sureness
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Button
from coaching.domain.stages import Market
from coaching.services.knowledge.looking_up import Answer

ASK_TOPIC = "ask_topic"
_MOST_BUTTONS = 3
_LONGEST_LABEL = 60
_SENTENCE = re.compile(r"(?<=[.?!…])[”\"]?\s+")
_SHORT = 2
_IN_MARKET = {Market.B2B: "knowledge.in_b2b", Market.B2C: "knowledge.in_b2c"}


def say_answer(playbook: Playbook, answer: Answer) -> str:
    """Corrections, then the answer of each entry with its source; two answers in short."""
    lines = list(answer.corrections)
    if len(answer.entries) > 1:
        lines += [_in_short(playbook, entry) for entry in answer.entries]
    elif answer.first is not None:
        lines += entry_lines(playbook, answer.first, answer.market)
    return "\n".join(lines)


def entry_lines(playbook: Playbook, entry: Entry, market: Market | None) -> list[str]:
    """The answer, the part of the market that was asked for, what figures are worth, the source."""
    lines = [entry.answer]
    differs = entry.of(market) if market else None
    if differs and market:
        lines.append(say_market(playbook, market, differs))
    if entry.caveat:
        lines.append(playbook.say("knowledge.caveat", caveat=entry.caveat))
    lines.append(source_line(playbook, entry))
    return lines


def source_line(playbook: Playbook, entry: Entry) -> str:
    """Where the answer comes from."""
    return playbook.say("knowledge.source", source=entry.source.rstrip("."))


def say_market(playbook: Playbook, market: Market, differs: str) -> str:
    """What is different in a market."""
    return playbook.say(_IN_MARKET[market], differs=differs)


def answer_buttons(playbook: Playbook, answer: Answer) -> tuple[Button, ...]:
    """What to go on with: the likely other meaning first, then what is related."""
    topics: list[Entry] = []
    if answer.sureness is Sureness.LIKELY:
        topics += answer.nearest[:1]
    for entry in answer.entries:
        topics += related(playbook, entry)
    shown = {entry.id for entry in answer.entries}
    return topic_buttons(entry for entry in topics if entry.id not in shown)


def related(playbook: Playbook, entry: Entry) -> list[Entry]:
    """The related entries that there are."""
    known = playbook.knowledge.entries
    return [known[id] for id in entry.related if id in known]


def topic_buttons(topics: Iterable[Entry]) -> tuple[Button, ...]:
    """At most three buttons, each asking for one entry."""
    unique = {entry.id: entry for entry in topics}
    return tuple(
        Button(_label(entry.title), ASK_TOPIC, {"topic": entry.id})
        for entry in list(unique.values())[:_MOST_BUTTONS]
    )


def _in_short(playbook: Playbook, entry: Entry) -> str:
    sentences = _SENTENCE.split(entry.answer)
    short = " ".join(sentences[:_SHORT])
    source = source_line(playbook, entry)
    return playbook.say("knowledge.in_short", title=entry.title, answer=short, source=source)


def _label(title: str) -> str:
    return title if len(title) <= _LONGEST_LABEL else f"{title[: _LONGEST_LABEL - 1].rstrip()}…"
