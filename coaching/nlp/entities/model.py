"""The trained tagger: for every token a softmax over nothing, person, company and role."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from coaching.domain.entities import EntityKind
from coaching.nlp.fitting import Matrix

ENTITIES = Path("models/entities")
OTHER = "none"
TAGS: tuple[str, ...] = (OTHER, EntityKind.COMPANY, EntityKind.PERSON, EntityKind.ROLE)
_SEEN_AT_LEAST = 3
_PULL = 2e-5
_STEPS = 120
_NUMBERS, _NOTES = "weights.npz", "entities.json"

Rows = Sequence[frozenset[str]]


class EntitiesMissing(RuntimeError):
    """There are no trained weights, or they were made by another version."""


@dataclass(frozen=True, slots=True)
class TaggerModel:
    """`weights` has a row for each feature in `places` and a last one for the bias, and a column
    for each of TAGS. `inputs` is the hash of what it learnt from."""

    places: dict[str, int]
    weights: Matrix
    inputs: str

    def probabilities(self, rows: Rows) -> Matrix:
        """One row a token, rounded to two decimals, so that kinds of processors agree."""
        found = np.tile(self.weights[-1], (len(rows), 1))
        for number, row in enumerate(rows):
            known = sorted(self.places[feature] for feature in row if feature in self.places)
            found[number] += self.weights[known].sum(axis=0)
        raised = np.exp(found - found.max(axis=1, keepdims=True))
        result: Matrix = np.round(raised / raised.sum(axis=1, keepdims=True), 2)
        return result.astype(np.float32)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.inputs.encode() + self.weights.tobytes()).hexdigest()

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / _NUMBERS, weights=self.weights.astype(np.float32))
        notes = {"tags": TAGS, "features": list(self.places), "inputs": self.inputs}
        (folder / _NOTES).write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TaggerModel":
        """Raises EntitiesMissing where the files are absent or made by another version."""
        notes = read_notes(folder)
        if notes.get("tags") != list(TAGS):
            raise EntitiesMissing(f"{folder} is of another version: run {__package__}.train")
        with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
            weights = numbers["weights"]
        places = {feature: place for place, feature in enumerate(notes["features"])}
        return cls(places, weights, notes["inputs"])


def read_notes(folder: Path) -> dict[str, Any]:
    """What stands beside the numbers. Raises EntitiesMissing."""
    path = folder / _NOTES
    if not path.exists() or not (folder / _NUMBERS).exists():
        raise EntitiesMissing(f"nothing trained in {folder}: run {__package__}.train")
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notes


def fit_tagger(rows: Rows, tags: Sequence[str], weigh: Sequence[float], inputs: str) -> TaggerModel:
    """A multinomial logistic regression over sparse features with an L2 pull; `weigh` says how
    much each token counts."""
    counts = Counter(feature for row in rows for feature in row)
    kept = sorted(feature for feature, count in counts.items() if count >= _SEEN_AT_LEAST)
    places = {feature: place for place, feature in enumerate(kept)}
    matrix = _matrix(rows, places)
    truth = np.array([TAGS.index(tag) for tag in tags], np.int64)
    weights = _descend(matrix, np.eye(len(TAGS))[truth], np.array(weigh))
    used = np.abs(weights[:-1]).max(axis=1) > 1e-3
    shrunk = np.vstack([weights[:-1][used], weights[-1:]]).astype(np.float32)
    names = [feature for feature, use in zip(kept, used, strict=True) if use]
    return TaggerModel({feature: n for n, feature in enumerate(names)}, shrunk, inputs)


def _matrix(rows: Rows, places: dict[str, int]) -> Any:
    pointers, columns = [0], []
    for row in rows:
        columns += sorted(places[feature] for feature in row if feature in places)
        pointers.append(len(columns))
    ones = np.ones(len(columns))
    return csr_matrix((ones, columns, pointers), shape=(len(rows), len(places)))


def _descend(matrix: Any, given: NDArray[np.float64], weigh: NDArray[np.float64]) -> Any:
    count, width, classes = matrix.shape[0], matrix.shape[1], given.shape[1]
    share = (weigh / weigh.sum())[:, None]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        guess = flat.reshape(width + 1, classes)
        scores = matrix @ guess[:-1] + guess[-1]
        scores -= scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        each = np.log(total)[:, 0] - (scores * given).sum(axis=1)
        value = float((share[:, 0] * each).sum()) + 0.5 * _PULL * float((guess[:-1] ** 2).sum())
        slope = share * (raised / total - given)
        gradient = np.vstack([matrix.T @ slope + _PULL * guess[:-1], slope.sum(axis=0)])
        return value, gradient.ravel()

    start = np.zeros((width + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    assert count
    return found.x.reshape(width + 1, classes)
