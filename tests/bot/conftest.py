"""Real parts only: a small trained model, a small action server, Rasa in its own process."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import REPOSITORY, TINY_ASSISTANT
from ruamel.yaml import YAML

# Rasa resolves `bot.channel` from the folder it is started in; pytest does not.
sys.path.insert(0, str(REPOSITORY))

if importlib.util.find_spec("rasa") is not None:
    from action_server import ActionServer
    from bot_process import BotProcess

    from tools.train import rasa_model, train_rasa
else:
    # These tests live in the environment of bot/; in the other one there is nothing to run.
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained model of the tiny assistant."""
    folder = tmp_path_factory.mktemp("model")
    command = [sys.executable, "-m", "rasa", "train", "--quiet"]
    command += ["--config", TINY_ASSISTANT / "config.yml"]
    command += ["--domain", TINY_ASSISTANT / "domain.yml"]
    command += ["--data", TINY_ASSISTANT / "data"]
    command += ["--out", folder, "--fixed-model-name", "tiny"]
    quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=quiet, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "tiny.tar.gz"


@pytest.fixture(scope="session")
def listening_actions() -> Iterator[ActionServer]:
    with ActionServer() as server:
        yield server


@pytest.fixture
def actions(listening_actions: ActionServer) -> ActionServer:
    """The action server, well behaved and with nothing asked of it yet."""
    listening_actions.behaviour = "answer"
    listening_actions.calls.clear()
    return listening_actions


@pytest.fixture(scope="session")
def running_bot(
    tiny_model: Path, listening_actions: ActionServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BotProcess]:
    log = tmp_path_factory.mktemp("bot") / "bot.log"
    with BotProcess(tiny_model, listening_actions.port, log) as bot:
        bot.wait_until_health_is(200)
        yield bot


@pytest.fixture
def bot(running_bot: BotProcess, actions: ActionServer) -> BotProcess:
    """Rasa with the tiny model, as the product starts it, and a well behaved action server."""
    return running_bot


@pytest.fixture(scope="session")
def product_model() -> Path:
    """The model of the project itself, trained unless it is there."""
    train_rasa()
    return rasa_model()


_LITTLE_UNDERSTANDING = """\
version: "3.1"
nlu:
  - intent: greet
    examples: |
      - hello
      - good morning
  - intent: thank
    examples: |
      - thanks
      - thank you
"""


@pytest.fixture(scope="session")
def rules_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own domain, rules, stories and policies, with next to no understanding of
    words: messages come to it ready-made. Training it finds rules that contradict each other."""
    folder = tmp_path_factory.mktemp("rules")
    yaml = YAML(typ="safe", pure=True)
    config = yaml.load(REPOSITORY / "config.yml")
    config["pipeline"] = yaml.load(TINY_ASSISTANT / "config.yml")["pipeline"]
    with (folder / "config.yml").open("w") as file:
        yaml.dump(config, file)
    (folder / "nlu.yml").write_text(_LITTLE_UNDERSTANDING)
    data = [folder / "nlu.yml", REPOSITORY / "data" / "rules", REPOSITORY / "data" / "stories"]
    command = [sys.executable, "-m", "rasa", "train", "--quiet", "--out", folder]
    command += ["--config", folder / "config.yml", "--domain", REPOSITORY / "domain.yml"]
    command += ["--fixed-model-name", "rules", "--data", *data]
    quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=quiet, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "rules.tar.gz"
