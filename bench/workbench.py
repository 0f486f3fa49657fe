"""What every part of the bench measures on."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.stock import Stock
from tests.journeys.product import Product, running_product


@dataclass(frozen=True, slots=True)
class Workbench:
    """The running product with sample data, the seconds from nothing to ready, and stock Rasa."""

    product: Product
    ready_seconds: float
    stock: Stock


@contextmanager
def workbench(fresh_stock: bool) -> Iterator[Workbench]:
    """Start the product in a folder of its own; it ends with the block."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, running_product(Path(folder)) as product:
        yield Workbench(product, time.monotonic() - began, Stock(fresh_stock))
