"""What the tagger learns from: marked messages, variations of them, messages that name nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from coaching.domain.entities import EntityKind, RoleWords
from coaching.nlp.english import parse
from coaching.nlp.entities.features import token_features
from coaching.nlp.entities.gazetteer import given_names, role_marks, surnames
from coaching.nlp.entities.model import OTHER
from coaching.nlp.entities.tagging import ARTICLES
from coaching.nlp.entities.variation import Variations, Varied, jobs_of
from coaching.playbook.entity_examples import MarkedMessage

VARIATIONS = 5
_OWN = 2.0
_VARIED = 1.0
_PLAIN = 0.7
_SEED = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """The tokens of one message: what is seen of each, what it is, how much it counts."""

    rows: tuple[frozenset[str], ...]
    tags: tuple[str, ...]
    weight: float


def lessons(messages: Sequence[MarkedMessage], roles: RoleWords) -> list[Lesson]:
    """Every message as it is and in VARIATIONS variations."""
    vary = Variations(_SEED, jobs_of(messages))
    found = [lesson(vary.original(message), roles, _OWN) for message in messages]
    for message in messages:
        found += [lesson(vary.varied(message), roles, _VARIED) for _ in range(VARIATIONS)]
    return found


def lesson(varied: Varied, roles: RoleWords, weight: float) -> Lesson:
    """The tokens of one variation."""
    doc = parse(varied.text)
    tags, blind = [OTHER] * len(doc), set()
    for number, (start, end, kind) in enumerate(varied.spans):
        inside = tokens_within(doc, start, end)
        while len(inside) > 1 and doc[inside[0]].lower_ in ARTICLES:
            inside.pop(0)
        for place in inside:
            tags[place] = kind
        if number in varied.blind:
            blind |= set(inside)
    return Lesson(token_features(doc, roles, frozenset(blind)), tuple(tags), weight)


def plain_lessons(texts: Iterable[str], roles: RoleWords) -> list[Lesson]:
    """Messages that name nobody. Those in which a word could be a name or a job by itself are left
    out: nobody has marked them."""
    found = []
    for text in texts:
        doc = parse(text)
        if any(role_marks(doc, roles)) or any(_may_name(doc, place) for place in range(len(doc))):
            continue
        found.append(Lesson(token_features(doc, roles), (OTHER,) * len(doc), _PLAIN))
    return found


def _may_name(doc: Doc, place: int) -> bool:
    token = doc[place]
    if token.is_sent_start or not token.is_alpha:
        return False
    if token.text[:1].isupper() and not token.is_upper and token.lower_ != "i":
        return True
    low = token.lower_
    return token.tag_ in ("NNP", "NNPS") and (low in given_names() or low in surnames())


def tokens_within(doc: Doc, start: int, end: int) -> list[int]:
    """The tokens of `text[start:end]`, without a possessive at its end."""
    return [t.i for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space]


def flatten_lessons(
    taught: Sequence[Lesson],
) -> tuple[list[frozenset[str]], list[str], list[float]]:
    """All tokens in one list each: what is seen, what it is, how much it counts."""
    rows = [row for each in taught for row in each.rows]
    tags = [tag for each in taught for tag in each.tags]
    return rows, tags, [each.weight for each in taught for _ in each.tags]


KINDS = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.ROLE)
