"""The sample house of `playbook/samples/`; it is no part of the published playbook."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coaching.domain.records import from_record
from coaching.domain.samples import SampleHouse


def load_samples(folder: Path) -> SampleHouse:
    """The sample house. Raises ValueError if the files do not fit its shape."""
    document = _read(folder / "samples" / "house.yml")
    files = sorted((folder / "samples" / "deals").glob("*.yml"))
    document["deals"] = [deal for file in files for deal in _read(file)["deals"]]
    house: SampleHouse = from_record(SampleHouse, document)
    return house


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        document: dict[str, Any] = YAML(typ="safe", pure=True).load(file)
    return document
