"""An import: looked at, then saved."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.pages.deal_house import TRAINEE, DealHouse
from tests.pages.deal_visits import see, text_of
from tests.services.house import REP

FILE = b"company,stage\nAcme Bakeries,closing\nHarbour Dental,approach\n"


def upload(client: TestClient, content: bytes) -> Any:
    return client.post("/deals/import", files={"file": ("deals.csv", content)})


def kept_content(answer: Any) -> str:
    return re.findall(r'name="content" value="([^"]*)"', answer.text)[0]


def save(client: TestClient, content: str) -> Any:
    return client.post("/deals/import", files={"content": (None, content)})


def test_a_file_is_looked_at_before_it_is_saved(house: DealHouse) -> None:
    answer = upload(see(house), FILE)
    assert "Ready: 2 new, 0 changed" in text_of(answer)
    assert house.deals.visible(REP) == []
    saved = save(see(house), kept_content(answer))
    assert (saved.status_code, saved.headers["location"]) == (
        303,
        "/deals?state=all&new=2&changed=0",
    )
    assert "Saved: 2 new, 0 changed." in text_of(see(house).get(saved.headers["location"]))
    again = upload(see(house), FILE)
    assert "Everything in it is here already" in text_of(again)
    assert 'name="content"' not in again.text


def test_a_large_file_comes_through_the_preview(house: DealHouse) -> None:
    rows = b"".join(b"Company %d,approach,%s\n" % (number, b"x" * 400) for number in range(2_000))
    answer = upload(see(house), b"company,stage,next_step\n" + rows)
    assert "And 1700 more." in text_of(answer)
    assert save(see(house), kept_content(answer)).status_code == 303
    assert len(house.deals.visible(REP)) == 2_000


def test_refused_rows_stand_first_with_line_and_reason(house: DealHouse) -> None:
    answer = upload(see(house), FILE + b"Brightpath,negotiation\n")
    text = text_of(answer)
    assert "1 row needs mending first" in text
    assert text.index("Brightpath") < text.index("Harbour Dental")
    assert "line 4" in text
    assert 'name="content"' not in answer.text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"stage\nclosing\n", b'company\n"Acme\n'])
def test_a_file_that_cannot_be_read_is_refused_on_the_page(
    house: DealHouse, content: bytes
) -> None:
    answer = upload(see(house), content)
    assert answer.status_code == 422
    assert "Nothing was saved" in text_of(answer)


@pytest.mark.parametrize("content", ["???", "AAA", "", "é"])
def test_a_file_that_did_not_come_back_whole_is_refused(house: DealHouse, content: str) -> None:
    assert save(see(house), content).status_code == 422
    assert house.deals.visible(REP) == []


def test_what_became_wrong_since_the_preview_is_not_saved(house: DealHouse) -> None:
    content = kept_content(upload(see(house), FILE))
    house.deal(REP)
    house.deal(REP)
    answer = save(see(house), content)
    assert answer.status_code == 409
    assert len(house.deals.visible(REP)) == 2


def test_a_trainee_imports_nothing(house: DealHouse) -> None:
    assert upload(see(house, TRAINEE), FILE).status_code == 403
    assert 'type="file"' not in see(house, TRAINEE).get("/deals/import").text
