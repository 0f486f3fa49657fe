"""The words that name times, how people misspell and shorten them, and which words may follow."""

from functools import lru_cache


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = words(
    "january february march april may june july august september october november december"
)

_ONES = words("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
_TEENS = words("fifteen sixteen seventeen eighteen nineteen")
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBERS = {word: number for number, word in enumerate(_ONES + _TEENS, start=1)} | TENS
_SMALL = words("fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth")
_LARGE = words("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
ORDINALS = {word: number for number, word in enumerate(_SMALL + _LARGE, start=4)} | {
    "thirtieth": 30
}
UNDER_TEN = {"first": 1, "second": 2, "third": 3} | {
    word: number for word, number in ORDINALS.items() if number < 10
}

_SPELLINGS = {
    "monday": "mondy",
    "tuesday": "tue tues teusday tusday tuesdy tueday",
    "wednesday": "weds wednes wensday wendsday wednsday wedensday wensdays wedsday wednes",
    "thursday": "thu thur thurs thr thrs thursdy thurday thurdsay",
    "friday": "fri fryday fridy",
    "saturday": "satday satuday saterday",
    "tomorrow": "tmrw tmr tmw tmrow tomo tomoz tomoro tomorow tommorow tommorrow tomorro tmoro tmo "
    "2moro 2morrow 2morow 2mrw 2mro 2mora 2mo",
    "today": "2day tody tdy",
    "tonight": "2nite 2night tonite 2nt",
    "yesterday": "yday yest yesterdy",
    "morning": "morn mornin mrng",
    "afternoon": "arvo aft arvos afternn",
    "evening": "evng evng",
    "weekend": "wkend wknd",
    "fortnight": "fortnite fornight",
    "quarter": "qtr quater",
    "quarters": "qtrs",
    "week": "wk",
    "weeks": "wks weks",
    "month": "mth mnth",
    "months": "mths mnths",
    "year": "yr",
    "years": "yrs",
    "hour": "hr",
    "hours": "hrs",
    "minute": "min",
    "minutes": "mins mintues",
    "next": "nxt nex nexr",
    "couple": "cple",
    "december": "xdec",
    "september": "sept",
    "february": "febuary feburary",
    "christmas": "xmas chrismas",
    "around": "arnd arround",
    "remind": "rmnd remnd reming",
    "between": "btw btwn betw",
    "before": "b4",
    "working": "workin",
    "business": "biz bizness buisness busines bussiness",
}
SPELLED = {bad: good for good, many in _SPELLINGS.items() for bad in many.split()}

SHORT_DAYS = {"mon": "monday", "wed": "wednesday", "sat": "saturday", "sun": "sunday"}
SHORT_MONTHS = {name[:3]: name for name in MONTHS if name != "may"}

_FUZZY = (
    *WEEKDAYS,
    *(name for name in MONTHS if name not in ("march", "may", "april", "june", "july", "august")),
    *words("tomorrow tonight morning afternoon evening midnight weekend fortnight quarter"),
    *words("minutes months remind yesterday christmas midday business"),
)
_ORDINARY = frozenset(
    words(
        "sundry mourning mooring quarters quartet mouths evenings mornings weekends "
        "afternoons fortnightly remind reminds remand rewind remained mondays tuesdays "
        "wednesdays thursdays fridays saturdays sundays minute month minuted minuses "
        "tomorrows quarterly quartered boring forming moaning evening leavening businesses "
        "busyness friendly"
    )
)


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The time word that `word` is a misspelling of, or `word`: a closed list, and one slip of
    the pen in words of five letters and more (first letter right; ordinary words are left)."""
    if word in SPELLED:
        return SPELLED[word]
    if len(word) < 5 or word in _ORDINARY:
        return word
    near = [good for good in _FUZZY if good[0] == word[0] and _one_slip(word, good)]
    return near[0] if len(near) == 1 else word


def _one_slip(a: str, b: str) -> bool:
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = long[:at] + long[at + 1 : at + 2] + long[at : at + 1] + long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or short == swapped


# What may come after a bare hour ("at 3") or a bare day ("the 26th"). Any other word is a thing
# that is counted or numbered: "at 3 companies", "the 26th floor".
FOLLOWING = frozenset(
    words(
        "at on to in for with by and or but if so because when while as about around re "
        "regarding before after then than that please pls plz thanks thank thx ta cheers "
        "instead not no rather sharp exactly latest today tonight tomorrow this next the my "
        "our their his her your i we you he she they it a morning afternoon evening night "
        "noon lunch am pm call ring phone email mail send ping remind chase follow check ask "
        "tell meet speak talk text message nudge get see try works work would will should "
        "could can is was be may might until till from maybe perhaps ok okay actually wait "
        "sorry unless since local ish o'clock oclock via let let's lets just either during "
        "also again once well make do don't want need put schedule book set give go touch "
        "circle review close prepare discuss catch chat onwards at. every which who where of "
        "soon though yes yeah hi hey cob eod having i'd i'll we'll it's its too anyway "
        "regardless london uk gmt utc est edt et pst pdt pt cst cdt ct mst mdt cet cest bst "
        "ist jst depending minimum start starting hours hrs first last"
    )
    + WEEKDAYS
    + MONTHS
)
