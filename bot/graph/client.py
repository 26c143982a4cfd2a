"""Asks Microsoft Graph: one GET at a time, tried again while it is busy, its token sent nowhere else."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from yarl import URL

from bot.identity.credentials import Credentials
from bot.identity.errors import NoTokenError
from bot.jsontext import decoded
from bot.services.sync_ports import SyncError

# In UTC no hour comes twice; of a text nothing has to be made plain; a page is some hundred kilobytes.
_PREFER = 'outlook.timezone="UTC", outlook.body-content-type="text", odata.maxpagesize=50'
_HEADERS = {"Prefer": _PREFER, "Accept": "application/json", "Accept-Encoding": "identity"}
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 1.0
_REQUEST_SECONDS = 30.0
_CONNECT_SECONDS = 5.0
# A longer wait than an hour is not meant: the next round would not come.
_LONGEST_WAIT_SECONDS = 3_600.0
_MAX_PAGE_BYTES = 8 * 1024 * 1024
_LONGEST_ADDRESS = 8_000
_REFUSALS: Mapping[int, str] = {401: "unauthorized", 403: "forbidden"}
_BUSY = frozenset({429, 500, 502, 503, 504})


class NotFoundError(Exception):
    """There is nothing at that address."""


class ResyncError(Exception):
    """The link is of no use any more: all must be read again."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A status, 0 when none came, with the body and after how many seconds to come again, if that was said."""

    status: int
    body: bytes = b""
    wait: float | None = None


def open_session() -> aiohttp.ClientSession:
    """A session for Graph alone."""
    timeout = aiohttp.ClientTimeout(total=_REQUEST_SECONDS, connect=_CONNECT_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())


class GraphClient:
    """Graph below one address. Whatever a link says, the token goes to that address's own host alone."""

    def __init__(self, session: aiohttp.ClientSession, credentials: Credentials, root: str) -> None:
        self._session, self._credentials = session, credentials
        self._root = URL(root.rstrip("/") + "/")

    def address(self, path: str, **query: str) -> str:
        """The address of a path that is encoded already."""
        return str(self._root.join(URL(path, encoded=True)).with_query(query))

    def own(self, address: str) -> str:
        """The address itself; SyncError when it leads to another host, or names somebody else than the bot."""
        try:
            url = URL(address, encoded=True)
            own = len(address) <= _LONGEST_ADDRESS and url.origin() == self._root.origin() and not url.raw_user
        except ValueError:
            own = False
        if not own:
            raise SyncError("foreign_link", anew=True)
        return address

    async def get(self, address: str, end: float) -> Mapping[str, Any]:
        """The object at an address, by the moment `end` of the loop's clock.

        SyncError says why there is none, NotFoundError and ResyncError that there is none there or none any more.
        """
        url = URL(self.own(address), encoded=True)
        for attempt in range(_ATTEMPTS):
            answer = await self._once(url, end)
            if answer.status == HTTPStatus.UNAUTHORIZED and attempt == 0:
                # It was taken back, or ended on the way: a new one is asked for once.
                self._credentials.forget()
                continue
            if answer.status and answer.status not in _BUSY:
                return _object_of(answer)
            await _pause(answer, attempt, end)
        raise AssertionError("the last attempt either returns or raises")

    async def _once(self, url: URL, end: float) -> _Answer:
        try:
            async with asyncio.timeout_at(end):
                authorization = await self._credentials.authorization()
                headers = {**_HEADERS, **({"Authorization": authorization} if authorization else {})}
                async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                    return _Answer(response.status, await _body_of(response), _seconds(response))
        except NoTokenError as error:
            raise SyncError("no_token") from error
        except (aiohttp.ClientError, TimeoutError):
            return _Answer(0)


def _object_of(answer: _Answer) -> Mapping[str, Any]:
    told = _decoded(answer.body)
    if answer.status == HTTPStatus.OK:
        if told is None:
            raise SyncError("bad_answer")
        return told
    code = error_code(told)
    if answer.status == HTTPStatus.GONE or (answer.status == HTTPStatus.BAD_REQUEST and "syncstate" in code.lower()):
        raise ResyncError
    if answer.status == HTTPStatus.NOT_FOUND:
        raise NotFoundError
    raise SyncError(_REFUSALS.get(answer.status, "refused"))


def error_code(told: Mapping[str, Any] | None) -> str:
    """The code of Graph's error object, empty when there is none."""
    error = told.get("error") if told else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else ""


def _decoded(body: bytes) -> Mapping[str, Any] | None:
    try:
        told: Any = decoded(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


async def _pause(answer: _Answer, attempt: int, end: float) -> None:
    """Wait before the next attempt; SyncError when there is none any more, or no time for it."""
    spread = _FIRST_PAUSE_SECONDS * (1 << attempt) * random.uniform(0.5, 1.5)
    pause = answer.wait if answer.wait is not None else spread
    if attempt + 1 == _ATTEMPTS or asyncio.get_running_loop().time() + pause >= end:
        code = "throttled" if answer.status == HTTPStatus.TOO_MANY_REQUESTS else "away"
        raise SyncError(code, wait=answer.wait)
    await asyncio.sleep(pause)


def _seconds(response: aiohttp.ClientResponse) -> float | None:
    """The seconds of a Retry-After header; a date is read as not told."""
    told = response.headers.get("Retry-After", "")
    try:
        return min(max(0.0, float(told)), _LONGEST_WAIT_SECONDS) if told else None
    except ValueError:
        return None


async def _body_of(response: aiohttp.ClientResponse) -> bytes:
    """The whole body; SyncError when it is longer than any page."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > _MAX_PAGE_BYTES:
            response.close()
            raise SyncError("bad_answer")
    return bytes(body)
