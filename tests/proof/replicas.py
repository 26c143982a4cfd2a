"""The bot's own process, started, looked at from outside, and ended."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.browser.processes import free_port

APP = Path(__file__).parents[2] / "app.py"
# What runs a container waits so long before it kills.
PATIENCE = 30


@dataclass
class Replica:
    """A process that serves, and what its log has told."""

    process: asyncio.subprocess.Process
    url: str
    metrics: str

    async def ended(self) -> int:
        """Its exit code."""
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def replica(database: str, folder: Path, *options: str, **environment: str) -> AsyncIterator[Replica]:
    """A bot while the block runs, local unless its options say otherwise."""
    metrics = free_port()
    env = {**os.environ, "DATABASE_URL": database, "METRICS_PORT": str(metrics), "SECRET_KEY": "k" * 32, **environment}
    log = (folder / "log").open("wb")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(APP), "serve", *(options or ("--local", "--port", "0"))),
        cwd=folder,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        ready = await until(lambda: [line for line in log_of(folder) if line.get("event") == "ready"])
        yield Replica(process, f"http://127.0.0.1:{ready[0]['port']}", f"http://127.0.0.1:{metrics}/metrics")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def log_of(folder: Path) -> list[dict[str, object]]:
    """What the process has logged."""
    lines = (folder / "log").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


async def until(found: Callable[[], Any]) -> Any:
    """Wait until there is something; what."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if some := found():
                return some
            await asyncio.sleep(0.02)


async def until_refused(url: str) -> None:
    """Wait until nobody listens there."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with aiohttp.ClientSession() as session, session.get(url):
                    await asyncio.sleep(0.02)
            except aiohttp.ClientConnectorError:
                return
            except aiohttp.ServerDisconnectedError:
                continue
