"""Who is heard: tokens of the channel's own key, and what becomes of the rest; forgeries have a file of their own."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from typing import Any, cast

import aiohttp
import jwt
import pytest
from aiohttp import web

from bot import sparing_log
from bot.identity import credentials
from bot.logs import JsonFormatter
from bot.teams import pace, signing_keys
from bot.teams.access import ChannelAccess, is_loopback_url
from bot.teams.errors import UnauthorizedError
from tests.bot.teams.channel import APP_ID, SECRET, Keys, bearer, channel_keys, teams_bot, token_of

OWN_TOKEN = "own-token-of-the-bot"


@pytest.fixture
async def keys() -> AsyncIterator[Keys]:
    """The channel's documents."""
    async with channel_keys() as documents:
        yield documents


@pytest.fixture(autouse=True)
def _own_token(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"access_token": OWN_TOKEN, "expires_in": 3600}
    monkeypatch.setattr(credentials._Secret, "__call__", lambda self: answer)


async def test_the_channel_is_heard_and_answered_with_our_token(keys: Keys) -> None:
    async with teams_bot(keys) as bot:
        assert await bot.post(bot.message(), **bearer(bot)) == (200, None)
        assert bot.service.headers[0]["Authorization"] == f"Bearer {OWN_TOKEN}"
        assert await bot.post(bot.message(id="next"), **bearer(bot)) == (200, None)
    assert keys.asked == 1


async def test_unknown_keys_are_not_asked_for_each_time(keys: Keys) -> None:
    async with teams_bot(keys) as bot:
        for _ in range(5):
            assert (await bot.post(bot.message(), **bearer(bot, kid="two")))[0] == 401
    assert keys.asked == 1


async def test_without_keys_the_channel_is_asked_to_come_again(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_keys, "_WITHOUT_SECONDS", -1.0)
    keys.well = False
    async with teams_bot(keys) as bot:
        assert (await bot.post(bot.message(), **bearer(bot)))[0] == 503
        keys.well = True
        assert await bot.post(bot.message(), **bearer(bot)) == (200, None)


async def test_without_keys_forgeries_do_not_ask_for_them(keys: Keys) -> None:
    keys.well = False
    async with teams_bot(keys) as bot:
        for _ in range(5):
            assert (await bot.post(bot.message(), **bearer(bot)))[0] == 503
            assert (await bot.post(bot.message(), **bearer(bot, iss="https://login.example")))[0] == 401
    assert keys.asked == 1


async def test_keys_are_read_before_anybody_speaks(keys: Keys) -> None:
    async with teams_bot(keys) as bot:
        assert (await bot.post(bot.message()))[0] == 401
    assert keys.asked == 1


async def test_times_may_differ_by_five_minutes(keys: Keys) -> None:
    async with teams_bot(keys) as bot:
        assert (await bot.post(bot.message(), **bearer(bot, seconds={"exp": -280})))[0] == 200
        assert (await bot.post(bot.message(id="next"), **bearer(bot, seconds={"nbf": 280})))[0] == 200


async def test_a_tenant_is_told_apart_from_no_tenant_alone(keys: Keys) -> None:
    async with teams_bot(keys) as bot:
        capital = bot.message(channelData={"tenant": {"id": "T"}})
        assert (await bot.post(capital, **bearer(bot)))[0] == 200


