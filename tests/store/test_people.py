"""People, teams, logins and tokens as they are stored."""

import pytest

from coaching.domain.errors import Refused
from coaching.domain.people import Role
from coaching.store.engine import SqlStore
from tests.store.factories import PERSON, TEAM, a_login, a_person, a_team, later


def test_a_person_comes_back_with_their_teams(store: SqlStore) -> None:
    boss = a_person(
        "p-boss",
        name="Bo Sørensen",
        role=Role.MANAGER,
        teams=frozenset({TEAM}),
        manages=frozenset({TEAM, "t-south"}),
    )
    loner = a_person("p-loner", teams=frozenset(), active=False)
    with store.writing() as writes:
        writes.add_team(a_team("t-south", name="South", shares_practices=True))
        writes.add_person(boss, "hash-of-boss")
        writes.add_person(loner, "hash-of-loner")
        writes.commit()
    with store.reading() as reads:
        assert reads.person("p-boss") == boss
        assert reads.person("p-loner") == loner
        assert reads.person("p-nobody") is None
        assert reads.team("t-south") == a_team("t-south", name="South", shares_practices=True)
        assert reads.team("t-none") is None


def test_an_email_is_found_whatever_its_case(store: SqlStore) -> None:
    person = a_person("p-jo", email="Jo.Straße@Example.com")
    with store.writing() as writes:
        writes.add_person(person, "argon2-jo")
        writes.commit()
    with store.reading() as reads:
        assert reads.person_by_email("jo.STRASSE@example.COM") == (person, "argon2-jo")
        assert reads.person_by_email("jo@example.com") is None


def test_somebody_who_left_is_not_found_by_email(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-old", email="jo@example.com", active=False), "x")
        writes.add_person(a_person("p-new", email="jo@example.com"), "y")
        writes.commit()
    with store.reading() as reads:
        found = reads.person_by_email("jo@example.com")
    assert found == (a_person("p-new", email="jo@example.com"), "y")


@pytest.mark.parametrize(
    "taken", [a_person("p-other", email="P-ANN@example.com"), a_person(PERSON, email="new@x.org")]
)
def test_an_email_or_id_is_taken_once(store: SqlStore, taken: object) -> None:
    with pytest.raises(Refused, match="already"), store.writing() as writes:
        writes.add_person(taken, "x")  # type: ignore[arg-type]


def test_the_people_of_teams_are_listed_once_each_by_name(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_team(a_team("t-south"))
        writes.add_team(a_team("t-empty"))
        writes.add_person(a_person("p-2", name="zoe", teams=frozenset({"t-south"})), "x")
        writes.add_person(a_person("p-3", name="Bea", teams=frozenset({TEAM, "t-south"})), "x")
        writes.add_person(a_person("p-4", name="Cy", teams=frozenset()), "x")
        writes.commit()
    with store.reading() as reads:
        names = [person.name for person in reads.people_of([TEAM, "t-south", "t-south"])]
        assert names == ["Ann", "Bea", "zoe"]
        assert reads.people_of(["t-empty"]) == []
        assert reads.people_of([]) == []
        assert [team.id for team in reads.teams()] == ["t-empty", TEAM, "t-south"]


def test_a_login_can_be_touched_and_dropped(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_login(a_login())
        writes.add_login(a_login("secret-2"))
        writes.touch_login("secret-1", later(60), later(7200))
        writes.drop_login("secret-2")
        writes.drop_login("secret-3")
        writes.commit()
    with store.reading() as reads:
        assert reads.login("secret-1") == a_login(last_seen_at=later(60), expires_at=later(7200))
        assert reads.login("secret-2") is None
        assert reads.token("secret-1") is None


def test_a_token_is_no_login(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_token("laptop", a_login("token-1"))
        writes.commit()
    with store.reading() as reads:
        assert reads.token("token-1") == a_login("token-1")
        assert reads.login("token-1") is None
