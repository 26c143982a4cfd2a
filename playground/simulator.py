"""How the simulator is started: offline, without a browser of its own, in Finnish."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent
PEOPLE = FOLDER / ".m365agentsplayground.yml"
_PROGRAM = FOLDER / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"


def missing() -> str:
    """What this machine lacks for the simulator and how to get it, empty when nothing."""
    if shutil.which("node") is None:
        return "Node is missing: install Node 20 or newer."
    if not _PROGRAM.exists():
        return "The simulator of Teams is missing: run npm ci --prefix playground."
    return ""


def command(bot: str, port: int) -> list[str]:
    """The command that serves the simulator's page on the port, for the bot at the address."""
    options = ["--app-endpoint", bot, "--channel-id", "msteams", "--port", str(port), "--disable-telemetry"]
    return ["node", str(_PROGRAM), "start", *options]


def environment(port: int, log: Path, people: Path = PEOPLE) -> Mapping[str, str]:
    """What its environment must say besides. Its language and time come from there too."""
    return {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(people),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(log),
        "M365_AGENTS_PLAYGROUND_SERVICE_URL": f"http://127.0.0.1:{port}/_connector",
        "LC_ALL": "fi_FI.UTF-8",
        "TZ": "Europe/Helsinki",
    }
