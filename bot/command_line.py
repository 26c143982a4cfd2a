"""The command line: its commands and what each of them takes."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.domain.intervals import at_helsinki
from bot.settings import Settings

Command = Callable[[argparse.Namespace, Settings], Awaitable[int]]
"""Does what the options say; the process's exit code."""

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"

_MOMENT_EXAMPLE = "2026-11-23T09:00"
_YEARS = range(2000, 2101)


def parser_of(commands: Mapping[str, Command], description: str) -> argparse.ArgumentParser:
    """Reads the command line into options, of which `run` is one of the commands, found by their names."""
    parser = argparse.ArgumentParser(prog="app.py", description=description)
    subparsers = parser.add_subparsers(required=True, metavar="command")

    def add(name: str) -> argparse.ArgumentParser:
        added = subparsers.add_parser(name, help=commands[name].__doc__)
        added.set_defaults(run=commands[name])
        return added

    serving = add("serve")
    serving.add_argument("--local", action="store_true", help="no credentials, loopback only")
    serving.add_argument("--host", help=f"default {EVERYWHERE}, with --local {LOOPBACK}")
    serving.add_argument("--port", type=_port, help="default PORT, or 3978; 0 for any free one")
    importing = add("import")
    importing.add_argument("file", type=Path, help=".csv, .xlsx or .ics")
    importing.add_argument("--dry-run", action="store_true", help="tell what would change, change nothing")
    asking = add("ask")
    asking.add_argument("question", help="a question, or - for one on each line of the input")
    asking.add_argument("--at", type=_moment, help=f"the moment it is asked at, as {_MOMENT_EXAMPLE}")
    add("demo")
    add("migrate")
    backing = add("backup")
    backing.add_argument("file", type=Path, help="a new file, such as kahvibotti-2026-11-23.backup")
    restoring = add("restore")
    restoring.add_argument("file", type=Path, help="what backup wrote")
    examining = add("doctor")
    examining.add_argument("--local", action="store_true", help="of a bot without credentials")
    return parser


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no moment such as {_MOMENT_EXAMPLE}") from error
    if moment.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"the year must be one of {_YEARS.start}-{_YEARS.stop - 1}")
    return at_helsinki(moment)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text} is no port: it must be one of 0-65535")
    return int(text)
