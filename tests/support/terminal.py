"""A shell in which a person gives the bot's commands."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app.py"
_NOT_OURS = ("DATABASE_URL", "PORT", "APP_ID", "APP_PASSWORD", "APP_TYPE", "APP_TENANTID")


class Terminal:
    """A shell in a folder of its own, with a database that is the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "test.db"
        ours = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        self.environment = {**ours, "DATABASE_URL": f"sqlite:///{self.database}", "PYTHONUTF8": "1"}

    def run(self, *arguments: str | Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        return subprocess.run(
            [sys.executable, str(APP), *map(str, arguments)],
            cwd=self.folder,
            env=self.environment | environment,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def says(self, *arguments: str | Path, typed: str = "") -> list[str]:
        """The lines that a command prints when it ends well."""
        ended = self.run(*arguments, typed=typed)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.splitlines()

    def titles(self) -> list[str]:
        """The titles of the stored events."""
        with sqlite3.connect(self.database) as connection:
            return [title for (title,) in connection.execute("SELECT title FROM events")]
