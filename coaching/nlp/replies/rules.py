"""Structure that decides: rules that add or take away moves after the classifier has spoken.

A rule stands here only where the form of the words settles the matter. Each has an id that ends
up beside the words it was found in; `moves.<move>` alone means that the classifier found it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from coaching.domain.practice.moves import EXPLORING, FAULTS, Move
from coaching.nlp.english import word_set
from coaching.nlp.replies.demands import asks_for_terms, asks_to_stop
from coaching.nlp.replies.features import Heard
from coaching.nlp.structure import Shape

SURE = 0.9
"""The confidence of a move that a rule adds."""

_SHORT = 7
_PERCEIVING = word_set("understand hear get see know appreciate respect realize agree feel")
_POLITE = word_set("sorry fair sure thank thanks ok okay right true point apology respect")
_ASKING_MOVES = EXPLORING | {Move.CONFIRM}
_STATED_FAULTS = FAULTS - {Move.PRESSURE, Move.ARGUE, Move.DISMISS}


@dataclass(frozen=True, slots=True)
class Draft:
    """A move in the clauses `first` to `last` of a reply."""

    move: Move
    first: int
    last: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class View:
    """A reply and what is known about the buyer's line that it answers. `on_topic` are the places
    of clauses that ask for something that the scenario knows."""

    heard: Heard
    stop_asked: bool
    terms_asked: bool
    on_topic: frozenset[int] = frozenset()


Drafts = tuple[Draft, ...]
Rule = Callable[[View, Drafts], Drafts]


def view_of(
    heard: Heard, stop_asked: bool | None = None, on_topic: frozenset[int] = frozenset()
) -> View:
    """`stop_asked` is given where the scenario knows; otherwise the buyer's words decide."""
    stop = asks_to_stop(heard.buyer.doc) if stop_asked is None else stop_asked
    return View(heard, stop, asks_for_terms(heard.buyer.doc), on_topic)


def apply_rules(view: View, drafts: Iterable[Draft]) -> Drafts:
    """All rules, in their fixed order."""
    found = tuple(drafts)
    for rule in RULES:
        found = rule(view, found)
    return tuple(sorted(_once(found), key=lambda d: (d.first, d.last, d.move)))


def _once(drafts: Drafts) -> Drafts:
    """A move stands once on the same words, with its highest confidence."""
    surest: dict[tuple[Move, int, int], Draft] = {}
    for draft in sorted(drafts, key=_likely):
        surest[draft.move, draft.first, draft.last] = draft
    return tuple(surest.values())


def _is_bare_nod(view: View, place: int) -> bool:
    """ "I understand", "Fair point": short, and nothing in it is the buyer's."""
    clause, shape = view.heard.clauses[place], view.heard.shapes[place]
    words = [t for t in clause.words if t.is_alpha]
    if len(words) > _SHORT or shape.asks or shape.overlap or shape.figures:
        return False
    lemmas = {t.lemma_.lower() for t in words}
    perceives = bool(lemmas & _PERCEIVING) and bool(shape.first_subject or not shape.second_subject)
    return perceives or bool(lemmas & _POLITE)


def nod_then_but(view: View, drafts: Drafts) -> Drafts:
    """ "I understand, but …" waves the concern away: the nod is no acknowledgement."""
    clauses, shapes = view.heard.clauses, view.heard.shapes
    for place in range(len(clauses) - 1):
        after = shapes[place + 1]
        if not (after.contrast_first and _is_bare_nod(view, place)):
            continue
        drafts = tuple(d for d in drafts if d.move is not Move.ACKNOWLEDGE or d.first != place)
        if not after.asks or after.negative_question:
            drafts += (Draft(Move.DISMISS, place, place + 1, SURE, "moves.dismiss.nod_then_but"),)
    return drafts


def feel_felt_found(view: View, drafts: Drafts) -> Drafts:
    """The formula, across clauses: you feel, others felt, they found."""
    seen: list[int] = []
    found_after = False
    for place, clause in enumerate(view.heard.clauses):
        for token in clause.words:
            if token.lemma_.lower() in ("feel", "felt") and token.pos_ in ("VERB", "AUX", "NOUN"):
                seen.append(place)
            elif token.lower_ in ("found", "discovered", "realized", "realised") and len(seen) >= 2:
                found_after = True
                seen.append(place)
    if not found_after:
        return drafts
    span = (seen[0], seen[-1])
    formula = (Move.ACKNOWLEDGE, Move.EVIDENCE, Move.SCRIPTED, Move.ANSWER)
    kept = tuple(
        d for d in drafts if d.move not in formula or d.last < span[0] or d.first > span[1]
    )
    return (*kept, Draft(Move.SCRIPTED, *span, SURE, "moves.scripted.feel_felt_found"))


def question_needs_asking(view: View, drafts: Drafts) -> Drafts:
    """Exploring and checking are questions: a clause that asks in no form is neither."""
    return tuple(
        d for d in drafts if d.move not in _ASKING_MOVES or view.heard.shapes[d.first].asks
    )


def open_or_closed(view: View, drafts: Drafts) -> Drafts:
    """What the buyer can say decides, where the form of the question leaves no doubt."""
    return tuple(_by_form(view, draft) for draft in drafts)


