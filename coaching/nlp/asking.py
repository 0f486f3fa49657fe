"""How a clause asks, with or without a question mark."""

import itertools
from dataclasses import dataclass

from spacy.tokens import Span, Token

from coaching.nlp.clauses import asks_directly
from coaching.nlp.english import word_set

_WH = frozenset({"what", "how", "why", "who", "whom", "whose", "which", "when", "where"})
_OPEN = frozenset({"what", "how", "why"})
_QUANTITIES = word_set("many much long often soon big large old far frequently quickly")
_SINGLE_NOUNS = word_set(
    "time date day month week year price cost number figure amount size rate percentage"
)
_TELLING = word_set("tell walk help show share give talk describe explain say take")
_INQUIRY = word_set("curious wonder wondering ask hear know understand learn interested")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Asking:
    """The form of a question. `direct` has a wh-word or the auxiliary in front, `indirect` hangs
    on a word of wanting to know ("curious what …"), `telling` bids the other to tell. `open_stem`
    leaves the answer to the buyer; `single_fact` ("when", "how many"), `polar` and `options` give
    it away. `negative` is a question that expects yes ("don't you want …")."""

    mark: bool = False
    direct: bool = False
    indirect: bool = False
    telling: bool = False
    open_stem: bool = False
    single_fact: bool = False
    polar: bool = False
    options: bool = False
    negative: bool = False

    @property
    def asks(self) -> bool:
        return self.mark or self.direct or self.indirect or self.telling


def asking(words: Span) -> Asking:
    """The question form of a clause; all false for a statement."""
    tokens = [t for t in words if not t.is_punct and not t.is_space]
    if not tokens:
        return Asking()
    mark = any("?" in t.text for t in words[-2:])
    verb = _inverted(words)
    stem = next((t for t in tokens if t.lower_ in _WH and _is_stem(t, words)), None)
    polar = verb is not None and stem is None
    direct = polar or (stem is not None and _leads(stem, verb, words))
    telling = _bids_to_tell(tokens)
    indirect = not direct and _asks_indirectly(tokens, stem)
    asked = mark or direct or telling or indirect
    return Asking(
        mark=mark,
        direct=direct,
        indirect=indirect,
        telling=telling,
        open_stem=asked and (_is_open(stem, words) if stem else telling),
        single_fact=asked and stem is not None and not _is_open(stem, words),
        polar=polar or (mark and stem is None),
        options=asked and any(t.lower_ == "or" and t.dep_ == "cc" for t in tokens),
        negative=asked and any(t.dep_ == "neg" for t in tokens[:4]),
    )


def _inverted(words: Span) -> Token | None:
    """The verb of the clause whose auxiliary stands before its subject."""
    for token in words:
        if token.pos_ in ("VERB", "AUX") and asks_directly(token):
            return token
    first = next((t for t in words if not t.is_punct and t.dep_ not in ("cc", "intj")), None)
    if first is None or first.pos_ != "AUX" or first.i + 1 >= words.end:
        return None
    return first if words.doc[first.i + 1].pos_ in ("PRON", "DET") else None


def _is_stem(token: Token, words: Span) -> bool:
    """A wh-word that asks, not one that links a relative or a time clause ("when it breaks")."""
    if token.lower_ == "when" or token.lower_ == "where":
        head = token.head
        return asks_directly(head) or (head.dep_ == "ccomp" and head.i > token.i)
    return token.dep_ != "mark" and not (token.head.dep_ == "relcl" and token.lower_ != "what")


def _leads(stem: Token, verb: Token | None, words: Span) -> bool:
    """The stem opens its clause and its verb is inverted, the stem its subject, or missing."""
    if verb is not None and stem.i < verb.i:
        return True
    before = words.doc[words.start : stem.i]
    if any(t.dep_ in _SUBJECTS for t in before):
        return False
    after = words.doc[stem.i + 1] if stem.i + 1 < words.end else None
    if after is None or after.is_punct or after.lower_ in ("if", "about"):
        return True
    head = stem.head if stem.head.pos_ in ("VERB", "AUX") else stem.head.head
    is_subject = stem.dep_ in _SUBJECTS or stem.head.dep_ in _SUBJECTS
    return is_subject and head.dep_ not in ("csubj", "relcl") and len(before) <= 2


def _is_open(stem: Token, words: Span) -> bool:
    after = words.doc[stem.i + 1] if stem.i + 1 < words.end else None
    if stem.lower_ not in _OPEN:
        return False
    if after is None:
        return True
    return after.lower_ not in _QUANTITIES and after.lemma_ not in _SINGLE_NOUNS


def _bids_to_tell(tokens: list[Token]) -> bool:
    """ "Walk me through …", "help us understand …", "tell me more"."""
    for token, after in itertools.pairwise(tokens):
        if token.lemma_.lower() in _TELLING and after.lower_ in ("me", "us"):
            subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
            return subject is None or subject.lower_ == "you"
    return False


def _asks_indirectly(tokens: list[Token], stem: Token | None) -> bool:
    """ "Curious what …", "I'd like to understand how …", "wondering if …"."""
    for place, token in enumerate(tokens):
        if token.lower_ in _INQUIRY or token.lemma_ in _INQUIRY:
            rest = tokens[place + 1 : place + 5]
            wants = token.lemma_ in ("curious", "wonder", "interested", "ask") or any(
                t.lower_ in ("'d", "would", "love", "like", "want", "help", "may", "can")
                for t in tokens[:place]
            )
            return wants and any(t.lower_ in _WH or t.lower_ in ("if", "whether") for t in rest)
    return False
