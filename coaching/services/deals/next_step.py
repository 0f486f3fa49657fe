"""The next step of a deal, for whoever may see it."""

from collections.abc import Mapping
from datetime import datetime

from coaching.domain.deals.deal import DealFile, DealState
from coaching.domain.deals.qualification import Framework
from coaching.domain.errors import NotFound
from coaching.domain.next_step import advising
from coaching.domain.next_step.advice import Action, Advice, Gap, NotChosen
from coaching.domain.next_step.supposing import supposed
from coaching.domain.people import Person, may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.services.follow_ups.saying_times import say_weekday
from coaching.services.playbooks import Playbooks

FRAMEWORK = "bant"
_SURE = 0.75
_UNSURE = 0.45


def advise_on_deal(
    reads: Reads, playbooks: Playbooks, person: Person, deal_id: str, now: datetime
) -> Advice:
    """What to do next with a deal, by the current playbook. Raises NotFound for a deal that is
    unknown or not this person's to see: the two look alike."""
    return advise_if(reads, playbooks, person, deal_id, now, {})


def advise_if(
    reads: Reads,
    playbooks: Playbooks,
    person: Person,
    deal_id: str,
    now: datetime,
    change: Mapping[str, object],
) -> Advice:
    """The same on a copy with something changed (see `supposed`); nothing is stored. Raises
    NotFound, and Refused for a field that cannot be changed like this."""
    file = supposed(visible_file(reads, person, deal_id), change, now)
    owner = reads.person(file.deal.owner)
    if owner is None:
        raise NotFound("There is no such deal.")
    return advise(playbooks.latest(reads), file, owner, now)


def advise(playbook: Playbook, file: DealFile, owner: Person, now: datetime) -> Advice:
    """What to do next with a deal whose file and owner are at hand."""
    framework = playbook.frameworks.get(FRAMEWORK) or Framework(FRAMEWORK, "", (), "")
    return advising.advise(file, playbook.next_steps, framework, now, owner.time_zone, owner.name)


def visible_file(reads: Reads, person: Person, deal_id: str) -> DealFile:
    """A deal with everything that belongs to it. Raises NotFound, as `advise_on_deal`."""
    file = reads.deal_file(deal_id)
    if file is None or not may_see_deal(person, file.deal):
        raise NotFound("There is no such deal.")
    return file


def say_advice(playbook: Playbook, file: DealFile, advice: Advice, owner_asks: bool = True) -> str:
    """The advice for a chat, at most eight lines: the deal and its action, why, what is missing,
    what was not chosen, how sure it is. `owner_asks` is False where somebody else reads it."""
    lines = [
        _action(playbook, file, advice.action, owner_asks) if advice.action else None,
        advice.stand,
        _because(playbook, advice),
        _gaps(playbook, advice.gaps),
        _not_chosen(playbook, advice.not_chosen),
        _sureness(playbook, file, advice),
    ]
    return "\n".join(line for line in lines if line)


def task_of(action: Action) -> str:
    """The action as something to be reminded of."""
    return f"{action.verb[:1].lower()}{action.verb[1:]} {action.object}"


def _action(playbook: Playbook, file: DealFile, action: Action, owner_asks: bool) -> str:
    gaps = {
        "company": file.deal.company,
        "task": task_of(action),
        "day": say_weekday(playbook, action.by),
    }
    if owner_asks:
        return playbook.say("deals.next_action", **gaps)
    return playbook.say("deals.next_action_of", who=action.who, **gaps)


def _because(playbook: Playbook, advice: Advice) -> str | None:
    """The winner's reason; the others look at the same fact."""
    if not advice.because:
        return None
    return playbook.say("deals.next_because", reason=advice.because[0].text)


def _gaps(playbook: Playbook, gaps: tuple[Gap, ...]) -> str | None:
    if not gaps:
        return None
    return playbook.say("deals.next_gaps", gaps="; ".join(gap.text for gap in gaps))


def _not_chosen(playbook: Playbook, not_chosen: tuple[NotChosen, ...]) -> str | None:
    rules = (playbook.next_steps.rule(each.rule) for each in not_chosen)
    names = [rule.name for rule in rules if rule]
    return playbook.say("deals.next_not_chosen", names="; ".join(names)) if names else None


def _sureness(playbook: Playbook, file: DealFile, advice: Advice) -> str | None:
    """How sure the advice on an open deal is, with the stage it is for."""
    if file.deal.state is not DealState.OPEN:
        return None
    guide = playbook.stages[advice.stage]
    word = "deals.next_guess"
    if advice.confidence >= _SURE:
        word = "deals.next_sure"
    elif advice.confidence >= _UNSURE:
        word = "deals.next_unsure"
    return playbook.say(word, stage=guide.name.lower())