def _by_form(view: View, draft: Draft) -> Draft:
    shape = view.heard.shapes[draft.first]
    one_fact = shape.options or (shape.single_fact and not shape.open_stem)
    if draft.move is Move.EXPLORE_OPEN and one_fact:
        return replace(draft, move=Move.EXPLORE_CLOSED, rule="moves.explore_closed.one_fact")
    asks_open = shape.open_stem and (shape.direct_question or shape.bids_to_tell)
    if draft.move is Move.EXPLORE_CLOSED and asks_open and not shape.options and not shape.polar:
        return replace(draft, move=Move.EXPLORE_OPEN, rule="moves.explore_open.open_stem")
    return draft


def on_topic_explores(view: View, drafts: Drafts) -> Drafts:
    """Whoever asks for what stands behind the concern explores it, unless it is said to sting."""
    for place in sorted(view.on_topic):
        shape = view.heard.shapes[place]
        here = [d for d in drafts if d.first <= place <= d.last]
        if shape.negative_question or any(d.move in _ASKING_MOVES for d in here):
            continue
        move = Move.EXPLORE_OPEN if _asks_openly_at(shape) else Move.EXPLORE_CLOSED
        drafts = tuple(d for d in drafts if d not in here or d.move not in _GUESSED_FAULTS)
        drafts += (Draft(move, place, place, SURE, f"moves.{move}.on_topic"),)
    return drafts


def _asks_openly_at(shape: Shape) -> bool:
    return bool(shape.open_stem and not shape.options and not shape.polar)


_GUESSED_FAULTS = frozenset({Move.PRESSURE, Move.ARGUE, Move.DISMISS})


def price_is_no_proof(view: View, drafts: Drafts) -> Drafts:
    """A sum of money without anybody's name or result proves nothing."""

    def only_price(draft: Draft) -> bool:
        shape = view.heard.shapes[draft.first]
        proves = shape.names or shape.percent or shape.past or shape.perfect
        return bool(shape.money) and not proves

    return tuple(d for d in drafts if d.move is not Move.EVIDENCE or not only_price(d))


def terms_were_asked(view: View, drafts: Drafts) -> Drafts:
    """A concession is unasked only where the buyer did not ask for one."""
    if not view.terms_asked:
        return drafts
    return tuple(
        replace(d, move=Move.ANSWER, rule="moves.answer.terms_asked")
        if d.move is Move.DISCOUNT_UNASKED
        else d
        for d in drafts
    )


def after_a_stop(view: View, drafts: Drafts) -> Drafts:
    """Whoever was asked to stop and still asks or sells has not heard it."""
    if not view.stop_asked:
        return drafts
    selling = {Move.PITCH_FIRST, Move.VALUE, Move.EVIDENCE, Move.DISCOUNT_UNASKED}
    tries = [(d.first, d.last) for d in drafts if d.move in selling]
    tries += [(place, place) for place, shape in enumerate(view.heard.shapes) if shape.asks]
    if not tries or any(d.move is Move.DISMISS for d in drafts):
        return drafts
    return (*drafts, Draft(Move.DISMISS, *min(tries), SURE, "moves.dismiss.after_stop"))


def one_next_step(view: View, drafts: Drafts) -> Drafts:
    """The same words are either a concrete step or a vague one: the likelier wins."""
    best = {
        d.first: max((e for e in drafts if e.first == d.first and e.move in _STEPS), key=_likely)
        for d in drafts
        if d.move in _STEPS
    }
    return tuple(d for d in drafts if d.move not in _STEPS or best[d.first] is d)


_STEPS = frozenset({Move.ADVANCE, Move.VAGUE_NEXT})


def _likely(draft: Draft) -> tuple[float, str]:
    return draft.confidence, draft.move


def echoes_nothing(view: View, drafts: Drafts) -> Drafts:
    """A bare nod shows no more than politeness: it restates nothing."""
    return tuple(d for d in drafts if d.move is not Move.RESTATE or not _is_bare_nod(view, d.first))


def open_question_is_no_offer(view: View, drafts: Drafts) -> Drafts:
    """An open question neither offers nor promises nor recites: only pressing, arguing and waving
    away can dress up as one."""
    return tuple(
        d
        for d in drafts
        if d.move not in _STATED_FAULTS or not _asks_openly(view, d) or d.rule != f"moves.{d.move}"
    )


def _asks_openly(view: View, draft: Draft) -> bool:
    shape = view.heard.shapes[draft.first]
    return bool(shape.asks and shape.open_stem and not shape.negative_question)


def help_or_fault(view: View, drafts: Drafts) -> Drafts:
    """One clause seldom helps and harms at once: of a helping move and a fault that the classifier
    finds in the same words, the likelier stays, and the helping one where they are as likely."""
    return tuple(
        draft
        for draft in drafts
        if not any(_outweighs(other, draft) for other in drafts if other is not draft)
    )


def _outweighs(other: Draft, draft: Draft) -> bool:
    same_words = other.first <= draft.last and draft.first <= other.last
    guessed = all(d.rule == f"moves.{d.move}" or d.move in _ASKING_MOVES for d in (other, draft))
    is_fault = draft.move in FAULTS
    if not (same_words and guessed) or is_fault == (other.move in FAULTS):
        return False
    if is_fault:
        return other.confidence >= draft.confidence
    return other.confidence > draft.confidence


RULES: tuple[Rule, ...] = (
    question_needs_asking,
    open_or_closed,
    on_topic_explores,
    open_question_is_no_offer,
    help_or_fault,
    price_is_no_proof,
    echoes_nothing,
    feel_felt_found,
    nod_then_but,
    terms_were_asked,
    after_a_stop,
    one_next_step,
)
