"""Why the coach advises that on a deal, and why not something else."""

from datetime import datetime

from coaching.domain.deals.deal import DealFile
from coaching.domain.events import DealNamed
from coaching.domain.next_step.advice import Advice
from coaching.domain.people import may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Decision, Speaker, Spoken
from coaching.services.deals.choosing import Asker
from coaching.services.deals.next_step import advise
from coaching.services.deals.pipeline import NEXT_STEP
from coaching.services.deals.preparing import PREPARE

_MOST = 3


def why_of_last(asker: Asker, now: datetime) -> tuple[int, Decision] | None:
    """The reasons for the advice that the talk last gave on a deal, with the turn in which it was
    given; None if it gave none."""
    told = asker.reads.last_event(asker.session.id, DealNamed.__name__)
    if told is None or not isinstance(told.event, DealNamed):
        return None
    if told.event.wish not in (NEXT_STEP, PREPARE):
        return None
    file = asker.reads.deal_file(told.event.deal)
    owner = asker.reads.person(file.deal.owner) if file else None
    if file is None or owner is None or not may_see_deal(asker.person, file.deal):
        return None
    advice = advise(asker.playbook, file, owner, now)
    text = say_reasons(asker.playbook, file, advice)
    said = Spoken(Speaker.COACH, text)
    return told.seq, Decision((said,), (), {file.deal.id: file.deal.version})


def say_reasons(playbook: Playbook, file: DealFile, advice: Advice) -> str:
    """What the facts say, the rule and where it comes from, and the rules that hold too."""
    lines = [playbook.say("deals.why", company=file.deal.company)]
    for because in advice.because:
        rule = playbook.next_steps.rule(because.rule)
        lines.append(playbook.say("deals.why_fact", reason=because.text))
        if rule is not None:
            lines.append(playbook.say("deals.why_rule", name=rule.name, source=rule.source))
    if not advice.because:
        lines.append(advice.stand or playbook.say("deals.why_nothing"))
    lines += [playbook.say("deals.why_not", why=each.why) for each in advice.not_chosen[:_MOST]]
    return "\n".join(lines)
