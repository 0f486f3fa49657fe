"""`python -m coaching.playbook check [folder]`: every problem of a playbook, or that it is fine."""

import argparse
import sys
from pathlib import Path

from coaching.domain.errors import PlaybookBroken
from coaching.playbook.building import load_playbook


def main(arguments: list[str] | None = None) -> int:
    """Print what is wrong, one problem a line, and give the exit status: 1 if there is anything."""
    parser = argparse.ArgumentParser(prog="python -m coaching.playbook")
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="read every file and report every problem")
    check.add_argument("folder", nargs="?", type=Path, default=Path("playbook"))
    folder: Path = parser.parse_args(arguments).folder
    if not folder.is_dir():
        print(f"{folder} is not a folder")
        return 1
    try:
        playbook, _ = load_playbook(folder)
    except PlaybookBroken as broken:
        for problem in broken.problems:
            print(problem)
        number = len(broken.problems)
        print(f"{number} problem{'s' if number > 1 else ''}")
        return 1
    number = len(playbook.scenarios)
    print(f"{number} scenario{'s' if number > 1 else ''}, {len(playbook.rubrics)} rubrics: fine")
    return 0


if __name__ == "__main__":
    sys.exit(main())
