"""`make bench`, or `python -m bench [PART …]`: what was measured, against its target."""

import argparse
import os
import sys
import time
import traceback

from bench.parts import PARTS, Part
from bench.rows import Row, Verdict, table
from bench.workbench import Workbench, workbench


def main() -> int:
    """0 if every part ran, whether or not it reached its targets; 1 if one could not."""
    options = _options()
    parts = {name: PARTS[name] for name in options.parts or PARTS}
    began, before = time.monotonic(), os.getloadavg()[0]
    rows: list[Row] = []
    with workbench(options.fresh_stock) as bench:
        for name, part in parts.items():
            print(f"Measuring {name} ...", flush=True)
            rows += _measured(name, part, bench)
    minutes, after = (time.monotonic() - began) / 60, os.getloadavg()[0]
    print(f"\n{table(rows)}\n")
    print(
        f"{minutes:.0f} minutes on {os.cpu_count()} processors; load {before:.1f} at the start, "
        f"{after:.1f} at the end. docs/benchmarks.md says how each row is measured."
    )
    return 1 if any(row.verdict is Verdict.BROKEN for row in rows) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument(
        "--fresh-stock", action="store_true", help="measure stock Rasa again; takes minutes"
    )
    options = parser.parse_args()
    unknown = set(options.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def _measured(name: str, part: Part, bench: Workbench) -> list[Row]:
    """The rows of a part; one row that says so if it could not run, so that the others still do."""
    try:
        return part(bench)
    except Exception as error:
        traceback.print_exc()
        return [Row(name, "", type(error).__name__, Verdict.BROKEN)]


if __name__ == "__main__":
    sys.exit(main())
