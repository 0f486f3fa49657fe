"""What a question gets wrong about steps, areas, letters and origins, and what it only asks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.knowledge.facts import School
from coaching.domain.knowledge.premises import contradictions
from coaching.domain.stages import Stage
from coaching.playbook import load_playbook

FACTS = load_playbook(Path(__file__).parents[2] / "playbook")[0].knowledge.facts
STEPS = FACTS.steps
LETTERED = [school for school in FACTS.schools if school.letters]
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")

WRONG = {
    "in the fifth step, closing, what do I say": "step_place",
    "closing comes fifth, right?": "step_place",
    "stage five is where I present": "step_place",
    "isn't closing the last of the seven steps": "step_place",
    "the selling process ends with closing, doesn't it": "step_place",
    "I am at the closing step, number five in the list": "step_place",
    "why are there nine steps in selling": "step_count",
    "which of the eight steps is the hardest?": "step_count",
    "what is the eighth step of selling": "step_count",
    "what are steps 8 and 9": "step_count",
    "why does the close come before handling objections?": "step_order",
    "why must the approach be done before prospecting?": "step_order",
    "why does closing come right after presentation": "step_order",
    "explain the process: first presentation, then approach": "step_order",
    "which step comes after follow-up": "nothing_after",
    "after follow-up, which step is next": "nothing_after",
    "what is the step before prospecting called": "nothing_before",
    "what lies between closing and follow up": "nothing_between",
    "why is prospecting part of post-sales": "step_area",
    "why are closing and approach part of post-sales": "step_area",
    "is preparing for a call a post-sales task?": "step_area",
    "why does pre-sales include closing?": "step_area",
    "what happens in the fourth area?": "area_count",
    "post-sales comes before sales, right?": "area_count",
    "what is the third pre-sales step": "area_steps",
    "which three steps are in pre-sales": "area_steps",
    "what does K in BANT stand for": "no_letter",
    "what does MEDDIC's P stand for": "no_letter",
    "what is the second P in MEDDPICC": "letter_times",
    "why are there three Ds in MEDDIC": "letter_times",
    "why does the A in BANT stand for attitude": "letter_means",
    "M in MEDDIC means Money": "letter_means",
    "E in MEDDIC = Evaluation": "letter_means",
    "name the five letters of BANT": "letters",
    "what are the six questions of SPIN?": "letters",
    "explain the fourth step of LAER, confirm": "letters",
    "BANT stands for budget, authority, need and trust": "letters",
    "why is champion part of BANT": "not_in_school",
    "MEDDIC's paper process, who owns it?": "not_in_school",
    "why does ANUM start with budget": "letters",
    "who at Gartner invented BANT": "origin",
    "how did Neil Rackham come up with BANT?": "origin",
    "Rackham's Challenger sale": "origin",
    "was BANT invented by Huthwaite?": "origin",
    "why did Sandler write SPIN Selling": "origin",
    "SPIN was developed in the 1950s": "origin",
    "Sandler came up with SPIN, didn't he?": "origin",
    "is it HubSpot that made BANT?": "origin",
    "why do we handle objections after we close?": "step_order",
    "in LAARC the second A means agree, right?": "letter_means",
    "in BANT, why is trust the last letter?": "letters",
    "does MEDDPICC have a letter for budget?": "not_in_school",
}

RIGHT = (
    "why is closing the sixth step",
    "why is closing not the fifth step",
    "is closing the fifth or the sixth step",
    "which step is fifth",
    "can I skip the second step",
    "what is the first step in closing",
    "what are the three steps of a good follow-up",
    "five steps to a better close",
    "why do some texts count eight steps",
    "my manager says there are six steps",
    "what are the last three steps",
    "I have two steps left before closing",
    "what if objections come before the presentation",
    "should I handle objections before presenting",
    "how do I follow up after closing",
    "what comes before a prospect",
    "what happens between prospecting and the approach",
    "what is the difference between the approach and the presentation",
    "is follow-up part of post-sales",
    "is prospecting marketing or sales",
    "what is the second step of post-sales in other books",
    "our third presentation this week",
    "what is the second D in MEDDPICC",
    "what are the five letters of CHAMP",
    "name the four parts of CHAMP",
    "why does the T in BANT stand for timeline",
    "is the A in BANT always one person",
    "what does A in BANT mean for a household",
    "why is there no budget in MEDDIC",
    "when should I use a champion with BANT",
    "what is the goal of the approach",
    "what's the problem with BANT",
    "do BANT and ANUM share letters",
    "who invented the trial close",
    "what did Rackham think of BANT",
    "my boss invented a BANT sheet",
    "BANT by phone or by mail",
    "was MEDDIC created at PTC in 1996",
    "what does the extra P mean compared with MEDDIC",
    "why isn't closing the last step",
    "after presentation they always go silent",
    "is the N in BANT about wants or needs",
)


@pytest.mark.parametrize("question", WRONG)
def test_a_wrong_premise_is_found(question: str) -> None:
    assert WRONG[question] in [found.word for found in contradictions(question, FACTS)]


@pytest.mark.parametrize("question", RIGHT)
def test_what_is_right_or_only_asked_is_left_alone(question: str) -> None:
    assert contradictions(question, FACTS) == ()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.stage))
@pytest.mark.parametrize("place", range(1, 8))
def test_a_step_is_set_right_in_every_place_but_its_own(step: object, place: int) -> None:
    index = STEPS.index(step)  # type: ignore[arg-type]
    name = STEPS[index].name.lower()
    for question in (
        f"why is {name} the {ORDINALS[place - 1]} step",
        f"in step {place}, {name}, what do I do",
        f"the {ORDINALS[place - 1]} step is {name}, isn't it",
    ):
        assert bool(contradictions(question, FACTS)) == (place != index + 1), question


@pytest.mark.parametrize("first", STEPS, ids=lambda step: str(step.stage))
@pytest.mark.parametrize("second", STEPS, ids=lambda step: str(step.stage))
def test_an_order_is_set_right_where_it_is_the_other_way_round(
    first: object, second: object
) -> None:
    one, two = STEPS.index(first), STEPS.index(second)  # type: ignore[arg-type]
    if one != two:
        before = f"why does {STEPS[one].name.lower()} come before {STEPS[two].name.lower()}"
        after = f"why does {STEPS[one].name.lower()} come after {STEPS[two].name.lower()}"
        assert bool(contradictions(before, FACTS)) == (one > two)
        assert bool(contradictions(after, FACTS)) == (one < two)


@pytest.mark.parametrize("area", ["pre-sales", "post-sales"])
@pytest.mark.parametrize("stage", list(Stage))
def test_an_area_is_set_right_unless_the_step_belongs_to_it(stage: Stage, area: str) -> None:
    name = STEPS[list(Stage).index(stage)].name.lower()
    wrong = stage.area.value.replace("_", "-") != area
    for question in (f"why is {name} part of {area}", f"which {area} step is {name}"):
        assert bool(contradictions(question, FACTS)) == wrong, question


@pytest.mark.parametrize("school", LETTERED, ids=lambda school: school.id)
def test_letters_that_a_school_has_not_are_told(school: School) -> None:
    for letter in "BCDEFGHKLMNOPQRSTUVW":
        asked = f"what does the {letter} in {school.name} stand for"
        missing = letter not in "".join(each.letter for each in school.letters)
        assert bool(contradictions(asked, FACTS)) == missing, asked


@pytest.mark.parametrize("school", LETTERED, ids=lambda school: school.id)
def test_what_a_letter_really_stands_for_is_never_corrected(school: School) -> None:
    for letter in school.letters:
        for name in (letter.name, *letter.also):
            asked = f"why does the {letter.letter} in {school.name} stand for {name}"
            assert contradictions(asked, FACTS) == (), asked


def test_no_wording_of_an_entry_is_corrected() -> None:
    knowledge = load_playbook(Path(__file__).parents[2] / "playbook")[0].knowledge
    corrected = [
        wording
        for entry in knowledge.entries.values()
        if not entry.folklore
        for wording in entry.questions
        if contradictions(wording, FACTS)
    ]
    assert corrected == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert contradictions(text, FACTS) == contradictions(text, FACTS)
