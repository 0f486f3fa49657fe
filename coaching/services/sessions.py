"""Beginning, reading and sharing conversations, each for one person who may."""

from dataclasses import dataclass, replace

from coaching.domain.errors import NotFound, Refused
from coaching.domain.events import PracticeOpened, PracticeSubmitted, ReplyAssessed
from coaching.domain.people import Person, Role, may_read, may_speak
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Clock, Reads, SessionFilter, Store
from coaching.domain.practice.debrief import Debrief, debrief
from coaching.domain.practice.scenario import Scenario
from coaching.domain.practice.talk import Talk, tell
from coaching.domain.sessions import (
    Mode,
    Session,
    SessionKind,
    SessionState,
    Turn,
)
from coaching.services.effects import applied
from coaching.services.ids import Ids, seed_of
from coaching.services.opening import begin_practice, begin_talk_in
from coaching.services.playbooks import Playbooks
from coaching.services.practice import find_practice, replay


@dataclass(frozen=True, slots=True)
class Reading:
    """A session as its reader sees it: whose it is, its turns, and for a practice its scenario,
    talk and, once it has ended, its debrief."""

    session: Session
    owner: Person
    turns: tuple[Turn, ...]
    scenario: Scenario | None = None
    playbook: Playbook | None = None
    talk: Talk | None = None
    debrief: Debrief | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn, the session as it stands, and the judgement of the reply, if it was one."""

    session: Session
    turn: Turn
    judged: ReplyAssessed | None


class Sessions:
    """Use cases around whole sessions."""

    def __init__(self, store: Store, playbooks: Playbooks, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._playbooks = playbooks
        self._clock = clock
        self._ids = ids

    def scenarios(self) -> Playbook:
        """The playbook that new practices use."""
        with self._store.reading() as reads:
            return self._playbooks.latest(reads)

    def begin_talk(self, person: Person, place: str | None = None) -> Session:
        """The person's running talk with the coach in this place (None: the browser and JSON),
        begun if there is none."""
        with self._store.writing() as writes:
            running = writes.last_session(person.id, SessionKind.COACH, place)
            if running is not None:
                return running
            session = begin_talk_in(writes, self._ids, person.id, place, self._clock.now())
            writes.commit()
            return session

    def begin_practice(self, person: Person, scenario: str, mode: Mode) -> Session:
        """A new practice with the buyer's first line. Raises NotFound for an unknown scenario."""
        with self._store.writing() as writes:
            playbook = self._playbooks.latest(writes)
            opened = PracticeOpened(
                scenario=scenario,
                mode=mode,
                seed=seed_of(self._ids.new("seed")),
                playbook=playbook.hash,
            )
            session = begin_practice(
                writes, self._ids, person.id, playbook, opened, self._clock.now()
            )
            writes.commit()
            return session

    def read(self, reader: Person, session: str) -> Reading:
        """A session with everything its reader may see. Raises NotFound for what is unknown or
        not theirs to see: the two look alike."""
        with self._store.reading() as reads:
            found, owner = _visible(reads, reader, session)
            turns = tuple(reads.turns(session))
            if found.kind is SessionKind.COACH or found.playbook is None:
                return Reading(found, owner, turns)
            playbook = self._playbooks.get(reads, found.playbook)
            talk = tell(reads.events(session))
        scenario = playbook.scenarios[talk.opened.scenario]
        ended = found.state is SessionState.ENDED
        result = debrief(scenario, playbook.rubrics[scenario.rubric], talk) if ended else None
        return Reading(found, owner, turns, scenario, playbook, talk, result)

    def exchange(self, person: Person, session: str, turn: str) -> Exchange:
        """One turn of one's own session with its judgement. Raises NotFound."""
        with self._store.reading() as reads:
            found = reads.session(session)
            kept = reads.turn(session, turn)
            if found is None or kept is None or not may_speak(person, found):
                raise NotFound("There is no such turn.")
            events = [told.event for told in reads.events_of_turn(session, kept.seq)]
        judged = next((event for event in events if isinstance(event, ReplyAssessed)), None)
        return Exchange(found, kept, judged)

    def previous_score(self, reading: Reading) -> int | None:
        """The score of the person's ended practice of the same scenario before this one."""
        wanted = SessionFilter(
            owners=frozenset({reading.owner.id}),
            kind=SessionKind.PRACTICE,
            state=SessionState.ENDED,
            scenario=reading.session.scenario,
        )
        with self._store.reading() as reads:
            earlier = (
                session.score
                for session in reads.sessions(wanted)
                if session.created_at < reading.session.created_at and session.score is not None
            )
            return next(earlier, None)

    def mine(self, person: Person, wanted: SessionFilter) -> list[Session]:
        """The person's own sessions, newest first."""
        with self._store.reading() as reads:
            return list(reads.sessions(replace(wanted, owners=frozenset({person.id}))))

    def shared(self, reader: Person, wanted: SessionFilter) -> list[tuple[Session, Person]]:
        """Practices of the people whose teams this person manages, as far as they are submitted
        or official and ended, newest first, each with its owner. Empty for anyone else."""
        if reader.role not in (Role.MANAGER, Role.ADMIN):
            return []
        with self._store.reading() as reads:
            people = {p.id: p for p in reads.people_of(reader.manages) if p.id != reader.id}
            narrowed = wanted.owners & people.keys() if wanted.owners else frozenset(people)
            found = reads.sessions(
                replace(wanted, owners=narrowed, shared=True, kind=SessionKind.PRACTICE)
            )
            return [(session, people[session.person]) for session in found]

    def replay(self, person: Person, session: str, from_turn: int) -> Session:
        """A new practice that stands where this one stood before `from_turn`. Raises NotFound for
        one that is not theirs, Refused for a turn without a reply or an official attempt."""
        with self._store.writing() as writes:
            found = writes.session(session)
            if found is None or not may_speak(person, found):
                raise NotFound("There is no such session.")
            practice = find_practice(writes, self._playbooks, session)
            decision = replay(practice, tell(writes.events(session)), from_turn)
            opened = next((e for e in decision.events if isinstance(e, PracticeOpened)), None)
            if opened is None:
                raise Refused(decision.said[0].text)
            again = begin_practice(
                writes,
                self._ids,
                person.id,
                practice.playbook,
                opened,
                self._clock.now(),
                parent=found.parent,
            )
            writes.commit()
            return again

    def reviewed_by(self, reader: Person) -> list[Person]:
        """The people whose shared practices this person may read, by name."""
        if reader.role not in (Role.MANAGER, Role.ADMIN):
            return []
        with self._store.reading() as reads:
            people = [p for p in reads.people_of(reader.manages) if p.id != reader.id]
        return sorted(people, key=lambda person: person.name.casefold())

    def submit(self, person: Person, session: str) -> Session:
        """Make an ended practice visible to the person's manager; doing it again changes nothing.
        Raises NotFound for one that is not theirs, Refused for one that has not ended."""
        with self._store.writing() as writes:
            found = writes.session(session)
            if found is None or not may_speak(person, found):
                raise NotFound("There is no such session.")
            if found.kind is not SessionKind.PRACTICE or found.state is not SessionState.ENDED:
                raise Refused("Only a practice that has ended can be shared.")
            if found.submitted_at is not None:
                return found
            now = self._clock.now()
            last = writes.turns(session)[-1]
            event = PracticeSubmitted()
            writes.add_events(session, last.id, last.seq, (event,), now)
            shared = applied(found, event, now)
            writes.save_session(shared, found.version)
            writes.commit()
            return replace(shared, version=found.version + 1)


def _visible(reads: Reads, reader: Person, session: str) -> tuple[Session, Person]:
    found = reads.session(session)
    owner = reads.person(found.person) if found else None
    if found is None or owner is None or not may_read(reader, found, owner):
        raise NotFound("There is no such session.")
    return found, owner
