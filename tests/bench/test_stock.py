"""What is kept of stock Rasa, and for which inputs."""

from pathlib import Path

import pytest

from bench import stock
from bench.stock import Stock, digest


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stock, "KEPT", tmp_path)
    return tmp_path


def test_a_result_is_measured_once() -> None:
    assert Stock().kept("run", lambda: {"ms": 1}) == {"ms": 1}
    assert Stock().kept("run", lambda: {"ms": 2}) == {"ms": 1}


def test_a_fresh_one_is_measured_once_again_and_then_kept() -> None:
    Stock().kept("run", lambda: {"ms": 1})
    fresh = Stock(fresh=True)
    assert fresh.kept("run", lambda: {"ms": 2}) == {"ms": 2}
    assert fresh.kept("run", lambda: {"ms": 3}) == {"ms": 2}


def test_a_measurement_that_fails_keeps_nothing(kept_in: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Stock().kept("run", lambda: {"ms": 1 / 0})
    assert list(kept_in.iterdir()) == []


def test_other_inputs_have_another_hash(tmp_path: Path) -> None:
    file = tmp_path / "domain.yml"
    file.write_text("intents: [greet]")
    before = digest([file], "2")
    assert digest([file], "2") == before
    assert digest([file], "4") != before
    file.write_text("intents: [deny]")
    assert digest([file], "2") != before


def test_inputs_that_change_meanwhile_do_not_move_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    present = Stock()
    before = present.model
    (tmp_path / "config.yml").write_text("another")
    monkeypatch.setattr(stock, "CONFIG", tmp_path / "config.yml")
    assert present.model == before
    assert Stock().model != before
