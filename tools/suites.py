"""`make test` and `make check`: the named suites, one after the other, with a closing account.

    python -m tools.suites [suite …]     all suites without a name

A suite is never skipped silently: one that could not run counts as failed and is named.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tools.browser import find_browser
from tools.train import ROOT, rasa_environment, train_ear, train_rasa

_PYTEST = [sys.executable, "-m", "pytest"]
_BOT_PYTHON = str(ROOT / "bot/.venv/bin/python")
_COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed)")


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    ok: bool
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""


def _run(command: list[str], environment: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command, show its output as it comes, and give its code and text."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        sys.stdout.write(line)
        lines.append(line)
    return process.wait(), "".join(lines[-30:])


def _pytest(name: str, *paths: str, environment: dict[str, str] | None = None) -> Result:
    began = time.monotonic()
    code, tail = _run([*_PYTEST, *paths], environment)
    return _result(name, code, tail, began)


def _result(name: str, code: int, tail: str, began: float) -> Result:
    counts = dict.fromkeys(("passed", "failed", "error", "skipped"), 0)
    for number, kind in _COUNTS.findall(tail.splitlines()[-1] if tail else ""):
        counts[kind.removesuffix("s") if kind == "errors" else kind] = int(number)
    return Result(
        name,
        ok=code == 0 and counts["passed"] > 0,
        seconds=time.monotonic() - began,
        passed=counts["passed"],
        failed=counts["failed"] + counts["error"],
        skipped=counts["skipped"],
    )


def check() -> Result:
    """Format, lint, types, import contracts, playbook, docs: fast."""
    began = time.monotonic()
    commands = {
        "format": [".venv/bin/ruff", "format", "--check", "."],
        "lint": [".venv/bin/ruff", "check", "."],
        "types": [".venv/bin/mypy"],
        "imports": [".venv/bin/lint-imports", "--no-cache"],
        "playbook": [sys.executable, "-m", "coaching.playbook", "check"],
        "docs": [*_PYTEST, "tests/docs"],
    }
    failed = []
    for name, command in commands.items():
        print(f"-- {name}", flush=True)
        if _run(command)[0]:
            failed.append(name)
    return Result(
        "check",
        ok=not failed,
        seconds=time.monotonic() - began,
        passed=len(commands) - len(failed),
        failed=len(failed),
        note=", ".join(failed),
    )


def unit() -> Result:
    """Everything that needs no other process."""
    train_ear()
    folders = (
        "domain",
        "services",
        "playbook",
        "nlp",
        "encoder",
        "actions",
        "api",
        "pages",
        "tools",
        "bench",
    )
    return _pytest("unit", *(f"tests/{folder}" for folder in folders if _exists(folder)))


def store() -> Result:
    """Repositories and migrations on SQLite and on a real PostgreSQL."""
    return _pytest("store", "tests/store")


def bot() -> Result:
    """Rasa's room, in its own environment."""
    began = time.monotonic()
    train_rasa()
    command = [_BOT_PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "bot/pytest.ini"]
    code, tail = _run(
        [*command, "--rootdir", ".", "tests/bot", "tests/encoder"], rasa_environment()
    )
    return _result("bot", code, tail, began)


def contracts() -> Result:
    """The names that both environments share, and Rasa's calls to the actions."""
    return _pytest("contracts", "tests/contracts")


def live() -> Result:
    """Journeys over HTTP with real Rasa, action server and API, and parts that are killed."""
    train_ear()
    train_rasa()
    return _pytest("live", "tests/journeys/live")


def browser() -> Result:
    """Journeys in a real Chromium."""
    began = time.monotonic()
    try:
        found = find_browser()
    except LookupError as error:
        return Result("browser", False, time.monotonic() - began, failed=1, note=str(error))
    return _pytest(
        "browser", "tests/journeys/browser", environment={**os.environ, "COACH_CHROMIUM": found}
    )


SUITES: dict[str, Callable[[], Result]] = {
    "check": check,
    "unit": unit,
    "contracts": contracts,
    "store": store,
    "bot": bot,
    "live": live,
    "browser": browser,
}


def _exists(folder: str) -> bool:
    return (ROOT / "tests" / folder).is_dir()


def main(names: list[str]) -> int:
    unknown = set(names) - SUITES.keys()
    if unknown:
        print(f"No such suite: {', '.join(sorted(unknown))}. There are: {', '.join(SUITES)}.")
        return 2
    results = []
    for name in names or list(SUITES):
        print(f"\n==== {name}", flush=True)
        try:
            results.append(SUITES[name]())
        except (OSError, subprocess.CalledProcessError) as error:
            results.append(Result(name, False, 0.0, failed=1, note=f"could not run: {error}"))
    return _account(results)


def _account(results: list[Result]) -> int:
    print("\n==== account")
    for result in results:
        mark = "ok    " if result.ok else "FAILED"
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        note = f"  ({result.note})" if result.note else ""
        print(
            f"{mark} {result.name:10} {result.passed} passed, {result.failed} failed{skipped}"
            f" in {result.seconds:.0f} s{note}"
        )
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    print(f"\n{passed} passed, {failed} failed, {sum(r.skipped for r in results)} skipped")
    return 0 if all(result.ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
