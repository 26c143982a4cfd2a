"""Calendar files in: each is read in a process of its own, so that none can take all time or memory.

The parsers of .xlsx and .ics are not ours, and a few bytes can ask them for endless work: a rule that
never comes true, say.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import Problem
from bot.domain.intervals import HELSINKI
from bot.files import limits

_ROOT = Path(__file__).parents[2]
_MODULE = "bot.files.reader_process"


def read_calendar(path: Path, today: date | None = None) -> CalendarFile:
    """The events of a .csv, .xlsx or .ics file; what is wrong with it is among the problems.

    Repeating entries of .ics are expanded around `today`, which is by default today in Helsinki.
    """
    day = today or datetime.now(HELSINKI).date()
    command = [sys.executable, "-m", _MODULE, str(path.absolute()), day.isoformat()]
    try:
        done = subprocess.run(
            command,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            capture_output=True,
            timeout=limits.SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return CalendarFile(problems=(Problem("too_heavy"),))
    except subprocess.CalledProcessError:
        return CalendarFile(problems=(Problem("unreadable"),))
    file: CalendarFile = pickle.loads(done.stdout)
    return file
