"""A talk with the coach over a real store. Rasa's part, which intent a message has and which action
its rule names, is played by the test; what the actions decide and the core keeps is real."""

import json
from collections.abc import Mapping
from pathlib import Path

from actions import choosing, deals, follow_ups, practice, qualifying, quiz, smalltalk
from actions.turn import ActionTurn, Deciding
from coaching.domain.deals.deal import Deal
from coaching.domain.people import Person
from coaching.domain.playbook import Playbook
from coaching.domain.sessions import Decision, Reply, Session, Turn
from coaching.services.dialogue import FromBot, Said
from coaching.services.wire import decision_from_messages, decision_to_record
from tests.services.house import REP, TestHouse

RULES: Mapping[str, type[Deciding]] = {
    "ask_next_step": deals.AskNextStep,
    "list_deals": deals.ListDeals,
    "open_deal": qualifying.OpenDeal,
    "qualify_deal": qualifying.BeginQualification,
    "leave_walk": qualifying.LeaveQualification,
    "say_unknown": qualifying.SayUnknown,
    "ask_why": qualifying.AskWhy,
    "give_fact": qualifying.TakeLooseFact,
    "schedule_followup": follow_ups.ScheduleFollowUp,
    "choose_time": follow_ups.ChooseTime,
    "affirm": follow_ups.Affirm,
    "deny": follow_ups.Deny,
    "list_followups": follow_ups.ListFollowUps,
    "finish_followup": follow_ups.FinishFollowUp,
    "cancel_followup": follow_ups.CancelFollowUp,
    "start_quiz": quiz.BeginQuiz,
    "move_followup": follow_ups.MoveFollowUp,
    "ask_deal_status": deals.AskDealStatus,
    "ask_what_if": deals.AskWhatIf,
    "prepare_call": deals.PrepareCall,
    "log_call": deals.LogCall,
    "practise_objections": choosing.ListScenarios,
    "practise_approach": choosing.ListScenarios,
    "practise_follow_up": choosing.ListScenarios,
    "choose_scenario": choosing.ChooseScenario,
    "open_scenario": choosing.OpenScenario,
    "nlu_fallback": choosing.SuggestReadings,
    "ask_weakness": practice.AskWeakness,
    "make_smalltalk": smalltalk.MakeSmalltalk,
}


class Talk:
    """One running talk of a person."""

    def __init__(self, folder: Path, person: Person = REP) -> None:
        self.house = TestHouse(folder)
        self.person = person
        self.session = self.house.sessions.begin_talk(person)
        self.mind = self.house.mind()

    def strike(self, *struck: Deal) -> None:
        with self.house.store.writing() as writes:
            for deal in struck:
                writes.add_deal(deal)
            writes.commit()

    def say(
        self,
        text: str,
        intent: str,
        confidence: float = 0.95,
        entities: Mapping[str, str] | None = None,
    ) -> str:
        """Everything that the coach answers, lines joined."""
        turn = self.turn(text, intent, confidence, entities or {})
        return "\n".join(reply.text for reply in turn.replies)

    def turn(self, text: str, intent: str, confidence: float, entities: Mapping[str, str]) -> Turn:
        """One turn all the way: accepted, decided, carried as JSON, answered."""
        accepted = self._accept(Said(text=text))
        return self._answer(accepted, text, intent, confidence, entities)

    def tap(self, label: str) -> str:
        """Tap a button of the last answer that has it."""
        payload = next(id for id, name in reversed(self._buttons()) if name == label)
        accepted = self._accept(Said(payload=payload))
        with self.house.store.reading() as reads:
            stored = reads.payload(payload)
        assert stored is not None
        turn = self._answer(accepted, label, stored.intent, 1.0, stored.entities)
        return "\n".join(reply.text for reply in turn.replies)

    def labels(self) -> list[str]:
        """The buttons of the last answer."""
        return [label for reply in self._last() for _, label in reply.buttons]

    def playbook(self) -> Playbook:
        with self.house.store.reading() as reads:
            return self.house.playbooks.latest(reads)

    def stored(self) -> Session:
        return self.house.stored(self.session)

    def _accept(self, said: Said) -> Turn:
        self._number = getattr(self, "_number", 0) + 1
        return self.house.converse.accept(self.person, self.session.id, f"t-{self._number}", said)

    def _answer(
        self, turn: Turn, text: str, intent: str, confidence: float, entities: Mapping[str, str]
    ) -> Turn:
        sent = self.house.converse.prepare(self.session.id, turn.id)
        assert sent is not None
        with self.house.store.reading() as reads:
            session = reads.session(self.session.id)
            assert session is not None
            heard = ActionTurn(
                mind=self.mind,
                reads=reads,
                session=session,
                turn=turn.id,
                seq=turn.seq,
                at=turn.received_at,
                text=text,
                intent=intent,
                confidence=confidence,
                ranking=(),
                entities=dict(entities),
            )
            decided = self._decide(heard)
        carried = json.loads(json.dumps({"custom": {"coach": decision_to_record(decided)}}))
        answer = FromBot(decision_from_messages([carried]), {})
        return self.house.converse.answer(sent, answer)

    def _decide(self, heard: ActionTurn) -> Decision:
        walk = qualifying.qualifying.find_walk(heard.reads, heard.playbook(), heard.session)
        if walk is not None:
            taken = qualifying._take(heard)
            if taken is not None:
                return taken
        if quiz.find_round(heard.reads, heard.playbook(), heard.session) is not None:
            taken = quiz.take(heard)
            if taken is not None:
                return taken
        return RULES[heard.intent]().decision(heard)

    def _last(self) -> tuple[Reply, ...]:
        with self.house.store.reading() as reads:
            return reads.turns(self.session.id)[-1].replies

    def _buttons(self) -> list[tuple[str, str]]:
        with self.house.store.reading() as reads:
            turns = reads.turns(self.session.id)
        return [button for turn in turns for reply in turn.replies for button in reply.buttons]
