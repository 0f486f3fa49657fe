"""Who sees a deal, and who changes it."""

import pytest

from coaching.domain.people import Person, Role, may_change_deal, may_see_deal
from tests.domain.deal_files import a_deal


def somebody(id: str, role: Role, manages: str | None = None) -> Person:
    managed = frozenset({manages} if manages else ())
    return Person(id, "Max", f"{id}@example.com", role, "UTC", frozenset({"t-1"}), managed)


@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.ADMIN])
def test_ones_own_deal_is_seen_and_changed(role: Role) -> None:
    owner = somebody("u-rep", role)
    assert may_see_deal(owner, a_deal())
    assert may_change_deal(owner, a_deal())


@pytest.mark.parametrize(
    ("role", "manages", "seen"),
    [
        (Role.MANAGER, "t-1", True),
        (Role.ADMIN, "t-1", True),
        (Role.MANAGER, "t-2", False),
        (Role.MANAGER, None, False),
        (Role.ADMIN, None, False),
        (Role.REP, "t-1", False),
        (Role.REP, None, False),
    ],
)
def test_a_team_s_deals_are_seen_by_who_manages_it_and_changed_by_nobody_else(
    role: Role, manages: str | None, seen: bool
) -> None:
    reader = somebody("u-other", role, manages)
    assert may_see_deal(reader, a_deal()) is seen
    assert not may_change_deal(reader, a_deal())


def test_a_trainee_has_no_deals() -> None:
    trainee = somebody("u-rep", Role.TRAINEE, "t-1")
    assert not may_see_deal(trainee, a_deal())
    assert not may_change_deal(trainee, a_deal())
