"""The sample house fits together, and its deals differ in what should happen next."""

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coaching.domain.deals.deal import ContactRole, DealFile, DealState
from coaching.domain.samples import SampleHouse, living_deal
from coaching.domain.stages import Market
from coaching.playbook.samples import load_samples

PLAYBOOK = Path(__file__).parents[2] / "playbook"
LETTERS = {"need", "timing", "authority", "budget"}
NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def house() -> SampleHouse:
    return load_samples(PLAYBOOK)


@pytest.fixture(scope="module")
def files(house: SampleHouse) -> dict[str, DealFile]:
    zones = {person.id: person.time_zone for person in house.people}
    return {each.id: living_deal(each, zones[each.owner], NOW) for each in house.deals}


def test_everybody_belongs_to_the_house(house: SampleHouse) -> None:
    teams = {team.id for team in house.teams}
    people = {person.id: person for person in house.people}
    assert all(person.teams | person.manages <= teams for person in house.people)
    assert all(deal.team in people[deal.owner].teams for deal in house.deals)
    assert {practice.person for practice in house.practices} <= people.keys()


def test_reps_have_deals_of_every_state_and_both_markets(house: SampleHouse) -> None:
    owners = Counter(deal.owner for deal in house.deals)
    assert owners["u-jonas"] >= 5
    assert owners["u-aisha"] >= 2
    assert owners["u-lucia"] >= 2
    assert {deal.state for deal in house.deals} == set(DealState)
    assert {deal.market for deal in house.deals} == set(Market)
    assert len({deal.stage for deal in house.deals}) >= 5
    assert len({deal.id for deal in house.deals}) == len(house.deals)


def test_one_name_alone_may_mean_two_deals_of_one_rep(house: SampleHouse) -> None:
    meant = [deal.company for deal in house.deals if deal.company.startswith("Brightpath")]
    assert meant == ["Brightpath UK", "Brightpath Schools"]


def test_no_sample_day_lies_before_the_deal(house: SampleHouse) -> None:
    for deal in house.deals:
        days = [each.days_ago for each in (*deal.activities, *deal.objections, *deal.known)]
        assert all(1 <= day <= deal.created_days_ago for day in [*days, deal.stage_days])
        assert days[: len(deal.activities)] == sorted(days[: len(deal.activities)])


def test_letters_are_those_of_the_framework_once_a_deal(house: SampleHouse) -> None:
    for deal in house.deals:
        letters = [known.letter for known in deal.known]
        assert len(letters) == len(set(letters))
        assert set(letters) <= LETTERS
        assert all(0 <= known.score <= 2 and known.evidence for known in deal.known)


def _silent_days(file: DealFile) -> int:
    return (NOW - max(each.at for each in file.activities)).days


def _has_dated_step(file: DealFile) -> bool:
    step = file.deal.next_step_on
    return (step is not None and step >= NOW.date()) or any(
        each.due_at > NOW for each in file.follow_ups
    )


def _lacks(file: DealFile) -> set[str]:
    """What a colleague would point at in an open deal."""
    deal, company = file.deal, file.deal.market is Market.B2B
    roles = {contact.role for contact in file.contacts}
    need = next((each.score for each in file.known if each.letter == "need"), 0)
    found = {
        "closing day": deal.close_date is not None and deal.close_date < NOW.date(),
        "objection": any(each.settled_at is None for each in file.objections),
        "economic buyer": company and ContactRole.ECONOMIC_BUYER not in roles,
        "next step": not _has_dated_step(file),
        "silence": _silent_days(file) > 21,
        "one contact": company and len(file.contacts) < 2,
        "need": need < 2,
    }
    return {name for name, lacking in found.items() if lacking}


def test_each_open_deal_lacks_one_thing_and_one_deal_lacks_nothing(
    files: dict[str, DealFile],
) -> None:
    lacking = {id: _lacks(file) for id, file in files.items() if file.deal.state is DealState.OPEN}
    assert lacking == {
        "d-acme": {"next step"},
        "d-brightpath": {"objection"},
        "d-brightpath-schools": {"silence"},
        "d-nordhamn": {"closing day", "next step"},
        "d-johnson": {"one contact"},
        "d-kestrel": {"economic buyer"},
        "d-harbour": set(),
        "d-delgado": {"need"},
    }


@pytest.mark.parametrize("days", range(7))
def test_the_weekday_of_loading_makes_no_difference(house: SampleHouse, days: int) -> None:
    zones = {person.id: person.time_zone for person in house.people}
    for sample in house.deals:
        file = living_deal(sample, zones[sample.owner], NOW + timedelta(days=days))
        today = (NOW + timedelta(days=days)).date()
        assert (file.deal.close_date is None) == (sample.closes_in_days is None)
        if file.deal.close_date is not None and sample.closes_in_days is not None:
            assert (file.deal.close_date < today) == (sample.closes_in_days < 0)


def test_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PLAYBOOK / "samples", tmp_path / "samples")
    file = tmp_path / "samples" / "deals" / "jonas.yml"
    file.write_text(file.read_text().replace("stage: presentation", "stage: demo", 1))
    with pytest.raises(ValueError, match="demo"):
        load_samples(tmp_path)
