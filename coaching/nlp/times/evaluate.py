"""`python -m coaching.nlp.times.evaluate`: how well dates are read, on held-out phrases. It prints
figures only; no rule is ever written from the phrases, so it shows none."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from coaching.domain.follow_ups.times import TimeReading, TimeStatus
from coaching.nlp.times import TimeGrammar
from coaching.playbook.time_sets import TimePhrase, read_time_phrases

MARKED = Path("tests/evaluation")


def is_right(phrase: TimePhrase, reading: TimeReading) -> bool:
    """The same status, and the same day or instant where one is expected."""
    if reading.status is not phrase.status:
        return False
    if phrase.value is None or phrase.status not in (TimeStatus.FOUND, TimeStatus.PAST):
        return True
    when = reading.when
    if when is None:
        return False
    if not isinstance(phrase.value, datetime):
        return when.at is None and when.day == phrase.value
    if when.at is None:
        return False
    value = phrase.value
    local = value.replace(tzinfo=phrase.now.tzinfo) if value.tzinfo is None else value
    return when.instant() == local.astimezone(UTC)


def report(phrases: Sequence[TimePhrase]) -> str:
    """The figures: right, silent wrong dates, false dates, status by status, and times."""
    grammar, took, right = TimeGrammar(), [], 0
    silent = false = 0
    pairs: Counter[tuple[str, str]] = Counter()
    for phrase in phrases:
        began = perf_counter()
        reading = grammar.read(phrase.text, phrase.now)
        took.append((perf_counter() - began) * 1000)
        fits = is_right(phrase, reading)
        right += fits
        silent += reading.status is TimeStatus.FOUND and not fits
        false += phrase.status is TimeStatus.NONE and reading.status is not TimeStatus.NONE
        pairs[phrase.status, reading.status if fits else f"{reading.status} (wrong)"] += 1
    took.sort()
    dateless = sum(phrase.status is TimeStatus.NONE for phrase in phrases)
    rows = [f"  {expected:9} -> {got:18} {n:4}" for (expected, got), n in sorted(pairs.items())]
    return "\n".join(
        [
            f"{len(phrases)} phrases, right {right} ({right / len(phrases):.3f})",
            f"silent wrong dates {silent}, false dates {false} of {dateless} dateless",
            *rows,
            f"time per text: p50 {took[len(took) // 2]:.2f} ms, "
            f"p99 {took[min(len(took) - 1, len(took) * 99 // 100)]:.2f} ms",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marked", type=Path, default=MARKED)
    chosen = parser.parse_args(arguments)
    phrases = read_time_phrases(chosen.marked)
    print(report(phrases) if phrases else f"no times_*.yml in {chosen.marked}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
