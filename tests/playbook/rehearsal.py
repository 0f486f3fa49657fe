"""Practices played from moves instead of words."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from coaching.domain.events import BuyerSpoke, PracticeEnded, PracticeOpened, ReplyAssessed
from coaching.domain.practice.buyer import BuyerTurn, open_talk, respond, understood
from coaching.domain.practice.debrief import Debrief, debrief
from coaching.domain.practice.judging import Assessment, Concern, judge_reply
from coaching.domain.practice.moves import FoundMove, HeardTopic, Hearing, Move
from coaching.domain.practice.talk import Told, tell
from coaching.domain.sessions import Mode
from coaching.playbook import load_playbook

PLAYBOOK, DOCUMENTS = load_playbook(Path(__file__).parents[2] / "playbook")
SCENARIOS = sorted(PLAYBOOK.scenarios)
Reply = Sequence[Move | str]

ACK, OPEN, CLOSED, ISOLATE = Move.ACKNOWLEDGE, Move.EXPLORE_OPEN, Move.EXPLORE_CLOSED, Move.ISOLATE
ANSWER, EVIDENCE, VALUE = Move.ANSWER, Move.EVIDENCE, Move.VALUE
CONFIRM, ADVANCE, COMPLY = Move.CONFIRM, Move.ADVANCE, Move.COMPLY
RESTATE = Move.RESTATE


def hear(reply: Reply, clear: bool = True) -> Hearing:
    """A hearing of these moves in their order; a plain string is a fact that is asked for."""
    moves = tuple(
        FoundMove(move, move.value, at * 20, at * 20 + len(move.value), 0.9, f"moves.{move}")
        for at, move in enumerate(part for part in reply if isinstance(part, Move))
    )
    topics = tuple(HeardTopic(part, 0.9, "?") for part in reply if not isinstance(part, Move))
    return Hearing(moves, topics, clear, "test")


class Rehearsal:
    """A practice on its way; `events` are what the store would keep."""

    def __init__(self, scenario: str, seed: int = 7) -> None:
        self.scenario = PLAYBOOK.scenarios[scenario]
        self.seed = seed
        self.turns: list[BuyerTurn] = [open_talk(self.scenario, seed)]
        self.assessments: list[Assessment] = []
        opened = PracticeOpened(scenario, Mode.PRIVATE, seed, PLAYBOOK.hash)
        self.told = [Told(0, opened), Told(0, self._spoke())]

    @property
    def last(self) -> BuyerTurn:
        return self.turns[-1]

    @property
    def trust(self) -> list[int]:
        return [turn.state.trust for turn in self.turns]

    def say(self, hearing: Hearing) -> BuyerTurn:
        scenario, state = self.scenario, self.last.state
        concern = Concern(
            scenario.objection_label,
            scenario.nature,
            understood(scenario, state),
            state.settled,
        )
        assessment = judge_reply(hearing, concern, PLAYBOOK.reply_rubric)
        self.assessments.append(assessment)
        self.turns.append(respond(scenario, self.seed, state, hearing, assessment))
        seq = len(self.turns) - 1
        self.told += [
            Told(seq, ReplyAssessed("…", assessment, hearing.topics, "test")),
            Told(seq, self._spoke()),
        ]
        ended = self.last.ended
        if ended:
            self.told.append(Told(seq, PracticeEnded(ended.outcome, ended.ending, ended.cause)))
        return self.last

    def play(self, replies: Iterable[Reply]) -> "Rehearsal":
        """Say one reply after the other; the talk must not end before the last one."""
        for reply in replies:
            assert self.last.ended is None, f"ended early with {self.last.ended}"
            self.say(hear(reply))
        return self

    def debrief(self) -> Debrief:
        return debrief(self.scenario, PLAYBOOK.rubrics[self.scenario.rubric], tell(self.told))

    def _spoke(self) -> BuyerSpoke:
        turn = self.last
        return BuyerSpoke(turn.line.id, turn.line.text, turn.beat, turn.state)


def assert_no_line_comes_back(talk: Rehearsal) -> None:
    said = talk.last.state.said
    for at, line in enumerate(said):
        assert line not in said[max(0, at - 12) : at]


def assert_nothing_leaked(talk: Rehearsal) -> None:
    facts = DOCUMENTS[f"scenarios/{talk.scenario.id}.yml"].get("facts", ())
    for turn in talk.turns:
        for fact in facts:
            if fact["id"] not in turn.state.opened:
                for secret in fact["giveaways"]:
                    assert secret.casefold() not in turn.line.text.casefold()
