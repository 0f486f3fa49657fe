"""The parts of the bench, one file each. A new part is a file with `measure` and a line here."""

from collections.abc import Callable

from bench.parts import elsewhere, hearing, product, rasa, reviewing, slack, turns
from bench.rows import Row
from bench.workbench import Workbench

Part = Callable[[Workbench], list[Row]]

PARTS: dict[str, Part] = {
    "turns": turns.measure,
    "product": product.measure,
    "rasa": rasa.measure,
    "hearing": hearing.measure,
    "reviewing": reviewing.measure,
    "slack": slack.measure,
    "elsewhere": elsewhere.measure,
}
