"""Brings an event into the calendar of a running bot, as another process does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bot.files.writing import ics_bytes
from tests.browser.processes import ROOT

HALF_AN_HOUR = timedelta(minutes=30)


def import_event(title: str, start: datetime, folder: Path, environment: Mapping[str, str]) -> None:
    """The event lasts half an hour; its title begins with its series."""
    times = (f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (start, start + HALF_AN_HOUR))
    key = title.casefold().replace(" ", "-").replace(":", "")
    event = (
        f"UID:{key}\nSUMMARY:{title}\nCATEGORIES:{title.partition(':')[0]}\nURL:https://yhteys.example/{key}\n"
        f"DTSTART:{next(times)}\nDTEND:{next(times)}\n"
    )
    file = folder / f"{key}.ics"
    file.write_bytes(ics_bytes(event))
    command = [sys.executable, str(ROOT / "app.py"), "import", str(file)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)
