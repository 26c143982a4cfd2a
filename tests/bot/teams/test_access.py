"""Who is heard: tokens of the channel's own key, and nothing else, whatever is wrong with them."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import jwt
import pytest
from aiohttp import web
from botbuilder.schema import Activity
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams import credentials, signing_keys
from bot.teams.access import ChannelAccess, is_loopback_url
from bot.teams.errors import UnauthorizedError
from tests.bot.teams.fakes import RunningBot, running_bot, settings_of

APP_ID = "11111111-2222-3333-4444-555555555555"
SETTINGS = settings_of(app_id=APP_ID, app_password="secret", app_tenantid="tenant")
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Keys:
    """The channel's documents on a loopback port."""

    url: str = ""
    well: bool = True
    asked: int = 0

    async def document(self, request: web.Request) -> web.Response:
        """Where the keys are."""
        self.asked += 1
        if not self.well:
            raise web.HTTPServiceUnavailable
        return web.json_response({"jwks_uri": f"{self.url}/keys"})

    async def keys(self, request: web.Request) -> web.Response:
        """The keys."""
        key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return web.json_response({"keys": [{**key, "kid": "one", "endorsements": ["msteams"]}]})


@pytest.fixture
async def keys(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Keys]:
    """The documents, known to the bot as the channel's."""
    documents = Keys()
    app = web.Application()
    app.router.add_get("/openid", documents.document)
    app.router.add_get("/keys", documents.keys)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    documents.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setattr(signing_keys.SigningKeys.__init__, "__defaults__", (f"{documents.url}/openid",))
    yield documents
    await runner.cleanup()


@pytest.fixture(autouse=True)
def _own_token(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"access_token": "own", "expires_in": 3600}
    monkeypatch.setattr(credentials._Secret, "__call__", lambda self: answer)


def _token(
    bot: RunningBot,
    key: Any = KEY,
    *,
    kid: str | None = "one",
    seconds: Mapping[str, int] | None = None,
    **changes: Any,
) -> dict[str, str]:
    """A token of the channel with its claims changed; `seconds` are times from now on."""
    now = int(time.time())
    changes |= {name: now + shift for name, shift in (seconds or {}).items()}
    claims = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": bot.service.url,
        "nbf": now - 10,
        "exp": now + 3600,
        **changes,
    }
    told = {name: value for name, value in claims.items() if value is not None}
    header = {"kid": kid} if kid else {}
    return {"Authorization": f"Bearer {jwt.encode(told, key, algorithm='RS256', headers=header)}"}


async def test_the_channel_is_heard_and_answered_with_our_token(keys: Keys) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        assert await bot.post(bot.message(), **_token(bot)) == (200, None)
        assert bot.service.headers[0]["Authorization"] == "Bearer own"
        assert await bot.post(bot.message(id="next"), **_token(bot)) == (200, None)
    assert keys.asked == 1


WRONG: dict[str, dict[str, Any]] = {
    "expired": {"seconds": {"exp": -400}},
    "not yet valid": {"seconds": {"nbf": 400}},
    "without an end": {"exp": None},
    "of another issuer": {"iss": "https://login.example"},
    "without an issuer": {"iss": None},
    "for another bot": {"aud": "99999999-2222-3333-4444-555555555555"},
    "for no bot": {"aud": None},
    "for another service": {"serviceurl": "https://smba.example/"},
    "for no service": {"serviceurl": None},
    "of an unknown key": {"kid": "two"},
    "of a key without a name": {"kid": None},
    "signed by another": {"key": FOREIGN_KEY},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_token(keys: Keys, changes: dict[str, Any]) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        status, answer = await bot.post(bot.message(), **_token(bot, **changes))
        assert (status, answer["error"][-1]) == (401, ".")
        assert not bot.conversation.heard
        assert await bot.post(bot.message(), **_token(bot)) == (200, None)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer ä.ä.ä",
        "Bearer a b",
        "x" * 4000,
    ],
)
async def test_no_token_at_all(keys: Keys, header: str) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        headers = {"Authorization": header} if header else {}
        assert (await bot.post(bot.message(), **headers))[0] == 401
        assert (await bot.post({"type": "dance"}, **headers))[0] == 401
        assert not bot.conversation.heard
    assert keys.asked == 0


async def test_an_unsigned_token(keys: Keys) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        claims = jwt.decode(_token(bot)["Authorization"][7:], options={"verify_signature": False})
        for token in (
            jwt.encode(claims, "", algorithm="none", headers={"kid": "one"}),
            jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": "one"}),
        ):
            assert (await bot.post(bot.message(), Authorization=f"Bearer {token}"))[0] == 401


async def test_a_key_speaks_for_its_channels_alone(keys: Keys) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        assert (await bot.post(bot.message(channelId="webchat"), **_token(bot)))[0] == 401


async def test_unknown_keys_are_not_asked_for_each_time(keys: Keys) -> None:
    async with running_bot(SETTINGS, local=False) as bot:
        for _ in range(5):
            assert (await bot.post(bot.message(), **_token(bot, kid="two")))[0] == 401
    assert keys.asked == 1


async def test_without_keys_the_channel_is_asked_to_come_again(keys: Keys) -> None:
    keys.well = False
    async with running_bot(SETTINGS, local=False) as bot:
        assert (await bot.post(bot.message(), **_token(bot)))[0] == 503
        keys.well = True
        assert await bot.post(bot.message(), **_token(bot)) == (200, None)


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
    access = ChannelAccess(APP_ID, cast(signing_keys.SigningKeys, None))
    for token in ("ä.ä.ä", "\udce4.b.c", "a.\ud83d.c"):
        with pytest.raises(UnauthorizedError):
            await access.check(Activity(channel_id="msteams"), f"Bearer {token}")
