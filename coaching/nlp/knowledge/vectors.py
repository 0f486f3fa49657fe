"""Vectors of many texts, kept on disk, so that a start encodes only what is new."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coaching.nlp.encoding import Encoding
from coaching.nlp.fitting import Matrix

VECTORS = Path("models/knowledge")
_FILE = "vectors.npz"
_MOST_KEPT = 3
_log = logging.getLogger(__name__)


def encode_all(texts: Sequence[str], encoder: Encoding, folder: Path | None = VECTORS) -> Matrix:
    """One row a text. What the folder's file holds of this encoder is taken from there; if anything
    had to be encoded, the file is written again; texts that nobody asked for since are dropped when
    they become many. A folder that cannot be
    written to costs time at the next start and nothing else."""
    names = [_name(text) for text in texts]
    kept = _read(folder, encoder.fingerprint) if folder else {}
    missing = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
    for name, text in missing.items():
        kept[name] = encoder.encode(text)
    if folder and missing:
        if len(kept) > _MOST_KEPT * len(names):
            kept = {name: kept[name] for name in dict.fromkeys(names)}
        _write(folder, encoder.fingerprint, kept)
    width = len(encoder.encode("a"))
    rows = [kept[name] for name in names]
    return np.array(rows, np.float32) if rows else np.zeros((0, width), np.float32)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _read(folder: Path, fingerprint: str) -> dict[str, np.ndarray]:
    try:
        with np.load(folder / _FILE, allow_pickle=False) as held:
            if str(held["encoder"]) != fingerprint:
                return {}
            return dict(zip((str(n) for n in held["names"]), held["rows"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _write(folder: Path, fingerprint: str, vectors: dict[str, np.ndarray]) -> None:
    """Written beside and moved over, so that a reader never meets half a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".npz")
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                encoder=np.array(fingerprint),
                names=np.array(list(vectors)),
                rows=np.array(list(vectors.values()), np.float32),
            )
        Path(name).replace(folder / _FILE)
    except OSError as problem:
        _log.warning("The vectors of the knowledge are not kept: %s", problem)
