"""Whose time counts, corrections, choices, what is taken back, and texts without a time.

Longer than 300 lines because it is a few tables of phrases, which read best in one place.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.follow_ups.times import TimeStatus
from tests.nlp.time_phrases import TUESDAY, outcome, read, shown, table

OPEN = """
between 9 and 11
Monday or Tuesday at 10
call Bob on Monday and Sue on Tuesday
remind me that the contract ends on 30 September
between 9 and 11 tomorrow
at 3 or 4
3 or 4pm tomorrow
remind me on the 5th and again on the 12th
remind me at 3pm to call the CFO on Thursday
remind me in 2-3 weeks
sometime next week, maybe Tuesday
Oct 3-5
3rd or 4th October
Mon-Wed
from Monday to Wednesday
at 10 or 10:30 tomorrow
tomorrow 9 to 5
in 5 to 10 minutes
in two weeks, no, in three
in two weeks, no, three weeks
Tuesday at 3 or Wednesday at 4
either Monday or Friday
Thursday/Friday
tomorrow or the day after
any time between Monday and Wednesday
the 5th or the 6th of October
ping me at 9 and again at 4
Remind me to call Anna on Monday and to email Ben on Wednesday
Remind me on Monday at 9 and Thursday at 9
I spoke to them on Monday and they asked me to call on Thursday
"""

WITHDRAWN = """
remind me on Friday, actually forget it
remind me on Friday. Never mind.
Set a reminder for Friday. Cancel that.
Remind me Friday - on second thought, don't bother
Remind me Friday, or actually no
Don't remind me on Friday
"""

DATELESS = """
we have 3 competitors
it costs 500 dollars
may I ask
march them through the deck
the second floor
I sat with them
April said no
August Ltd is a customer
version 3.10 works
call me on 020 7946 0815
we grew 20% to 3.5 million
24/7 support
3/4 of customers agree
the price is 17.09
what do we pay today for this service
at the end of the day, price matters
we have a 30 day trial
it takes 2 weeks to onboard
good morning, how are you
we use monday.com for that
our Q3 numbers were bad
half of them left
one in ten would buy at 3 percent
the 1:1 went well
I may call April about the sun
we start at 10 dollars per seat
we doubled revenue in 6 months
in 2 years of using it
he will march in
remind me on the 3rd floor
give me 5 minutes
we had a call on Tuesday
the contract ended on 31 August
they signed in 2024
We closed 12 deals last year and 3 this year
Our price is 17.09 per seat
I'll take 2 at 500
The company was founded in 1998
We have been around since 2010
5 out of 10 buyers say no
Contact me at 10 Downing Street
Room 1015 is booked
They have 1500 employees
Their budget is 30/70 split
80:20 rule applies
We lost 3:1 in the vote
How do I handle a monday morning objection
The March campaign
June is our champion
April and May are the buyers
Jan said they want a discount
Mark my words
It is a second hand car
It's a first draft
the third option is better
she came in second
give me a second
one moment please
on the one hand they like it
at one point they said yes
They want a 10% discount on 3 licences
Our SLA is 99.9 percent
Next steps with the client?
what's the next step
the next objection was price
last but not least
we are half way there
a quarter of the budget
half of Europe uses it
they are in the middle of a merger
the day job keeps me busy
They pay 20 a month
Every time I call they hang up
how do I deal with a buyer who says not now
maybe later is a brush-off, what do I say
The buyer said "not this quarter"
It takes 3 to 6 months to close
we saved them 10 hours a week
ROI in 6 months
payback within 12 months
Phone: +1 415 555 2671
call 0800 1111 for support
order number 20260915
invoice 2026/17
the 2025 report
Windows 11 and Office 365
7 people at 3 sites
Friday's child is loving
wed to the idea
sun and sea
the buyer sat on the fence
I am mon ami
Do you have a minute
for the first time
may the best man win
they may 3 of them leave
we march 5 abreast
ping me
follow up with Acme
remind me to call Bob
remind me to buy 3 licences
remind me about 2 things
call room 12
send 10 units to Bob
email 5 prospects
book a demo for 20 people
I need 5 minutes of your time
a 30 minute call
he works 9 to 5
24 hours support
the 5th element
the 26th floor
the 4th quarter results
Call April
Talk to August
email Jan and June
meet May at the office
the price goes up by 10 or 12
a discount of 5 to 10
score 7 of 10
at 100% capacity
We start at 10
priced at 12
"""

REMINDERS_OWN = """
we meet them on Thursday, remind me on Wednesday | found 2026-09-16
I'm seeing them on the 24th, nudge me on the 22nd | found 2026-09-22
How do I prepare? Remind me on Friday | found 2026-09-18
what about Thursday at 2? | found 2026-09-17T14:00
Is it ok to call them tomorrow at 4 | found 2026-09-16T16:00
how do I open a call on Monday | none
how do I handle a buyer who says call me in two weeks | none
Are cold calls better on Tuesday mornings? | none
remind me around the 20th | ambiguous
a week from next Tuesday | found 2026-09-29
last day of Q3 | found 2026-09-30
first day of the quarter | found 2026-10-01
next month on the 5th | found 2026-10-05
yesterday at 6 | past 2026-09-14T18:00
We split it 50/50 | none
Payment is due within 30 days | none
On the 2nd call they went quiet | none
"""

SPANS = """
remind me next Thursday at 3pm to call the CFO | next Thursday at 3pm
Remind me on Thursday | Thursday
call Ines in two weeks' time about the pilot | in two weeks' time
ping me tmrw morning | tmrw morning
on the 26th call Bob | the 26th
by EOD Friday send the quote | EOD Friday
On Thursday remind me to call the CFO at 3pm | Thursday
Monday at 11, no, Wednesday | Monday at 11, no, Wednesday
their audit is on the 8th, remind me on the 5th | the 5th
Call her at 9am Tokyo time tomorrow please | 9am Tokyo time tomorrow
Überraschung für Zoë tomorrow at half-past four | tomorrow at half-past four
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(OPEN))
def test_choices_windows_and_two_follow_ups_are_open(text: str) -> None:
    assert read(text).status is TimeStatus.AMBIGUOUS
    assert read(text).rule == "several"


