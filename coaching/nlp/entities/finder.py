"""Everything that a message names, in one reading of it."""

from collections.abc import Iterable
from pathlib import Path

from coaching.domain.entities import Entity, EntityKind, RoleWords
from coaching.nlp.encoding import Encoding
from coaching.nlp.english import parse
from coaching.nlp.entities.model import ENTITIES, EntitiesMissing, TaggerModel
from coaching.nlp.entities.money import FoundMoney, find_money
from coaching.nlp.entities.reports import ObjectionHearing, ReportModel, find_reports
from coaching.nlp.entities.tagging import tagged
from coaching.nlp.objections.ear import TrainedObjections
from coaching.nlp.objections.model import OBJECTIONS
from encoder import Encoder


class EntityFinder:
    """`coaching.domain.entities.Entities` for English. The same text always gives the same."""

    def __init__(
        self,
        tagger: TaggerModel,
        reports: ReportModel,
        ear: ObjectionHearing,
        encoder: Encoding,
        roles: RoleWords,
    ) -> None:
        self._tagger = tagger
        self._reports = reports
        self._ear = ear
        self._encoder = encoder
        self._roles = roles

    @classmethod
    def load(
        cls, roles: RoleWords, folder: Path = ENTITIES, objections: Path = OBJECTIONS
    ) -> "EntityFinder":
        """Raises EntitiesMissing or ObjectionsMissing where nothing was trained, or with another
        encoder."""
        encoder, reports = Encoder.load(), ReportModel.load(folder)
        if reports.encoder != encoder.fingerprint:
            raise EntitiesMissing(f"{folder} belongs to another encoder: run {__package__}.train")
        ear = TrainedObjections.load(objections)
        return cls(TaggerModel.load(folder), reports, ear, encoder, roles)

    def find(self, text: str) -> tuple[Entity, ...]:
        """Money, companies, people, roles and reported objections, in order of their words; of
        two readings of the same words the surer one. An objection may hold the others."""
        doc = parse(text)
        named = [*_money(text, find_money(doc)), *tagged(doc, text, self._tagger, self._roles)]
        reported = find_reports(text, self._reports, self._encoder, self._ear)
        return tuple(sorted([*_apart(named), *reported], key=lambda e: (e.start, -e.end)))


def _money(text: str, found: Iterable[FoundMoney]) -> list[Entity]:
    return [
        Entity(
            EntityKind.MONEY,
            each.start,
            each.end,
            text[each.start : each.end],
            each.confidence,
            money=each.money,
        )
        for each in found
    ]


def _apart(named: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in sorted(named, key=lambda e: (-e.confidence, e.start)):
        if all(entity.end <= other.start or other.end <= entity.start for other in kept):
            kept.append(entity)
    return kept
