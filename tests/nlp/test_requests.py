"""The task and the company of a request, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.nlp.requests import Requests

REQUESTS = Requests()


@pytest.mark.parametrize(
    ("text", "time", "task"),
    [
        (
            "remind me next thursday at 3pm to call the CFO at Acme",
            "next thursday at 3pm",
            "call the CFO at Acme",
        ),
        ("can you pls set a reminder for tomorrow to send the quote", "tomorrow", "send the quote"),
        ("follow up with Brightpath in two weeks", "in two weeks", "follow up with Brightpath"),
        ("ping me fri 10am re harbour dental contract", "fri 10am", "harbour dental contract"),
        ("don't let me forget to chase legal on monday", "on monday", "chase legal"),
        ("schedule a call with Dana next Tuesday", "next Tuesday", "schedule a call with Dana"),
        ("in 3 days remind me about the offer please", "in 3 days", "the offer"),
        ("I need to be reminded on friday that the pilot ends", "on friday", "the pilot ends"),
        ("Tomorrow at nine: ring the foreman", "Tomorrow at nine", "ring the foreman"),
    ],
)
def test_the_task_is_what_is_left_without_frame_and_time(text: str, time: str, task: str) -> None:
    start = text.index(time)
    assert REQUESTS.task(text, (start, start + len(time))) == task


def test_a_bare_time_leaves_no_task() -> None:
    assert REQUESTS.task("tomorrow at 9 please", (0, 13)) == ""


@given(text=st.text(max_size=300))
def test_a_task_is_never_longer_than_its_request(text: str) -> None:
    assert len(REQUESTS.task(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("what's next for Globex", ("Globex",)),
        ("where do we stand on Hansen & Söhne", ("Hansen & Söhne",)),
        ("qualify northwind traders", ("northwind traders",)),
        ("whats next w/ globex", ("globex",)),
        ("qualify harbour dental pls", ("harbour dental",)),
        ("what should i do with the bakery people now?", ("bakery",)),
        ("next step for the Bank of Cork?", ("Bank of Cork",)),
        ("qualify this prospect for the pilot", ()),
        ("let's qualify the lead from the trade fair", ()),
        ("next step for this deal", ()),
        ("what's next?", ()),
        ("what do I do next with them", ()),
    ],
)
def test_what_a_question_is_about_may_be_a_company(text: str, companies: tuple[str, ...]) -> None:
    assert REQUESTS.companies(text) == companies
