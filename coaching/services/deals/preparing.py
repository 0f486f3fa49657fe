"""Before a call: what is known, what is missing, one goal, and what the buyer may hold against
it."""

from datetime import datetime

from coaching.domain.deals.facts import DealFacts
from coaching.domain.deals.likely_objections import Ground, LikelyObjection, likely_objections
from coaching.domain.deals.qualification import SPECIFIC
from coaching.domain.events import DealNamed
from coaching.domain.next_step.advice import Advice
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker, choose_deal
from coaching.services.deals.next_step import advise, task_of
from coaching.services.deals.status import facts_of, say_people
from coaching.services.deals.talking import say_age, shortened_words

PREPARE = "prepare_call"
_GROUNDS = {
    Ground.OPEN: "deals.ground_open",
    Ground.ABSENT: "deals.ground_absent",
    Ground.UNKNOWN: "deals.ground_unknown",
    Ground.VAGUE: "deals.ground_vague",
    Ground.RAISED_BEFORE: "deals.ground_raised_before",
    Ground.QUIET: "deals.ground_quiet",
    Ground.USUAL: "deals.ground_usual",
}


def prepare_call(asker: Asker, text: str, now: datetime, given: str | None = None) -> Decision:
    """A sheet for the next talk with the buyer of the deal that is meant."""
    choice = choose_deal(asker, text, PREPARE, given)
    if choice.deal is None:
        return choice.ask()
    file = asker.reads.deal_file(choice.deal.id)
    owner = asker.reads.person(choice.deal.owner)
    if file is None or owner is None:
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("pipeline.gone")),))
    facts = facts_of(asker.playbook, file, now, owner.time_zone)
    advice = advise(asker.playbook, file, owner, now)
    sheet = say_sheet(asker.playbook, facts, advice)
    say = asker.playbook.say
    buttons = (
        Button(say("reading.practise_objections"), "practise_objections"),
        Button(say("deals.button_card"), "ask_deal_status", {"deal": file.deal.id}),
    )
    return Decision(
        (Spoken(Speaker.COACH, sheet, buttons),),
        (DealNamed(file.deal.id, PREPARE),),
        {file.deal.id: file.deal.version},
    )


def say_sheet(playbook: Playbook, facts: DealFacts, advice: Advice) -> str:
    """Known, missing, goal, questions; and each likely objection with the question to ask first."""
    deal = facts.file.deal
    stage = playbook.stages[deal.stage].name.lower()
    lines = [
        playbook.say("deals.sheet_head", company=deal.company, stage=stage),
        *_known(playbook, facts),
        _missing(playbook, facts, advice),
        _goal(playbook, advice),
        playbook.say("deals.sheet_objections"),
        *(_objection(playbook, each) for each in likely_objections(facts)),
    ]
    return "\n".join(line for line in lines if line)


def _known(playbook: Playbook, facts: DealFacts) -> list[str]:
    lines = [say_people(playbook, facts.file.contacts)]
    for each in facts.letters:
        if each.known is not None and each.known.evidence:
            lines.append(
                playbook.say(
                    "deals.sheet_known",
                    name=each.letter.name,
                    words=shortened_words(each.known.evidence),
                    age=say_age(playbook, facts.age(each.known.at)),
                )
            )
    last = facts.last_contact
    if last is not None:
        age, words = say_age(playbook, facts.age(last.at)), shortened_words(last.text)
        lines.append(playbook.say("deals.sheet_last", age=age, words=words))
    return lines


def _missing(playbook: Playbook, facts: DealFacts, advice: Advice) -> str:
    """What the buyer should be asked: the first letter that is not specific, with its question."""
    gaps = [gap.text for gap in advice.gaps]
    asking = next((each for each in facts.letters if each.score < SPECIFIC), None)
    lines = [playbook.say("deals.sheet_missing", gaps="; ".join(gaps))] if gaps else []
    if asking is not None:
        lines.append(playbook.say("deals.sheet_ask", question=asking.letter.ask_buyer))
    return "\n".join(lines) or playbook.say("deals.sheet_complete")


def _goal(playbook: Playbook, advice: Advice) -> str:
    """One thing to come out of the talk: the next step of the deal."""
    if advice.action is None:
        return playbook.say("deals.sheet_no_goal", stand=advice.stand or "")
    return playbook.say("deals.sheet_goal", task=task_of(advice.action))


def _objection(playbook: Playbook, each: LikelyObjection) -> str:
    text = playbook.objections[each.label]
    ground = playbook.say(
        _GROUNDS[each.ground], words=shortened_words(each.words), letter=each.letter
    )
    return playbook.say(
        "deals.sheet_objection", name=text.name, ground=ground, question=text.ask_first
    )
