"""Asks the channel and the directory whether they can be reached, telling them nothing of anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.identity.credentials import Tokens, tokens_of
from bot.identity.errors import NoTokenError
from bot.settings import OPENID_DOCUMENT, Settings

_TIMEOUT = aiohttp.ClientTimeout(total=4)
_HALF_SECOND = timedelta(milliseconds=500)


async def channel_ahead(session: aiohttp.ClientSession, document: str = OPENID_DOCUMENT) -> timedelta | None:
    """By how much the channel's clock goes before ours, None when it cannot be reached.

    It is the head of the document that the bot reads its keys from; a Date is cut to whole seconds.
    """
    before = datetime.now(UTC)
    try:
        async with session.head(document, timeout=_TIMEOUT) as response:
            theirs = parsedate_to_datetime(response.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
    if theirs.tzinfo is None:
        return None
    after = datetime.now(UTC)
    return theirs + _HALF_SECOND - (before + (after - before) / 2)


async def token_given(settings: Settings, tokens: Tokens | None = None) -> bool:
    """Whether the credentials of checked settings bring a token."""
    try:
        await (tokens or tokens_of(settings)).authorization()
    except NoTokenError:
        return False
    return True
