"""Reads one calendar file with bounded memory: `python -m bot.files.reader_process FILE DAY`.

Writes the CalendarFile to its output for `calendar_reader`, which watches the time.
"""

from __future__ import annotations

import pickle
import sys
from datetime import date
from pathlib import Path

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import Problem
from bot.files import limits
from bot.files.readers import read_file


def main(path: str, today: str) -> None:
    """Read the file and write what was found."""
    _bound_memory()
    try:
        file = read_file(Path(path), date.fromisoformat(today))
    except MemoryError:
        file = CalendarFile(problems=(Problem("too_heavy"),))
    sys.stdout.buffer.write(pickle.dumps(file))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the time is bounded there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


if __name__ == "__main__":
    main(*sys.argv[1:])
