"""Clock times; said on Tuesday 15 September 2026 at 10:00 in London."""

import pytest

from tests.nlp.time_phrases import outcome, table

PHRASES = """
call at 17.09 | found 2026-09-15T17:09
at 3 | found 2026-09-15T15:00
at 8 | ambiguous
at 6 | ambiguous
at 6 in the evening | found 2026-09-15T18:00
2.15pm | found 2026-09-15T14:15
half past four | found 2026-09-15T16:30
quarter to five | found 2026-09-15T16:45
3ish | found 2026-09-15T15:00
around 3 | found 2026-09-15T15:00
noon | found 2026-09-15T12:00
midnight Friday | ambiguous
EOD | found 2026-09-15T17:00
tomorrow morning | found 2026-09-16
first thing Monday | found 2026-09-21
at 9 | ambiguous
today at 9 | past 2026-09-15T09:00
this morning at 8 | past 2026-09-15T08:00
9am Tokyo time | ambiguous
tomorrow 9am Tokyo time | found 2026-09-16T01:00
tomorrow 3pm EST | ambiguous
3pm IST | ambiguous
tomorrow 3pm EDT | found 2026-09-16T20:00
tomorrow 3pm ET | found 2026-09-16T20:00
tomorrow 3pm IST | ambiguous
10:00 UTC tomorrow | found 2026-09-16T11:00
tomorrow at 10 UTC+2 | found 2026-09-16T09:00
Friday 10am CET | ambiguous
3pm New York time on Friday | found 2026-09-18T20:00
same time tomorrow | ambiguous
tonight at 8 | found 2026-09-15T20:00
remind me tonight | found 2026-09-15
remind me first thing | ambiguous
tomorrow at 7 | ambiguous
2026-09-17T10:00Z | found 2026-09-17T11:00
2026-09-17T10:00:00+02:00 | found 2026-09-17T09:00
by end of play today | found 2026-09-15T17:00
tomorrow 12am | ambiguous
24:00 Friday | ambiguous
tomorrow 15pm | ambiguous
Friday evening | found 2026-09-18
Friday lunchtime | found 2026-09-18
Friday after lunch | found 2026-09-18
tomorrow at lunch | found 2026-09-16
in the morning | ambiguous
first thing tomorrow | found 2026-09-16
tomorrow at 6:30 | ambiguous
9:00 tomorrow Berlin time | found 2026-09-16T08:00
tomorrow 9am in Berlin | ambiguous
tomorrow 9am PST | ambiguous
tomorrow 9am CST | ambiguous
tomorrow 10am their time | ambiguous
tomorrow 10am US time | ambiguous
3pm GMT tomorrow | found 2026-09-16T16:00
15:00 UTC | found 2026-09-15T16:00
Demo is Wednesday at 2pm, remind me Tuesday afternoon | found 2026-09-22
I can do Thursday afternoon | found 2026-09-17
book 2 hours on Friday morning | found 2026-09-18
remind me at 5 to send 3 quotes | found 2026-09-15T17:00
remind me later today | found 2026-09-15
remind me this afternoon | found 2026-09-15
this evening at 7 | found 2026-09-15T19:00
tonight | found 2026-09-15
tonight at 1 | ambiguous
Friday night at 12 | ambiguous
at midnight | ambiguous
call me at 7 | ambiguous
by 7pm | found 2026-09-15T19:00
7:30 tonight | found 2026-09-15T19:30
"""


@pytest.mark.parametrize(("phrase", "expected"), table(PHRASES))
def test_a_clock_time_is_read_by_the_rules(phrase: str, expected: str) -> None:
    assert outcome(phrase) == expected
