"""An error is logged without anyone's words."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import structlog

from bot import hot_path

SECRET = "Zanzibar-4711"

hot_path.apply()


def test_an_error_is_logged_by_type_and_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    words = SECRET
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger("rasa.core").exception("It broke while handling %s", "a turn")
    [record] = caplog.records
    line = logging.Formatter().format(record)
    assert line.startswith("It broke while handling a turn [ValueError at test_quiet_logs.py:")
    assert "\n" not in line
    assert SECRET not in line


def test_a_structured_entry_keeps_its_name_and_loses_its_values() -> None:
    [entry] = _structured(lambda log: log.warning("message.failed", text=SECRET))
    assert entry == {"event": "message.failed", "exc_info": False, "log_level": "warning"}


def test_a_structured_error_loses_its_local_variables() -> None:
    def break_down(log: Any) -> None:
        words = SECRET
        try:
            raise ValueError(words)
        except ValueError:
            log.exception("message.failed", text=words)

    [entry] = _structured(break_down)
    assert entry["error"].startswith("ValueError at test_quiet_logs.py:")
    assert SECRET not in str(entry)


def test_debug_lines_stay_off_whoever_asks() -> None:
    logging.getLogger("rasa").setLevel(logging.DEBUG)
    hot_path.apply()
    assert not logging.getLogger("rasa.core.processor").isEnabledFor(logging.INFO)


def _structured(speak: Any) -> list[Any]:
    """What the first processor, ours, lets through to the rest."""
    ours = structlog.get_config()["processors"][0]
    captured = structlog.testing.LogCapture()
    speak(structlog.wrap_logger(None, processors=[ours, captured]))
    return captured.entries
