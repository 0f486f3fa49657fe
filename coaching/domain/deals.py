"""A deal: what a company may buy, where it stands, and whose it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deal:
    """`amount` is in whole units of `currency` (ISO 4217); `close_date` is `YYYY-MM-DD`."""

    id: str
    company: str
    market: str
    stage: str
    state: str
    owner: str
    team: str
    version: int = 1
    amount: int | None = None
    currency: str | None = None
    close_date: str | None = None
