"""Sends activities to the channel's service over one pool of connections, within seconds."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

import aiohttp
from botbuilder.schema import Activity, ResourceResponse
from botframework.connector.auth import ConnectorFactory
from yarl import URL

from bot.identity.credentials import Credentials
from bot.identity.errors import NoTokenError
from bot.jsontext import decoded
from bot.teams.errors import DeliveryError
from bot.teams.outgoing import to_json

# With the few seconds of answering, well inside the 10 s after which a turn is too late.
SEND_SECONDS = 4.0
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.25
# Microsoft's list of what is to be sent again. A POST may be doubled by any other failure.
_SENT_AGAIN = frozenset({412, 429, 502, 503, 504})
_CONNECT_SECONDS = 2.0
# A wait beyond this is not meant: whatever is sent is of no use by then.
_LONGEST_WAIT_SECONDS = 86_400.0
_CODE = re.compile(r"[A-Za-z]{1,60}")
# An answer is an id, or an error of a few lines.
_MAX_ANSWER_BYTES = 64 * 1024
# A page of a roster tells a few hundred people, half a kilobyte of each.
_MAX_PAGE_BYTES = 1024 * 1024


Sendable: TypeAlias = Activity | Mapping[str, Any]
"""An activity, or the object that it is on the wire."""


def open_session() -> aiohttp.ClientSession:
    """The pool of connections that all turns share."""
    pool = aiohttp.TCPConnector(limit=100, keepalive_timeout=30, ttl_dns_cache=300)
    # In all a request lasts as long as its sender lets it: a second clock for that would cost each turn.
    timeout = aiohttp.ClientTimeout(total=None, connect=_CONNECT_SECONDS)
    return aiohttp.ClientSession(connector=pool, timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())


class Connectors(ConnectorFactory):  # type: ignore[misc]
    """The SDK's factory of connectors: each is only an address over the shared pool."""

    def __init__(self, session: aiohttp.ClientSession, credentials: Credentials) -> None:
        self._session = session
        self._credentials = credentials

    async def create(self, service_url: str, audience: str) -> Connector:
        """The connector of a service address."""
        return Connector(Conversations(self._session, self._credentials, service_url))


class Connector:
    """What the SDK calls a connector client."""

    def __init__(self, conversations: Conversations) -> None:
        self.conversations = conversations


class Opened(ResourceResponse):  # type: ignore[misc]
    """What the service answers: the id of what was sent or opened, and of the message that opened it."""

    def __init__(self, answer: bytes) -> None:
        told = _object_in(answer)
        super().__init__(id=text_of(told, "id"))
        self.activity_id = text_of(told, "activityId")


