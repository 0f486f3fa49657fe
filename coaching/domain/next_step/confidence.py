"""How sure advice on a deal can be."""

from typing import Final

from coaching.domain.deals.facts import DealFacts
from coaching.domain.deals.qualification import ABSENT, SPECIFIC, LetterStanding
from coaching.domain.next_step.advice import DealFact
from coaching.domain.stages import Market

FRESH_DAYS: Final = 14
STALE_DAYS: Final = 90
STALE_WORTH: Final = 0.25
_UNDATED_STEP_WORTH: Final = 0.5


def confidence(facts: DealFacts) -> float:
    """How sure advice on this file can be, 0 to 1, rounded to two digits: the mean over the facts
    below of how far each is known, times what its age leaves of it.

    Facts: a contact, the amount, a close date ahead, the next step (a half without a day ahead),
    who signs (companies only), the last contact, and each letter of qualification (vague is a
    half, known not to be there is known). The last contact and the letters have their own age;
    every other fact is as old as the newest entry in the file. Up to 14 days cost nothing; from
    there to 90 days the worth falls evenly to a quarter and stays there.
    """
    touched = facts.age(facts.touched_at)
    deal = facts.file.deal
    step = 1.0 if facts.next_date else _UNDATED_STEP_WORTH if deal.next_step else 0.0
    flat = [
        float(facts.has(DealFact.CONTACT)),
        float(facts.has(DealFact.AMOUNT)),
        float(facts.has(DealFact.CLOSE_DATE)),
        step,
    ]
    if deal.market is Market.B2B:
        flat.append(float(facts.knows_economic_buyer))
    worths = [known * _worth(touched) for known in flat]
    last = facts.last_contact
    worths.append(_worth(facts.age(last.at)) if last else 0.0)
    worths += [_letter_worth(each, facts) for each in facts.letters]
    return round(sum(worths) / len(worths), 2)


def _letter_worth(standing: LetterStanding, facts: DealFacts) -> float:
    if standing.known is None:
        return 0.0
    known = 1.0 if standing.score in (ABSENT, SPECIFIC) else standing.score / SPECIFIC
    return known * _worth(facts.age(standing.known.at))


def _worth(age_days: int) -> float:
    beyond = min(max(age_days - FRESH_DAYS, 0) / (STALE_DAYS - FRESH_DAYS), 1.0)
    return 1.0 - beyond * (1.0 - STALE_WORTH)
