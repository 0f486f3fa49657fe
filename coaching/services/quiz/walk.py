"""The quiz: one question after the other, each answer judged in the words that it has.

Rasa owns that a quiz is open (its form); what happens in it is decided here.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from coaching.domain.events import Event, WalkLeft
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.domain.ports.quiz import QuizEar
from coaching.domain.quiz.events import QuizAnswered, QuizAsked, QuizLeft, QuizResult
from coaching.domain.quiz.judging import JudgedAnswer, JudgedPoint, Mark, Unfit, Verdict, verdict
from coaching.domain.quiz.question import ANYTHING
from coaching.domain.quiz.spacing import after_answer, due_count, in_order
from coaching.domain.sessions import Button, Decision, Session, SessionKind, Speaker, Spoken
from coaching.services.deals import qualifying
from coaching.services.deals.choosing import Asker
from coaching.services.quiz import saying
from coaching.services.quiz.keeping import standings_of, today_of
from coaching.services.quiz.rounds import Round, find_round, next_round

USUAL, MOST = 5, 10
WHY = "ask_why"
_LEAVING = frozenset({"leave_walk", "end_practice", "pause_practice", "say_goodbye"})
_UNCLEAR = frozenset(
    {"nlu_fallback", "out_of_scope", "affirm", "deny", "give_fact", "thank", saying.UNKNOWN}
)
_ON_SELLING = frozenset(
    {
        *(
            f"ask_{stage}_advice"
            for stage in (
                *("prospecting", "pre_approach", "approach", "presentation"),
                *("objection", "closing", "follow_up"),
            )
        ),
        *("ask_concept", "ask_which_step", "ask_what_if", "prepare_call", "log_call"),
    }
)
_SURE = 0.6
_NEAR, _OFF_THE_POINT = 0.6, 0.3
_UNFIT = {
    Unfit.NO_WORDS: "quiz.no_words",
    Unfit.COPIED: "quiz.copied",
    Unfit.WORD_PILE: "quiz.word_pile",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as Rasa took it, when it came, and the seed of its turn."""

    text: str
    intent: str
    confidence: float
    at: datetime
    seed: int


def begin(asker: Asker, ear: QuizEar, heard: Heard, given: str | None) -> Decision:
    """Open a quiz on the part that is meant (`given` by a button), or say that there is nothing to
    ask. What is due comes first."""
    playbook, quiz = asker.playbook, asker.playbook.quiz
    if asker.session.kind is not SessionKind.COACH:
        return _say(playbook, "quiz.not_in_practice")
    part = given if given and given in quiz.parts else ear.part(heard.text, quiz)
    ids = [question.id for question in quiz.of_part(part)]
    if not ids:
        return _nothing(playbook, part)
    standings = standings_of(asker.reads, asker.person.id)
    today = today_of(asker.person, heard.at)
    wanted = ear.count(heard.text) or USUAL
    count = max(1, min(wanted, MOST, len(ids)))
    first = in_order(ids, standings, today, heard.seed)[0]
    opened = Round(QuizAsked(first, part, count, heard.seed), quiz.questions[first])
    word = "quiz.begin" if count > 1 else "quiz.begin_one"
    lines = [playbook.say(word, part=quiz.parts[part].name, count=count)]
    if wanted > MOST and count == MOST:
        lines.append(playbook.say("quiz.at_most", count=MOST))
    elif wanted > count and wanted != USUAL:
        lines.append(playbook.say("quiz.only", count=count))
    due = due_count(ids, standings, today)
    fresh = not any(id in standings for id in ids)
    lines.append(playbook.say("quiz.all_new" if fresh else "quiz.due", count=due))
    said = saying.asking(playbook, opened, *lines)
    return Decision((said,), (*_walks_left(asker), opened.asked))


def take(open_round: Round, asker: Asker, ear: QuizEar, heard: Heard) -> Decision | None:
    """What a message in a quiz leads to; None if it is no answer, but a wish of another kind that
    the bot's rules shall meet while the quiz stays open."""
    playbook, question = asker.playbook, open_round.question
    if question is None:
        gone = Spoken(Speaker.COACH, playbook.say("quiz.gone"))
        return _go_on(open_round, asker, heard, gone, None, ())
    judged = ear.judge(heard.text, question)
    right = any(each.mark is Mark.HEARD for each in judged.points)
    if not right and heard.intent in (saying.HINT, WHY, saying.UNKNOWN, *_LEAVING):
        return _meet(open_round, asker, heard)
    if not _is_answer(asker, heard, judged, right):
        return None
    if judged.unfit:
        return _once_more(open_round, playbook, _UNFIT[judged.unfit])
    if not judged.says_something and judged.near < _OFF_THE_POINT:
        return _once_more(open_round, playbook, "quiz.off_the_point")
    result = verdict(question, judged.points)
    said = saying.judgement(playbook, question, result, judged.points)
    return _go_on(open_round, asker, heard, said, result, judged.points, judged.analyser)


