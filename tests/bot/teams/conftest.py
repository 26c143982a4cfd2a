"""A local bot for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.bot.teams.fakes import RunningBot, running_bot


@pytest.fixture
async def bot() -> AsyncIterator[RunningBot]:
    """A bot in local mode over real sockets."""
    async with running_bot() as running:
        yield running
