"""The trained objection ear: a buyer's words to a label, and what stands behind it."""

from functools import cached_property
from pathlib import Path

from coaching.domain.objections import HeardObjection, LikelyLabel, Nature, ObjectionLabel
from coaching.nlp.objections.model import (
    LABELS,
    NATURES,
    NONE,
    OBJECTIONS,
    Encoders,
    ObjectionModel,
    ObjectionsMissing,
    row_of,
)
from coaching.nlp.softmax import Matrix, softmax
from encoder import Encoder, PairReader

_RANKED = 5


class TrainedObjections:
    """Hears what a buyer holds against buying. The same words always give the same."""

    def __init__(self, model: ObjectionModel, encoders: Encoders) -> None:
        self._model = model
        self._encoders = encoders
        self.analyser = model.fingerprint

    @classmethod
    def load(cls, folder: Path = OBJECTIONS) -> "TrainedObjections":
        """Raises ObjectionsMissing where nothing was trained, or with other encoders."""
        model, encoders = ObjectionModel.load(folder), Encoders(PairReader.load(), Encoder.load())
        if model.encoders != encoders.fingerprint:
            raise ObjectionsMissing(f"{folder} belongs to other encoders: run {__package__}.train")
        return cls(model, encoders)

    def hear(self, text: str) -> HeardObjection:
        """The likeliest label and nature of a buyer's words; no label where they are more likely
        no objection at all, or hold no word."""
        if not any(letter.isalpha() for letter in text):
            return HeardObjection(None, 1.0, None, ())
        row = row_of(text, self._encoders)[None, :]
        by_label = softmax(row, self._model.labels)[0]
        order = sorted(range(len(LABELS)), key=lambda place: (-by_label[place], place))
        ranking = tuple(
            LikelyLabel(ObjectionLabel(LABELS[place]), round(float(by_label[place]), 2))
            for place in order
            if LABELS[place] != NONE
        )
        first = LABELS[order[0]]
        if first == NONE:
            return HeardObjection(
                None, round(float(by_label[order[0]]), 2), None, ranking[:_RANKED]
            )
        label = ObjectionLabel(first)
        return HeardObjection(
            label, ranking[0].confidence, self._nature(label, row), ranking[:_RANKED]
        )

    def _nature(self, label: ObjectionLabel, row: Matrix) -> Nature:
        if label is ObjectionLabel.STOP_CONTACT:
            return Nature.STOP_CONTACT
        likely = softmax(row, self._model.natures)[0]
        places = [n for n, nature in enumerate(NATURES) if nature is not Nature.STOP_CONTACT]
        return NATURES[max(places, key=lambda place: (float(likely[place]), -place))]


class LateObjections:
    """The same ear, loaded when it is first asked: few talks need it."""

    def __init__(self, folder: Path = OBJECTIONS) -> None:
        self._folder = folder

    def hear(self, text: str) -> HeardObjection:
        """Raises as `TrainedObjections.load` on the first call."""
        return self._ear.hear(text)

    @cached_property
    def _ear(self) -> TrainedObjections:
        return TrainedObjections.load(self._folder)
