"""People, teams, logins and tokens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, literal, select, update

from coaching.domain.errors import Refused
from coaching.domain.people import Login, Person, Team
from coaching.store.repository import Repository
from coaching.store.tables import logins, managements, memberships, people, teams, tokens

_LOGIN = ("person", "secret_hash", "created_at", "last_seen_at", "expires_at")


class PeopleReads(Repository):
    def person(self, id: str) -> Person | None:
        return next((person for person, _ in self._people(people.c.id == id)), None)

    def person_by_email(self, email: str) -> tuple[Person, str] | None:
        wanted = (people.c.email_key == email.casefold()) & people.c.active
        return next(iter(self._people(wanted)), None)

    def people_of(self, teams: Iterable[str]) -> Sequence[Person]:
        """Everyone in one of the teams, those who have left included, by name."""
        members = select(memberships.c.person).where(memberships.c.team.in_(set(teams)))
        found = [person for person, _ in self._people(people.c.id.in_(members))]
        return sorted(found, key=lambda person: (person.name.casefold(), person.id))

    def team(self, id: str) -> Team | None:
        row = self._first(select(teams).where(teams.c.id == id))
        return Team(**row) if row else None

    def teams(self) -> Sequence[Team]:
        """All teams, by name."""
        found = [Team(**row) for row in self._all(select(teams))]
        return sorted(found, key=lambda team: (team.name.casefold(), team.id))

    def login(self, secret_hash: str) -> Login | None:
        return self._login(logins, secret_hash)

    def token(self, secret_hash: str) -> Login | None:
        return self._login(tokens, secret_hash)

    def _login(self, table: Table, secret_hash: str) -> Login | None:
        columns = [table.c[name] for name in _LOGIN]
        row = self._first(select(*columns).where(table.c.secret_hash == secret_hash))
        return Login(**row) if row else None

    def _people(self, wanted: ColumnElement[bool]) -> list[tuple[Person, str]]:
        rows = self._all(select(people).where(wanted))
        if not rows:
            return []
        teams_of = self._teams_of({row["id"] for row in rows})
        return [(_person(row, teams_of), row["password_hash"]) for row in rows]

    def _teams_of(self, ids: set[str]) -> dict[tuple[str, str], set[str]]:
        """The teams of each person, by (person, `teams` or `manages`)."""
        parts = (
            select(literal(name).label("tie"), table.c.person, table.c.team).where(
                table.c.person.in_(ids)
            )
            for name, table in (("teams", memberships), ("manages", managements))
        )
        first, second = parts
        found: dict[tuple[str, str], set[str]] = {}
        for tie, person, team in self._connection.execute(first.union_all(second)):
            found.setdefault((person, tie), set()).add(team)
        return found


class PeopleWrites(PeopleReads):
    def add_person(self, person: Person, password_hash: str) -> None:
        row = {
            "id": person.id,
            "name": person.name,
            "email": person.email,
            "email_key": person.email.casefold(),
            "role": person.role,
            "time_zone": person.time_zone,
            "active": person.active,
            "password_hash": password_hash,
        }
        if not self._add_if_new(people, row):
            raise Refused("There is somebody with this e-mail or id already.")
        for table, ties in ((memberships, person.teams), (managements, person.manages)):
            self._add(table, *({"person": person.id, "team": team} for team in sorted(ties)))

    def add_team(self, team: Team) -> None:
        self._add(
            teams,
            {"id": team.id, "name": team.name, "shares_practices": team.shares_practices},
        )

    def add_login(self, login: Login) -> None:
        self._add(logins, _login_row(login))

    def touch_login(self, secret_hash: str, seen_at: datetime, expires_at: datetime) -> None:
        self._connection.execute(
            update(logins)
            .where(logins.c.secret_hash == secret_hash)
            .values(last_seen_at=seen_at, expires_at=expires_at)
        )

    def drop_login(self, secret_hash: str) -> None:
        self._connection.execute(delete(logins).where(logins.c.secret_hash == secret_hash))

    def add_token(self, name: str, token: Login) -> None:
        self._add(tokens, {"name": name, **_login_row(token)})


def _person(row: dict[str, Any], teams_of: dict[tuple[str, str], set[str]]) -> Person:
    id = row["id"]
    return Person(
        id=id,
        name=row["name"],
        email=row["email"],
        role=row["role"],
        time_zone=row["time_zone"],
        teams=frozenset(teams_of.get((id, "teams"), ())),
        manages=frozenset(teams_of.get((id, "manages"), ())),
        active=row["active"],
    )


def _login_row(login: Login) -> dict[str, Any]:
    return {name: getattr(login, name) for name in _LOGIN}
