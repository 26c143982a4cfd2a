"""The bot, the simulator and a browser for the tests of this folder, or one line why they are skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from playground.simulator import missing
from tests.browser.playground import Playground
from tests.browser.processes import ROOT, chromium, free_port, running, simulator

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = ROOT / "artifacts"


def _missing() -> str:
    if chromium() is None:
        return "Chromium is missing: install it from your system's packages (apt-get install chromium)."
    return missing()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where the real bot's own database is."""
    return {"DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('database') / 'bot.db'}"}


@pytest.fixture(scope="session")
def machine() -> None:
    """A machine that has what these tests need."""
    if reason := _missing():
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str], machine: None) -> Iterator[str]:
    """The address of the real bot, serving the demo calendar."""
    work = tmp_path_factory.mktemp("browser")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = [sys.executable, str(ROOT / "app.py")]
    subprocess.run([*app, "demo"], cwd=ROOT, env={**os.environ, **environment}, check=True)
    serve = [*app, "serve", "--local", "--port", str(port)]
    with running(serve, f"{address}/health", work / "bot.log", env=environment):
        yield f"{address}/api/messages"


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What drives browsers: only one can run in a thread."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A Chromium with a user of its own."""
    context = driver.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("chromium"),
        executable_path=chromium(),
        args=ARGUMENTS,
        locale="fi-FI",
        timezone_id="Europe/Helsinki",
    )
    yield context
    context.close()


@pytest.fixture
def playground(bot: str, browser: BrowserContext, tmp_path: Path) -> Iterator[Playground]:
    """A simulator of the test's own, on a fresh page."""
    with simulator(bot, tmp_path) as address:
        page = browser.new_page()
        yield Playground(page, address, PICTURES)
        page.close()
