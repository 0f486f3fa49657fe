"""The qualification walk: one letter after the other, in whatever order the rep tells them.

Rasa owns that a walk is open (its form); what happens in it is decided here. The events are the
walk's memory: the last `LetterAsked` says where it stands.
"""

from dataclasses import dataclass

from coaching.domain.deals.deal import Deal, Known
from coaching.domain.deals.qualification import (
    ABSENT,
    SPECIFIC,
    VAGUE,
    FoundFact,
    Framework,
    Letter,
    LetterStanding,
    Qualification,
    next_letter,
    qualification,
)
from coaching.domain.events import (
    AnswerRecorded,
    DealNamed,
    Event,
    LetterAsked,
    NotUnderstood,
    WalkLeft,
)
from coaching.domain.people import may_change_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import AnswerEar, Reads
from coaching.domain.sessions import Button, Decision, Session, SessionKind, Speaker, Spoken
from coaching.services.deals.choosing import Asker, choose_deal

QUALIFY = "qualify_deal"
FRAMEWORK = "bant"
UNKNOWN, WHY, FACT, DENY = "say_unknown", "ask_why", "give_fact", "deny"
_LEAVING = frozenset({"leave_walk", "end_practice", "pause_practice", "say_goodbye"})
_UNCERTAIN = frozenset({"nlu_fallback", "out_of_scope", "affirm", FACT, DENY, UNKNOWN, WHY})
_SURE = 0.6
_NOTED = {
    ABSENT: "qualifying.noted_absent",
    VAGUE: "qualifying.noted_vague",
    SPECIFIC: "qualifying.noted_specific",
}
_LINE = {
    ABSENT: "qualifying.line_absent",
    VAGUE: "qualifying.line_vague",
    SPECIFIC: "qualifying.line_specific",
}


@dataclass(frozen=True, slots=True)
class Walk:
    """An open walk: the deal, what is known of it, the letter asked, and those asked before."""

    deal: Deal
    framework: Framework
    known: tuple[Known, ...]
    asked: Letter
    before: tuple[str, ...]

    def after(self, facts: tuple[FoundFact, ...]) -> Qualification:
        """How the buyer stands once these facts are added."""
        told = {fact.letter: fact for fact in facts}
        kept = [each for each in self.known if each.letter not in told]
        added = [_known(self, fact) for fact in facts]
        return qualification(self.framework, (*kept, *added))


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as Rasa took it: intent and how sure it was of it. `again` means that the one
    before was not understood either."""

    text: str
    intent: str
    confidence: float
    again: bool = False


def find_walk(reads: Reads, playbook: Playbook, session: Session) -> Walk | None:
    """The talk's open walk, if there is one; None too if its deal has gone, or changed hands,
    meanwhile."""
    asked = reads.last_event(session.id, LetterAsked.__name__)
    left = reads.last_event(session.id, WalkLeft.__name__)
    if asked is None or not isinstance(asked.event, LetterAsked):
        return None
    if left is not None and left.seq >= asked.seq:
        return None
    file = reads.deal_file(asked.event.deal)
    framework = playbook.frameworks.get(asked.event.framework)
    if file is None or framework is None or file.deal.owner != session.person:
        return None
    return Walk(
        deal=file.deal,
        framework=framework,
        known=file.known,
        asked=framework.letter(asked.event.letter),
        before=asked.event.before,
    )


def begin(asker: Asker, answers: AnswerEar, text: str, given: str | None) -> Decision:
    """Open a walk on the deal that is meant, after recording what the message already tells; or
    ask which deal, or say that it is not theirs to qualify, or that nothing is missing."""
    choice = choose_deal(asker, text, QUALIFY, given)
    if choice.deal is None:
        return choice.ask()
    deal, playbook = choice.deal, asker.playbook
    named = DealNamed(deal.id, QUALIFY)
    if not may_change_deal(asker.person, deal):
        said = _coach(playbook.say("qualifying.not_yours", company=deal.company))
        return Decision((said,), (named,))
    file = asker.reads.deal_file(deal.id)
    framework = playbook.frameworks[FRAMEWORK]
    known = file.known if file else ()
    walk = Walk(deal, framework, known, framework.letters[0], ())
    facts = answers.understand(_without(text, deal), "").facts if given is None else ()
    standing = walk.after(facts)
    opening = playbook.say("qualifying.begin", company=deal.company, framework=framework.name)
    recorded = [named, *_recorded(walk, facts)]
    return _go_on(walk, playbook, standing, facts, recorded, before=(), opening=opening)


def take(walk: Walk, playbook: Playbook, answers: AnswerEar, heard: Heard) -> Decision | None:
    """What a message in the walk leads to; None if it is no answer, but a wish of another kind
    that the bot's rules shall meet while the walk stays open."""
    facts = answers.understand(heard.text, walk.asked.id).facts
    if heard.intent == UNKNOWN and all(fact.score == ABSENT for fact in facts):
        facts = ()  # "no idea about the money" says nothing about the buyer's money
    if heard.intent not in _UNCERTAIN | _LEAVING and (not facts or heard.confidence >= _SURE):
        return None
    if facts:
        answered = any(fact.letter == walk.asked.id for fact in facts)
        before = (*walk.before, walk.asked.id) if answered else walk.before
        recorded = _recorded(walk, facts)
        return _go_on(walk, playbook, walk.after(facts), facts, recorded, before)
    if heard.intent in _LEAVING:
        return leave(walk, playbook)
    if heard.intent == WHY:
        why = playbook.say("qualifying.why", why=walk.asked.why, ask=walk.asked.ask)
        return Decision((_asking(playbook, why),), (_asked(walk, walk.asked, walk.before),))
    if heard.intent == UNKNOWN or (heard.intent == DENY and heard.confidence >= _SURE):
        before = (*walk.before, walk.asked.id)
        return _go_on(walk, playbook, walk.after(()), (), [], before)
    word = "qualifying.unclear_again" if heard.again else "qualifying.unclear"
    unclear = playbook.say(word, name=walk.asked.name.lower(), ask=walk.asked.ask)
    events = (_asked(walk, walk.asked, walk.before), NotUnderstood())
    return Decision((_asking(playbook, unclear),), events)


