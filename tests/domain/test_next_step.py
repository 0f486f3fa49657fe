"""The next step: each rule holds and just misses, priorities decide, and nothing is made up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealFile, DealState
from coaching.domain.deals.facts import DealFacts, working_day
from coaching.domain.deals.qualification import VAGUE
from coaching.domain.follow_ups.follow_up import FollowUpState
from coaching.domain.next_step.advice import NO_NEXT_STEPS
from coaching.domain.next_step.advising import advise
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage
from tests.domain.next_steps import (
    BANT,
    FRIEND,
    NOW,
    SIGNER,
    STEPS,
    ZONE,
    a_file,
    a_letter,
    activity,
    advised,
    ago,
    contact,
    day,
    follow_up,
    held,
    objection,
    says,
    steps,
)

NO_SIGNER = (contact("Ann"), FRIEND)
NEED_VAGUE = (a_letter("need", VAGUE), a_letter("authority"))
NO_STEP: dict[str, Any] = {"next_step": None, "next_step_on": None}
CLOSING: dict[str, Any] = {"stage": Stage.CLOSING}

HOLDS = [
    ("close_date_passed", a_file({"close_date": day(-1)})),
    ("open_objection", a_file(objections=(objection(2),))),
    ("no_economic_buyer", a_file(contacts=NO_SIGNER, known=(a_letter("need"),))),
    ("no_dated_next_step", a_file(NO_STEP)),
    ("no_dated_next_step", a_file({"next_step_on": day(-1)})),
    ("no_dated_next_step", a_file({**NO_STEP, "next_step": "They will think about it."})),
    ("no_dated_next_step", a_file(NO_STEP, follow_ups=(follow_up(ago(0.01)),))),
    ("no_activity", a_file(activities=(activity(14),))),
    ("no_activity", a_file(activities=(activity(1, ActivityKind.NOTE), activity(20)))),
    ("no_activity", a_file({"created_at": ago(14)}, activities=())),
    ("single_contact", a_file(contacts=(SIGNER,))),
    ("single_contact", a_file(contacts=())),
    ("stage_exit_not_met", a_file(known=NEED_VAGUE)),
    ("stage_exit_not_met", a_file(known=(a_letter("authority"),))),
    ("stage_exit_not_met", a_file({**CLOSING, "next_step": None})),
]
MISSES = [
    ("close_date_passed", a_file({"close_date": day(0)})),
    ("close_date_passed", a_file({"close_date": None})),
    ("open_objection", a_file(objections=(objection(1),))),
    ("open_objection", a_file(objections=(objection(9, settled=True),))),
    ("no_economic_buyer", a_file(contacts=NO_SIGNER)),
    ("no_economic_buyer", a_file(known=())),
    ("no_dated_next_step", a_file({"next_step_on": day(0)})),
    ("no_dated_next_step", a_file(NO_STEP, follow_ups=(follow_up(ago(-0.01)),))),
    ("no_dated_next_step", a_file(NO_STEP, follow_ups=(follow_up(ago(0.01), at=None),))),
    ("no_activity", a_file(activities=(activity(13),))),
    ("no_activity", a_file({"created_at": ago(13)}, activities=())),
    ("single_contact", a_file()),
    ("stage_exit_not_met", a_file()),
    ("stage_exit_not_met", a_file(CLOSING, known=())),
]


@pytest.mark.parametrize(("rule", "file"), HOLDS)
def test_a_rule_holds(rule: str, file: DealFile) -> None:
    assert rule in held(advised(file))


@pytest.mark.parametrize(("rule", "file"), MISSES)
def test_a_rule_just_misses(rule: str, file: DealFile) -> None:
    assert rule not in held(advised(file))


def test_a_follow_up_that_is_settled_is_no_date_ahead() -> None:
    done = follow_up(ago(-2), state=FollowUpState.DONE)
    assert "no_dated_next_step" in held(advised(a_file(NO_STEP, follow_ups=(done,))))


def test_the_better_priority_wins_and_the_other_says_why_it_lost() -> None:
    advice = advised(a_file(NO_STEP, objections=(objection(3),)))
    assert advice.action is not None
    assert advice.action.object == "open_objection with Dana"
    assert [str(each.rule) for each in advice.because] == ["open_objection"]
    lost = {str(each.rule): each.why for each in advice.not_chosen}
    assert lost == {"no_dated_next_step": "<open_objection> 2 before <no_dated_next_step> 4"}


def test_a_manager_can_turn_two_rules_round() -> None:
    turned = steps(open_objection={"priority": 4}, no_dated_next_step={"priority": 2})
    advice = advised(a_file(NO_STEP, objections=(objection(3),)), turned)
    assert [str(each.rule) for each in advice.because] == ["no_dated_next_step"]


def test_rules_that_look_at_the_same_fact_stand_together() -> None:
    file = a_file({**CLOSING, **NO_STEP})
    advice = advised(file)
    assert [str(b.rule) for b in advice.because] == ["no_dated_next_step", "stage_exit_not_met"]
    assert advice.not_chosen == ()


@pytest.mark.parametrize(("rule", "file"), HOLDS)
def test_a_rule_that_is_off_never_holds(rule: str, file: DealFile) -> None:
    assert rule not in held(advised(file, steps(**{rule: {"on": False}})))


@pytest.mark.parametrize(("rule", "file"), HOLDS)
def test_a_rule_holds_in_its_stages_only(rule: str, file: DealFile) -> None:
    elsewhere = frozenset(Stage) - {file.deal.stage}
    assert rule not in held(advised(file, steps(**{rule: {"stages": elsewhere}})))


@pytest.mark.parametrize(
    ("rule", "threshold", "file"),
    [
        ("no_activity", {"days": 30}, a_file(activities=(activity(20),))),
        ("close_date_passed", {"days": 7}, a_file({"close_date": day(-6)})),
        ("open_objection", {"days": 5}, a_file(objections=(objection(4),))),
        ("single_contact", {"count": 1}, a_file(contacts=(SIGNER,))),
    ],
)
def test_thresholds_are_the_playbooks(rule: str, threshold: dict[str, int], file: DealFile) -> None:
    assert rule in held(advised(file))
    assert rule not in held(advised(file, steps(**{rule: threshold})))


def test_a_household_has_neither_an_economic_buyer_nor_a_second_contact_to_miss() -> None:
    file = a_file({"market": Market.B2C}, contacts=(contact("Ana"),), known=(a_letter("need"),))
    assert held(advised(file)) == []


def test_a_household_is_spoken_of_in_other_words() -> None:
    wording = steps(no_dated_next_step=says("no day to come by"))
    home = advised(a_file({**NO_STEP, "market": Market.B2C}), wording)
    assert home.because[0].text == "no day to come by"
    assert home.action is not None
    assert home.action.object == "as at home"
    assert advised(a_file(NO_STEP), wording).because[0].text == "because of no_dated_next_step"


def test_a_day_that_was_agreed_and_is_past_is_named_with_its_age() -> None:
    wording = steps(no_dated_next_step={"overdue": "was {date}, {age}"})
    because = advised(a_file({"next_step_on": day(-1)}), wording).because[0]
    assert (because.text, because.age_days) == ("was 23 November 2026, yesterday", 1)
    assert advised(a_file(NO_STEP), wording).because[0].text == "because of no_dated_next_step"


def test_the_action_of_a_stage_is_that_of_the_first_thing_missing() -> None:
    advice = advised(a_file(contacts=NO_SIGNER, known=()), steps(no_economic_buyer={"on": False}))
    assert advice.action is not None
    assert advice.action.object == "ask for the need"
    assert advice.because[0].field == "need"


def test_a_deal_with_all_a_stage_asks_for_moves_on() -> None:
    advice = advised(a_file())
    assert advice.action is not None
    assert (advice.stand, advice.action.object) == ("<moves_on>", "leave presentation b2b")
    assert (advice.because, advice.not_chosen, advice.gaps) == ((), (), ())


def test_a_deal_does_not_move_on_because_a_rule_is_off() -> None:
    advice = advised(a_file(known=NEED_VAGUE), steps(stage_exit_not_met={"on": False}))
    assert advice.action is not None
    assert (advice.stand, advice.action.object) == ("left: the need", "ask for the need")


def test_a_lost_deal_is_left_alone() -> None:
    advice = advised(a_file({"state": DealState.LOST, "close_date": day(-9)}))
    assert (advice.stand, advice.action, advice.because) == ("<lost>", None, ())


def test_a_parked_deal_gets_a_date_unless_it_has_one() -> None:
    parked = advised(a_file({**NO_STEP, "state": DealState.PARKED}))
    assert parked.action is not None
    assert (parked.stand, parked.action.object) == ("<parked>", "set a date")
    dated = advised(a_file({"state": DealState.PARKED}))
    assert (dated.stand, dated.action) == ("until 27 November 2026", None)


def test_a_won_deal_is_checked_after_the_sale() -> None:
    won: dict[str, Any] = {"state": DealState.WON, "stage": Stage.CLOSING}
    advice = advised(a_file(won))
    assert advice.action is not None
    assert (advice.stand, advice.action.object) == ("<won>", "check it")
    checked = advised(a_file({**won, "stage": Stage.FOLLOW_UP}))
    assert checked.action is not None
    assert checked.action.object == "leave follow_up b2b"


@pytest.mark.parametrize("state", [DealState.OPEN, DealState.WON, DealState.PARKED])
def test_somebody_who_asked_for_peace_gets_it_whatever_else_holds(state: DealState) -> None:
    wish = objection(3, ObjectionLabel.STOP_CONTACT)
    advice = advised(a_file({"state": state, "close_date": day(-9)}, objections=(wish,)))
    assert advice.action is not None
    assert (advice.stand, advice.action.object) == ("stop, 3 days ago: Too dear", "close it")
    assert advice.because == ()


def test_at_most_two_gaps_are_named_the_most_important_first() -> None:
    bare = {"amount": None, "close_date": None, **NO_STEP}
    advice = advised(
        a_file(bare, contacts=NO_SIGNER, known=()), steps(no_economic_buyer={"on": False})
    )
    assert [gap.field for gap in advice.gaps] == ["economic_buyer", "amount"]


def test_what_the_action_is_about_is_not_also_a_gap() -> None:
    advice = advised(a_file({**NO_STEP, "amount": None}))
    assert [gap.field for gap in advice.gaps] == ["amount"]


def test_a_letter_is_a_gap_by_how_it_is_known() -> None:
    known = (a_letter("need"), a_letter("authority"), a_letter("timing", VAGUE, words="soon"),
             a_letter("budget", 0))  # fmt: skip
    assert [gap.text for gap in advised(a_file(known=known)).gaps] == [
        "vague timing: soon",
        "without budget",
    ]


def test_long_words_of_a_buyer_are_cut_to_one_line() -> None:
    said = a_letter("timing", VAGUE, words="well\n" + "perhaps " * 40)
    text = advised(a_file(known=(a_letter("need"), a_letter("authority"), said))).gaps[0].text
    assert "\n" not in text
    assert len(text) < 110
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("today", "days", "by"),
    [("11-27", 0, "11-27"), ("11-27", 1, "11-30"), ("11-28", 0, "11-30"), ("11-27", 6, "12-07")],
)
def test_working_days_leave_out_the_weekend(today: str, days: int, by: str) -> None:
    assert working_day(date.fromisoformat(f"2026-{today}"), days).isoformat() == f"2026-{by}"


def test_ages_are_days_of_the_owners_calendar() -> None:
    file = a_file(activities=(activity(14.45),))  # 22:12 of the ninth in London
    assert "no_activity" in held(advised(file))
    london = advised(file).because[0].age_days
    assert (london, advised(file, zone="Asia/Tokyo").because[0].age_days) == (15, 14)


def test_an_unknown_zone_counts_as_utc() -> None:
    assert advised(a_file(), zone="Mars/Olympus") == advised(a_file(), zone="UTC")


def test_whoever_signs_is_spoken_to_first_and_a_blocker_last() -> None:
    def spoken_to(*contacts: Any) -> str:
        found = DealFacts(a_file(contacts=contacts), BANT, NOW, ZONE).spoken_to
        assert found is not None
        return found.name

    blocker, user = contact("Abe", ContactRole.BLOCKER), contact("Zoe")
    assert spoken_to(blocker, user, FRIEND, SIGNER) == "Dana"
    assert spoken_to(blocker, user, FRIEND) == "Eli"
    assert spoken_to(blocker, user) == "Zoe"


def test_nobody_in_the_file_is_called_by_no_name() -> None:
    advice = advised(a_file({"close_date": day(-1)}, contacts=()))
    assert advice.action is not None
    assert advice.action.object == "close_date_passed with somebody at Acme"


def test_braces_in_a_name_are_only_a_name() -> None:
    advice = advised(a_file({"close_date": day(-1)}, contacts=(contact("{date} {0}"),)))
    assert advice.action is not None
    assert advice.action.object == "close_date_passed with {date} {0}"


def test_a_file_without_next_steps_gives_no_advice_and_does_not_fail() -> None:
    advice = advised(a_file(), NO_NEXT_STEPS)
    assert (advice.action, advice.stand, advice.because) == (None, None, ())


def test_a_letter_of_another_school_is_not_asked_for() -> None:
    other = replace(BANT, id="champ", letters=())
    advice = advise(a_file(known=()), STEPS, other, NOW, ZONE, "Jonas")
    assert advice.stand == "<moves_on>"
