"""Signing in and out, and personal tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Protocol

from coaching.domain.errors import NotSignedIn
from coaching.domain.people import Login, Person
from coaching.domain.ports import Clock, Store

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=30)
TOKEN_LIFE = timedelta(days=365)
_TOUCH_EVERY = timedelta(minutes=1)


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...
    def matches(self, password: str, hash: str) -> bool: ...


class People:
    """Who is at the door. Secrets have 256 random bits; the store keeps their SHA-256 only."""

    def __init__(self, store: Store, clock: Clock, passwords: Passwords) -> None:
        self._store = store
        self._clock = clock
        self._passwords = passwords
        self._nobody = passwords.hash(secrets.token_urlsafe())

    def sign_in(self, email: str, password: str) -> tuple[Person, str]:
        """The person and a new secret for their cookie. Raises NotSignedIn with the same words,
        after the same work, whether the e-mail or the password is wrong."""
        with self._store.reading() as reads:
            known = reads.person_by_email(email)
        person, hash = known if known else (None, self._nobody)
        fits = self._passwords.matches(password, hash)
        if person is None or not fits:
            raise NotSignedIn("This e-mail and password do not fit together.")
        secret = secrets.token_urlsafe(32)
        now = self._clock.now()
        with self._store.writing() as writes:
            writes.add_login(Login(person.id, _hashed(secret), now, now, now + ABSOLUTE))
            writes.commit()
        return person, secret

    def sign_out(self, secret: str) -> None:
        """Make a cookie's secret worthless; an unknown one is no error."""
        with self._store.writing() as writes:
            writes.drop_login(_hashed(secret))
            writes.commit()

    def by_cookie(self, secret: str) -> Person:
        """The person of a login that is neither expired nor idle too long. Raises NotSignedIn."""
        now = self._clock.now()
        with self._store.reading() as reads:
            login = reads.login(_hashed(secret))
            person = reads.person(login.person) if login else None
        if login is None or person is None or not _alive(login, now) or not person.active:
            raise NotSignedIn("Please sign in.")
        if now - login.last_seen_at >= _TOUCH_EVERY:
            with self._store.writing() as writes:
                writes.touch_login(login.secret_hash, now, login.expires_at)
                writes.commit()
        return person

    def issue_token(self, person: Person, name: str) -> str:
        """A personal token for programs; it is shown this once and valid for a year."""
        token = f"coach_{secrets.token_urlsafe(32)}"
        now = self._clock.now()
        with self._store.writing() as writes:
            writes.add_token(name, Login(person.id, _hashed(token), now, now, now + TOKEN_LIFE))
            writes.commit()
        return token

    def by_token(self, token: str) -> Person:
        """The person of a valid token. Raises NotSignedIn."""
        with self._store.reading() as reads:
            login = reads.token(_hashed(token))
            person = reads.person(login.person) if login else None
        if login is None or person is None or not person.active:
            raise NotSignedIn("This token is not valid.")
        if login.expires_at <= self._clock.now():
            raise NotSignedIn("This token has expired.")
        return person


def _alive(login: Login, now: datetime) -> bool:
    return now < login.expires_at and now - login.last_seen_at < IDLE


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
