"""Asks a bot for a while over raw sockets, so cheaply that the bot is what is measured."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TENANT = "00000000-0000-0000-0000-000000000001"

_numbers: Iterator[int] = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Round:
    """How long each turn took, in seconds, and how long the round lasted."""

    turns: tuple[float, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Asking:
    """Whom to ask and how: the header that each request brings, and for how many people in turn a client speaks."""

    port: int
    service_port: int
    questions: Sequence[str]
    authorization: str
    people: int


async def ask(
    port: int,
    service_port: int,
    questions: Sequence[str],
    clients: int,
    seconds: float,
    *,
    authorization: str = "",
    people: int = 1,
) -> Round:
    """Let the clients ask one question after another; RuntimeError when the bot fails to answer one."""
    asking = _Asking(port, service_port, questions, authorization, people)
    begun = time.perf_counter()
    asked = await asyncio.gather(*(_client(asking, begun + seconds, number) for number in range(clients)))
    lasted = time.perf_counter() - begun
    return Round(tuple(one for turns in asked for one in turns), lasted)


async def _client(asking: _Asking, end: float, number: int) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", asking.port)
    turns = []
    people = itertools.cycle(range(asking.people))
    for question in itertools.islice(itertools.cycle(asking.questions), number, None):
        request = _request(asking, question, number * asking.people + next(people))
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        now = time.perf_counter()
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"the bot on port {asking.port} answered {head[:40]!r}")
        turns.append(now - begun)
        if now >= end:
            break
    writer.close()
    return turns


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


def _request(asking: _Asking, question: str, person: int) -> bytes:
    body = json.dumps(_activity(asking.service_port, question, person)).encode()
    token = f"Authorization: {asking.authorization}\r\n" if asking.authorization else ""
    head = (
        f"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:{asking.port}\r\n{token}"
        f"Content-Type: application/json; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _activity(service_port: int, question: str, person: int) -> dict[str, object]:
    """A message as Teams sends it in a personal chat."""
    return {
        "type": "message",
        "id": f"bench-{next(_numbers)}",
        "timestamp": "2026-11-23T07:00:00.000Z",
        "localTimestamp": "2026-11-23T09:00:00.000+02:00",
        "localTimezone": "Europe/Helsinki",
        "serviceUrl": f"http://127.0.0.1:{service_port}",
        "channelId": "msteams",
        "from": {"id": f"29:bench-{person}", "name": "Mittaaja", "aadObjectId": TENANT},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": f"a:bench-{person}"},
        "recipient": {"id": "28:kahvibotti", "name": "Kahvibotti"},
        "textFormat": "plain",
        "text": question,
        "locale": "fi-FI",
        "entities": [
            {"type": "clientInfo", "locale": "fi-FI", "country": "FI", "platform": "Windows"},
        ],
        "channelData": {"tenant": {"id": TENANT}},
    }
