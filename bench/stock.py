"""Stock Rasa: the same data and domain under the default pipeline and policies.

What it measures is kept in `var/bench/`, by the hash of what it was measured on, since training it
takes minutes.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.training import Training, train
from tools.train import ROOT

KEPT = ROOT / "var" / "bench"
_PACKAGE = ROOT / "bot/.venv/lib/python3.10/site-packages/rasa"
# What `rasa train` takes where a config names no pipeline and no policies, as after `rasa init`.
CONFIG = _PACKAGE / "engine/recipes/config_files/default_config.yml"
_VERSION = _PACKAGE / "version.py"
_LEAVE_TO_RASA = ("OMP_NUM_THREADS", "TF_INTRA_OP_PARALLELISM_THREADS")


def inputs_hash() -> str:
    """Stands for the data, the domain, the config, Rasa's version and the number of processors."""
    files = [ROOT / "domain.yml", *sorted((ROOT / "data").rglob("*.yml")), CONFIG, _VERSION]
    return digest(files, str(os.cpu_count()))


@dataclass(slots=True)
class Stock:
    """Stock Rasa for the inputs of now, by their hash. `fresh` means: measure once again what is
    kept."""

    fresh: bool = False
    inputs: str = field(default_factory=inputs_hash)
    _measured: set[str] = field(default_factory=set)

    @property
    def model(self) -> Path:
        return KEPT / f"stock-{self.inputs}.tar.gz"

    def training(self) -> Training:
        """What its training took; afterwards its model is there. Raises CalledProcessError."""
        if not self.model.exists():
            self._file("training").unlink(missing_ok=True)
        return Training(**self.kept("training", lambda: asdict(self._train())))

    def kept(self, name: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """A result on these inputs: the kept one, or measured now and kept."""
        file = self._file(name)
        if not file.exists() or (self.fresh and name not in self._measured):
            KEPT.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(measure(), indent=1) + "\n")
            self._measured.add(name)
        result: dict[str, Any] = json.loads(file.read_text())
        return result

    def _file(self, name: str) -> Path:
        return KEPT / f"stock-{self.inputs}-{name}.json"

    def _train(self) -> Training:
        print("Training stock Rasa (minutes; kept in var/bench) ...", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            trained = Path(folder) / "out" / "stock.tar.gz"
            training = train(CONFIG, trained, Path(folder), environment())
            shutil.move(trained, self.model)
        return training


def environment() -> dict[str, str]:
    """As a newcomer runs it: Rasa's own choice of threads; only quieter, and no telemetry."""
    inherited = {name: value for name, value in os.environ.items() if name not in _LEAVE_TO_RASA}
    quiet = {"LOG_LEVEL": "WARNING", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
    return {**inherited, **quiet, "RASA_TELEMETRY_ENABLED": "false"}


def digest(files: Iterable[Path], *more: str) -> str:
    """A short hash of files, with their names, and of further texts."""
    whole = hashlib.sha256("\0".join(more).encode())
    for file in files:
        whole.update(f"\0{file.name}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:16]
