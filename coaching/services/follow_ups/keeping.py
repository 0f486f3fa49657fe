"""Follow-ups as a list of one's own: made, done, dropped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from coaching.domain.deals.entries import LAST_YEAR, LONGEST_LINE, Unreadable, read_line
from coaching.domain.errors import EntryRefused, FieldProblem, Moved, NotFound, Refused
from coaching.domain.follow_ups.follow_up import FollowUp, FollowUpState
from coaching.domain.follow_ups.times import When
from coaching.domain.people import Person, may_see_deal
from coaching.domain.ports import Clock, Store
from coaching.services.deals.keeping import team_for_deals
from coaching.services.ids import Ids

OPEN = frozenset({FollowUpState.DUE, FollowUpState.SNOOZED})


class FollowUps:
    """Use cases on one's own follow-ups; those of others are unknown."""

    def __init__(self, store: Store, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids

    def mine(self, person: Person, state: FollowUpState | None = None) -> Sequence[FollowUp]:
        """The person's, soonest first."""
        with self._store.reading() as reads:
            return reads.follow_ups(person.id, state)

    def now(self) -> datetime:
        """The time by which a follow-up is due or overdue."""
        return self._clock.now()

    def companies(self, person: Person, found: Sequence[FollowUp]) -> dict[str, str]:
        """The company of every deal that these are about, as far as the person may see it."""
        with self._store.reading() as reads:
            deals = [reads.deal(id) for id in sorted({f.deal for f in found if f.deal})]
        return {d.id: d.company for d in deals if d is not None and may_see_deal(person, d)}

    def schedule(self, person: Person, what: str, when: When, deal: str | None = None) -> FollowUp:
        """A follow-up, due at that time or, for a day alone, in the morning of that day. Raises
        EntryRefused by field, NotFound for a deal that is not theirs to see, NotAllowed for a
        trainee."""
        team_for_deals(person)
        now = self._clock.now()
        what = _checked(what, when, now)
        with self._store.writing() as writes:
            about = writes.deal(deal) if deal is not None else None
            if deal is not None and (about is None or not may_see_deal(person, about)):
                raise NotFound("There is no such deal.")
            made = FollowUp(
                id=self._ids.new("f"),
                person=person.id,
                what=what,
                day=when.day,
                at=when.at,
                zone=when.zone,
                fold=when.fold,
                due_at=when.instant(),
                created_at=now,
                deal=deal,
            )
            writes.add_follow_up(made)
            writes.commit()
        return made

    def settle(
        self, person: Person, follow_up: str, version: int, state: FollowUpState
    ) -> FollowUp:
        """Done or cancelled; saying the same again changes nothing. Raises NotFound, Moved if
        `version` is not the stored one, Refused for one that is settled otherwise."""
        with self._store.writing() as writes:
            found = writes.follow_up(follow_up)
            if found is None or found.person != person.id:
                raise NotFound("There is no such follow-up.")
            if found.state is state:
                return found
            if found.state not in OPEN:
                raise Refused(f"This follow-up is {found.state.value} already.")
            if found.version != version:
                raise Moved("This follow-up was changed meanwhile. Look at it again.")
            settled = replace(found, state=state, settled_at=self._clock.now())
            writes.save_follow_up(settled, found.version)
            writes.commit()
        return replace(settled, version=found.version + 1)


def _checked(what: str, when: When, now: datetime) -> str:
    problems = []
    try:
        what = read_line(what, LONGEST_LINE)
        if not what:
            problems.append(FieldProblem("what", "must not be empty"))
    except Unreadable as error:
        problems.append(FieldProblem("what", str(error)))
    today = now.astimezone(ZoneInfo(when.zone)).date()
    if when.at is None and when.day < today:
        problems.append(FieldProblem("day", "lies in the past"))
    elif when.at is not None and when.instant() <= now:
        problems.append(FieldProblem("at", "lies in the past"))
    if when.day.year > LAST_YEAR:
        problems.append(FieldProblem("day" if when.at is None else "at", "lies too far ahead"))
    if problems:
        raise EntryRefused(*problems)
    return what
