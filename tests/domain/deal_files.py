"""Deals and their files, with defaults."""

from datetime import UTC, date, datetime
from typing import Any

from coaching.domain.deals.deal import (
    Activity,
    ActivityKind,
    Contact,
    ContactRole,
    Deal,
    DealFile,
    DealState,
)
from coaching.domain.deals.importing import Importer
from coaching.domain.stages import Market, Stage

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
IMPORTER = Importer("u-rep", "t-1", "Europe/Berlin", NOW)


def a_deal(id: str = "d-1", **fields: Any) -> Deal:
    defaults: dict[str, Any] = {
        "company": "Acme Bakeries",
        "market": Market.B2B,
        "stage": Stage.APPROACH,
        "state": DealState.OPEN,
        "owner": "u-rep",
        "team": "t-1",
        "created_at": datetime(2026, 10, 1, tzinfo=UTC),
        "stage_since": datetime(2026, 10, 1, tzinfo=UTC),
        "amount": 24_000,
        "currency": "GBP",
        "close_date": date(2026, 12, 18),
    }
    return Deal(**{"id": id, **defaults, **fields})


def a_contact(name: str = "Dana Fox", **fields: Any) -> Contact:
    defaults: dict[str, Any] = {"id": "c-1", "deal": "d-1", "role": ContactRole.CHAMPION}
    return Contact(**{"name": name, **defaults, **fields})


def an_activity(text: str = "They saw the demo.", **fields: Any) -> Activity:
    defaults: dict[str, Any] = {
        "id": "a-1",
        "deal": "d-1",
        "kind": ActivityKind.MEETING,
        "at": datetime(2026, 11, 18, 14, 0, tzinfo=UTC),
    }
    return Activity(**{"text": text, **defaults, **fields})


def a_file(deal: Deal | None = None, **parts: Any) -> DealFile:
    return DealFile(deal or a_deal(), **parts)
