"""What a wish to be quizzed asks for: which part of the matter, and how many questions."""

from spacy.tokens import Token

from coaching.domain.quiz.question import ANYTHING, Quiz
from coaching.nlp.encoding import Encoding, Vector
from coaching.nlp.english import parse

_FRAME = "quiz me on {}"
_ITEMS = frozenset({"question", "q", "quiz", "one", "item", "qs"})
_PAIRED = {"couple": 2, "pair": 2, "few": 3}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_REACH = 4


class Parts:
    """The parts of a quiz with the vectors of what they are called."""

    def __init__(self, quiz: Quiz, encoder: Encoding) -> None:
        self._encoder = encoder
        self._ways: list[tuple[str, str, Vector]] = [
            (part.id, wording.lower(), encoder.encode(_FRAME.format(wording)))
            for part in quiz.parts.values()
            for wording in (part.name, *part.wordings)
        ]

    def find(self, text: str) -> str:
        """The part whose name the text holds, longest name first; else the one that it comes
        closest to by meaning. ANYTHING where nothing in it names a part."""
        low = f" {' '.join(t.lower_ for t in parse(text) if not t.is_punct)} "
        named = [
            (len(way), id) for id, way, _ in self._ways if id != ANYTHING and f" {way} " in low
        ]
        if named:
            return max(named)[1]
        said = self._encoder.encode(text)
        best = max(
            ((float(said @ vector), id) for id, _, vector in self._ways),
            default=(0.0, ANYTHING),
        )
        return best[1]


def wanted_count(text: str) -> int | None:
    """The number of questions that a text asks for; None if it does not say."""
    for token in parse(text):
        number = _number(token)
        if number is not None and _counts_questions(token):
            return number
    return None


def _number(token: Token) -> int | None:
    low = token.lower_
    if low.isdecimal():
        return int(low[:4])
    return _NUMBERS.get(low) or _PAIRED.get(low)


def _counts_questions(token: Token) -> bool:
    """A word for questions soon after the number, with nothing but what describes it between."""
    for after in token.doc[token.i + 1 : token.i + 1 + _REACH]:
        if after.lemma_.lower() in _ITEMS and after.lower_ != "one":
            return True
        if after.pos_ in ("VERB", "AUX", "PUNCT") or after.lower_ in ("on", "about", "in"):
            return False
    return False
