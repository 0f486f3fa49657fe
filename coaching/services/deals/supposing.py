"""What if: the advice on a deal if something were so, by talk. Nothing is stored."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coaching.domain.deals.deal import DealFile
from coaching.domain.events import DealNamed
from coaching.domain.next_step.advice import Advice
from coaching.domain.next_step.suppositions import SILENCE, Supposed, Supposition, then
from coaching.domain.objections import ObjectionLabel
from coaching.domain.people import may_change_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Times
from coaching.domain.ports.phrases import Likeness, ObjectionEar
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.domain.stages import Stage
from coaching.services.deals.choosing import Asker, choose_deal
from coaching.services.deals.next_step import advise, say_advice, task_of
from coaching.services.follow_ups.saying_times import say_weekday

WHAT_IF = "ask_what_if"
OTHER = "other"
_SURE = 0.08
"""Between the likeliest kind and the next; on the wordings' own cross-validation four of five
answers above it are right, and each says what it supposed."""
_OFFERED = 3
_LONGEST = 200
_IF = re.compile(
    r"(?:\b(?:what if|what happens (?:if|when)|if|suppose|supposing|assuming|assume|imagine|"
    r"in case|let'?s say)|^(?:and\s+)?say|,\s*say)\b\s*(?:that\s+)?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[?!]|,?\s*\b(?:what (?:would|should|do|then|now|next)|how would|then what)\b", re.IGNORECASE
)
_SAID: dict[Supposition, str] = {
    Supposition.AGREED: "deals.if_agreed",
    Supposition.BOUGHT: "deals.if_bought",
    Supposition.LOST: "deals.if_lost",
    Supposition.ON_HOLD: "deals.if_on_hold",
    Supposition.SILENT: "deals.if_silent",
    Supposition.ANSWERED: "deals.if_answered",
    Supposition.SETTLED: "deals.if_settled",
    Supposition.OBJECTING: "deals.if_objecting",
    Supposition.DECIDER_IN: "deals.if_decider_in",
    Supposition.DECIDER_OUT: "deals.if_decider_out",
    Supposition.BUDGET_THERE: "deals.if_budget_there",
    Supposition.BUDGET_GONE: "deals.if_budget_gone",
    Supposition.CLOSE_MOVES: "deals.if_close_moves",
    Supposition.STAGE: "deals.if_stage",
}
_OFFERS: dict[Supposition, str] = {
    Supposition.AGREED: "deals.suppose_agreed",
    Supposition.BOUGHT: "deals.suppose_bought",
    Supposition.LOST: "deals.suppose_lost",
    Supposition.ON_HOLD: "deals.suppose_on_hold",
    Supposition.SILENT: "deals.suppose_silent",
    Supposition.ANSWERED: "deals.suppose_answered",
    Supposition.SETTLED: "deals.suppose_settled",
    Supposition.OBJECTING: "deals.suppose_objecting",
    Supposition.DECIDER_IN: "deals.suppose_decider_in",
    Supposition.DECIDER_OUT: "deals.suppose_decider_out",
    Supposition.BUDGET_THERE: "deals.suppose_budget_there",
    Supposition.BUDGET_GONE: "deals.suppose_budget_gone",
    Supposition.CLOSE_MOVES: "deals.suppose_close_moves",
    Supposition.STAGE: "deals.suppose_stage",
}
_USUAL = (Supposition.AGREED, Supposition.SILENT, Supposition.SETTLED, Supposition.LOST)


class Supposing:
    """Understands what is supposed."""

    def __init__(self, likeness: Likeness, times: Times, objections: ObjectionEar) -> None:
        self._likeness = likeness
        self._times = times
        self._objections = objections

    def kinds(self, playbook: Playbook, words: str) -> tuple[tuple[str, float], ...]:
        return self._likeness.ranked(words, playbook.meanings.get("supposing", {}))

    def filled(self, playbook: Playbook, kind: Supposition, words: str, now: datetime) -> Supposed:
        """The supposition with the day, the stage or the objection that its words name."""
        reading = self._times.read(words, now)
        day = reading.when.day if reading.when else None
        label: ObjectionLabel | None = None
        if kind is Supposition.OBJECTING:
            heard = self._objections.hear(words)
            label = heard.label or (heard.ranking[0].label if heard.ranking else None)
        return Supposed(kind, words[:_LONGEST], day, self._stage(playbook, words), label)

    def _stage(self, playbook: Playbook, words: str) -> Stage | None:
        names = {
            str(stage): (guide.name, str(stage).replace("_", " "), guide.what)
            for stage, guide in playbook.stages.items()
        }
        ranked = self._likeness.ranked(words, names)
        return Stage(ranked[0][0]) if ranked else None


def ask_what_if(
    asker: Asker,
    means: Supposing,
    text: str,
    now: datetime,
    given: str | None = None,
    change: str | None = None,
) -> Decision:
    """The advice if that were so, with what was supposed said first; where the words leave it open,
    a question with the likeliest as buttons. `given` and `change` come with a button."""
    choice = choose_deal(asker, text, WHAT_IF, given)
    if choice.deal is None:
        return choice.ask()
    file = asker.reads.deal_file(choice.deal.id)
    if file is None:
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("pipeline.gone")),))
    words = supposed_part(text, choice.deal.company)
    kinds = [(k, s) for k, s in means.kinds(asker.playbook, words) if k in set(Supposition)]
    kind = _chosen(change, kinds, means.kinds(asker.playbook, words))
    if kind is None:
        return _ask(asker, file, [Supposition(k) for k, _ in kinds[:_OFFERED]], words)
    if change is not None:
        words = text
    local = now.astimezone(ZoneInfo(asker.person.time_zone))
    return _answer(asker, file, means.filled(asker.playbook, kind, words, local), now)


def supposed_part(text: str, company: str) -> str:
    """What stands after "if", without the deal's name and without the question around it."""
    told = _IF.search(text)
    rest = text[told.end() :] if told else text
    end = _END.search(rest)
    rest = rest[: end.start()] if end and end.start() > 0 else rest
    without = re.sub(re.escape(company), "they", rest, flags=re.IGNORECASE)
    return " ".join(without.split()).strip(" ,.;:")


