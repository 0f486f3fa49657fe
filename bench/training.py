"""`rasa train`, timed."""

import resource
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.train import ROOT

RASA = str(ROOT / "bot/.venv/bin/rasa")


@dataclass(frozen=True, slots=True)
class Training:
    """What a training took: seconds by the clock, and seconds of all processors together."""

    seconds: float
    processor_seconds: float


def train(config: Path, model: Path, folder: Path, environment: Mapping[str, str]) -> Training:
    """Train the project's data and domain with a config, without Rasa's cache, in `folder`.

    Raises CalledProcessError; what Rasa said is in `training.log` beside the model.
    """
    model.parent.mkdir(parents=True, exist_ok=True)
    # A copy: Rasa writes an assistant id into a config that has none of its own.
    own = shutil.copyfile(config, model.parent / "config.yml")
    command = [RASA, "train", "--force", "--quiet", "--config", str(own)]
    command += ["--domain", str(ROOT / "domain.yml"), "--data", str(ROOT / "data")]
    command += ["--out", str(model.parent), "--fixed-model-name", model.name.split(".")[0]]
    began, used = time.monotonic(), _processor_seconds()
    with (model.parent / "training.log").open("w") as log:
        subprocess.run(
            command, cwd=folder, env=dict(environment), stdout=log, stderr=log, check=True
        )
    return Training(time.monotonic() - began, _processor_seconds() - used)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
