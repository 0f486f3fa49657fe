"""The sample house of `playbook/samples/house.yml`; it is no part of the published playbook."""

from pathlib import Path

from ruamel.yaml import YAML

from coaching.domain.records import from_record
from coaching.domain.samples import SampleHouse


def load_samples(folder: Path) -> SampleHouse:
    """The sample house. Raises ValueError if the file does not fit its shape."""
    with (folder / "samples" / "house.yml").open(encoding="utf-8") as file:
        document = YAML(typ="safe", pure=True).load(file)
    house: SampleHouse = from_record(SampleHouse, document)
    return house
