"""The house behind the pages of deals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.deal_house import DealHouse
from tests.services.house import TestHouse


@pytest.fixture
def house(tmp_path: Path) -> Iterator[DealHouse]:
    built = TestHouse(tmp_path)
    yield DealHouse(built)
    built.store.close()
