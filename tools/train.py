"""Trains the bot and the ears if their inputs changed; says what it is doing and how long."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
RASA_MODELS = ROOT / "models" / "rasa"
_RASA_INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/calibration.py",
    "bot/classifier.py",
    "bot/deciding.py",
    "bot/featurizer.py",
    "bot/learning.py",
    "bot/linear.py",
    "bot/nearest.py",
    "bot/ngrams.py",
    "bot/sources.py",
    "bot/wishes.py",
    "bot/uv.lock",
    "encoder/weights/SHA256SUMS",
)


def rasa_model() -> Path:
    """Where the model of the present inputs lies, or will lie."""
    return RASA_MODELS / f"{_digest(_RASA_INPUTS)[:16]}.tar.gz"


def train_rasa() -> None:
    """Train the bot, unless the model of these inputs is there. Raises CalledProcessError."""
    model = rasa_model()
    if model.exists():
        return
    print("Training the bot (about half a minute) ...", flush=True)
    began = time.monotonic()
    RASA_MODELS.mkdir(parents=True, exist_ok=True)
    command = [
        str(ROOT / "bot/.venv/bin/rasa"),
        "train",
        "--fixed-model-name",
        f"new-{model.name.removesuffix('.tar.gz')}",
        "--out",
        str(RASA_MODELS),
        "--quiet",
    ]
    log = RASA_MODELS / "training.log"
    with log.open("w") as output:
        finished = subprocess.run(
            command, cwd=ROOT, env=rasa_environment(), stdout=output, stderr=subprocess.STDOUT
        )
    trained = RASA_MODELS / f"new-{model.name}"
    if finished.returncode or not trained.exists():
        print(log.read_text()[-4_000:], file=sys.stderr)
        raise subprocess.CalledProcessError(finished.returncode or 1, command)
    for old in RASA_MODELS.glob("[0-9a-f]*.tar.gz"):
        old.unlink()
    trained.rename(model)
    print(f"Trained the bot in {time.monotonic() - began:.0f} s.", flush=True)


EARS = (
    "coaching.nlp.replies.train",
    "coaching.nlp.answers.train",
    "coaching.nlp.quiz.train",
    "coaching.nlp.objections.train",
    "coaching.nlp.entities.train",
    "coaching.nlp.knowledge.train",
)


def train_ear() -> None:
    """Train the ear for replies and the one for answers about buyers, unless their inputs are
    unchanged. Raises CalledProcessError."""
    for module in EARS:
        subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True)


def rasa_environment() -> dict[str, str]:
    """The environment in which Rasa trains and runs: one thread, no telemetry, quiet."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_INTRA_OP_PARALLELISM_THREADS": "1",
        "TF_INTER_OP_PARALLELISM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
        "LOG_LEVEL": "WARNING",
        "COACH_INTERNAL_TOKEN": os.environ.get("COACH_INTERNAL_TOKEN", "training"),
        "COACH_ACTIONS_PORT": os.environ.get("COACH_ACTIONS_PORT", "5055"),
    }
    return {**os.environ, **quiet}


def _digest(paths: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for name in paths:
        path = ROOT / name
        files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
        for file in files:
            digest.update(f"{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> int:
    try:
        train_ear()
        train_rasa()
    except subprocess.CalledProcessError as error:
        print(f"Training failed: {error}", file=sys.stderr)
        return 1
    print("The models are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
