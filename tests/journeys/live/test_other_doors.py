"""Understanding without a talk, readiness, figures, and the page of the API."""

from tests.journeys.product import Product
from tests.journeys.talking import begin_practice, say


def test_a_message_is_understood_without_being_stored(product: Product) -> None:
    rep = product.client("lucia@example.com")
    before = rep.get("/api/sessions").json()["items"]
    answer = rep.post("/api/analysis/messages", json={"text": "how do I ask for the order?"})
    assert answer.json()["intent"] == "ask_closing_advice"
    assert len(answer.json()["ranking"]) >= 2
    assert rep.get("/api/sessions").json()["items"] == before


def test_a_reply_is_judged_alike_in_a_practice_and_by_itself(product: Product) -> None:
    rep = product.client("lucia@example.com")
    for text in ("What went wrong the last time you changed it?", "Na ja, das kommt darauf an."):
        practice = begin_practice(rep)
        said = practice["turns"][0]["replies"][0]["text"]
        heard = rep.post("/api/analysis/objections", json={"text": said}).json()
        assert heard["label"] == heard["ranking"][0]["label"]
        body = {"objection": said, "reply": text, "objection_label": "price_value"}
        judged = rep.post("/api/analysis/replies", json=body).json()
        stored = rep.get(f"/api/sessions/{practice['id']}").json()
        assert len(stored["turns"]) == 1
        assessed = say(rep, practice["id"], text)["turn"]["assessment"]
        for part in ("moves", "band", "score", "reason", "question"):
            assert judged[part] == assessed[part]


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
