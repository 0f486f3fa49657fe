"""The whole product in processes of its own, on free ports and a database in a folder."""

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from coaching.config import Settings
from tools.run import Part, parts, stop
from tools.samples import SampleLogins, load_samples
from tools.train import ROOT

READY_SECONDS = 90


@dataclass(slots=True)
class Product:
    """A running coach. `parts` can be killed and started one by one."""

    address: str
    environment: dict[str, str]
    parts: dict[str, Part]
    logins: SampleLogins
    folder: Path
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self, email: str | None = None) -> httpx.Client:
        """An HTTP client, signed in if an e-mail is given; closed with the product."""
        client = httpx.Client(base_url=self.address, timeout=30, trust_env=False)
        self.clients.append(client)
        if email:
            answer = client.post(
                "/api/login", json={"email": email, "password": self.logins.password}
            )
            answer.raise_for_status()
        return client

    def kill(self, name: str) -> None:
        """kill -9, and wait until it is gone."""
        process = self.parts[name].process
        assert process is not None
        process.kill()
        process.wait()

    def start(self, name: str) -> None:
        self.parts[name].start()

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.address}/readyz", timeout=2, trust_env=False).is_success:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise TimeoutError("the product did not become ready")

    def logs(self) -> str:
        """Everything the parts have written to their outputs."""
        return (self.folder / "parts.log").read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_product(folder: Path, **settings: str) -> Iterator[Product]:
    """The product with sample data, ready; everything is stopped at the end."""
    environment = {
        **os.environ,
        "COACH_HOST": "127.0.0.1",
        "COACH_PORT": str(free_port()),
        "COACH_BOT_PORT": str(free_port()),
        "COACH_ACTIONS_PORT": str(free_port()),
        "COACH_DATABASE_URL": f"sqlite:///{folder / 'coach.db'}",
        "COACH_INTERNAL_TOKEN": secrets.token_hex(32),
        "COACH_SECURE_COOKIES": "false",
        "COACH_RATE_LIMITS": "false",
        "COACH_LOG_LEVEL": "INFO",
        "OMP_NUM_THREADS": "1",
        **settings,
    }
    logins = load_samples(_settings(environment))
    running = {part.name: part for part in parts(environment)}
    with (folder / "parts.log").open("ab") as log:
        for part in running.values():
            part.output = log
        try:
            for part in running.values():
                part.start()
            address = f"http://127.0.0.1:{environment['COACH_PORT']}"
            product = Product(address, environment, running, logins, folder)
            product.wait_until_ready()
            yield product
            for client in product.clients:
                client.close()
        finally:
            stop(list(running.values()))


def _settings(environment: dict[str, str]) -> Settings:
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        return Settings(playbook=ROOT / "playbook", models=ROOT / "models")
    finally:
        os.environ.clear()
        os.environ.update(before)
