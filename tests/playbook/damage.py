"""Damage to a copy of the playbook, and whether it was told."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from coaching.domain.errors import PlaybookBroken, Problem
from coaching.playbook import load_playbook

REAL = Path(__file__).parents[2] / "playbook"
PAYROLL = "scenarios/price-payroll.yml"
CLINIC = "scenarios/brushoff-clinic.yml"
HOSPITAL = "scenarios/condition-hospital.yml"
EVERY_SCENARIO = {f"scenarios/{path.name}" for path in (REAL / "scenarios").glob("*.yml")}


@dataclass(frozen=True)
class Damage:
    """`old` becomes `new` in `file`; then `field` is told for `reason`, on the first line that
    holds `at` (if given)."""

    file: str
    old: str
    new: str
    field: str
    at: str
    reason: str

    def do(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text, f"{self.file} no longer holds {self.old!r}"
        path.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")

    def told(self, folder: Path) -> tuple[str, str, int | None]:
        lines = (folder / self.file).read_text(encoding="utf-8").splitlines()
        line = next(n for n, text in enumerate(lines, start=1) if self.at in text)
        return self.file, self.field, line


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PlaybookBroken) as broken:
        load_playbook(folder)
    return broken.value.problems


def assert_told(folder: Path, damage: Damage, told: tuple[Problem, ...]) -> None:
    file, field, line = damage.told(folder)
    found = [p for p in told if (p.file, p.field) == (file, field) and damage.reason in p.reason]
    assert found, "\n".join(map(str, told))
    if damage.at:
        assert found[0].line == line