def leave(walk: Walk, playbook: Playbook) -> Decision:
    """Lay the walk aside; what was said so far is kept."""
    button = Button(playbook.say("qualifying.button_go_on"), QUALIFY, {"deal": walk.deal.id})
    text = playbook.say("qualifying.left", company=walk.deal.company)
    left = WalkLeft(walk.deal.id, walk.framework.id, finished=False)
    return Decision((Spoken(Speaker.COACH, text, (button,)),), (left,))


def offer(asker: Asker) -> Decision:
    """Told something about a buyer outside a walk: offer to qualify the deal that the talk is
    about, so that it is kept there."""
    about = asker.reads.deal(asker.session.deal) if asker.session.deal else None
    if about is None or not may_change_deal(asker.person, about):
        button = Button(asker.playbook.say("qualifying.button_begin"), QUALIFY)
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("qualifying.offer"), (button,)),))
    text = asker.playbook.say("qualifying.offer_for", company=about.company)
    button = Button(asker.playbook.say("qualifying.button_begin"), QUALIFY, {"deal": about.id})
    return Decision((Spoken(Speaker.COACH, text, (button,)),))


def reminder(reads: Reads, playbook: Playbook, session: Session) -> Spoken | None:
    """After a digression: the question that is still open, or None without a walk."""
    if session.kind is not SessionKind.COACH:
        return None
    walk = find_walk(reads, playbook, session)
    if walk is None:
        return None
    text = playbook.say("qualifying.back", company=walk.deal.company, ask=walk.asked.ask)
    return _asking(playbook, text)


def closes(decision: Decision) -> bool:
    """True if the walk is over with this decision."""
    return any(isinstance(event, WalkLeft) for event in decision.events)


def opens(decision: Decision) -> bool:
    """True if a walk is open after this decision."""
    return any(isinstance(event, LetterAsked) for event in decision.events)


def summary(playbook: Playbook, standing: Qualification) -> str:
    """Each letter with how it stands and the words that say so, and what to ask the buyer next."""
    lines = [_line(playbook, each) for each in standing.letters]
    gap = standing.gap
    if gap is None:
        lines.append(playbook.say("qualifying.complete"))
    else:
        lines.append(playbook.say("qualifying.ask_buyer", question=gap.letter.ask_buyer))
    return "\n".join(lines)


def _go_on(
    walk: Walk,
    playbook: Playbook,
    standing: Qualification,
    facts: tuple[FoundFact, ...],
    events: list[Event],
    before: tuple[str, ...],
    opening: str | None = None,
) -> Decision:
    noted = _noted(walk, playbook, facts)
    following = next_letter(standing, before)
    reads = {walk.deal.id: walk.deal.version}
    if following is None:
        over = WalkLeft(walk.deal.id, walk.framework.id, finished=True)
        head = playbook.say("qualifying.over", company=walk.deal.company)
        text = "\n".join(part for part in (noted, head, summary(playbook, standing)) if part)
        button = Button(
            playbook.say("qualifying.button_next"), "ask_next_step", {"deal": walk.deal.id}
        )
        said = Spoken(Speaker.COACH, text, (button,))
        return Decision((said,), (*events, over), reads)
    parts = (opening, noted, following.ask)
    said = _asking(playbook, "\n".join(part for part in parts if part))
    return Decision((said,), (*events, _asked(walk, following, before)), reads)


def _noted(walk: Walk, playbook: Playbook, facts: tuple[FoundFact, ...]) -> str | None:
    if not facts:
        return None
    lines = [
        playbook.say(
            _NOTED[fact.score],
            name=walk.framework.letter(fact.letter).name.lower(),
            words=fact.quote,
        )
        for fact in facts
    ]
    return "\n".join(lines)


def _line(playbook: Playbook, each: LetterStanding) -> str:
    if each.known is None:
        return playbook.say("qualifying.line_missing", name=each.letter.name)
    return playbook.say(_LINE[each.score], name=each.letter.name, words=each.known.evidence)


def _asking(playbook: Playbook, text: str) -> Spoken:
    buttons = (
        Button(playbook.say("qualifying.button_skip"), UNKNOWN),
        Button(playbook.say("qualifying.button_why"), WHY),
        Button(playbook.say("qualifying.button_leave"), "leave_walk"),
    )
    return Spoken(Speaker.COACH, text, buttons)


def _asked(walk: Walk, letter: Letter, before: tuple[str, ...]) -> LetterAsked:
    return LetterAsked(walk.deal.id, walk.framework.id, letter.id, before)


def _recorded(walk: Walk, facts: tuple[FoundFact, ...]) -> list[Event]:
    return [
        AnswerRecorded(walk.deal.id, walk.framework.id, fact.letter, fact.score, fact.quote)
        for fact in facts
    ]


def _known(walk: Walk, fact: FoundFact) -> Known:
    return Known(
        deal=walk.deal.id,
        framework=walk.framework.id,
        letter=fact.letter,
        score=fact.score,
        evidence=fact.quote,
        at=walk.deal.created_at,
        by=walk.deal.owner,
    )


def _without(text: str, deal: Deal) -> str:
    """The text without the company's name, which is no fact about the buyer."""
    return text.replace(deal.company, "")


def _coach(text: str) -> Spoken:
    return Spoken(Speaker.COACH, text)