async def test_why_nobody_is_heard_is_in_the_log_once_a_minute(
    keys: Keys, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with teams_bot(keys) as bot:
        with caplog.at_level(logging.INFO):
            for _ in range(20):
                assert (await bot.post(bot.message(), **bearer(bot, aud="another")))[0] == 401
            monkeypatch.setattr(sparing_log, "_QUIET_SECONDS", 0.0)
            assert (await bot.post(bot.message(), **bearer(bot, aud="another")))[0] == 401
    told = [vars(record)["fields"] for record in caplog.records if record.message == "refused"]
    reason = "The token is for another bot."
    assert told == [{"reason": reason}, {"reason": reason, "untold_before": 19}]


async def test_no_secret_is_in_the_log_or_in_an_answer(keys: Keys, caplog: pytest.LogCaptureFixture) -> None:
    told, formatter = [], JsonFormatter()
    async with teams_bot(keys) as bot:
        true, odd = bearer(bot)["Authorization"], f"Bearer {'x' * 70_000}"
        with caplog.at_level(logging.DEBUG):
            for error in (None, LookupError("odd"), PermissionError("odd")):
                bot.conversation.error = error
                told.append(await bot.post(bot.message(id=repr(error)), Authorization=true))
            bot.conversation.error = None
            bot.service.answers = [web.Response(status=status) for status in (401, 403, 500, 400)]
            for number in range(4):
                told.append(await bot.post(bot.message(id=f"{number}"), Authorization=true))
            for header in (true[:-9], bearer(bot, aud="another")["Authorization"], "Basic " + SECRET):
                told.append(await bot.post(bot.message(), Authorization=header))
            async with bot.session.post(bot.url, headers={"Authorization": odd}) as answer:
                assert answer.status == 400
        spread = caplog.text + "".join(formatter.format(record) for record in caplog.records) + repr(told)
    assert "turn failed" in spread
    for secret in (SECRET, OWN_TOKEN, true, true.rpartition(".")[2], odd[:60]):
        assert secret not in spread


async def test_a_sender_who_is_too_fast_waits_and_others_do_not(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_A_SECOND", 0.001)
    async with teams_bot(keys) as bot:
        header = bearer(bot)
        for number in range(pace.BURST):
            assert (await bot.post(bot.message(id=f"{number}"), **header))[0] == 200
        async with bot.session.post(f"{bot.url}/api/messages", json=bot.message(id="more"), headers=header) as answer:
            assert (answer.status, int(answer.headers["Retry-After"])) == (429, 1000)
        assert len(bot.conversation.heard) == pace.BURST
        other = {**bot.message(id="other"), "from": {"id": "29:eero", "name": "Eero"}}
        assert (await bot.post(other, **header))[0] == 200


async def test_a_true_token_is_not_checked_again_until_it_ends(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    decode, checked = jwt.decode, []

    def counted(*args: Any, **options: Any) -> Any:
        checked.append(args)
        return decode(*args, **options)

    monkeypatch.setattr(jwt, "decode", counted)
    async with teams_bot(keys) as bot:
        header = bearer(bot)
        for number in range(5):
            assert (await bot.post(bot.message(id=f"{number}"), **header))[0] == 200
        before = len(checked)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 3600 + 299)
        assert (await bot.post(bot.message(id="before"), **header))[0] == 200
        assert len(checked) == before
        monkeypatch.setattr(time, "time", lambda: now + 3600 + 301)
        await bot.post(bot.message(id="after"), **header)
    assert len(checked) == before + 1


async def test_true_tokens_are_kept_in_bounds(keys: Keys) -> None:
    async with aiohttp.ClientSession() as session:
        access = ChannelAccess(APP_ID, "t", signing_keys.SigningKeys(session, f"{keys.url}/openid"))
        for number in range(250):
            await access.prove(f"Bearer {token_of('http://127.0.0.1/', jti=str(number))}")
        assert len(access._proven) <= 100


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://localhost:3978", True),
        ("http://127.0.0.1:56150/_connector", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]:80/", True),
        ("https://localhost/", True),
        ("http://localhost.example/", False),
        ("http://127.0.0.1@smba.example/", False),
        ("http://user:pw@localhost/", False),
        ("http://0.0.0.0/", False),
        ("http://10.0.0.1/", False),
        ("ftp://localhost/", False),
        ("//localhost/", False),
        ("http://", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_which_addresses_are_of_this_machine(url: str, loopback: bool) -> None:
    assert is_loopback_url(url) is loopback


async def test_a_token_that_no_token_could_be() -> None:
    access = ChannelAccess(APP_ID, "t", cast(signing_keys.SigningKeys, None))
    for token in ("ä.ä.ä", "\udce4.b.c", "a.\ud83d.c"):
        with pytest.raises(UnauthorizedError):
            await access.prove(f"Bearer {token}")
