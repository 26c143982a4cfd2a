"""Logging as one JSON line an event, so set up that no text of a person can slip in by an error."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

# The standard library's writes any text at all, half characters too.
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
# Of an error's path only its last steps are told: enough to find the line.
_STEPS_TOLD = 6


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; `extra={"fields": {...}}` adds its fields to the line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Of an exception only its class and its path: messages may quote what was said."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = path_of(record.exc_info[2])
        return _encode(line)


def path_of(steps: TracebackType | None) -> str:
    """Where an error rose, as "file:line function" of its last steps, without any value."""
    told = traceback.extract_tb(steps)[-_STEPS_TOLD:]
    return " > ".join(f"{step.filename.rpartition('/')[2]}:{step.lineno} {step.name}" for step in told)


def set_up_logging(level: int = logging.INFO) -> None:
    """Send every record of the process to the error stream as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    # What a line does not tell need not be gathered either (the logging HOWTO, "Optimization").
    logging._srcfile = None
    logging.logThreads = logging.logMultiprocessing = logging.logProcesses = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These tell of every request or token, with addresses and ids in them.
    for chatty in ("aiohttp.access", "msal", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # Each second it would warn of a job that goes on as it may.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