class Conversations:
    """The service's conversations, by the names that the SDK calls."""

    def __init__(self, session: aiohttp.ClientSession, credentials: Credentials, service_url: str) -> None:
        self._session = session
        self._credentials = credentials
        self._service = f"{service_url.rstrip('/')}/v3/" if service_url else ""
        self._root = f"{self._service}conversations/" if service_url else ""

    async def send_to_conversation(self, conversation_id: str, activity: Sendable) -> ResourceResponse:
        """Send the activity to the end of a conversation; DeliveryError when it could not be."""
        return await self._send(f"{quote(conversation_id, safe='')}/activities", activity)

    async def reply_to_activity(self, conversation_id: str, activity_id: str, activity: Sendable) -> ResourceResponse:
        """Send the activity as a reply, in the thread of what it answers."""
        path = f"{quote(conversation_id, safe='')}/activities/{quote(activity_id, safe='')}"
        return await self._send(path, activity)

    async def send_once(self, conversation_id: str, activity: Activity) -> ResourceResponse:
        """Send the activity to the end of a conversation, in one attempt; DeliveryError when it could not be."""
        return await self._send(f"{quote(conversation_id, safe='')}/activities", activity, attempts=1)

    async def update_once(self, conversation_id: str, activity_id: str, activity: Activity) -> ResourceResponse:
        """Put the activity in the place of one that was sent, in one attempt; DeliveryError when it could not be."""
        path = f"{quote(conversation_id, safe='')}/activities/{quote(activity_id, safe='')}"
        return await self._send(path, activity, attempts=1, method="PUT")

    async def open_once(self, parameters: Mapping[str, Any]) -> Opened:
        """Open a conversation, or find the one that there is, in one attempt."""
        return await self._send("", parameters, attempts=1)

    async def read_once(self, path: str) -> Mapping[str, Any]:
        """What the service tells at a path below its version, in one attempt; DeliveryError when it tells nothing."""
        end = asyncio.get_running_loop().time() + SEND_SECONDS
        try:
            url = URL(self._service + path, encoded=True)
            told = _object_in(await self._once("GET", url, None, end, _MAX_PAGE_BYTES))
        except _RefusedError as refusal:
            raise DeliveryError(refusal.reason, later=True, wait=refusal.wait) from refusal
        except ValueError as error:
            raise DeliveryError("bad_address") from error
        if not told:
            raise DeliveryError("bad_answer", later=True)
        return told

    async def _send(self, path: str, activity: Sendable, attempts: int = _ATTEMPTS, method: str = "POST") -> Opened:
        """Send until it is taken, refused for good, or the time is up."""
        try:
            url, body = URL((self._root + path).rstrip("/"), encoded=True), to_json(activity)
        except (TypeError, ValueError) as error:
            raise DeliveryError("bad_activity") from error
        clock = asyncio.get_running_loop()
        end = clock.time() + SEND_SECONDS
        for attempt in range(attempts):
            try:
                return Opened(await self._once(method, url, body, end))
            except _RefusedError as refusal:
                pause = refusal.wait if refusal.wait is not None else _pause_after(attempt)
                if attempt + 1 == attempts or clock.time() + pause >= end:
                    raise DeliveryError(
                        refusal.reason, later=True, wait=refusal.wait, unclear=refusal.unclear
                    ) from refusal
            await asyncio.sleep(pause)
        raise AssertionError("the last attempt either returns or raises")

    async def _once(
        self, method: str, url: URL, body: bytes | None, end: float, most: int = _MAX_ANSWER_BYTES
    ) -> bytes:
        """Ask once; the answer's body. _RefusedError when it was not taken and may be sent again."""
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept-Encoding": "identity"}
        try:
            async with asyncio.timeout_at(end):
                if authorization := await self._credentials.authorization():
                    headers["Authorization"] = authorization
                async with self._session.request(
                    method, url, data=body, headers=headers, allow_redirects=False
                ) as response:
                    return self._taken(response, await _start_of(response, most))
        except NoTokenError as error:
            raise DeliveryError("no_token", later=True) from error
        except ValueError as error:
            raise DeliveryError("bad_address") from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise _RefusedError("unreachable") from error
        except TimeoutError as error:
            raise DeliveryError("timeout", maybe_delivered=True) from error
        except aiohttp.ClientError as error:
            raise DeliveryError("answer_lost", maybe_delivered=True) from error

    def _taken(self, response: aiohttp.ClientResponse, answer: bytes) -> bytes:
        status = response.status
        if 200 <= status < 300:
            return answer
        if status in _SENT_AGAIN:
            wait = _seconds(response.headers.get("Retry-After"))
            raise _RefusedError(f"http_{status}", wait, unclear=status >= 500)
        if status == 401:
            self._credentials.forget()
        if status == 403:
            raise DeliveryError(_code_in(answer) or "http_403", forbidden=True)
        raise DeliveryError(f"http_{status}", maybe_delivered=status >= 500)


class _RefusedError(Exception):
    """Not taken, but may be sent again: after `wait` seconds where the service said so.

    Of a refusal by a server that is in trouble it is `unclear` whether it was taken.
    """

    def __init__(self, reason: str, wait: float | None = None, *, unclear: bool = False) -> None:
        super().__init__(reason)
        self.unclear = unclear
        self.reason = reason
        self.wait = wait


def _pause_after(attempt: int) -> float:
    """Twice as long each time, spread so that many bots do not come back at once."""
    return _FIRST_PAUSE_SECONDS * (1 << attempt) * random.uniform(0.5, 1.5)


def _seconds(told: str | None) -> float | None:
    """The seconds of a Retry-After header, a day at most; a date is read as not told."""
    try:
        return min(max(0.0, float(told)), _LONGEST_WAIT_SECONDS) if told else None
    except ValueError:
        return None


async def _start_of(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The answer's body, cut at its bound; the connection of a longer one is closed."""
    start = bytearray()
    async for chunk in response.content.iter_any():
        start += chunk
        if len(start) > most:
            response.close()
            break
    return bytes(start[:most])


def _code_in(answer: bytes) -> str:
    """Why the service refuses, in either of its two shapes: an error's code, or a code inside a message."""
    told = _object_in(answer)
    error = told.get("error")
    code = (
        text_of(error, "code") if isinstance(error, dict) else text_of(_object_in(text_of(told, "message")), "subCode")
    )
    return code if _CODE.fullmatch(code) else ""


def _object_in(answer: bytes | str) -> Mapping[str, Any]:
    try:
        told: Any = decoded(answer) if answer else None
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def text_of(told: Mapping[str, Any], name: str) -> str:
    """A text that an object of the service tells, empty when it does not."""
    value = told.get(name)
    return value if isinstance(value, str) else ""
