"""A conversation over a real store that holds the autumn calendar."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.files.csv_calendar import read_csv
from bot.services.calendar import CalendarCache
from bot.services.team import Team
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.journeys import Journey, open_journey
from tests.support.talk import HANDS, Talk
from tests.support.world import QUESTIONS, base_analyzer


@pytest.fixture
async def talk(store: SqlStore) -> Talk:
    """A person talking to the bot in a personal chat."""
    drafts = read_csv((QUESTIONS / "calendar_autumn.csv").read_bytes()).drafts
    async with store.begin() as uow:
        await uow.events.add(drafts)
    return Talk(BotConversation(store, CalendarCache(base_analyzer()), Team(["aad-ake"]), HANDS))


@pytest.fixture
async def journey(store: SqlStore) -> AsyncIterator[Journey]:
    """A traveller, a host and two members of the AKE team whom the bot has met."""
    async with open_journey(store) as opened:
        yield opened
