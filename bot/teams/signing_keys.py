"""The keys by which the channel signs its requests, read aside and kept a day."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from bot.teams.errors import KeysUnavailableError

OPENID_DOCUMENT = "https://login.botframework.com/v1/.well-known/openidconfiguration"

_FRESH_SECONDS = 24 * 3600
# Anyone can name an unknown key, so asking for new ones is rationed.
_AGAIN_SECONDS = 300
_TIMEOUT = aiohttp.ClientTimeout(total=4)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key, and the channels that may be spoken for with it."""

    key: Any
    endorsements: frozenset[str]


class SigningKeys:
    """The channel's signing keys by their ids."""

    def __init__(self, session: aiohttp.ClientSession, document: str = OPENID_DOCUMENT) -> None:
        self._session = session
        self._document = document
        self._keys: dict[str, SigningKey] = {}
        self._read_at = float("-inf")
        self._reading: asyncio.Task[None] | None = None

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of the id, None when the channel has no such; KeysUnavailableError when none could be read.

        Keys grown old are still used while new ones are read aside.
        """
        age = time.monotonic() - self._read_at
        if not self._keys or (key_id not in self._keys and age > _AGAIN_SECONDS):
            await asyncio.shield(self._renewal())
        elif age > _FRESH_SECONDS:
            self._renewal()
        if not self._keys:
            raise KeysUnavailableError
        return self._keys.get(key_id)

    def _renewal(self) -> asyncio.Task[None]:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._renew())
        return self._reading

    async def _renew(self) -> None:
        try:
            document = await self._get(self._document)
            self._keys = _keys_in(await self._get(document["jwks_uri"]))
        except (aiohttp.ClientError, jwt.PyJWTError, TimeoutError, ValueError, KeyError, TypeError) as error:
            _log.error("signing keys unavailable", extra={"fields": {"reason": type(error).__name__}})
        self._read_at = time.monotonic()

    async def _get(self, url: str) -> Mapping[str, Any]:
        async with self._session.get(url, timeout=_TIMEOUT, raise_for_status=True) as response:
            document: Mapping[str, Any] = await response.json(content_type=None)
        return document


def _keys_in(document: Mapping[str, Any]) -> dict[str, SigningKey]:
    """The keys of a JWK set that the SDK's algorithm can use."""
    return {
        one["kid"]: SigningKey(jwt.PyJWK(one, "RS256").key, frozenset(one.get("endorsements", ())))
        for one in document["keys"]
        if isinstance(one, dict) and one.get("kty") == "RSA" and "kid" in one
    }
