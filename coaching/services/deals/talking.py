"""Small parts of what is said about deals: ages, sums, quoted words."""

from coaching.domain.deals.deal import Deal
from coaching.domain.playbook import Playbook

_LONGEST_QUOTE = 90


def say_age(playbook: Playbook, days: int) -> str:
    """Whole days as people say them."""
    if days == 0:
        return playbook.say("deals.age_today")
    if days == 1:
        return playbook.say("deals.age_yesterday")
    return playbook.say("deals.age_days", days=days)


def say_amount(playbook: Playbook, deal: Deal) -> str:
    """The sum with thousands set apart, or that none is known."""
    if deal.amount is None:
        return playbook.say("deals.no_amount")
    figure = f"{deal.amount:,}"
    return f"{figure} {deal.currency}" if deal.currency else figure


def shortened_words(words: str) -> str:
    """Somebody's words on one line, cut where they get long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"
