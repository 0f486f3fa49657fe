"""After a call: what the rep tells of it, said back and kept on the deal on a yes."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from coaching.domain.deals.call import CallReport
from coaching.domain.deals.deal import Deal
from coaching.domain.events import CallHeard, CallLogged, DealNamed
from coaching.domain.people import may_change_deal
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.domain.stages import Outcome
from coaching.services.deals.choosing import Asker, choose_deal
from coaching.services.deals.report_hearing import ReportEar
from coaching.services.deals.talking import say_age, shortened_words
from coaching.services.follow_ups.scheduling import Moment
from coaching.services.pending import find_open

LOG = "log_call"
NOTE_ONLY = 0
_LONGEST = 3_500
_FRAME = re.compile(
    r"^\s*(?:(?:please|pls|can you|could you|coach|ok|hey)[\s,]+)*"
    r"(?:log|note|record|put down|write down|save|jot down|document|enter|add)\b"
    r"(?:\s+(?:that|this|it|down|in))?(?:\s+(?:the|a|an|my|this|that|our|last|new))?"
    r"(?:\s+(?:call|meeting|mail|e-?mail|visit|talk|note|conversation|activity|demo|chat))?"
    r"(?:\s+(?:with|for|on|at|from|about|to)\s+(?P<whom>[^:,–-]{1,60}?))?"
    r"\s*(?:[:,–-]\s*|$|(?=\bthat\b))",
    re.IGNORECASE,
)
_OUTCOMES = {
    Outcome.ORDER: "deals.outcome_order",
    Outcome.ADVANCE: "deals.outcome_advance",
    Outcome.CONTINUATION: "deals.outcome_continuation",
    Outcome.NO_SALE: "deals.outcome_no_sale",
    Outcome.DISQUALIFIED: "deals.outcome_disqualified",
    Outcome.STOP_CONTACT: "deals.outcome_stop_contact",
}
_KINDS = {"call": "deals.kind_call", "mail": "deals.kind_mail", "meeting": "deals.kind_meeting"}


def log_call(asker: Asker, ear: ReportEar, moment: Moment, given: str | None = None) -> Decision:
    """Say back what was heard in a report; nothing is kept before a yes. A wish to log without the
    report itself asks for it."""
    choice = choose_deal(asker, moment.text, LOG, given, carried=moment.text)
    if choice.deal is None:
        return choice.ask()
    deal = choice.deal
    named = DealNamed(deal.id, LOG)
    if not may_change_deal(asker.person, deal):
        text = asker.playbook.say("qualifying.not_yours", company=deal.company)
        return Decision((Spoken(Speaker.COACH, text),), (named,))
    return _hear(asker, ear, deal, moment, report_part(moment.text))


def meet(asker: Asker, ear: ReportEar, moment: Moment) -> Decision | None:
    """The message as the report that the turn before asked for; None if it asked for none."""
    pending = find_open(asker.reads, asker.session, CallHeard, moment.seq)
    if pending is None or pending[1].report.words:
        return None
    deal = asker.reads.deal(pending[1].deal)
    if deal is None or not may_change_deal(asker.person, deal):
        return None
    return _hear(asker, ear, deal, moment, moment.text)


def affirm(
    asker: Asker, moment: Moment, seq: int | None, choice: int | None = None
) -> Decision | None:
    """A yes: the report is kept on the deal, with `NOTE_ONLY` its words alone. None if no report
    waits for it."""
    pending = find_open(asker.reads, asker.session, CallHeard, moment.seq, seq)
    if pending is None:
        return None
    at, heard = pending
    deal = asker.reads.deal(heard.deal)
    if deal is None or not may_change_deal(asker.person, deal):
        return _say(asker.playbook, "pipeline.gone")
    if not heard.report.words:
        return _ask(asker.playbook, deal, heard.report)
    id = f"a-{asker.session.id}-{at}"
    file = asker.reads.deal_file(deal.id)
    if file is not None and any(each.id == id for each in file.activities):
        return _say(asker.playbook, "deals.log_kept_before")
    report = heard.report
    if choice == NOTE_ONLY:
        report = CallReport(report.kind, report.at, report.words, report.outcome)
    logged = CallLogged(deal.id, id, _entry(asker.playbook, report), report)
    say = asker.playbook.say
    button = Button(say("qualifying.button_next"), "ask_next_step", {"deal": deal.id})
    text = say("deals.log_kept", company=deal.company)
    return Decision((Spoken(Speaker.COACH, text, (button,)),), (logged,), {deal.id: deal.version})


def deny(asker: Asker, moment: Moment, seq: int | None) -> Decision | None:
    """A no: nothing is kept. None if no report waits for an answer."""
    pending = find_open(asker.reads, asker.session, CallHeard, moment.seq, seq)
    return None if pending is None else _say(asker.playbook, "deals.log_not_kept")


def report_part(text: str) -> str:
    """The report itself, without "log the call with …:" before it."""
    found = _FRAME.match(text)
    rest = text[found.end() :] if found else text
    return re.sub(r"^\s*that\s+", "", rest).strip()[:_LONGEST]


def _hear(asker: Asker, ear: ReportEar, deal: Deal, moment: Moment, words: str) -> Decision:
    local = moment.at.astimezone(ZoneInfo(asker.person.time_zone))
    report = ear.hear(asker.playbook, words, moment.text, local)
    if not words:
        return _ask(asker.playbook, deal, report)
    say = asker.playbook.say
    here = {"proposal": str(moment.seq)}
    buttons = [Button(say("deals.button_keep"), "affirm", here)]
    if report.facts or report.objections:
        note = here | {"choice": str(NOTE_ONLY)}
        buttons.append(Button(say("deals.button_note_only"), "affirm", note))
    buttons.append(Button(say("follow_ups.button_no"), "deny", here))
    said = Spoken(Speaker.COACH, _read_back(asker.playbook, deal, report, local), tuple(buttons))
    return Decision((said,), (DealNamed(deal.id, LOG), CallHeard(deal.id, report)))


def _read_back(playbook: Playbook, deal: Deal, report: CallReport, now: datetime) -> str:
    lines = [
        playbook.say(
            "deals.log_head",
            company=deal.company,
            kind=playbook.say(_KINDS[report.kind]),
            age=say_age(playbook, (now.date() - report.at.astimezone(now.tzinfo).date()).days),
            words=shortened_words(report.words),
        ),
        _outcome(playbook, report),
    ]
    framework = playbook.frameworks.get("bant")
    for fact in report.facts:
        name = framework.letter(fact.letter).name if framework else fact.letter
        lines.append(playbook.say("deals.log_fact", name=name, words=shortened_words(fact.words)))
    for raised in report.objections:
        name = playbook.objections[raised.label].name.lower()
        words = shortened_words(raised.words)
        lines.append(playbook.say("deals.log_objection", name=name, words=words))
    lines.append(playbook.say("deals.log_ask"))
    return "\n".join(lines)


def _outcome(playbook: Playbook, report: CallReport) -> str:
    if report.outcome is None:
        return playbook.say("deals.log_no_outcome")
    return playbook.say("deals.log_outcome", outcome=playbook.say(_OUTCOMES[report.outcome]))


def _entry(playbook: Playbook, report: CallReport) -> str:
    """What stands in the deal's history: the words, and how it ended."""
    if report.outcome is None:
        return report.words
    outcome = playbook.say(_OUTCOMES[report.outcome])
    return playbook.say("deals.log_entry", words=report.words, outcome=outcome)


def _ask(playbook: Playbook, deal: Deal, report: CallReport) -> Decision:
    text = playbook.say("deals.log_what", company=deal.company)
    events = (DealNamed(deal.id, LOG), CallHeard(deal.id, report))
    return Decision((Spoken(Speaker.COACH, text),), events)


def _say(playbook: Playbook, word: str) -> Decision:
    return Decision((Spoken(Speaker.COACH, playbook.say(word)),))
