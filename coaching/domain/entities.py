"""What a message names: companies, money, people, roles, and objections that it reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from coaching.domain.deals.deal import Deal
from coaching.domain.objections import ObjectionLabel


class EntityKind(StrEnum):
    COMPANY = "company"
    MONEY = "money"
    PERSON = "person"
    ROLE = "role"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole and decimal units, or a range of two; `low` and `high` are equal for one
    amount. `currency` is ISO 4217, None where the words do not tell it ("50k", "krona"). `about`
    means that the words say it roughly."""

    low: Decimal
    high: Decimal
    currency: str | None = None
    about: bool = False

    @property
    def amount(self) -> Decimal | None:
        """The one amount; None for a range."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that is named: `words` is `text[start:end]`. `confidence` is 0–1. `money` goes
    with money, `label` with an objection. `deals` are the deals a company can be: one, several
    that fit equally, or none where it is no deal of those that were asked about."""

    kind: EntityKind
    start: int
    end: int
    words: str
    confidence: float
    money: Money | None = None
    label: ObjectionLabel | None = None
    deals: tuple[Deal, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words that jobs at a buyer's are made of, in small letters: see `playbook/roles.yml`."""

    heads: frozenset[str]
    titles: frozenset[str]
    areas: frozenset[str]
    departments: frozenset[str]
    bodies: frozenset[str]


class Entities(Protocol):
    """Finds what a message names. The same text always gives the same."""

    def find(self, text: str) -> tuple[Entity, ...]:
        """In order of their words; companies as they stand there, not yet compared with deals."""
        ...


def of_kind(found: Sequence[Entity], kind: EntityKind) -> tuple[Entity, ...]:
    """Only those of one kind."""
    return tuple(entity for entity in found if entity.kind is kind)
