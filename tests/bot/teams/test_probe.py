"""The channel's clock and the token are asked without telling anything of anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.identity.credentials import Tokens
from bot.settings import Settings
from bot.teams.probe import channel_ahead, token_given


async def ahead_by(date: str | None) -> tuple[timedelta | None, list[web.Request]]:
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request)
        # The server adds a Date of its own to an answer that has none.
        return web.Response(headers={} if date is None else {"Date": date})

    app = web.Application()
    app.router.add_get("/document", answer)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        return await channel_ahead(session, str(server.make_url("/document"))), asked


async def test_a_clock_is_compared_by_the_head_of_a_public_document_alone() -> None:
    ahead, (asked,) = await ahead_by(format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True))
    assert ahead is not None
    assert abs(ahead - timedelta(hours=1)) < timedelta(minutes=1)
    assert asked.method == "HEAD"
    assert asked.query_string == ""
    assert not {"Authorization", "Cookie"} & set(asked.headers)


@pytest.mark.parametrize("date", ["gestern", "", "Mon, 32 Nov 2026 09:00:00 GMT"])
async def test_a_date_that_is_none_tells_nothing(date: str) -> None:
    assert (await ahead_by(date))[0] is None


async def test_a_channel_that_is_away_tells_nothing() -> None:
    async with aiohttp.ClientSession() as session:
        assert await channel_ahead(session, "http://127.0.0.1:1/document") is None


@pytest.mark.parametrize(
    ("answer", "given"), [({"access_token": "t", "expires_in": 3600}, True), ({"error": "invalid_client"}, False)]
)
async def test_credentials_bring_a_token_or_none(answer: dict[str, Any], given: bool) -> None:
    assert await token_given(Settings(), Tokens(lambda: answer)) is given
