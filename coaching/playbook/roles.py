"""The words of jobs at a buyer's, from `playbook/roles.yml`."""

from pathlib import Path

from ruamel.yaml import YAML

from coaching.domain.entities import RoleWords


def read_roles(path: Path) -> RoleWords:
    """Raises KeyError for a file without one of the lists."""
    document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return RoleWords(
        heads=frozenset(document["heads"].casefold().split()),
        titles=frozenset(document["titles"].casefold().split()),
        areas=frozenset(document["areas"].casefold().split()),
        departments=frozenset(document["departments"].casefold().split()),
        bodies=frozenset(document["bodies"].casefold().split()),
    )
