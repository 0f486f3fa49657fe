"""Identifiers and seeds: unguessable in earnest, countable in tests."""

import hashlib
import secrets
from typing import Protocol


class Ids(Protocol):
    def new(self, prefix: str) -> str:
        """A fresh id such as `s-3kf…`; never given twice."""
        ...


class RandomIds:
    """Ids of 96 random bits."""

    def new(self, prefix: str) -> str:
        return f"{prefix}-{secrets.token_hex(12)}"


def seed_of(*parts: str) -> int:
    """A seed that the same parts always give; below 2^31, so that any database holds it."""
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:4]) >> 1
