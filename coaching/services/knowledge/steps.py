"""Advice on a step of the process, and finding the step that somebody is in."""

from coaching.domain.events import QuestionAnswered
from coaching.domain.knowledge.entries import Entry
from coaching.domain.knowledge.finding import Sureness
from coaching.domain.sessions import Button, Decision, Speaker, Spoken
from coaching.domain.stages import Stage
from coaching.services import coach
from coaching.services.knowledge.answering import Inquiry
from coaching.services.knowledge.looking_up import Answer, look_up
from coaching.services.knowledge.saying import ASK_TOPIC, answer_buttons, say_answer

_FEWEST_WORDS = 3


def advise_on_stage(inquiry: Inquiry, stage: Stage, question: str) -> Decision:
    """What to do in a stage: the entry that fits the question best, else the one on how the stage
    is done, else the card of the stage. A button, or a word or two, gives the card."""
    playbook = inquiry.playbook
    card = coach.advise_on_stage(playbook, stage)
    if len(question.split()) < _FEWEST_WORDS or not playbook.knowledge.entries:
        return card
    answer = look_up(playbook, inquiry.librarian, question, stage)
    fits = answer.entries and (
        answer.sureness is Sureness.SURE or answer.entries[0].stage in (stage, None)
    )
    if not fits and not answer.corrections:
        doing = _entry(inquiry, stage, "do")
        if doing is None:
            return card
        answer = Answer((doing,), Sureness.SURE, 0.0, market=answer.market)
    said = Spoken(Speaker.COACH, say_answer(playbook, answer), answer_buttons(playbook, answer))
    events = tuple(QuestionAnswered(e.id, answer.market) for e in answer.entries[:1])
    return Decision((said,), events)


def find_step(inquiry: Inquiry, situation: str) -> Decision:
    """The step that a situation is in, what ends it and what to do there; with two in question,
    both as buttons."""
    playbook = inquiry.playbook
    guess = inquiry.librarian.guess_step(situation, playbook.knowledge)
    if not guess.steps:
        return Decision((Spoken(Speaker.COACH, playbook.say("knowledge.step_unknown")),))
    if not guess.sure:
        buttons = tuple(_step_button(inquiry, stage) for stage, _ in guess.steps[:2])
        names = [playbook.stages[stage].name for stage, _ in guess.steps[:2]]
        text = playbook.say("knowledge.step_unsure", first=names[0], second=names[-1])
        return Decision((Spoken(Speaker.COACH, text, buttons),))
    return _tell_step(inquiry, guess.steps[0][0], situation)


def _tell_step(inquiry: Inquiry, stage: Stage, situation: str) -> Decision:
    playbook = inquiry.playbook
    guide = playbook.stages[stage]
    doing = _entry(inquiry, stage, "do")
    text = playbook.say(
        "knowledge.step_is",
        name=guide.name,
        number=list(Stage).index(stage) + 1,
        count=len(Stage),
        what=guide.what,
        done_when=guide.done_when,
        source=guide.source.rstrip("."),
    )
    topics = [e for kind in ("do", "faults") if (e := _entry(inquiry, stage, kind))]
    buttons = [Button(each.title, ASK_TOPIC, {"topic": each.id}) for each in topics]
    events = (QuestionAnswered(doing.id),) if doing else ()
    return Decision((Spoken(Speaker.COACH, text, tuple(buttons)),), events)


def _step_button(inquiry: Inquiry, stage: Stage) -> Button:
    name = inquiry.playbook.stages[stage].name
    what = _entry(inquiry, stage, "what") or _entry(inquiry, stage, "do")
    if what is None:
        return Button(name, _ADVICE[stage])
    return Button(name, ASK_TOPIC, {"topic": what.id})


def _entry(inquiry: Inquiry, stage: Stage, kind: str) -> Entry | None:
    return inquiry.playbook.knowledge.entries.get(f"{stage}_{kind}")


_ADVICE = {
    Stage.PROSPECTING: "ask_prospecting_advice",
    Stage.PRE_APPROACH: "ask_pre_approach_advice",
    Stage.APPROACH: "ask_approach_advice",
    Stage.PRESENTATION: "ask_presentation_advice",
    Stage.MEETING_OBJECTIONS: "ask_objection_advice",
    Stage.CLOSING: "ask_closing_advice",
    Stage.FOLLOW_UP: "ask_follow_up_advice",
}
