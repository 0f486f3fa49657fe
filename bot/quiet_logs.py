"""Nothing that someone said may reach a log, whatever goes wrong.

Rasa's error logs quote messages and print the local variables of every frame. Here an
error is logged by its type and place alone, and Rasa's structured entries keep their
name but lose their values. Warnings are the lowest level: debug lines quote everything,
so `--debug` shows nothing more of Rasa.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.turn import whereabouts

_HARMLESS = ("event", "event_info")


def keep_words_out_of_logs() -> None:
    """Quieten this process, for loggers that exist and loggers to come."""
    for name in ("", "rasa"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
    logging.setLogRecordFactory(_record_without_locals)
    processors = structlog.get_config()["processors"]
    if _name_only not in processors:
        # In place: loggers already in use hold on to this very list.
        processors.insert(0, _name_only)


def _record_without_locals(*args: object, **kwargs: object) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)  # type: ignore[arg-type]
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg = f"{record.getMessage()} [{whereabouts(error)}]"
        record.args = ()
    record.exc_info = None
    return record


def _name_only(
    _logger: object, method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    harmless = {key: entry[key] for key in _HARMLESS if key in entry}
    fails = method == "exception" or entry.get("exc_info")
    error = sys.exc_info()[1] if fails else None
    if error is not None:
        harmless["error"] = whereabouts(error)
    # False, not absent: structlog would add the exception by itself.
    return {**harmless, "exc_info": False}
