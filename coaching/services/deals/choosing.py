"""Which deal somebody means: the one they name, else the one the talk is about, else it asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coaching.domain.deals.deal import Deal, DealState
from coaching.domain.entities import Entities, EntityKind
from coaching.domain.events import DealNamed, Event, ListShown
from coaching.domain.people import Person, may_see_deal
from coaching.domain.playbook import Playbook
from coaching.domain.pointing import Pointer, Shown, pointed
from coaching.domain.ports import Reads, Requests
from coaching.domain.ports.deals import DealFilter
from coaching.domain.ports.phrases import Phrases
from coaching.domain.sessions import Button, Decision, Session, Speaker, Spoken
from coaching.services.deals.keeping import seen_by
from coaching.services.deals.naming import find_named, name_companies

OPEN_DEAL = "open_deal"
LIST_DEALS = "list_deals"
_MOST_BUTTONS = 5
_LONGEST_LABEL = 60
_LONGEST_CARRIED = 4_000
_NO_COMPANY = frozenset({EntityKind.PERSON, EntityKind.ROLE, EntityKind.MONEY})


@dataclass(frozen=True, slots=True)
class Choice:
    """The deal that is meant, or what to say where it is not clear, with the list that is shown."""

    deal: Deal | None
    said: tuple[Spoken, ...] = ()
    events: tuple[Event, ...] = ()

    def ask(self) -> Decision:
        return Decision(said=self.said, events=self.events)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which talk, and the means to understand them."""

    reads: Reads
    playbook: Playbook
    person: Person
    session: Session
    requests: Requests
    phrases: Phrases
    entities: Entities


def shortened(label: str) -> str:
    """A label that fits a button everywhere; Slack's own limit is 75 characters."""
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def own_deals(reads: Reads, person: Person) -> list[Deal]:
    """The person's own deals, by company."""
    return list(reads.deals(DealFilter(owners=frozenset({person.id}))))


def seen_deals(reads: Reads, person: Person) -> list[Deal]:
    """Every deal that the person may see, by company."""
    return [deal for deal in reads.deals(seen_by(person)) if may_see_deal(person, deal)]


def choose_deal(
    asker: Asker, text: str, wish: str, given: str | None = None, carried: str | None = None
) -> Choice:
    """The deal that is meant by a button (`given`), by a name in the text, by pointing at one that
    was shown, by the talk so far or by being the only open one; else a question, whose buttons
    carry the `wish` on, and the words `carried` where they are needed to meet it."""
    deals = seen_deals(asker.reads, asker.person)
    if given is not None:
        found = next((deal for deal in deals if deal.id == given), None)
        return Choice(found) if found else _say(asker, "pipeline.gone")
    if not deals:
        return _say(asker, "pipeline.none")
    named = find_named(text, deals).deals
    if len(named) == 1:
        return Choice(named[0])
    asking = _Asking(asker, wish, carried)
    if named:
        return asking.which(named)
    current = current_deal(asker, deals)
    pointer = asker.phrases.pointer(text)
    if pointer is not None and not pointer.same:
        found = find_pointed(asker, pointer, deals)
        return Choice(found) if found else asking.which(_likely(None, deals))
    unknown = _unknown_companies(asker, text) if carried is None else ()
    if unknown:
        question = asker.playbook.say("pipeline.unknown", name=unknown[0])
        return asking.ask(question, _likely(current, deals))
    own = [d for d in deals if d.owner == asker.person.id and d.state is DealState.OPEN]
    if current is None and len(own) == 1:
        current = own[0]
    if current is not None:
        return Choice(current)
    return asking.which(_likely(None, deals))


def _unknown_companies(asker: Asker, text: str) -> tuple[str, ...]:
    """Companies that are named and are no deal of these, likeliest first. What a request names as
    its object counts too, unless it is a person, a job or money."""
    found = name_companies(text, (), asker.entities.find(text))
    named = [each.words for each in found if each.kind is EntityKind.COMPANY]
    others = [each.words for each in found if each.kind in _NO_COMPANY]
    objects = asker.requests.companies(text)
    meant = [o for o in objects if not any(o in other or other in o for other in others)]
    return tuple(dict.fromkeys([*meant, *named]))


def find_pointed(asker: Asker, pointer: Pointer, deals: Sequence[Deal]) -> Deal | None:
    """The deal at that place of the list that was shown last, or "the other one": of two that were
    shown, else the one that the talk was about before. None where it is not clear."""
    current = current_deal(asker, deals)
    shown = asker.reads.last_event(asker.session.id, ListShown.__name__)
    ids: Sequence[str] = ()
    if shown and isinstance(shown.event, ListShown) and shown.event.what is Shown.DEALS:
        ids = shown.event.ids
    id = pointed(pointer, ids, current.id if current else None)
    if id is None and pointer.other and current is not None:
        id = _before(asker, current.id)
    return next((deal for deal in deals if deal.id == id), None)


def _before(asker: Asker, current: str) -> str | None:
    """The deal that the talk was about before this one."""
    named = (told.event for told in asker.reads.events(asker.session.id))
    others = [e.deal for e in named if isinstance(e, DealNamed) and e.deal != current]
    return others[-1] if others else None


def current_deal(asker: Asker, deals: Iterable[Deal]) -> Deal | None:
    """“This deal”: what the talk was last about, else what others in its channel or thread were
    talking about, as far as this person may see it."""
    about = asker.session.deal
    if about is None and asker.session.place is not None:
        about = asker.reads.deal_of_place(asker.session.place)
    return next((deal for deal in deals if deal.id == about), None)


def _likely(current: Deal | None, deals: Sequence[Deal]) -> list[Deal]:
    others = [deal for deal in deals if deal.state is DealState.OPEN and deal != current]
    return ([current] if current else []) + others


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks which deal is meant."""

    asker: Asker
    wish: str
    carried: str | None

    def which(self, deals: Sequence[Deal]) -> Choice:
        return self.ask(self.asker.playbook.say("pipeline.which"), deals)

    def ask(self, question: str, deals: Sequence[Deal]) -> Choice:
        carried = {"task": self.carried[:_LONGEST_CARRIED]} if self.carried else {}
        buttons = [
            Button(
                shortened(deal.company), OPEN_DEAL, {"deal": deal.id, "wish": self.wish, **carried}
            )
            for deal in deals[:_MOST_BUTTONS]
        ]
        if len(deals) > _MOST_BUTTONS or not deals:
            buttons = [*buttons[: _MOST_BUTTONS - 1], _list_button(self.asker.playbook)]
        shown = tuple(deal.id for deal in deals[: len(buttons)])
        listed = ListShown(Shown.DEALS, shown, self.wish)
        return Choice(None, (Spoken(Speaker.COACH, question, tuple(buttons)),), (listed,))


def _say(asker: Asker, word: str) -> Choice:
    return Choice(None, (Spoken(Speaker.COACH, asker.playbook.say(word)),))


def _list_button(playbook: Playbook) -> Button:
    return Button(playbook.say("pipeline.button_list"), LIST_DEALS)
