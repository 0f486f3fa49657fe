"""Files of deals over JSON: tried out, taken whole or not at all, and given back."""

from typing import Any

from fastapi.testclient import TestClient

FILE = b"company,amount\nImported One,5\nImported Two,6\n"


def send(client: TestClient, content: bytes, **form: str) -> Any:
    return client.post("/api/deals/import", files={"file": ("deals.csv", content)}, data=form)


def test_a_dry_run_says_what_would_happen(rep: TestClient) -> None:
    before = rep.get("/api/deals").json()
    body = send(rep, FILE, dry_run="true").json()
    assert (body["saved"], body["new"]) == (False, 2)
    assert body["rows"][0] == {
        "line": 2,
        "company": "Imported One",
        "result": "new",
        "changes": [],
        "problems": [],
    }
    assert rep.get("/api/deals").json() == before


def test_a_file_is_imported_once(rep: TestClient) -> None:
    assert send(rep, FILE).json()["saved"] is True
    again = send(rep, FILE).json()
    assert (again["saved"], again["unchanged"], again["new"]) == (True, 2, 0)


def test_a_refused_row_keeps_the_file_out_and_says_why(rep: TestClient) -> None:
    body = send(rep, b"company,amount\nNew Co,5\nOther Co,12-15k\n").json()
    assert (body["saved"], body["new"], body["refused"]) == (False, 1, 1)
    (problem,) = body["rows"][1]["problems"]
    assert problem["field"] == "amount"
    companies = [deal["company"] for deal in rep.get("/api/deals").json()["items"]]
    assert "New Co" not in companies


def test_what_is_no_such_file_is_refused(rep: TestClient) -> None:
    answer = send(rep, b"\xff\xfe\x00")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"
    assert send(rep, b"company\n" + b"x" * 1_000_001).status_code == 422
    assert send(rep, b"company\n" + b"x" * 2_000_000).status_code == 413
    assert rep.post("/api/deals/import").status_code == 422


def test_a_file_larger_than_other_bodies_is_taken(rep: TestClient) -> None:
    answer = send(rep, b"company\nLarge Co\n" + b"\n" * 600_000)
    assert answer.status_code == 200, answer.text
    assert answer.json()["new"] == 1


def test_an_export_is_a_file_that_comes_back_unchanged(rep: TestClient) -> None:
    rep.post("/api/deals", json={"company": "=Formula Ltd", "next_step": "-1 seats"})
    answer = rep.get("/api/deals/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert ",'=Formula Ltd," in answer.text
    body = send(rep, answer.content, dry_run="true").json()
    assert (body["refused"], body["changed"], body["new"]) == (0, 0, 0)
