"""Understanding without a talk, readiness, figures, and the page of the API."""

from tests.journeys.product import Product


def test_a_message_is_understood_without_being_stored(product: Product) -> None:
    rep = product.client("lucia@example.com")
    before = rep.get("/api/sessions").json()["items"]
    answer = rep.post("/api/analysis/messages", json={"text": "how do I ask for the order?"})
    assert answer.json()["intent"] == "ask_closing_advice"
    assert len(answer.json()["ranking"]) >= 2
    assert rep.get("/api/sessions").json()["items"] == before


def test_ready_names_the_model_in_service(product: Product) -> None:
    body = product.client().get("/readyz").json()
    assert (body["ready"], body["missing"]) == (True, [])
    assert body["model"]


def test_figures_count_by_route_and_never_by_id(product: Product) -> None:
    rep = product.client("lucia@example.com")
    session = rep.get("/api/sessions").json()["items"][0]["id"]
    rep.get(f"/api/sessions/{session}")
    figures = rep.get("/metrics").text
    assert "/api/sessions/{session}" in figures
    assert session not in figures


def test_the_bot_answers_nobody_without_the_token(product: Product) -> None:
    port = product.environment["COACH_BOT_PORT"]
    for path in ("turn", "parse"):
        address = f"http://127.0.0.1:{port}/webhooks/coach/{path}"
        assert product.client().post(address, json={"text": "hello"}).status_code == 401
