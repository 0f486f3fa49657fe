"""What lies in `encoder/weights` and `encoder/pair_weights`, read and verified."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parent / "weights"
PAIR_WEIGHTS = Path(__file__).resolve().parent / "pair_weights"
SUMS, MODEL, TOKENIZER = "SHA256SUMS", "model.onnx", "tokenizer.json"


class WeightsDamaged(Exception):
    """A file of the encoder is missing or is not the one that was shipped."""


@dataclass(frozen=True)
class Stored:
    model: bytes
    tokenizer: str
    fingerprint: str


def read_verified(folder: Path) -> Stored:
    """Both files and their common fingerprint; raises WeightsDamaged unless each has its sha256."""
    sums = _recorded_sums(folder)
    model = _read(folder / MODEL, sums)
    tokenizer = _read(folder / TOKENIZER, sums)
    common = hashlib.sha256(f"{sums[MODEL]} {sums[TOKENIZER]}".encode())
    return Stored(model, tokenizer.decode("utf-8"), common.hexdigest())


def _recorded_sums(folder: Path) -> dict[str, str]:
    lines = _bytes_of(folder / SUMS).decode("utf-8", "replace").splitlines()
    pairs = [line.split() for line in lines]
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def _read(path: Path, sums: dict[str, str]) -> bytes:
    content = _bytes_of(path)
    if sums.get(path.name) != hashlib.sha256(content).hexdigest():
        raise WeightsDamaged(
            f"The sentence encoder's file {path} is not the one that was shipped: "
            f"its sha256 differs from {SUMS}. Check it out again."
        )
    return content


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise WeightsDamaged(
            f"The sentence encoder's file {path} cannot be read "
            f"({problem.strerror}). Check it out again."
        ) from problem
