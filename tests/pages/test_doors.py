"""Who gets which page, and where the forms lead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Mode, Reply, SessionState, Speaker
from coaching.domain.stages import Market, Outcome
from tests.pages.house import FakeHouse, FakeSessions, visit
from tests.pages.playbooks import make_playbook, make_scenario
from tests.pages.talks import (
    AGREED,
    BEGAN,
    MANAGER,
    REP,
    make_coach_talk,
    make_practice,
    make_session,
)

OTHER = replace(REP, id="u-aisha", name="Aisha Rahman")


def _house(**changes: object) -> FakeHouse:
    playbook = make_playbook()
    sessions = FakeSessions(
        playbook,
        {
            "s-1": make_practice(playbook, ended=AGREED),
            "s-2": make_practice(playbook, id="s-2"),
            "s-3": make_practice(playbook, ended=AGREED, owner=OTHER, id="s-3"),
        },
    )
    return FakeHouse(replace(sessions, reviewed=[OTHER, REP], **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["/", "/talk", "/practices/s-1", "/reviews"])
def test_nobody_is_sent_to_sign_in_and_back(address: str) -> None:
    answer = visit(_house(), person=None).get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={address}")


def test_starting_a_practice_leads_to_it() -> None:
    house = _house()
    answer = visit(house).post("/practices", data={"scenario": "price-payroll", "mode": "private"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/practices/s-1")
    assert house.sessions.asked == [(REP.id, "price-payroll", Mode.PRIVATE)]


def test_a_replay_leads_to_the_new_practice() -> None:
    house = _house()
    answer = visit(house).post("/practices/s-2/replay", data={"from_turn": "4"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/practices/s-2")
    assert house.sessions.asked == [("s-2", 4)]


def test_a_replay_from_no_turn_is_an_error_page() -> None:
    answer = visit(_house()).post("/practices/s-2/replay", data={"from_turn": "0"})
    assert answer.status_code == 422
    assert "from_turn" in answer.text


def test_sharing_leads_back_to_who_sees_it() -> None:
    house = _house()
    answer = visit(house).post("/practices/s-1/share")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/practices/s-1/debrief#sharing",
    )
    assert house.sessions.asked == [("s-1", "submit")]


def test_the_debrief_of_a_running_practice_leads_to_the_practice() -> None:
    answer = visit(_house()).get("/practices/s-2/debrief")
    assert (answer.status_code, answer.headers["location"]) == (303, "/practices/s-2")


@pytest.mark.parametrize("address", ["/practices/s-3", "/practices/s-3/debrief"])
def test_a_manager_who_follows_a_rep_s_link_gets_the_review(address: str) -> None:
    answer = visit(_house(), MANAGER).get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/reviews/s-3")


@pytest.mark.parametrize("address", ["/practices/s-coach", "/reviews/s-coach"])
def test_a_coach_talk_is_no_practice(address: str) -> None:
    talk = make_coach_talk(("Hello", Reply(Speaker.COACH, "Hello.")))
    assert visit(_house(talk=talk)).get(address).status_code == 404


def test_there_is_no_list_of_reviews_for_a_rep() -> None:
    assert visit(_house()).get("/reviews").status_code == 404
    assert 'href="/reviews"' not in visit(_house()).get("/").text
    assert 'href="/reviews"' in visit(_house(), MANAGER).get("/").text


def test_the_list_of_reviews_is_narrowed_by_rep_and_outcome() -> None:
    house = _house()
    answer = visit(house, MANAGER).get("/reviews?rep=u-aisha&outcome=advance&older=s-9")
    assert house.sessions.asked == [
        SessionFilter(
            owners=frozenset({"u-aisha"}), outcome=Outcome.ADVANCE, limit=51, cursor="s-9"
        )
    ]
    assert [option.label for option in answer.context["reps"]] == ["Aisha Rahman", "Jonas Lind"]
    assert (answer.context["rep"], answer.context["outcome"]) == ("u-aisha", "advance")


def test_unknown_filters_count_as_none() -> None:
    house = _house()
    visit(house, MANAGER).get("/reviews?rep=u-stranger&outcome=triumph")
    assert house.sessions.asked == [SessionFilter(limit=51)]


def test_a_full_page_of_reviews_links_to_the_older_ones_with_the_same_filter() -> None:
    others = [(make_session(f"s-{n}", outcome=Outcome.ORDER), REP) for n in range(51)]
    answer = visit(_house(others=others), MANAGER).get("/reviews?outcome=order")
    assert len(answer.context["rows"]) == 50
    assert 'href="/reviews?older=s-49&amp;outcome=order"' in answer.text


def test_a_review_row_says_why_it_is_there() -> None:
    others = [
        (make_session("a", score=82, submitted_at=BEGAN), REP),
        (make_session("b", score=69, mode=Mode.OFFICIAL), REP),
        (make_session("c", score=None, submitted_at=BEGAN), REP),
    ]
    answer = visit(_house(others=others), MANAGER).get("/reviews")
    assert [row.why for row in answer.context["rows"]] == [
        ("shared",),
        ("official", "below_pass"),
        ("shared", "not_scored"),
    ]


def test_the_scenarios_are_narrowed_by_level_and_market() -> None:
    playbook = make_playbook(
        make_scenario("a", level=1),
        make_scenario("b", level=2),
        make_scenario("c", level=2, market=Market.B2C),
    )
    answer = visit(_house(playbook=playbook)).get("/?level=2&market=b2c")
    assert [card.case.scenario for card in answer.context["scenarios"]] == ["c"]
    assert (answer.context["scenario_count"], answer.context["levels"]) == (3, (1, 2))
    everything = visit(_house(playbook=playbook)).get("/?level=9&market=moon")
    assert len(everything.context["scenarios"]) == 3


def test_home_tells_running_from_finished_and_pages_the_finished() -> None:
    own = [
        make_session("open"),
        make_session("paused", state=SessionState.PAUSED, created_at=BEGAN + timedelta(hours=1)),
        *(make_session(f"e-{n}", state=SessionState.ENDED, score=70 - n) for n in range(12)),
    ]
    browser = visit(_house(own=own))
    first = browser.get("/").context
    assert [practice.id for practice in first["running"]] == ["paused", "open"]
    assert [practice.id for practice in first["finished"]] == [f"e-{n}" for n in range(10)]
    assert [practice.passed for practice in first["finished"][:2]] == [True, False]
    assert (first["older"], first["first_page"]) == ("e-9", True)
    second = browser.get("/?older=e-9").context
    assert [practice.id for practice in second["finished"]] == ["e-10", "e-11"]
    assert (second["older"], second["first_page"]) == (None, False)


def test_a_scenario_that_is_gone_still_has_a_row() -> None:
    own = [make_session("e", scenario="gone", state=SessionState.ENDED)]
    answer = visit(_house(own=own)).get("/")
    assert answer.context["finished"][0].title is None
    assert "A scenario that is no longer used" in answer.text


def test_times_are_shown_on_the_reader_s_clock() -> None:
    assert "20 Nov 2026, 15:13" in visit(_house()).get("/practices/s-1/debrief").text
    astray = replace(REP, time_zone="Mars/Olympus")
    assert "20 Nov 2026, 14:13" in visit(_house(), astray).get("/practices/s-1/debrief").text


def test_a_long_talk_shows_its_latest_turns_first() -> None:
    talk = make_coach_talk(
        *((f"Question {n}", Reply(Speaker.COACH, f"Answer {n}")) for n in range(45))
    )
    latest = visit(_house(talk=talk)).get("/talk")
    assert (latest.context["hidden"], len(latest.context["lines"])) == (5, 80)
    assert "Show 5 earlier turns" in latest.text
    assert visit(_house(talk=talk)).get("/talk?earlier=true").context["hidden"] == 0