def leave(open_round: Round, asker: Asker, at: datetime) -> Decision:
    """Stop here; what was answered is kept."""
    playbook = asker.playbook
    lines = [playbook.say("quiz.left")]
    if open_round.asked.before:
        lines.append(_sum(asker, at, open_round.asked.before))
    buttons = (saying.again(playbook, open_round.asked.part),)
    said = Spoken(Speaker.COACH, "\n".join(lines), buttons)
    return Decision((said,), (QuizLeft(finished=False),))


def reminder(reads: Reads, playbook: Playbook, session: Session) -> Spoken | None:
    """After a digression: the question that is still open, or None without one."""
    if session.kind is not SessionKind.COACH:
        return None
    open_round = find_round(reads, playbook, session)
    if open_round is None or open_round.question is None:
        return None
    return saying.asking(playbook, open_round, playbook.say("quiz.back"))


def _is_answer(asker: Asker, heard: Heard, judged: JudgedAnswer, right: bool) -> bool:
    """An answer may sound like anything that has to do with selling. A clear wish of another kind
    is none, unless it says a point; nor is a question on selling, put to the coach."""
    if asker.requests.is_request(heard.text) and heard.intent not in _UNCLEAR:
        return False
    if right or heard.intent in _UNCLEAR or heard.confidence < _SURE:
        return True
    if judged.asks:
        return False
    return heard.intent in _ON_SELLING or judged.says_something or judged.near >= _NEAR


def _meet(open_round: Round, asker: Asker, heard: Heard) -> Decision | None:
    """A word about the quiz itself: a hint, why, not known, stop."""
    playbook, question = asker.playbook, open_round.question
    assert question is not None
    if heard.intent in _LEAVING:
        return leave(open_round, asker, heard.at)
    if heard.intent == saying.UNKNOWN:
        said = saying.judgement(playbook, question, Verdict.NOT_KNOWN)
        return _go_on(open_round, asker, heard, said, Verdict.NOT_KNOWN, ())
    if heard.intent == WHY:
        standing = asker.reads.quiz_standing(asker.person.id, question.id)
        told = saying.why(playbook, standing, today_of(asker.person, heard.at))
        return _repeat(open_round, playbook, told)
    hints = open_round.asked.hints
    hinted = Round(replace(open_round.asked, hints=hints + 1), question)
    return _repeat(hinted, playbook, saying.hint(playbook, question, hints))


def _go_on(
    open_round: Round,
    asker: Asker,
    heard: Heard,
    said: Spoken,
    result: Verdict | None,
    points: tuple[JudgedPoint, ...],
    analyser: str = "",
) -> Decision:
    """To the next question, or to the sum. Without a result the question does not count."""
    behind = open_round.behind(result)
    events: tuple[Event, ...] = ()
    if result is not None:
        events = (QuizAnswered(open_round.asked.question, heard.text, result, points, analyser),)
    following = next_round(asker, heard.at, open_round.asked, behind)
    if following is not None:
        asked = saying.asking(asker.playbook, following)
        return Decision((said, asked), (*events, following.asked))
    text = asker.playbook.say("quiz.left")
    if behind:
        text = _sum(asker, heard.at, behind, behind[-1] if result is not None else None)
    last = Spoken(Speaker.COACH, text, (saying.again(asker.playbook, open_round.asked.part),))
    return Decision((said, last), (*events, QuizLeft(finished=True)))


def _sum(
    asker: Asker, at: datetime, behind: tuple[QuizResult, ...], unstored: QuizResult | None = None
) -> str:
    """`unstored` is the result of this very turn, whose standing is still to be kept."""
    today = today_of(asker.person, at)
    standings = standings_of(asker.reads, asker.person.id)
    if unstored is not None:
        id = unstored.question
        before = standings.get(id)
        standings[id] = after_answer(before, asker.person.id, id, unstored.verdict, today)
    return saying.the_sum(asker.playbook, behind, standings, today)


def _once_more(open_round: Round, playbook: Playbook, word: str) -> Decision:
    return _repeat(open_round, playbook, playbook.say(word))


def _repeat(open_round: Round, playbook: Playbook, told: str) -> Decision:
    """The same question again, after something that is no answer to it."""
    return Decision((saying.asking(playbook, open_round, told),), (open_round.asked,))


def _walks_left(asker: Asker) -> tuple[Event, ...]:
    """A quiz takes the place of the qualifying that was going on."""
    walk = qualifying.find_walk(asker.reads, asker.playbook, asker.session)
    return (WalkLeft(walk.deal.id, walk.framework.id, finished=False),) if walk else ()


def _nothing(playbook: Playbook, part: str) -> Decision:
    named = playbook.quiz.parts.get(part)
    if named is None or not playbook.quiz.questions:
        return _say(playbook, "quiz.none")
    button = Button(playbook.say("quiz.button_anything"), saying.START, {"stage": ANYTHING})
    text = playbook.say("quiz.nothing", part=named.name)
    return Decision((Spoken(Speaker.COACH, text, (button,)),))


def _say(playbook: Playbook, word: str) -> Decision:
    return Decision((Spoken(Speaker.COACH, playbook.say(word)),))
