"""Loads the sample house once and tells whom to sign in as."""

from dataclasses import dataclass

from coaching.bootstrap import Argon2Passwords, SystemClock, open_house
from coaching.config import Settings
from coaching.domain.people import Role
from coaching.nlp.replies.ear import TrainedEar
from coaching.playbook.samples import load_samples as read_samples
from coaching.services.ids import RandomIds
from coaching.services.samples import furnish

_TOKEN = "sample_token"


@dataclass(frozen=True, slots=True)
class SampleLogins:
    """Whom to sign in as: pairs of role and e-mail, one password, one personal token."""

    password: str
    people: tuple[tuple[str, str], ...]
    token: str


def load_samples(settings: Settings) -> SampleLogins:
    """Load the samples if the database has never had them, and give the logins with a fresh
    token."""
    samples = read_samples(settings.playbook)
    house = open_house(settings)
    try:
        ear = TrainedEar.load(settings.models / "ear")
        furnish(
            house.store,
            samples,
            house.playbooks,
            ear,
            RandomIds(),
            SystemClock().now(),
            Argon2Passwords(),
        )
        rep = next(person for person in samples.people if person.role is Role.REP)
        token = house.people.issue_token(rep, _TOKEN)
    finally:
        house.store.close()
    people = tuple((str(person.role), person.email) for person in samples.people)
    return SampleLogins(samples.password, people, token)
