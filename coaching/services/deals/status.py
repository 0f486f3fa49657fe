"""How a deal stands: one card with what the file says, and how old that is."""

from collections.abc import Iterable
from datetime import datetime

from coaching.domain.deals.deal import ActivityKind, Contact, ContactRole, Deal, DealFile, DealState
from coaching.domain.deals.facts import DealFacts
from coaching.domain.deals.qualification import ABSENT, SPECIFIC, Framework, LetterStanding
from coaching.domain.events import DealNamed
from coaching.domain.follow_ups.follow_up import FollowUp
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker, choose_deal
from coaching.services.deals.next_step import FRAMEWORK
from coaching.services.deals.talking import say_age, say_amount, shortened_words
from coaching.services.follow_ups.saying_times import say_briefly, say_weekday

STATUS = "ask_deal_status"
_MOST = 3
_STATES = {
    DealState.OPEN: "deals.state_open",
    DealState.WON: "deals.state_won",
    DealState.LOST: "deals.state_lost",
    DealState.PARKED: "deals.state_parked",
}
_KINDS = {
    ActivityKind.CALL: "deals.kind_call",
    ActivityKind.MAIL: "deals.kind_mail",
    ActivityKind.MEETING: "deals.kind_meeting",
    ActivityKind.NOTE: "deals.kind_note",
}
_ROLES = {
    ContactRole.ECONOMIC_BUYER: "deals.role_economic_buyer",
    ContactRole.CHAMPION: "deals.role_champion",
    ContactRole.USER: "deals.role_user",
    ContactRole.BLOCKER: "deals.role_blocker",
    ContactRole.PROCUREMENT: "deals.role_procurement",
    ContactRole.LEGAL: "deals.role_legal",
    ContactRole.OTHER: "deals.role_other",
}


def ask_status(asker: Asker, text: str, now: datetime, given: str | None = None) -> Decision:
    """The card of the deal that is meant."""
    choice = choose_deal(asker, text, STATUS, given)
    if choice.deal is None:
        return choice.ask()
    file = asker.reads.deal_file(choice.deal.id)
    owner = asker.reads.person(choice.deal.owner)
    if file is None or owner is None:
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("pipeline.gone")),))
    facts = facts_of(asker.playbook, file, now, owner.time_zone)
    whose = None if owner.id == asker.person.id else owner.name
    button = Button(
        asker.playbook.say("qualifying.button_next"), "ask_next_step", {"deal": file.deal.id}
    )
    card = say_card(asker.playbook, facts, asker.person.id, whose)
    return Decision(
        (Spoken(Speaker.COACH, card, (button,)),),
        (DealNamed(file.deal.id, STATUS),),
        {file.deal.id: file.deal.version},
    )


def facts_of(playbook: Playbook, file: DealFile, now: datetime, zone: str) -> DealFacts:
    """The file as it looks now in that zone."""
    framework = playbook.frameworks.get(FRAMEWORK) or Framework(FRAMEWORK, "", (), "")
    return DealFacts(file, framework, now, zone)


def say_card(playbook: Playbook, facts: DealFacts, reader: str, whose: str | None) -> str:
    """What is known, a line each; what is not known is said too. Of the follow-ups, the reader's
    own are shown."""
    deal = facts.file.deal
    head = playbook.say(
        "deals.card_head",
        company=deal.company,
        state=playbook.say(_STATES[deal.state]),
        stage=playbook.stages[deal.stage].name.lower(),
        age=say_age(playbook, facts.age(deal.stage_since)),
    )
    own = [each for each in facts.file.follow_ups if each.person == reader]
    lines = [
        head,
        playbook.say("deals.card_owner", owner=whose) if whose else None,
        _money(playbook, deal),
        _last_contact(playbook, facts),
        _next_step(playbook, facts),
        say_people(playbook, facts.file.contacts),
        say_known(playbook, facts.letters),
        _objections(playbook, facts),
        _follow_ups(playbook, own),
    ]
    return "\n".join(line for line in lines if line)


def _money(playbook: Playbook, deal: Deal) -> str:
    amount = say_amount(playbook, deal)
    if deal.close_date is None:
        return playbook.say("deals.card_amount_undated", amount=amount)
    day = say_weekday(playbook, deal.close_date)
    return playbook.say("deals.card_amount", amount=amount, day=f"{day} {deal.close_date.year}")


def _last_contact(playbook: Playbook, facts: DealFacts) -> str:
    last = facts.last_contact
    if last is None:
        return playbook.say("deals.card_no_contact")
    return playbook.say(
        "deals.card_contact",
        kind=playbook.say(_KINDS[last.kind]),
        age=say_age(playbook, facts.age(last.at)),
        words=shortened_words(last.text),
    )


def _next_step(playbook: Playbook, facts: DealFacts) -> str | None:
    deal = facts.file.deal
    if not deal.next_step:
        return None
    if deal.next_step_on is None:
        return playbook.say("deals.card_step_undated", step=deal.next_step)
    day = say_weekday(playbook, deal.next_step_on)
    return playbook.say("deals.card_step", step=deal.next_step, day=day)


def say_people(playbook: Playbook, contacts: Iterable[Contact]) -> str:
    """Who is known on the buyer's side, and in which role."""
    names = [
        playbook.say("deals.card_person", name=each.name, role=playbook.say(_ROLES[each.role]))
        for each in contacts
    ]
    if not names:
        return playbook.say("deals.card_nobody")
    return playbook.say("deals.card_people", people=", ".join(names))


def say_known(playbook: Playbook, letters: Iterable[LetterStanding]) -> str:
    """The letters of qualification by how well they are known."""
    standing = list(letters)
    named = {
        word: ", ".join(each.letter.name.lower() for each in standing if fits(each))
        for word, fits in (
            ("known", lambda each: each.score == SPECIFIC),
            ("vague", lambda each: each.known is not None and ABSENT < each.score < SPECIFIC),
            ("none", lambda each: each.known is not None and each.score == ABSENT),
            ("missing", lambda each: each.known is None),
        )
    }
    words = {
        "known": "deals.card_known",
        "vague": "deals.card_vague",
        "none": "deals.card_none",
        "missing": "deals.card_missing",
    }
    parts = [playbook.say(words[word], letters=found) for word, found in named.items() if found]
    return playbook.say("deals.card_letters", parts="; ".join(parts))


def _objections(playbook: Playbook, facts: DealFacts) -> str | None:
    raised = facts.open_objections
    if not raised:
        return None
    said = "; ".join(
        playbook.say(
            "deals.card_objection",
            name=playbook.objections[each.label].name.lower(),
            age=say_age(playbook, facts.age(each.raised_at)),
        )
        for each in raised[:_MOST]
    )
    return playbook.say("deals.card_objections", objections=said)


def _follow_ups(playbook: Playbook, due: list[FollowUp]) -> str | None:
    if not due:
        return None
    said = "; ".join(
        playbook.say("deals.card_follow_up", what=each.what, when=say_briefly(playbook, each.when))
        for each in due[:_MOST]
    )
    return playbook.say("deals.card_follow_ups", follow_ups=said)
