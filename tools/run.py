"""`make run`: trains if needed, starts API, Rasa and action server, and looks after them."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO

from coaching.config import Settings
from coaching.domain.errors import PlaybookBroken
from coaching.playbook import load_playbook
from tools.samples import SampleLogins, load_samples
from tools.train import ROOT, rasa_environment, rasa_model, train_ear, train_rasa

READY_SECONDS = 90
STOP_SECONDS = 12
_LOOK_SECONDS = 0.5
_CALM_SECONDS = 30


@dataclass(slots=True)
class Part:
    """One process of the product; `deaths` counts recent ends, for a growing pause. `output`
    takes what it writes, else the terminal does, or a file in `var/` if it is `quiet`: Rasa's
    old packages greet every start with a page of deprecation warnings."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    deaths: int = 0
    start_after: float = 0.0
    output: IO[bytes] | None = None
    quiet: bool = False

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.environment,
            stdout=self.output,
            stderr=self.output,
            start_new_session=True,
        )
        self.started_at = time.monotonic()

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def parts(environment: dict[str, str]) -> list[Part]:
    """The three processes with their commands."""
    python = sys.executable
    rasa = [
        str(ROOT / "bot/.venv/bin/rasa"),
        "run",
        "--interface",
        "127.0.0.1",
        "--port",
        environment["COACH_BOT_PORT"],
        "--model",
        str(rasa_model()),
        "--endpoints",
        "endpoints.yml",
        "--credentials",
        "credentials.yml",
    ]
    return [
        Part("actions", [python, "-m", "actions"], environment),
        Part("rasa", rasa, {**rasa_environment(), **environment}, quiet=True),
        Part("api", [python, "-m", "api"], environment),
    ]


def keep_running(running: list[Part]) -> None:
    """Restart a part that dies, say so, and wait longer each time it dies soon again."""
    now = time.monotonic()
    for part in running:
        if part.alive():
            if part.deaths and now - part.started_at > _CALM_SECONDS:
                part.deaths = 0
            continue
        if part.start_after == 0.0:
            part.deaths += 1
            wait = min(30.0, 0.5 * 2 ** (part.deaths - 1))
            part.start_after = now + wait
            told = f" (var/{part.name}.log says more)" if part.quiet else ""
            print(f"The {part.name} process stopped{told}; starting it again in {wait:g} s.")
        elif now >= part.start_after:
            part.start_after = 0.0
            part.start()


def stop(running: list[Part]) -> None:
    """Ask every part to stop, the API first, and end what does not."""
    for part in reversed(running):
        if part.process and part.alive():
            part.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for part in reversed(running):
        if part.process is None:
            continue
        try:
            part.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.process.kill()


def wait_until_ready(address: str, running: list[Part]) -> bool:
    """True once a turn could be answered; restarts what dies while waiting."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if _is_ready(address):
            return True
        if any(part.deaths > 2 for part in running):
            return False
        keep_running(running)
        time.sleep(_LOOK_SECONDS)
    return False


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _environment() -> dict[str, str]:
    loopback = os.environ.get("COACH_HOST", "127.0.0.1") in ("127.0.0.1", "localhost", "::1")
    relaxed = "false" if loopback else "true"
    defaults = {
        "COACH_HOST": "127.0.0.1",
        "COACH_PORT": "8000",
        "COACH_BOT_PORT": "5005",
        "COACH_ACTIONS_PORT": "5055",
        "COACH_DATABASE_URL": f"sqlite:///{ROOT / 'var' / 'coach.db'}",
        "COACH_INTERNAL_TOKEN": secrets.token_hex(32),
        "COACH_SECURE_COOKIES": relaxed,
        "COACH_RATE_LIMITS": relaxed,
        "COACH_LOG_LEVEL": "WARNING",
        "OMP_NUM_THREADS": "1",
    }
    return {**defaults, **os.environ}


def _busy_ports(environment: dict[str, str]) -> list[str]:
    busy = []
    for name in ("COACH_PORT", "COACH_BOT_PORT", "COACH_ACTIONS_PORT"):
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", int(environment[name]))) == 0:
                busy.append(f"Port {environment[name]} is in use; set {name} to another one.")
    return busy


def _welcome(address: str, logins: SampleLogins | None) -> None:
    print(f"\nSales Coach is ready:  {address}\n")
    if logins:
        print("Sample people, to try it out (password for all: " + logins.password + ")")
        for role, email in logins.people:
            print(f"  {role:8} {email}")
        print(f"\nPersonal token of the first rep, for programs:\n  {logins.token}")
    print("\nStop with Ctrl-C.", flush=True)


def _prepare(environment: dict[str, str]) -> SampleLogins | None:
    os.environ.update(environment)
    settings = Settings()
    load_playbook(settings.playbook)
    (ROOT / "var").mkdir(exist_ok=True)
    train_ear()
    train_rasa()
    return load_samples(settings) if settings.on_loopback else None


def main() -> int:
    environment = _environment()
    problems = _busy_ports(environment)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    try:
        logins = _prepare(environment)
    except PlaybookBroken as error:
        print(f"The playbook has {len(error.problems)} problems:\n{error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"Training failed: {error}", file=sys.stderr)
        return 1
    return _serve(environment, logins)


def _serve(environment: dict[str, str], logins: SampleLogins | None) -> int:
    address = f"http://{environment['COACH_HOST']}:{environment['COACH_PORT']}"
    running = parts(environment)

    def leave(signum: int, frame: object) -> None:
        raise KeyboardInterrupt

    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, leave)
    try:
        print("Starting the coach ...", flush=True)
        for part in running:
            if part.quiet:
                part.output = (ROOT / "var" / f"{part.name}.log").open("wb")
            part.start()
        if not wait_until_ready(address, running):
            print("The coach did not become ready; the lines above say why.", file=sys.stderr)
            return 1
        _welcome(address, logins)
        while True:
            keep_running(running)
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        stop(running)


if __name__ == "__main__":
    sys.exit(main())
