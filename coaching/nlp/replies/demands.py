"""What the buyer's own line asks of the rep, where that turns a move into a fault or back."""

from spacy.tokens import Doc, Token

from coaching.nlp.english import word_set

_STOPPING = word_set("call contact email mail phone ring write text message bother sell")
_ENDING = frozenset(["stop", "cease", "quit"])
_REMOVING = word_set("remove delete unsubscribe erase take lose cancel block")
_REMOVED = word_set("list number data details address me we us database file system")
_TERMS = word_set("discount price rate cheap low deal rebate knock better term match")


def asks_to_stop(said: Doc) -> bool:
    """The buyer bids the rep to end contact ("stop calling", "take me off your list")."""
    for token in said:
        lemma = token.lemma_.lower()
        denied = any(c.dep_ == "neg" for c in token.children) and not _has_first_subject(token)
        if lemma in _STOPPING and (denied or token.head.lemma_.lower() in _ENDING):
            return True
        if lemma in _REMOVING and _near(token) & _REMOVED and not _has_subject(token):
            return True
        if lemma == "stop" and len(said) <= 3:
            return True
    return False


def asks_for_terms(said: Doc) -> bool:
    """The buyer asks for a better price or other terms, so that conceding is no surprise."""
    lemmas = {t.lemma_.lower() for t in said}
    asks = any("?" in t.text for t in said) or bool(lemmas & {"need", "want", "expect"})
    return asks and bool(lemmas & _TERMS)


def _near(token: Token) -> set[str]:
    """What hangs on a verb, directly or by a preposition."""
    below = [*token.children, *(c for child in token.children for c in child.children)]
    return {c.lemma_.lower() for c in below}


def _has_subject(token: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in token.children)


def _has_first_subject(token: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lower_ in ("i", "we", "they") for c in token.children)
