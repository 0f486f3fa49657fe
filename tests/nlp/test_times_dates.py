"""Ends, working days, stretches, dates and holidays; said on Tuesday 15 September 2026 at 10:00 in
London."""

import pytest

from tests.nlp.time_phrases import outcome, table

PHRASES = """
end of month | found 2026-09-30
by the end of the quarter | found 2026-09-30
end of Q3 | found 2026-09-30
EOQ | found 2026-09-30
last working day of the month | found 2026-09-30
end of the week | found 2026-09-18
by EOW | found 2026-09-18
first Monday of October | found 2026-10-05
last Friday of the month | found 2026-09-25
end of October | found 2026-10-31
end of next month | found 2026-10-31
end of 2026 | found 2026-12-31
Set a reminder for the last working day of next month | found 2026-10-30
by the end of next week | found 2026-09-25
year end | found 2026-12-31
month end | found 2026-09-30
end of Feb | found 2027-02-28
end of August | past 2026-08-31
Remind me on the last day of the month at noon | found 2026-09-30T12:00
in 3 business days | found 2026-09-18
within 5 working days | found 2026-09-22
before Friday | ambiguous
two days before Christmas | found 2026-12-23
their demo is on Thursday at 3pm, remind me the day before | found 2026-09-16
remind me an hour before the 3pm call | found 2026-09-15T14:00
remind me two days before their audit on the 28th | found 2026-09-26
follow up after the board meeting | ambiguous
ping me once they reply | ambiguous
the Monday after Christmas | found 2026-12-28
day after Christmas | found 2026-12-26
Friday after 3pm | ambiguous
Friday 3pm or later | ambiguous
in 10 business days at 9 | found 2026-09-29T09:00
next business day at 8:30 | found 2026-09-16T08:30
remind me the day after their demo on Thursday | found 2026-09-18
30 minutes before the 4pm call tomorrow remind me | found 2026-09-16T15:30
not before Friday | ambiguous
Their renewal is due 1 December so nudge me two weeks before | found 2026-11-17
Acme renews on 1 December; nudge me a month before | found 2026-11-01
remind me the Friday before their go-live on 2 November | found 2026-10-30
remind me two hours before the demo tomorrow at 2pm | found 2026-09-16T12:00
remind me not tomorrow but the day after | found 2026-09-17
follow up after Christmas | ambiguous
follow up once the budget is approved | ambiguous
chase legal before the deadline | ambiguous
Remind me a week before the contract ends on 31 October | found 2026-10-24
tomorrow before 10 | ambiguous
no earlier than Tuesday | ambiguous
starting Monday | ambiguous
from Monday | ambiguous
from 3pm tomorrow | ambiguous
as of Friday | ambiguous
this weekend | ambiguous
next week | ambiguous
early next week | ambiguous
mid March | ambiguous
follow up soon | ambiguous
the week after next | ambiguous
in May | ambiguous
by April | ambiguous
follow up in March | ambiguous
within the hour | ambiguous
Q4 | ambiguous
next quarter | ambiguous
in Q1 | ambiguous
over Christmas | ambiguous
check in again in Q1 | ambiguous
follow up first week of October | ambiguous
later this week | ambiguous
17 September | found 2026-09-17
12 September | past 2026-09-12
Sept 17th | found 2026-09-17
the 26th | found 2026-09-26
on the 14th | found 2026-10-14
30 February | ambiguous
31 June | ambiguous
29 February | ambiguous
at 25:00 | ambiguous
Friday 17 September | ambiguous
Thursday 17 September at 10 | found 2026-09-17T10:00
on Friday 3/4 | ambiguous
their audit is on the 8th, remind me on the 5th | found 2026-10-05
remind me on the 5th, their audit is on the 8th | found 2026-10-05
first of October | found 2026-10-01
first of next month | found 2026-10-01
Friday the 25th | found 2026-09-25
Friday the 26th | ambiguous
Remind me on 5 May | found 2027-05-05
remind me May 5th at 4 | found 2027-05-05T16:00
remind me on the first | found 2026-10-01
remind me on the second of October | found 2026-10-02
on the twenty-sixth | found 2026-09-26
on the 26 | found 2026-09-26
Wed 17th | ambiguous
Thu 17th at noon | found 2026-09-17T12:00
on Friday the 18th of September 2026 at 3:30 pm | found 2026-09-18T15:30
18-Sep-2026 | found 2026-09-18
September 18, 2026 | found 2026-09-18
sept. 18 at 9 | found 2026-09-18T09:00
4th of July | past 2026-07-04
call them on the 20th, I mean the 21st at 4 | found 2026-09-21T16:00
The customer's board meets on 12 October. Remind me on the 9th. | found 2026-10-09
They are on holiday until the 28th, chase them on the 29th | found 2026-09-29
Let's push it to the 30th at 11am | found 2026-09-30T11:00
Wednesday, wait, is that the 16th? yes the 16th | found 2026-09-16
on 1 January 2020 | past 2020-01-01
3/4 | ambiguous
on 3/4 | ambiguous
on 13/4 | found 2027-04-13
2026-12-01 | found 2026-12-01
17.09. | found 2026-09-17
17/09/2026 at 10:30 | found 2026-09-17T10:30
12.10.2026 14:00 | found 2026-10-12T14:00
9/17 at 10 | found 2026-09-17T10:00
15.10. at 14:00 | found 2026-10-15T14:00
on 15.10 at 2 | found 2026-10-15T14:00
Christmas Eve | found 2026-12-24
after the holidays | ambiguous
every Thursday | ambiguous
the holidays | ambiguous
Thanksgiving | ambiguous
Easter Monday | ambiguous
New Year's Eve at 5pm | found 2026-12-31T17:00
Halloween | found 2026-10-31
Valentine's Day | found 2027-02-14
by Christmas | found 2026-12-25
every day at 9 | ambiguous
remind me weekly | ambiguous
daily | ambiguous
Fridays | ambiguous
remind me each Monday morning | ambiguous
follow up in the new year | ambiguous
when is Thanksgiving | ambiguous
every other Tuesday | ambiguous
Tuesdays and Thursdays at 10 | ambiguous
"""


@pytest.mark.parametrize(("phrase", "expected"), table(PHRASES))
def test_a_date_is_read_by_the_rules(phrase: str, expected: str) -> None:
    assert outcome(phrase) == expected
