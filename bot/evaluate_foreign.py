"""`python -m bot.evaluate_foreign TRAIN.csv TEST.csv`: our way of understanding on other words.

Trains the configured pipeline on TRAIN and judges it on TEST; both have the columns `text` and
`intent`. Says what is wrong with a file and ends with 2.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import numpy as np
from rasa.shared.exceptions import RasaException
from rasa.utils.log_utils import configure_structlog

from bot.measures import Heard, figures
from bot.pipeline import Pipeline
from bot.sets import Said

COLUMNS = ("text", "intent")

# Our own examples are no measure of other intents; two wishes are ours alone.
CHANGES = {
    "ExampleSources": {"examples": None, "development": None},
    "WishProposer": {"cuts": 0},
}


class Unusable(ValueError):
    """A file that nothing can be learnt from or judged by. The message says why."""


def read(path: Path) -> list[Said]:
    """Text and intent of every row, blanks around them taken off. Raises Unusable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            rows = [] if missing else [{name: row[name] for name in COLUMNS} for row in reader]
    except OSError as problem:
        raise Unusable(f"{path}: cannot be read ({problem.strerror}).") from None
    except (UnicodeDecodeError, csv.Error):
        raise Unusable(f"{path}: is not a CSV file in UTF-8.") from None
    if missing:
        raise Unusable(f"{path}: the column {' and the column '.join(missing)} is missing.")
    said = [((row["text"] or "").strip(), (row["intent"] or "").strip()) for row in rows]
    for number, (text, intent) in enumerate(said, start=1):
        if not text or not intent:
            raise Unusable(f"{path}: message {number} has no {'intent' if text else 'text'}.")
    if not said:
        raise Unusable(f"{path}: there is no message in it.")
    return said


def report(train: list[Said], test: list[Said]) -> str:
    """Train, judge, and put the figures into words. Raises Unusable and Rasa's exceptions."""
    intents = {intent for _, intent in train}
    if len(intents) < 2:
        raise Unusable("At least two intents are needed to train on.")
    untaught = sorted({intent for _, intent in test} - intents)
    began = time.perf_counter()
    pipeline = Pipeline.train(train, changes=CHANGES)
    seconds = time.perf_counter() - began
    heard, taken = [], []
    for text, intent in test:
        began = time.perf_counter()
        parsed = pipeline.understand(text)
        taken.append((time.perf_counter() - began) * 1000)
        heard.append(Heard.of(intent, parsed))
    surest = figures([Heard(h.true, h.surest[0], h.readings) for h in heard])
    decided = figures(heard)
    lines = [
        f"trained on {len(train)} messages of {len(intents)} intents, judged on {len(test)}",
        f"accuracy               {surest.accuracy:.3f}",
        f"macro-F1               {surest.macro_f1:.3f}",
        f"asked back             {decided.asked:.3f}",
        f"calibration error      {surest.calibration_error:.3f}",
        f"ms per message         {np.median(taken):.1f}",
        f"seconds of training    {seconds:.1f}",
    ]
    if untaught:
        lines.append(f"never taught, so never found: {', '.join(untaught)}")
    return "\n".join(lines)


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: python -m bot.evaluate_foreign TRAIN.csv TEST.csv")
        return 2
    configure_structlog(40)
    try:
        train, test = (read(Path(name)) for name in sys.argv[1:])
        print(report(train, test))
    except (Unusable, RasaException) as problem:
        print(problem)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
