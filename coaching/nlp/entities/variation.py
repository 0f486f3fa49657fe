"""Marked messages said with other names: the tagger must learn how people speak of somebody, not
whom these messages speak of. Seeded, so that the same messages always give the same variations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from coaching.domain.entities import EntityKind
from coaching.nlp.entities.gazetteer import given_names, surnames
from coaching.playbook.entity_examples import Marked, MarkedMessage

TAGGED = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.ROLE)
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Dr.", "Prof.", "Herr", "Frau", "Mr.")
_LEGAL = ("Ltd", "GmbH", "Inc", "AG", "LLC", "plc", "SA", "S.p.A.", "BV", "& Co", "Group", "Corp")
_STARTS = (
    "Al Bren Cor Dal El Fen Gar Hal In Jor Kel Lum Mer Nor Or Pel Quan Ros Sol Tal Ur Ver Wil Zan"
)
_ENDS = (
    "via tech ton ora eris ano dyne lux mark path stone wick berg soft lab works field tis net vo"
)
_TRADES = (
    "Bakery Logistics Hotels Clinic Schools Systems Foods Marine Robotics Dental Textiles Energy "
    "Legal Farms Media Freight Analytics Engineering Pharma Travel Motors Interiors Partners Labs"
)


@dataclass(frozen=True, slots=True)
class Varied:
    """A text with its tagged stretches; in the `blind` ones no list is asked."""

    text: str
    spans: tuple[tuple[int, int, EntityKind], ...]
    blind: frozenset[int]


class Variations:
    """Makes variations of messages; roles are drawn from `jobs`."""

    def __init__(self, seed: int, jobs: Sequence[str]) -> None:
        self._random = Random(seed)
        self._given = sorted(name for name in given_names() if len(name) > 2)
        self._surnames = sorted(surnames())
        self._jobs = tuple(jobs)

    def original(self, message: MarkedMessage) -> Varied:
        """The message as it is."""
        return self._build(message, lambda mark: message.text[mark.start : mark.end], False)

    def varied(self, message: MarkedMessage) -> Varied:
        """The same message of other people and companies, perhaps in other capitals."""
        made = self._build(message, lambda mark: self._instead(message, mark), True)
        chance = self._random.random()
        if chance < 0.4:
            return Varied(_same_length(made.text, str.lower), made.spans, made.blind)
        if chance < 0.45:
            return Varied(_same_length(made.text, str.upper), made.spans, made.blind)
        return made

    def _build(
        self, message: MarkedMessage, instead: Callable[[Marked], str], hide: bool
    ) -> Varied:
        marks = sorted((m for m in message.marks if m.kind in TAGGED), key=lambda m: m.start)
        text, spans, blind, done = "", [], set(), 0
        for mark in marks:
            if mark.start < done:
                continue
            text += message.text[done : mark.start]
            words = instead(mark)
            spans.append((len(text), len(text) + len(words), mark.kind))
            if hide and mark.kind is not EntityKind.ROLE and self._random.random() < 0.35:
                blind.add(len(spans) - 1)
            text += words
            done = mark.end
        return Varied(text + message.text[done:], tuple(spans), frozenset(blind))

    def _instead(self, message: MarkedMessage, mark: Marked) -> str:
        old = message.text[mark.start : mark.end]
        draw = self._random
        if mark.kind is EntityKind.ROLE:
            keep = draw.random() < 0.4 or not self._jobs
            return old if keep else self._job(old)
        new = self._person(old) if mark.kind is EntityKind.PERSON else self._company()
        if old.islower() or (old[:1].islower() and draw.random() < 0.7):
            return _same_length(new, str.lower)
        return new

    def _job(self, old: str) -> str:
        """Another job, with the article that the old one had."""
        article, _, _ = old.partition(" ")
        new = self._random.choice(self._jobs)
        if article.lower() in ("the", "their", "his", "her", "a", "an"):
            return f"{article} {new}"
        return new

    def _person(self, old: str) -> str:
        draw = self._random
        given = _capital(draw.choice(self._given))
        family = _capital(draw.choice(self._surnames))
        if draw.random() < 0.12:
            family = f"{family}-{_capital(draw.choice(self._surnames))}"
        parts = old.split()
        if parts[0].rstrip(".").lower() in ("mr", "mrs", "ms", "dr", "prof", "herr", "frau"):
            whole = len(parts) > 2
            title = draw.choice(_TITLES)
            return f"{title} {given} {family}" if whole else f"{title} {family}"
        if len(parts) == 1:
            return given if draw.random() < 0.85 else family
        return f"{given} {family}"

    def _company(self) -> str:
        draw = self._random
        family = _capital(draw.choice(self._surnames))
        coined = draw.choice(_STARTS.split()) + draw.choice(_ENDS.split())
        trade = draw.choice(_TRADES.split())
        return draw.choice(
            (
                coined,
                coined,
                family,
                f"{coined} {trade}",
                f"{family} {trade}",
                f"{family} & {_capital(draw.choice(self._surnames))}",
                f"{family} {trade} {draw.choice(_LEGAL)}",
                f"{coined} {draw.choice(_LEGAL)}",
                "".join(draw.choice("ABCDEFGHKLMNPRST") for _ in range(3)),
            )
        )


def jobs_of(messages: Sequence[MarkedMessage]) -> tuple[str, ...]:
    """The marked jobs without their articles."""
    found: dict[str, None] = {}
    for message in messages:
        for mark in message.marks:
            if mark.kind is EntityKind.ROLE:
                words = message.text[mark.start : mark.end].split()
                bare = words[1:] if words[0].lower() in _ARTICLES else words
                found[" ".join(bare)] = None
    return tuple(found)


_ARTICLES = frozenset({"the", "their", "his", "her", "a", "an", "our", "my"})


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(new if len(new := change(c)) == 1 else c for c in text)
