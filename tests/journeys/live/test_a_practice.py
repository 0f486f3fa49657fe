"""From the first line to the shared transcript, over JSON with everything real behind it."""

from tests.journeys.product import Product
from tests.journeys.talking import GOOD_PAYROLL_TALK, begin_practice, put_turn, say

REP, CHIEF, STRANGER = "tom@example.com", "maria@example.com", "lucia@example.com"


def test_a_practice_from_the_first_line_to_the_managers_transcript(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep)
    assert practice["turns"][0]["replies"][0]["speaker"] == "buyer"
    body = {}
    for text in GOOD_PAYROLL_TALK:
        body = say(rep, practice["id"], text)
        assert body["turn"]["state"] == "answered"
        for move in body["turn"]["assessment"]["moves"]:
            assert text[move["start"] : move["end"]] == move["quote"]
        if body["session"]["state"] == "ended":
            break
    if body["session"]["state"] != "ended":
        say(rep, practice["id"], "stop practice")
    debrief = rep.get(f"/api/sessions/{practice['id']}/debrief").json()
    assert len(debrief["criteria"]) <= 6
    assert debrief == rep.get(f"/api/sessions/{practice['id']}/debrief").json()

    chief = product.client(CHIEF)
    assert chief.get(f"/api/sessions/{practice['id']}").status_code == 404
    assert rep.post(f"/api/sessions/{practice['id']}/submit").status_code == 200
    transcript = chief.get(f"/api/sessions/{practice['id']}").json()
    assert [turn["turn"]["text"] for turn in transcript["turns"]][1] == GOOD_PAYROLL_TALK[0]
    assert transcript["playbook"]
    assert transcript["analyser"]
    assert product.client(STRANGER).get(f"/api/sessions/{practice['id']}").status_code == 404


def test_pitching_and_pressing_loses_the_buyer_with_a_stated_cause(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep)["id"]
    session: dict[str, object] = {}
    for text in (
        "I understand, but you get what you pay for.",
        "Our system has automatic filing, a mobile app, forty reports, single sign-on and an "
        "award-winning dashboard.",
        "Frankly you are making a mistake. If you do not sign today the price goes up tomorrow.",
        "You are wrong about that, everybody else has understood it long ago.",
        "Do you really want to be the one who let this chance go by?",
        "That is nonsense. Sign now or regret it.",
        "Last chance, the offer ends at five today, decide now.",
        "You simply do not understand payroll.",
    ):
        session = say(rep, practice, text)["session"]
        if session["state"] == "ended":
            break
    assert (session["state"], session["outcome"]) == ("ended", "no_sale")
    assert session["cause"]


def test_the_controls_answer_beside_the_talk(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep)["id"]
    first = say(rep, practice, "hint")
    second = say(rep, practice, "Hint!")
    assert [reply["aside"] for reply in first["replies"]] == [True]
    assert first["replies"] != second["replies"]
    assert say(rep, practice, "pause")["session"]["state"] == "paused"
    assert say(rep, practice, "What would it cost you?")["turn"]["assessment"] is None
    assert say(rep, practice, "resume")["session"]["state"] == "open"
    assert say(rep, practice, "coach,")["replies"][0]["speaker"] == "coach"
    aside = say(rep, practice, "coach, how should I present my product?")
    assert aside["replies"][0]["speaker"] == "coach"
    answered = say(rep, practice, "What went wrong with it the last time?")
    assert answered["replies"][0]["speaker"] == "buyer"
    assert say(rep, practice, "stop practice")["session"]["state"] == "ended"


def test_a_replay_goes_on_from_where_the_old_one_stood(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep)["id"]
    say(rep, practice, "What went wrong with it the last time?")
    say(rep, practice, "Sign today or the price doubles.")
    opened = say(rep, practice, "replay from turn 2")["replies"][-1]["opens"]
    again = rep.get(f"/api/sessions/{opened}").json()
    assert (again["replayed_from"], len(again["turns"])) == (practice, 2)
    assert say(rep, opened, "Thank you for telling me.")["turn"]["seq"] == 2


def test_restart_leads_to_a_new_practice_of_the_same_scenario(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep, "brushoff-clinic")["id"]
    body = say(rep, practice, "restart")
    assert body["session"]["state"] == "ended"
    again = rep.get(f"/api/sessions/{body['replies'][-1]['opens']}").json()
    assert (again["scenario"], again["state"]) == ("brushoff-clinic", "open")


def test_a_control_button_works_like_its_word(product: Product) -> None:
    rep = product.client(REP)
    practice = begin_practice(rep)
    hint = next(c for c in practice["controls"] if c["label"] == "Hint")
    answer = put_turn(rep, practice["id"], {"payload_id": hint["payload_id"]})
    assert answer.json()["replies"][0]["aside"] is True


def test_somebody_elses_button_is_not_found(product: Product) -> None:
    practice = begin_practice(product.client(REP))
    other = product.client(STRANGER)
    talk = other.post("/api/sessions", json={"kind": "coach"}).json()["id"]
    body = {"payload_id": practice["controls"][0]["payload_id"]}
    assert put_turn(other, talk, body).status_code == 404
