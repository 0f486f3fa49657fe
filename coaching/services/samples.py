"""Sample people, deals and practices, so that a new house is not empty."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from coaching.domain.deals.deal import DealFile
from coaching.domain.people import Person
from coaching.domain.ports import Ear, Store, Writes
from coaching.domain.samples import SampleHouse, SamplePractice, living_deal
from coaching.domain.sessions import Mode, SessionState
from coaching.services.converse import Converse
from coaching.services.dialogue import FromBot, Said
from coaching.services.ids import Ids
from coaching.services.opening import PRACTICE_DIALOGUE
from coaching.services.people import Passwords
from coaching.services.playbooks import Playbooks
from coaching.services.practice import find_practice, take_reply
from coaching.services.sessions import Sessions

LOADED = "samples_loaded"
_BETWEEN_REPLIES = timedelta(seconds=40)


class PastClock:
    """A clock that is set by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def furnish(
    store: Store,
    samples: SampleHouse,
    playbooks: Playbooks,
    ear: Ear,
    ids: Ids,
    now: datetime,
    passwords: Passwords,
) -> bool:
    """Load the samples if this has never been done here; true if it was done now."""
    with store.reading() as reads:
        if reads.setting(LOADED) is not None:
            return False
    _move_in(store, samples, passwords, now)
    for practice in samples.practices:
        clock = PastClock(now - timedelta(days=practice.days_ago))
        _play(store, practice, playbooks, ear, ids, clock, samples.people)
    with store.writing() as writes:
        writes.set_setting(LOADED, now.isoformat())
        writes.commit()
    return True


def _move_in(store: Store, samples: SampleHouse, passwords: Passwords, now: datetime) -> None:
    zones = {person.id: person.time_zone for person in samples.people}
    with store.writing() as writes:
        if writes.teams():
            return
        for team in samples.teams:
            writes.add_team(team)
        for person in samples.people:
            writes.add_person(person, passwords.hash(samples.password))
        for deal in samples.deals:
            _add(writes, living_deal(deal, zones[deal.owner], now))
        writes.commit()


def _add(writes: Writes, file: DealFile) -> None:
    writes.add_deal(file.deal)
    for contact in file.contacts:
        writes.add_contact(contact)
    for activity in file.activities:
        writes.add_activity(activity)
    for objection in file.objections:
        writes.add_objection(objection)
    for known in file.known:
        writes.record_known(known)
    for follow_up in file.follow_ups:
        writes.add_follow_up(follow_up)


def _play(
    store: Store,
    practice: SamplePractice,
    playbooks: Playbooks,
    ear: Ear,
    ids: Ids,
    clock: PastClock,
    people: Iterable[Person],
) -> None:
    person = next(person for person in people if person.id == practice.person)
    sessions = Sessions(store, playbooks, clock, ids)
    converse = Converse(store, playbooks, clock, ids)
    session = sessions.begin_practice(person, practice.scenario, Mode.PRIVATE)
    for number, text in enumerate(practice.replies, start=1):
        with store.reading() as reads:
            found = reads.session(session.id)
        if found is None or found.state is SessionState.ENDED:
            break
        clock.at += _BETWEEN_REPLIES
        turn = f"sample-{number}"
        converse.accept(person, session.id, turn, Said(text=text))
        sent = converse.prepare(session.id, turn)
        if sent is None:
            raise RuntimeError("a sample turn was taken by somebody else")
        with store.reading() as reads:
            decision = take_reply(find_practice(reads, playbooks, session.id), ear, text)
        converse.answer(sent, FromBot(decision, PRACTICE_DIALOGUE))
    _finish(store, sessions, session.id, person, practice)


def _finish(
    store: Store, sessions: Sessions, session: str, person: Person, practice: SamplePractice
) -> None:
    with store.reading() as reads:
        found = reads.session(session)
    if practice.submit and found and found.state is SessionState.ENDED:
        sessions.submit(person, session)
