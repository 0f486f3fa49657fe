"""What the coach says in a quiz: questions, what was heard in an answer, the sum at the end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from coaching.domain.playbook import Playbook
from coaching.domain.quiz.events import QuizResult
from coaching.domain.quiz.judging import JudgedPoint, Mark, Verdict
from coaching.domain.quiz.question import QuizQuestion
from coaching.domain.quiz.spacing import Standing
from coaching.domain.sessions import Button, Speaker, Spoken
from coaching.services.quiz.rounds import Round

START = "start_quiz"
UNKNOWN, HINT, LEAVE, TOPIC = "say_unknown", "ask_hint", "leave_walk", "ask_topic"
_VERDICT = {
    Verdict.FULL: "quiz.verdict_full",
    Verdict.PARTLY: "quiz.verdict_partly",
    Verdict.NOT_RIGHT: "quiz.verdict_not_right",
    Verdict.UNSURE: "quiz.verdict_unsure",
    Verdict.NOT_KNOWN: "quiz.verdict_not_known",
}
_POINT = {
    Mark.HEARD: "quiz.point_heard",
    Mark.WRONG: "quiz.point_wrong",
    Mark.MISSING: "quiz.point_missing",
    Mark.UNSURE: "quiz.point_unsure",
}
_AGAIN = {
    Verdict.FULL: "quiz.again_full",
    Verdict.PARTLY: "quiz.again_partly",
    Verdict.NOT_RIGHT: "quiz.again_not_right",
    Verdict.UNSURE: "quiz.again_unsure",
    Verdict.NOT_KNOWN: "quiz.again_not_known",
}
_SUM = {
    Verdict.FULL: "quiz.sum_full",
    Verdict.PARTLY: "quiz.sum_partly",
    Verdict.NOT_RIGHT: "quiz.sum_not_right",
    Verdict.UNSURE: "quiz.sum_unsure",
    Verdict.NOT_KNOWN: "quiz.sum_not_known",
}


def asking(playbook: Playbook, open_round: Round, *before: str) -> Spoken:
    """The question, after whatever is to be said before it."""
    asks = open_round.question.asks if open_round.question else ""
    question = playbook.say(
        "quiz.ask", number=open_round.number, count=open_round.asked.count, ask=asks
    )
    buttons = (
        Button(playbook.say("quiz.button_hint"), HINT),
        Button(playbook.say("quiz.button_skip"), UNKNOWN),
        Button(playbook.say("quiz.button_stop"), LEAVE),
    )
    return Spoken(Speaker.COACH, "\n".join((*before, question)), buttons)


def judgement(
    playbook: Playbook,
    question: QuizQuestion,
    result: Verdict,
    points: Sequence[JudgedPoint] = (),
) -> Spoken:
    """The verdict, each point with the words that earned or missed it, the answer with its
    reason and its source."""
    lines = [playbook.say(_VERDICT[result])]
    lines += [line for each in points if (line := _line(playbook, question, each, result))]
    lines.append(playbook.say("quiz.explains", explains=question.explains, source=question.source))
    return Spoken(Speaker.COACH, "\n".join(lines), more(playbook, question))


def more(playbook: Playbook, question: QuizQuestion) -> tuple[Button, ...]:
    """The way to the question's topic, if the coach knows it."""
    if question.topic not in playbook.knowledge.entries:
        return ()
    return (Button(playbook.say("quiz.button_more"), TOPIC, {"topic": question.topic}),)


def hint(playbook: Playbook, question: QuizQuestion, given: int) -> str:
    """The first hint warns of the usual mistake; each further one gives a point away."""
    if not given:
        return playbook.say("quiz.hint_mistake", wrong=question.points[0].wrong[0])
    point = question.points[(given - 1) % len(question.points)]
    return playbook.say("quiz.hint_point", says=point.says)


def why(playbook: Playbook, standing: Standing | None, today: date) -> str:
    """Why this question is asked now."""
    if standing is None:
        return playbook.say("quiz.why_new")
    word = "quiz.why_due" if standing.due <= today else "quiz.why_early"
    return playbook.say(word, result=playbook.say(_AGAIN[standing.result]))


def the_sum(
    playbook: Playbook,
    behind: Sequence[QuizResult],
    standings: Mapping[str, Standing],
    today: date,
) -> str:
    """How many were answered how, and what comes back when."""
    counts = Counter(result.verdict for result in behind)
    told = [playbook.say(_SUM[each], count=counts[each]) for each in _SUM if counts[each]]
    days = Counter(
        max(0, (standings[result.question].due - today).days)
        for result in behind
        if result.question in standings
    )
    back = [_back_in(playbook, day, count) for day, count in sorted(days.items())]
    return playbook.say("quiz.sum", results=", ".join(told), back=", ".join(back))


def again(playbook: Playbook, part: str) -> Button:
    """The way to another quiz on this part."""
    return Button(playbook.say("quiz.button_again"), START, {"stage": part})


def _back_in(playbook: Playbook, days: int, count: int) -> str:
    if days > 1:
        return playbook.say("quiz.back_in", count=count, days=days)
    return playbook.say("quiz.back_tomorrow" if days else "quiz.back_now", count=count)


def _line(
    playbook: Playbook, question: QuizQuestion, judged: JudgedPoint, result: Verdict
) -> str | None:
    """What a full answer did not need is not called missing."""
    point = question.point(judged.point)
    if point is None or (judged.mark is Mark.MISSING and result is Verdict.FULL):
        return None
    return playbook.say(_POINT[judged.mark], says=point.says, words=judged.quote)
