"""Which deal somebody means: the one they name, else the one the talk is about, else it asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coaching.domain.deals.deal import Deal, DealState
from coaching.domain.people import Person, may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.ports import Reads, Requests
from coaching.domain.ports.deals import DealFilter
from coaching.domain.sessions import Button, Decision, Session, Speaker, Spoken
from coaching.services.deals.keeping import seen_by
from coaching.services.deals.naming import find_named

OPEN_DEAL = "open_deal"
LIST_DEALS = "list_deals"
_MOST_BUTTONS = 5
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """The deal that is meant, or what to say where it is not clear."""

    deal: Deal | None
    said: tuple[Spoken, ...] = ()

    def ask(self) -> Decision:
        return Decision(said=self.said)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which talk, and the means to understand them."""

    reads: Reads
    playbook: Playbook
    person: Person
    session: Session
    requests: Requests


def shortened(label: str) -> str:
    """A label that fits a button everywhere; Slack's own limit is 75 characters."""
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def own_deals(reads: Reads, person: Person) -> list[Deal]:
    """The person's own deals, by company."""
    return list(reads.deals(DealFilter(owners=frozenset({person.id}))))


def seen_deals(reads: Reads, person: Person) -> list[Deal]:
    """Every deal that the person may see, by company."""
    return [deal for deal in reads.deals(seen_by(person)) if may_see_deal(person, deal)]


def choose_deal(asker: Asker, text: str, wish: str, given: str | None = None) -> Choice:
    """The deal that is meant by a button (`given`), by a name in the text, by the talk so far or
    by being the only open one; else a question, whose buttons carry the `wish` on."""
    deals = seen_deals(asker.reads, asker.person)
    if given is not None:
        found = next((deal for deal in deals if deal.id == given), None)
        return Choice(found) if found else _say(asker, "pipeline.gone")
    if not deals:
        return _say(asker, "pipeline.none")
    named = find_named(text, deals).deals
    if len(named) == 1:
        return Choice(named[0])
    if named:
        return _ask(asker, asker.playbook.say("pipeline.which"), named, wish)
    current = _current(asker, deals)
    unknown = asker.requests.companies(text)
    if unknown:
        question = asker.playbook.say("pipeline.unknown", name=unknown[0])
        return _ask(asker, question, _likely(current, deals), wish)
    own = [d for d in deals if d.owner == asker.person.id and d.state is DealState.OPEN]
    if current is None and len(own) == 1:
        current = own[0]
    if current is not None:
        return Choice(current)
    return _ask(asker, asker.playbook.say("pipeline.which"), _likely(None, deals), wish)


def _current(asker: Asker, deals: Iterable[Deal]) -> Deal | None:
    """“This deal”: what the talk was last about, else what others in its channel or thread were
    talking about, as far as this person may see it."""
    about = asker.session.deal
    if about is None and asker.session.place is not None:
        about = asker.reads.deal_of_place(asker.session.place)
    return next((deal for deal in deals if deal.id == about), None)


def _likely(current: Deal | None, deals: Sequence[Deal]) -> list[Deal]:
    others = [deal for deal in deals if deal.state is DealState.OPEN and deal != current]
    return ([current] if current else []) + others


def _ask(asker: Asker, question: str, deals: Sequence[Deal], wish: str) -> Choice:
    buttons = [
        Button(shortened(deal.company), OPEN_DEAL, {"deal": deal.id, "wish": wish})
        for deal in deals[:_MOST_BUTTONS]
    ]
    if len(deals) > _MOST_BUTTONS or not deals:
        buttons = [*buttons[: _MOST_BUTTONS - 1], _list_button(asker.playbook)]
    return Choice(None, (Spoken(Speaker.COACH, question, tuple(buttons)),))


def _say(asker: Asker, word: str) -> Choice:
    return Choice(None, (Spoken(Speaker.COACH, asker.playbook.say(word)),))


def _list_button(playbook: Playbook) -> Button:
    return Button(playbook.say("pipeline.button_list"), LIST_DEALS)
