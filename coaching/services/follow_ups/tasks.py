"""How a task is called, with its deal."""

from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads
from coaching.services.deals.naming import find_named


def task_in_words(reads: Reads, playbook: Playbook, what: str, deal: str | None) -> str:
    """The task with its deal, unless its words name the deal anyway."""
    found = reads.deal(deal) if deal else None
    if found is None or find_named(what, [found]).deals:
        return what
    return playbook.say("follow_ups.task_with_deal", task=what, company=found.company)
