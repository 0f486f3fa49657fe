"""The documents cannot lie: settings, routes, rooms, commands and links are as they say."""

import re
import subprocess
from pathlib import Path

import pytest

from coaching.config import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for pattern in ("*.md", "docs/**/*.md", "playbook/*.md") for path in ROOT.glob(pattern)
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `(COACH_[A-Z_]+)`", read("docs/operations.md"), re.M))
    assert documented == {f"COACH_{name.upper()}" for name in Settings.model_fields}


def test_every_route_is_documented_and_no_other() -> None:
    from api.app import create_app  # noqa: PLC0415  building the application takes a second

    app = create_app(Settings(internal_token="t" * 32))  # type: ignore[arg-type]
    served = {
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    documented = set(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^` ]*)`", read("docs/api.md")))
    assert documented == served


def test_every_room_of_the_architecture_exists() -> None:
    table = read("docs/architecture.md").split("## Rooms")[1].split("##")[0]
    named = {
        name.rstrip("/")
        for row in re.findall(r"^\| (.+?) \|", table, re.M)
        for name in re.findall(r"`([^`]+)`", row)
    }
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_top_level_folder_is_in_the_architecture() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    folders = {name.split("/")[0] for name in tracked if "/" in name}
    text = read("docs/architecture.md")
    unnamed = {f for f in folders - {"docs", "tests", "data", ".ci"} if f"{f}/" not in text}
    assert unnamed == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = [
        target.split("#")[0]
        for target in re.findall(r"\]\(([^)]+)\)", text)
        if not target.startswith(("http", "#", "mailto:"))
    ]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_commands_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.M))
    named = set()
    for command in re.findall(r"`make ([a-z ]+)`", document.read_text(encoding="utf-8")):
        named |= set(command.split())
    assert named <= targets


def test_the_readme_fits_one_screen_and_a_half() -> None:
    assert len(read("README.md").splitlines()) <= 75
