"""The ears for any other program: a buyer's words heard, one reply to them judged. Nothing is
stored, and the same words always give the same."""

from dataclasses import dataclass

from coaching.domain.objections import HeardObjection, Nature, ObjectionLabel
from coaching.domain.ports import PlainEar, Reader
from coaching.domain.ports.phrases import ObjectionEar
from coaching.domain.practice.judging import Assessment, Concern, judge_reply
from coaching.services.playbooks import Playbooks


@dataclass(frozen=True, slots=True)
class JudgedReply:
    """A reply's judgement, and the objection that it was judged as an answer to. `label` and
    `nature` are None where the buyer's words are no objection; `confidence` (0–1) is then that of
    their being none."""

    label: ObjectionLabel | None
    confidence: float
    nature: Nature | None
    assessment: Assessment


class Analysis:
    """Hears and judges single texts by the playbook published last. Safe to share between
    threads if the ears are."""

    def __init__(
        self, store: Reader, playbooks: Playbooks, ear: PlainEar, objections: ObjectionEar
    ) -> None:
        self._store = store
        self._playbooks = playbooks
        self._ear = ear
        self._objections = objections

    def hear_objection(self, text: str) -> HeardObjection:
        """What a buyer's words hold against buying."""
        return self._objections.hear(text)

    def judge(self, objection: str, reply: str, label: ObjectionLabel | None = None) -> JudgedReply:
        """Judge a reply to a buyer's words as the first one to them.

        A `label` that is given is taken as it is, with confidence 1; the nature is always the one
        that is heard. Where the words are no objection, the reply is judged as one to an ordinary
        true concern.
        """
        heard = self._objections.hear(objection)
        hearing = self._ear.hear_plain(reply, objection)
        with self._store.reading() as reads:
            rubric = self._playbooks.latest(reads).reply_rubric
        concern = Concern(label or heard.label, heard.nature or Nature.TRUE)
        return JudgedReply(
            label=concern.label,
            confidence=heard.confidence if label is None else 1.0,
            nature=heard.nature,
            assessment=judge_reply(hearing, concern, rubric),
        )