@pytest.mark.parametrize("text", lines(WITHDRAWN))
def test_what_is_taken_back_is_no_request(text: str) -> None:
    assert read(text).status is TimeStatus.NONE


@pytest.mark.parametrize("text", lines(DATELESS))
def test_a_sentence_without_a_time_has_none(text: str) -> None:
    assert outcome(text) == "none"


@pytest.mark.parametrize(("text", "expected"), table(REMINDERS_OWN))
def test_only_the_reminders_own_time_counts(text: str, expected: str) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(("text", "part"), table(SPANS))
def test_the_span_is_the_part_that_says_the_time(text: str, part: str) -> None:
    span = read(text).span
    assert span is not None
    assert text[span[0] : span[1]] == part


def test_candidates_of_a_choice_are_its_days() -> None:
    reading = read("Monday or Tuesday at 10")
    assert [shown(when) for when in reading.candidates] == ["2026-09-21T10:00", "2026-09-22T10:00"]


def test_only_the_first_five_hundred_characters_are_read() -> None:
    assert outcome("x" * 600 + " tomorrow") == "none"
    assert outcome("tomorrow" + " x" * 600) == "found 2026-09-16"


PIECES = [
    "monday",
    "next",
    "week",
    "at",
    "3",
    "pm",
    "or",
    "no",
    "in",
    "two",
    "weeks",
    "the",
    "5th",
    "of",
    "march",
    "17.09.",
    "3/4",
    "half",
    "past",
    "noon",
    "before",
    "after",
    "every",
    "2026-09-17",
    "25:00",
    "tokyo",
    "time",
    "eod",
    "remind",
    "me",
    "not",
    "and",
    "to",
    "by",
    "1630",
    "\n",
    ",",
    ".",
    "-",
    "–",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=600))
def test_any_text_is_read_to_a_whole_reading(text: str) -> None:
    reading = read(text, TUESDAY)
    definite = reading.status in (TimeStatus.FOUND, TimeStatus.PAST)
    assert (reading.when is not None) == definite
    assert not reading.candidates or reading.status is TimeStatus.AMBIGUOUS
    assert (reading.rule == "") == (reading.status is TimeStatus.NONE)
    if reading.span is not None:
        assert 0 <= reading.span[0] < reading.span[1] <= min(len(text), 500)
    if reading.status is TimeStatus.FOUND and reading.when is not None:
        assert reading.when.day >= TUESDAY.date()
