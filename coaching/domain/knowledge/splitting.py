"""Questions that hold two: a comparison of two things, or one question after the other."""

import re

_MOST_WORDS = 6
_FEWEST_WORDS = 3
_STRIPPED = " \t\n?.!,;:\"'“”"
_A, _B = r"(?P<a>[^?.!;]+?)", r"(?P<b>[^?.!;]+?)(?:[?.!;]|$)"
_SET_SIDE_BY_SIDE = r"(?:versus|vs\.?|or|rather than|instead of|compared (?:to|with)|as opposed to)"
_BEGINS = (
    r"(?:^|[?.!;,]|\b(?:between|is it|use|choose|take|what is|what's|which is better|prefer)\b)"
)
_COMPARISONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences? (?:is there )?between {_A} and {_B}",
        rf"\b(?:compare|comparing|comparison of|contrast) {_A} (?:with|and|to|against|vs\.?) {_B}",
        rf"\bhow (?:does|do|is|are) {_A} (?:differ|differs|different) from {_B}",
        rf"\b(?:is|are) {_A} (?:better|worse|different|the same) (?:than|from|as|to) {_B}",
        rf"{_BEGINS}\s*{_A}\s+{_SET_SIDE_BY_SIDE} {_B}",
        rf"\btell {_A} (?:apart )?from {_B}",
    )
)
_LEADING = re.compile(
    r"^(?:the|a|an|do i use|should i use|shall i use|when do i use|is it|use|which|what|me|"
    r"should we use|better|framework|so|and|hm+|well)\b[\s,:]*",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[?.!;]+\s+|\s*,?\s+(?:and|also|plus)\s+(?=(?:also\s+)?(?:what|how|why|who|when|where|which)\b)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,.;:?!–—]+\s*|\s+(?=(?:which|what) (?:step|stage|phase)\b)")
_WHICH_STEP = re.compile(r"\b(?:step|stage|phase)\b", re.I)
_AFTER_ALL = re.compile(
    r"^\s*(?:and\s+)?(?:what about|how about|and|then|ok(?:ay)?|so)\b[\s,]*", re.I
)


def compared(question: str) -> tuple[str, str] | None:
    """The two things that a question sets side by side, as it calls them."""
    for pattern in _COMPARISONS:
        found = pattern.search(question)
        if found is None:
            continue
        names = [_bare(found[name]) for name in ("a", "b")]
        if all(name and len(name.split()) <= _MOST_WORDS for name in names):
            return names[0], names[1]
    return None


def parts(question: str) -> tuple[str, ...]:
    """The single questions of a message; those of fewer than three words are part of another."""
    found = [part.strip() for part in _NEXT.split(question) if part and part.strip()]
    return tuple(part for part in found if len(part.split()) >= _FEWEST_WORDS)


def without_opening(question: str) -> str:
    """The question without "and what about" before it."""
    return _AFTER_ALL.sub("", question).strip() or question


def told_of(situation: str) -> str:
    """What is told of a situation, without the question which step that is."""
    told = [part for part in _CLAUSES.split(situation) if not _WHICH_STEP.search(part)]
    return ", ".join(part.strip() for part in told if part.strip()) or situation


def _bare(name: str) -> str:
    bare = name.strip(_STRIPPED)
    before = None
    while before != bare:
        before, bare = bare, _LEADING.sub("", bare).strip(_STRIPPED)
    return bare