def _chosen(
    change: str | None,
    kinds: list[tuple[str, float]],
    everything: tuple[tuple[str, float], ...],
) -> Supposition | None:
    if change in set(Supposition):
        return Supposition(change)
    if len(kinds) < 2 or everything[0][0] == OTHER:
        return None
    return Supposition(kinds[0][0]) if kinds[0][1] - everything[1][1] >= _SURE else None


def _answer(asker: Asker, file: DealFile, what: Supposed, now: datetime) -> Decision:
    owner = asker.reads.person(file.deal.owner)
    if owner is None:
        return Decision((Spoken(Speaker.COACH, asker.playbook.say("pipeline.gone")),))
    own = may_change_deal(asker.person, file.deal)
    state = then(file, what, now)
    today = advise(asker.playbook, file, owner, now)
    advice = advise(asker.playbook, state.file, owner, state.now)
    parts = [
        _said(asker.playbook, what),
        say_advice(asker.playbook, state.file, advice, own),
        _instead(asker.playbook, today, advice),
    ]
    button = Button(
        asker.playbook.say("deals.button_today"), "ask_next_step", {"deal": file.deal.id}
    )
    said = Spoken(Speaker.COACH, "\n".join(part for part in parts if part), (button,))
    return Decision((said,), (DealNamed(file.deal.id, WHAT_IF),), {file.deal.id: file.deal.version})


def _said(playbook: Playbook, what: Supposed) -> str:
    guide = playbook.stages.get(what.stage) if what.stage else None
    objection = playbook.objections.get(what.objection) if what.objection else None
    return playbook.say(
        _SAID[what.kind],
        words=what.words,
        day=_day(playbook, what.day),
        stage=guide.name.lower() if guide else "",
        objection=objection.name.lower() if objection else "",
        days=SILENCE.days,
    )


def _day(playbook: Playbook, day: date | None) -> str:
    return say_weekday(playbook, day) if day else playbook.say("deals.if_no_day")


def _instead(playbook: Playbook, today: Advice, advice: Advice) -> str | None:
    """How it differs from what is advised as things stand."""
    if today.action is None:
        return None
    task = task_of(today.action)
    if advice.action is not None and task_of(advice.action) == task:
        return playbook.say("deals.if_same")
    return playbook.say("deals.if_today", task=task)


def _ask(asker: Asker, file: DealFile, likely: list[Supposition], words: str) -> Decision:
    offered = dict.fromkeys([*likely, *_USUAL])
    buttons = tuple(
        Button(
            asker.playbook.say(_OFFERS[kind]),
            WHAT_IF,
            {"deal": file.deal.id, "change": str(kind), "task": words[:_LONGEST]},
        )
        for kind in list(offered)[:5]
    )
    text = asker.playbook.say("deals.if_what", company=file.deal.company)
    return Decision((Spoken(Speaker.COACH, text, buttons),), (DealNamed(file.deal.id, WHAT_IF),))
