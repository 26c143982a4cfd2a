"""Opens the calendar that the settings name, with the bot's own identity."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from yarl import URL

from bot.graph.calendar import OutlookCalendar
from bot.graph.client import GraphClient, open_session
from bot.identity.credentials import Credentials, Unsigned, tokens_of
from bot.services.sync_ports import SyncError
from bot.settings import Settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[OutlookCalendar]:
    """The calendar, until the block ends. SettingsError when the bot's certificate is of no use."""
    root = URL(settings.graph_url)
    # In the open, which is for this machine alone, no token is sent.
    signed = root.scheme == "https"
    credentials: Credentials = tokens_of(settings, str(root.origin())) if signed else Unsigned()
    async with open_session() as session:
        yield OutlookCalendar(GraphClient(session, credentials, settings.graph_url), settings.graph_mailbox)


async def wrong_with(settings: Settings) -> str:
    """Why the calendar cannot be read, a code of the text files below `sync.problem`; empty when it can be."""
    async with opened(settings) as outlook:
        try:
            await outlook.reached()
        except SyncError as error:
            return error.code
    return ""
