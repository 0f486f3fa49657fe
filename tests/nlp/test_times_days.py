"""Weekdays, days counted from now, and elapsed time; said on Tuesday 15 September 2026 at 10:00 in
London."""

import pytest

from tests.nlp.time_phrases import outcome, table

PHRASES = """
Thursday | found 2026-09-17
this Thursday | found 2026-09-17
Tuesday | found 2026-09-22
Tuesday at 3pm | ambiguous
Tuesday at 9 | found 2026-09-22T09:00
this coming Tuesday at 3pm | found 2026-09-22T15:00
by Friday | found 2026-09-18
Monday at 11, no, Wednesday | found 2026-09-16T11:00
remind me Monday about the meeting on Thursday | found 2026-09-21
remind me on Wednesday to send the proposal by Friday | found 2026-09-16
Monday at 11, no, 2pm | found 2026-09-21T14:00
Monday at 11 - actually make it Wednesday at 9 | found 2026-09-16T09:00
not Monday but Tuesday | found 2026-09-22
Tuesday, not Monday | found 2026-09-22
Tuesday instead of Monday at 10 | found 2026-09-22T10:00
move it from Tuesday to Thursday | found 2026-09-17
move Tuesday's call to Thursday | found 2026-09-17
never mind Friday, make it Monday | found 2026-09-21
On Thursday remind me to call the CFO at 3pm | found 2026-09-17T15:00
follow up with them by Friday EOD | found 2026-09-18T17:00
if they don't reply by Friday, remind me Monday | found 2026-09-21
remind me Monday if they haven't replied by Friday | found 2026-09-21
don't forget to call on Friday | found 2026-09-18
Saturday at noon | found 2026-09-19T12:00
let's talk asap, Friday at the latest | found 2026-09-18
no later than Friday | found 2026-09-18
on or before Friday | found 2026-09-18
until Friday | found 2026-09-18
snooze until Monday 9am | found 2026-09-21T09:00
sat 10am | found 2026-09-19T10:00
remind me sat | found 2026-09-19
end of day Friday | found 2026-09-18T17:00
00:00 Friday | found 2026-09-18T00:00
Monday 3ish | found 2026-09-21T15:00
Remind me Monday at 11 no wait Tuesday | ambiguous
Remind me Monday at 11. Sorry, 2pm. | found 2026-09-21T14:00
follow up Friday... no, make it Monday 9:30 | found 2026-09-21T09:30
Let's say Thursday 3pm, sorry, 4pm | found 2026-09-17T16:00
any time Thursday | found 2026-09-17
sometime on Thursday | found 2026-09-17
She is back on Monday, call her Tuesday at 10 | found 2026-09-22T10:00
He said Thursday is bad. Friday at 2 then. | found 2026-09-18T14:00
They can't do Thursday, so Friday at 2 | found 2026-09-18T14:00
remind me about the Thursday demo on Wednesday | found 2026-09-16
remind me on Wednesday about Thursday's demo at 3 | found 2026-09-16
remind me on Friday to cancel that subscription | found 2026-09-18
move my Friday reminder to Monday | found 2026-09-21
What about Tuesday at 4? | ambiguous
Thursday works for me | found 2026-09-17
they want me to call back at 4 on Friday | found 2026-09-18T16:00
book a 30 minute call for Thursday at 2 | found 2026-09-17T14:00
remind me to send 3 proposals by Friday noon | found 2026-09-18T12:00
last Friday | past 2026-09-11
next Tuesday | found 2026-09-22
next Sunday | ambiguous
Friday next week | found 2026-09-25
next week, Friday | found 2026-09-25
remind me next Thursday at 3pm to call the CFO | found 2026-09-24T15:00
nxt wensday 3pm | found 2026-09-23T15:00
Tuesday the week after next | found 2026-09-29
postpone it to next Wednesday | found 2026-09-23
the following Tuesday | ambiguous
this week Thursday | found 2026-09-17
Monday this week | past 2026-09-14
Thursday week | found 2026-09-24
week on Thursday | found 2026-09-24
a week from Tuesday | found 2026-09-22
a week tomorrow | found 2026-09-23
Friday after next | ambiguous
Could you ping me Tuesday week about the renewal? | found 2026-09-22
two weeks from tomorrow | found 2026-09-30
a fortnight on Monday | found 2026-10-05
Monday fortnight | found 2026-10-05
remind me 2 days after Friday | found 2026-09-20
Sunday week | found 2026-09-27
2 weeks on Tuesday | found 2026-09-29
two weeks Tuesday | found 2026-09-29
the Tuesday after next | found 2026-09-29
a week Thursday | found 2026-09-24
a week on Friday at 10:30 | found 2026-09-25T10:30
3 weeks today | found 2026-10-06
Friday week at 4 | found 2026-09-25T16:00
in 3 days | found 2026-09-18
in two weeks | found 2026-09-29
in a fortnight | found 2026-09-29
in a couple of days | found 2026-09-17
in half a year | found 2027-03-15
in a few days | ambiguous
the day after tomorrow | found 2026-09-17
tomorrow arvo at 6 | found 2026-09-16T18:00
tomorrow at 0815 | found 2026-09-16T08:15
1615h tomorrow | found 2026-09-16T16:15
tomorrow 17h | found 2026-09-16T17:00
tomorrow 8h45 | found 2026-09-16T08:45
tomorrow at half four | found 2026-09-16T16:30
by cob tomorrow | found 2026-09-16T17:00
tomorrow 10-11am | found 2026-09-16T10:00
remind me tmrw at 10 to call the CFO | found 2026-09-16T10:00
Remind me tomorrow that the contract ends on 30 September | found 2026-09-16
tomorrow from 2 to 3pm | found 2026-09-16T14:00
tomorrow 14:00-15:00 | found 2026-09-16T14:00
remind me tomorrow about the 3pm call | found 2026-09-16
call them back in two weeks, they are on holiday until Friday | found 2026-09-29
we met on Tuesday, follow up in two weeks | found 2026-09-29
this time tomorrow | found 2026-09-16T10:00
this time next week | found 2026-09-22T10:00
noon tomorrow | found 2026-09-16T12:00
tomorrow at 12 | found 2026-09-16T12:00
half seven tomorrow evening | found 2026-09-16T19:30
20 to 6 tomorrow | found 2026-09-16T17:40
ten to eleven tomorrow | found 2026-09-16T10:50
ten thirty tomorrow | found 2026-09-16T10:30
tomorrow at ten thirty | found 2026-09-16T10:30
tomorrow 10 | found 2026-09-16T10:00
remind me in 3 weeks' time | found 2026-10-06
3 weeks from now | found 2026-10-06
in one day | found 2026-09-16
in two and a half weeks | ambiguous
in a year and a half | found 2028-03-15
in a year | found 2027-09-15
in 18 months | found 2028-03-15
a month from today | found 2026-10-15
one month from now | found 2026-10-15
in 6 months' time | found 2027-03-15
within 3 days | found 2026-09-18
end of business tomorrow | found 2026-09-16T17:00
at quarter past 3 tomorrow | found 2026-09-16T15:15
tomorrow at 5 past 3 | found 2026-09-16T15:05
tomorrow at ten past four | found 2026-09-16T16:10
tomorrow 3 o'clock | found 2026-09-16T15:00
tomorrow at three o'clock in the afternoon | found 2026-09-16T15:00
tomorrow 12pm | found 2026-09-16T12:00
tomorrow at 3 in the morning | found 2026-09-16T03:00
tomorrow night at 9 | found 2026-09-16T21:00
noonish tomorrow | found 2026-09-16T12:00
tomorrow around 3pm | found 2026-09-16T15:00
tomorrow at about half ten | found 2026-09-16T10:30
tomorrow at 9:30 | found 2026-09-16T09:30
tomorrow at 06:30 | found 2026-09-16T06:30
tomorrow at 0700 | found 2026-09-16T07:00
tomorrow 3.30pm | found 2026-09-16T15:30
tomorrow at 3.30 | found 2026-09-16T15:30
tomorrow at 9 a.m. | found 2026-09-16T09:00
tomorrow at 5p.m. please | found 2026-09-16T17:00
tomorrow 9am BST | found 2026-09-16T09:00
tomorrow 10am my time | found 2026-09-16T10:00
remind me tomorrow morning at 9, actually make that the afternoon at 2 | found 2026-09-16T14:00
remind me tomorrow to tell Bob to forget it | found 2026-09-16
push the call from 3pm to 4pm tomorrow | found 2026-09-16T16:00
can you change the reminder to 10 am tomorrow | found 2026-09-16T10:00
schedule a 45 min demo tomorrow at 11:15 | found 2026-09-16T11:15
tomorrow at 0 | found 2026-09-16T00:00
tomorrow by 10 | found 2026-09-16T10:00
Tuesday in two weeks | found 2026-09-29
yesterday | past 2026-09-14
2 days ago | past 2026-09-13
in 90 minutes | found 2026-09-15T11:30
in an hour and a half | found 2026-09-15T11:30
in half an hour | found 2026-09-15T10:30
in 1.5 hours | found 2026-09-15T11:30
in 2h | found 2026-09-15T12:00
snooze it for 2 hours | found 2026-09-15T12:00
in 24 hours | found 2026-09-16T10:00
in 48h | found 2026-09-17T10:00
in 1h30 | found 2026-09-15T11:30
in 2 hours 15 minutes | found 2026-09-15T12:15
in 2 and a half hours | found 2026-09-15T12:30
within 24 hours | found 2026-09-16T10:00
remind me in 10 | ambiguous
remind me in 10 minutes about the 2 documents | found 2026-09-15T10:10
ring me back in 5 mins | found 2026-09-15T10:05
"""


@pytest.mark.parametrize(("phrase", "expected"), table(PHRASES))
def test_a_day_is_read_by_the_rules(phrase: str, expected: str) -> None:
    assert outcome(phrase) == expected
