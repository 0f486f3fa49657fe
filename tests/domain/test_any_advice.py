"""What holds of the advice on any deal, by any setting of the rules."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.domain.deals.deal import ActivityKind, ContactRole, DealFile, DealState
from coaching.domain.next_step.advice import NextSteps
from coaching.domain.objections import ObjectionLabel
from coaching.domain.stages import Market, Stage
from coaching.playbook import load_playbook
from tests.domain.next_steps import (
    LETTERS,
    NOW,
    RULES,
    STEPS,
    TODAY,
    a_file,
    a_letter,
    activity,
    advised,
    contact,
    day,
    follow_up,
    held,
    objection,
)

SHIPPED = load_playbook(Path(__file__).parents[2] / "playbook")[0].next_steps
DAYS = st.integers(-40, 120)
MAYBE_A_DAY = st.none() | DAYS.map(day)
# The first draw of a run pays for building the strategies; a busy machine makes it look slow.
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow])
WORDS = st.none() | st.sampled_from(["They ask the board.", "{} {days} {0}", ""])


@st.composite
def files(draw: st.DrawFn) -> DealFile:
    deal = {
        "company": draw(st.sampled_from(["Acme", "{company}", "Müller & Söhne"])),
        "market": draw(st.sampled_from(Market)),
        "stage": draw(st.sampled_from(Stage)),
        "state": draw(st.sampled_from([*DealState, *[DealState.OPEN] * 4])),
        "amount": draw(st.none() | st.integers(0, 10**9)),
        "close_date": draw(MAYBE_A_DAY),
        "next_step": draw(WORDS),
        "next_step_on": draw(MAYBE_A_DAY),
        "created_at": NOW - timedelta(days=draw(st.integers(0, 300))),
    }
    names = draw(st.lists(st.sampled_from(["Ann", "Bo", "Cy", "{x}"]), max_size=4, unique=True))
    contacts = tuple(contact(name, draw(st.sampled_from(ContactRole))) for name in names)
    past = st.integers(0, 200)
    activities = tuple(
        activity(draw(past), draw(st.sampled_from(ActivityKind)))
        for _ in range(draw(st.integers(0, 3)))
    )
    objections = tuple(
        objection(draw(past), draw(st.sampled_from(ObjectionLabel)), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 2)))
    )
    known = tuple(
        a_letter(letter, draw(st.integers(0, 2)), draw(past), draw(st.text(max_size=200)))
        for letter in LETTERS
        if draw(st.booleans())
    )
    due = tuple(follow_up(NOW + timedelta(days=draw(DAYS))) for _ in range(draw(st.integers(0, 1))))
    return a_file(
        deal,
        contacts=contacts,
        activities=activities,
        objections=objections,
        known=known,
        follow_ups=due,
    )


@st.composite
def settings_of_rules(draw: st.DrawFn) -> NextSteps:
    priorities = draw(st.permutations(range(1, len(RULES) + 1)))
    rules = tuple(
        replace(
            rule,
            priority=priority,
            on=draw(st.booleans()),
            stages=frozenset(draw(st.sets(st.sampled_from(Stage), min_size=4))),
        )
        for rule, priority in zip(RULES, priorities, strict=True)
    )
    return replace(STEPS, rules=rules)


BY_ANY = st.just(SHIPPED) | settings_of_rules()


@UNHURRIED
@given(files(), BY_ANY)
def test_the_same_file_gets_the_same_advice_in_whatever_order_it_was_kept(
    file: DealFile, by: NextSteps
) -> None:
    turned = replace(
        file,
        contacts=file.contacts[::-1],
        activities=file.activities[::-1],
        known=file.known[::-1],
    )
    assert advised(file, by) == advised(file, by) == advised(turned, by)


@UNHURRIED
@given(files(), BY_ANY)
def test_the_winner_has_the_best_priority_of_the_rules_that_hold(
    file: DealFile, by: NextSteps
) -> None:
    advice = advised(file, by)
    priorities = {str(rule.id): rule.priority for rule in by.rules}
    found = held(advice)
    assert len(set(found)) == len(found)
    if found:
        assert found[0] == min(found, key=lambda id: priorities[id])
        assert len({because.field for because in advice.because}) == 1


@UNHURRIED
@given(files(), BY_ANY)
def test_an_open_deal_always_has_one_action_on_a_working_day(file: DealFile, by: NextSteps) -> None:
    action = advised(file, by).action
    if file.deal.state is DealState.OPEN:
        assert action is not None
    if action is not None:
        assert action.verb
        assert action.object
        assert action.by >= TODAY
        assert action.by.weekday() < 5


@UNHURRIED
@given(files(), BY_ANY)
def test_never_more_than_two_gaps_and_none_of_them_known(file: DealFile, by: NextSteps) -> None:
    fields = [gap.field for gap in advised(file, by).gaps]
    assert len(fields) == len(set(fields)) <= 2
    known: dict[str, Any] = {
        "amount": file.deal.amount is not None,
        "close_date": file.deal.close_date is not None,
        "economic_buyer": any(c.role is ContactRole.ECONOMIC_BUYER for c in file.contacts),
        **{each.letter: each.score == 2 for each in file.known},
    }
    assert not any(known.get(field) for field in fields)


@UNHURRIED
@given(files())
def test_confidence_is_between_nothing_and_all(file: DealFile) -> None:
    confidence = advised(file).confidence
    assert 0 <= confidence <= 1
    assert confidence == round(confidence, 2)


@settings(UNHURRIED, max_examples=50)
@given(files())
def test_older_evidence_never_adds_confidence(file: DealFile) -> None:
    older = replace(
        file,
        activities=tuple(replace(a, at=a.at - timedelta(days=30)) for a in file.activities),
        known=tuple(replace(k, at=k.at - timedelta(days=30)) for k in file.known),
    )
    assert advised(older).confidence <= advised(file).confidence
