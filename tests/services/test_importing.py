"""A file of deals is stored whole or not at all, and once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coaching.domain.deals.importing import Fate
from coaching.domain.errors import EntryRefused, NotAllowed
from coaching.domain.stages import Stage
from tests.pages.deal_house import TRAINEE, DealHouse
from tests.services.house import CHIEF, OTHER, REP, TestHouse

FILE = (
    b"company,stage,amount,contact_name,last_activity_on,last_activity\n"
    b"Acme Bakeries,closing,24000,Dana Fox,2026-11-20,Rang about the offer\n"
    b"Harbour Dental,approach,,,,\n"
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DealHouse]:
    built = TestHouse(tmp_path)
    yield DealHouse(built)
    built.store.close()


def companies(house: DealHouse) -> list[str]:
    return [deal.company for deal in house.deals.visible(REP)]


def test_a_preview_stores_nothing(house: DealHouse) -> None:
    plan = house.imports.preview(REP, FILE)
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.NEW]
    assert companies(house) == []


def test_a_file_is_stored_with_what_belongs_to_its_deals(house: DealHouse) -> None:
    house.imports.run(REP, FILE)
    assert companies(house) == ["Acme Bakeries", "Harbour Dental"]
    file = house.deals.read(REP, house.deals.visible(REP)[0].id).file
    assert file.deal.stage is Stage.CLOSING
    assert [each.name for each in file.contacts] == ["Dana Fox"]
    assert [each.text for each in file.activities] == ["Rang about the offer"]


def test_the_same_file_again_changes_nothing(house: DealHouse) -> None:
    house.imports.run(REP, FILE)
    before = house.deals.files(REP)
    house.clock.pass_seconds(86_400)
    plan = house.imports.run(REP, FILE)
    assert [row.fate for row in plan.rows] == [Fate.UNCHANGED, Fate.UNCHANGED]
    assert house.deals.files(REP) == before


def test_one_refused_row_keeps_everything_out(house: DealHouse) -> None:
    plan = house.imports.run(REP, FILE + b"Brightpath,approach,a lot,,,\n")
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.NEW, Fate.REFUSED]
    assert companies(house) == []


def test_a_changed_row_changes_its_deal_once(house: DealHouse) -> None:
    made = house.deal(REP, "ACME bakeries", amount=1)
    plan = house.imports.run(REP, b"company;amount\nAcme Bakeries;12.500,00\n")
    assert [row.fate for row in plan.rows] == [Fate.CHANGED]
    after = house.deals.read(REP, made.id).file.deal
    assert (after.company, after.amount, after.version) == ("Acme Bakeries", 12_500, 2)


def test_a_file_never_touches_the_deals_of_others(house: DealHouse) -> None:
    foreign = house.deal(OTHER, "Acme Bakeries")
    plan = house.imports.run(REP, f"reference,company\n{foreign.id},Acme Bakeries\n".encode())
    assert plan.refused
    house.imports.run(REP, FILE)
    assert house.deals.read(OTHER, foreign.id).file.deal == foreign
    assert "Acme Bakeries" in companies(house)


def test_a_trainee_imports_nothing(house: DealHouse) -> None:
    with pytest.raises(NotAllowed):
        house.imports.run(TRAINEE, FILE)


def test_a_file_that_cannot_be_read_is_refused(house: DealHouse) -> None:
    with pytest.raises(EntryRefused):
        house.imports.run(REP, b"\xff\xfe")


def test_an_export_holds_ones_own_deals_and_comes_back_unchanged(house: DealHouse) -> None:
    house.imports.run(REP, FILE)
    house.deal(CHIEF, "The manager's own")
    text = house.imports.export(REP)
    assert "manager" not in text
    assert "manager" in house.imports.export(CHIEF)
    assert "Harbour" not in house.imports.export(CHIEF)
    plan = house.imports.preview(REP, text.encode())
    assert {row.fate for row in plan.rows} == {Fate.UNCHANGED}


def test_a_trainee_exports_the_names_of_the_columns(house: DealHouse) -> None:
    assert len(house.imports.export(TRAINEE).splitlines()) == 1
