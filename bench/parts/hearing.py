"""Intents on the held-out messages, ours against stock Rasa; no sentence is printed."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.macro_f1 import Pair, difference, macro_f1
from bench.rows import Row, Verdict
from bench.stock import digest, environment
from bench.workbench import Workbench
from tools.train import ROOT, rasa_environment, rasa_model


def measure(bench: Workbench) -> list[Row]:
    bench.stock.training()
    sets = digest(sorted((ROOT / "tests/evaluation").glob("intents_*.yml")))
    theirs = bench.stock.kept(
        f"heard-{sets}", lambda: {"pairs": heard(bench.stock.model, environment())}
    )
    stock = [(true, found) for true, found in theirs["pairs"]]
    ours = heard(rasa_model(), rasa_environment())
    ahead = difference(ours, stock)
    # Higher means that the whole interval of the difference lies above zero.
    verdict = Verdict.OK if ahead.low > 0 else Verdict.MISSED
    measured = f"{macro_f1(ours)} against {macro_f1(stock)}, ahead by {ahead}"
    what = f"intents, macro-F1 on {len(ours)} held-out messages"
    return [Row(what, "higher than stock", measured, verdict)]


def heard(model: Path, settings: Mapping[str, str]) -> list[Pair]:
    """True and found intent of every held-out message, in their order.

    Raises CalledProcessError.
    """
    command = [str(ROOT / "bot/.venv/bin/python"), "-m", "bench.hearing", str(model)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=dict(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        text=True,
    )
    pairs: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    return [(true, found) for true, found in pairs]
