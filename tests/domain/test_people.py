"""The visibility table."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coaching.domain.people import Person, Role, may_read
from coaching.domain.sessions import Mode, Session, SessionKind, SessionState

NOW = datetime(2026, 11, 21, tzinfo=UTC)
OWNER = Person("u-1", "Ines", "i@example.com", Role.REP, "UTC", frozenset({"t-1"}))
PRACTICE = Session("s-1", SessionKind.PRACTICE, SessionState.ENDED, "u-1", 1, NOW)
SHARED = replace(PRACTICE, submitted_at=NOW)
OFFICIAL = replace(PRACTICE, mode=Mode.OFFICIAL)
TALK = Session("s-2", SessionKind.COACH, SessionState.OPEN, "u-1", 1, NOW)


def reader(role: Role, manages: str | None = None) -> Person:
    teams = frozenset({manages} if manages else ())
    return Person("u-2", "Max", "m@example.com", role, "UTC", frozenset({"t-1"}), teams)


@pytest.mark.parametrize("session", [PRACTICE, SHARED, OFFICIAL, TALK])
def test_ones_own_is_always_readable(session: Session) -> None:
    assert may_read(OWNER, session, OWNER)


@pytest.mark.parametrize(
    ("session", "seen"),
    [
        (PRACTICE, False),
        (SHARED, True),
        (OFFICIAL, True),
        (replace(OFFICIAL, state=SessionState.OPEN), False),
        (TALK, False),
    ],
)
@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_a_manager_sees_what_was_shared_or_official(
    role: Role, session: Session, seen: bool
) -> None:
    assert may_read(reader(role, "t-1"), session, OWNER) is seen
    assert not may_read(reader(role, "t-2"), session, OWNER)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.REP])
def test_colleagues_see_nothing(role: Role) -> None:
    assert not may_read(reader(role, "t-1"), SHARED, OWNER)
