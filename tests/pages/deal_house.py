"""The pages of deals over real use cases and a real SQLite file."""

from coaching.domain.deals.deal import Deal
from coaching.domain.people import Person, Role
from coaching.services.deals.importing import Imports
from coaching.services.deals.keeping import Deals
from coaching.services.follow_ups.keeping import FollowUps
from tests.services.house import TestHouse

TRAINEE = Person(
    "u-trainee", "Tom", "tom@example.com", Role.TRAINEE, "Europe/Berlin", frozenset({"t-1"})
)


class DealHouse:
    """What the pages ask for, with the clock and the store of the test house."""

    def __init__(self, house: TestHouse) -> None:
        self.store, self.clock, self.sessions = house.store, house.clock, house.sessions
        self.deals = Deals(house.store, house.playbooks, house.clock, house.ids)
        self.imports = Imports(house.store, self.deals, house.clock, house.ids)
        self.follow_ups = FollowUps(house.store, house.clock, house.ids)
        with house.store.writing() as writes:
            writes.add_person(TRAINEE, "hash")
            writes.commit()

    def deal(self, person: Person, company: str = "Acme Bakeries", **fields: object) -> Deal:
        return self.deals.create(person, {"company": company, **fields})
