"""The channel at the wire: its documents with keys of the tests' own, and the tokens that it signs."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.settings import Settings
from tests.bot.teams.fakes import RunningBot, running_bot, settings_of

APP_ID = "11111111-2222-3333-4444-555555555555"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WEBCHAT_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SECRET = "salainen-sana-jota-ei-nay"


@dataclass
class Keys:
    """The channel's documents on a loopback port."""

    url: str = ""
    well: bool = True
    asked: int = 0
    endorsements: dict[str, list[str]] = field(default_factory=lambda: {"one": ["msteams"], "web": ["webchat"]})

    @property
    def settings(self) -> Settings:
        """Of a bot of tenant t that reads its keys here."""
        return settings_of(
            app_id=APP_ID,
            app_password=SECRET,
            app_tenantid="t",
            to_bot_from_channel_openid_metadata_url=f"{self.url}/openid",
        )

    async def document(self, request: web.Request) -> web.Response:
        """Where the keys are."""
        self.asked += 1
        if not self.well:
            raise web.HTTPServiceUnavailable
        return web.json_response({"jwks_uri": f"{self.url}/keys"})

    async def keys(self, request: web.Request) -> web.Response:
        """The keys."""
        named = {"one": KEY, "web": WEBCHAT_KEY}
        return web.json_response(
            {
                "keys": [
                    {**json.loads(RSAAlgorithm.to_jwk(named[name].public_key())), "kid": name, "endorsements": told}
                    for name, told in self.endorsements.items()
                ]
            }
        )


@asynccontextmanager
async def channel_keys() -> AsyncIterator[Keys]:
    """The documents while the block runs."""
    documents = Keys()
    app = web.Application()
    app.router.add_get("/openid", documents.document)
    app.router.add_get("/keys", documents.keys)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    documents.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield documents
    await runner.cleanup()


@asynccontextmanager
async def teams_bot(keys: Keys) -> AsyncIterator[RunningBot]:
    """A bot that hears the channel alone."""
    async with running_bot(keys.settings, local=False) as bot:
        yield bot


def claims_of(service_url: str, *, seconds: Mapping[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    """What the channel claims, changed; None leaves a claim out, and `seconds` are times from now on."""
    now = int(time.time())
    changes |= {name: now + shift for name, shift in (seconds or {}).items()}
    claims = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": service_url,
        "nbf": now - 10,
        "exp": now + 3600,
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


def token_of(
    service_url: str, key: Any = KEY, *, kid: Any = "one", seconds: Mapping[str, int] | None = None, **changes: Any
) -> str:
    """A token of the channel with its claims changed."""
    header = {"kid": kid} if kid else {}
    return jwt.encode(claims_of(service_url, seconds=seconds, **changes), key, algorithm="RS256", headers=header)


def bearer(bot: RunningBot, key: Any = KEY, **changes: Any) -> dict[str, str]:
    """The header with such a token."""
    return {"Authorization": f"Bearer {token_of(bot.service.url, key, **changes)}"}
