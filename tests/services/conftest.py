"""A house on a SQLite file, with the real playbook and the literal ear."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.house import TestHouse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    built = TestHouse(tmp_path)
    yield built
    built.store.close()
