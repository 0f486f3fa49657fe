"""The pages of deals and follow-ups: what comes next, and who sees what."""

import re
from dataclasses import replace
from datetime import date, timedelta

from coaching.domain.deals.deal import DealState
from coaching.domain.follow_ups.times import When
from tests.pages.deal_house import TRAINEE, DealHouse
from tests.pages.deal_visits import FULL, full_deal, see, text_of
from tests.services.house import CHIEF, OTHER, REP


def test_without_deals_the_page_says_what_to_do_next(house: DealHouse) -> None:
    answer = see(house).get("/deals")
    assert answer.status_code == 200
    assert "There are no deals here yet." in text_of(answer)
    assert "Nothing is waiting for you." in text_of(see(house).get("/follow-ups"))


def test_a_trainee_is_told_why_there_are_none_and_has_no_links(house: DealHouse) -> None:
    answer = see(house, TRAINEE).get("/deals")
    assert "Deals come with the role of a rep." in text_of(answer)
    home = see(house, TRAINEE).get("/").text
    assert 'href="/deals"' not in home
    assert 'href="/follow-ups"' not in home
    assert see(house, TRAINEE).post("/deals/new", data=FULL).status_code == 403
    rep = see(house).get("/").text
    assert 'href="/deals"' in rep
    assert 'href="/follow-ups"' in rep


def test_a_deal_stands_in_the_list_with_its_next_step_and_why(house: DealHouse) -> None:
    made = full_deal(house, "Acme Bakeries")
    reading = house.deals.read(REP, made.id)
    assert reading.advice.action is not None
    text = text_of(see(house).get("/deals"))
    assert f"{reading.advice.action.verb} {reading.advice.action.object}" in text
    assert reading.advice.because[0].text in text


def test_the_list_can_be_narrowed_by_state(house: DealHouse) -> None:
    house.deal(REP, "Open Co")
    house.deal(REP, "Lost Co", state=DealState.LOST)
    shown = {
        state: [
            name for name in ("Open Co", "Lost Co") if name in see(house).get(f"/deals{state}").text
        ]
        for state in ("", "?state=lost", "?state=all", "?state=won", "?state=nonsense")
    }
    assert list(shown.values()) == [
        ["Open Co"],
        ["Lost Co"],
        ["Open Co", "Lost Co"],
        [],
        ["Open Co"],
    ]


def test_a_deal_begins_with_what_comes_next_and_ends_with_follow_ups(house: DealHouse) -> None:
    answer = see(house).get(f"/deals/{full_deal(house).id}")
    order = [
        answer.text.index(f'id="{part}"')
        for part in (
            "next",
            "change",
            "qualification",
            "people",
            "activity",
            "objections",
            "follow-ups",
        )
    ]
    assert order == sorted(order)
    assert "They retype every order." in answer.text


def test_the_next_question_to_the_buyer_stands_there(house: DealHouse) -> None:
    made = house.deal(REP)
    gap = house.deals.read(REP, made.id).qualification.gap
    text = text_of(see(house).get(f"/deals/{made.id}"))
    assert gap is not None
    assert gap.letter.ask_buyer in text


def test_a_manager_reads_without_forms_and_others_find_nothing(house: DealHouse) -> None:
    made = full_deal(house)
    answer = see(house, CHIEF).get(f"/deals/{made.id}")
    assert "only Ines changes it" in text_of(answer)
    assert f'action="/deals/{made.id}"' not in answer.text
    assert (
        see(house, CHIEF).post(f"/deals/{made.id}", data={**FULL, "version": "1"}).status_code
        == 403
    )
    unknown = see(house, OTHER).get("/deals/d-none")
    foreign = see(house, OTHER).get(f"/deals/{made.id}")
    assert (unknown.status_code, foreign.status_code) == (404, 404)
    assert text_of(unknown) == text_of(foreign)


def test_a_time_that_the_clocks_skip_is_refused(house: DealHouse) -> None:
    berlin = replace(REP, time_zone="Europe/Berlin")
    sent = {"what": "Call", "day": "2027-03-28", "time": "02:30"}
    answer = see(house, berlin).post("/follow-ups", data=sent)
    assert answer.status_code == 422
    assert "clocks go forward" in answer.text


def test_follow_ups_are_overdue_due_or_done(house: DealHouse) -> None:
    for what, day in (("Late one", 22), ("Soon one", 30), ("Done one", 29)):
        house.follow_ups.schedule(REP, what, When(date(2026, 11, day), None, "UTC"))
    (done,) = [each for each in house.follow_ups.mine(REP) if each.what == "Done one"]
    sent = {"version": str(done.version), "state": "done"}
    answer = see(house).post(f"/follow-ups/{done.id}", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/follow-ups")
    house.clock.at += timedelta(days=4)
    text = text_of(see(house).get("/follow-ups"))
    places = [
        text.index(words)
        for words in ("Overdue", "Late one", "Soon one", "Done and dropped", "Done one")
    ]
    assert places == sorted(places)


def test_a_follow_up_of_a_deal_leads_back_to_the_deal(house: DealHouse) -> None:
    made = house.deal(REP)
    due = house.follow_ups.schedule(REP, "Call", When(date(2026, 12, 1), None, "UTC"), made.id)
    sent = {"version": "1", "state": "cancelled", "deal": made.id}
    answer = see(house).post(f"/follow-ups/{due.id}", data=sent)
    assert answer.headers["location"] == f"/deals/{made.id}#follow-ups"
    sent["deal"] = "//evil.example"
    assert see(house).post(f"/follow-ups/{due.id}", data=sent).headers["location"] == "/follow-ups"


def test_a_follow_up_becomes_done_or_cancelled_only(house: DealHouse) -> None:
    due = house.follow_ups.schedule(REP, "Call", When(date(2026, 12, 1), None, "UTC"))
    sent = {"version": "1", "state": "snoozed"}
    assert see(house).post(f"/follow-ups/{due.id}", data=sent).status_code == 422


def test_many_deals_come_page_by_page(house: DealHouse) -> None:
    content = "company\n" + "\n".join(f"Company {number:03}" for number in range(150))
    house.imports.run(REP, content.encode())
    first = see(house).get("/deals").text
    second = see(house).get("/deals?state=open&from=100").text
    names = [re.findall(r"Company \d+(?=</a>)", page) for page in (first, second)]
    assert [len(page) for page in names] == [100, 50]
    assert len({*names[0], *names[1]}) == 150
    assert "from=100" in first
    assert "from=0" in second
