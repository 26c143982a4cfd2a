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

from bot.jsontext import decoded
from bot.settings import OPENID_DOCUMENT
from bot.sparing_log import SparingLog
from bot.teams.errors import KeysUnavailableError

_FRESH_SECONDS = 24 * 3600
# Anyone can name an unknown key, so asking for new ones is rationed.
_AGAIN_SECONDS = 60.0
# Without any key nobody can be heard, so that is tried sooner.
_WITHOUT_SECONDS = 2.0
_TIMEOUT = aiohttp.ClientTimeout(total=4)
# The channel's own is 60 KB.
_MAX_DOCUMENT_BYTES = 1024 * 1024

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
        self._read_at = self._asked_at = float("-inf")
        self._reading: asyncio.Task[None] | None = None
        self._told = SparingLog(_log, logging.ERROR)

    def known(self, key_id: str) -> SigningKey | None:
        """The key of the id among those that were read. Grown old they are still used while new ones are read aside."""
        found = self._keys.get(key_id)
        if found is not None and time.monotonic() - self._read_at > _FRESH_SECONDS:
            self.read_aside()
        return found

    async def find(self, key_id: str) -> SigningKey | None:
        """The key of the id, None when the channel has no such; KeysUnavailableError when none could be read.

        An unknown one is asked for, but once in a while only, whoever names it.
        """
        found = self.known(key_id)
        if found is None and (reading := self.read_aside()):
            await asyncio.shield(reading)
            found = self._keys.get(key_id)
        if not self._keys:
            raise KeysUnavailableError
        return found

    def read_aside(self) -> asyncio.Task[None] | None:
        """The reading of new keys that is under way or begins now; None while it is too soon to ask again."""
        if self._reading is not None and not self._reading.done():
            return self._reading
        now = time.monotonic()
        if now - self._asked_at <= (_AGAIN_SECONDS if self._keys else _WITHOUT_SECONDS):
            return None
        self._asked_at = now
        self._reading = asyncio.create_task(self._read())
        return self._reading

    async def close(self) -> None:
        """End a reading that is under way."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        try:
            document = await self._get(self._document)
            found = _keys_in(await self._get(_safe(str(document["jwks_uri"]), self._document)))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError, RecursionError) as error:
            self._told.note("signing keys unavailable", type(error).__name__)
            return
        if not found:
            self._told.note("signing keys unavailable", "no usable key")
            return
        self._keys, self._read_at = found, time.monotonic()

    async def _get(self, url: str) -> Mapping[str, Any]:
        """The object at the address; ValueError when it is none, or longer than such a document can be."""
        async with self._session.get(url, timeout=_TIMEOUT, raise_for_status=True, allow_redirects=False) as response:
            told = bytearray()
            async for chunk in response.content.iter_any():
                told += chunk
                if len(told) > _MAX_DOCUMENT_BYTES:
                    raise ValueError("too long")
        document: Any = decoded(bytes(told))
        if not isinstance(document, dict):
            raise ValueError("not an object")
        return document


def _safe(url: str, document: str) -> str:
    """The address of the keys; ValueError when it is less safe than that of the document which names it."""
    if document.startswith("https:") and not url.startswith("https:"):
        raise ValueError("not https")
    return url


def _keys_in(document: Mapping[str, Any]) -> dict[str, SigningKey]:
    """The keys of a JWK set that the channel's algorithm can use; one that is broken leaves the others."""
    found = {}
    for one in document["keys"]:
        if not isinstance(one, dict) or one.get("kty") != "RSA" or not isinstance(one.get("kid"), str):
            continue
        endorsements = one.get("endorsements")
        try:
            key = jwt.PyJWK(one, "RS256").key
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue
        told = endorsements if isinstance(endorsements, list) else ()
        found[one["kid"]] = SigningKey(key, frozenset(name for name in told if isinstance(name, str)))
    return found
