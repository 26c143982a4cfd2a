"""A stand-in for the channel's service in a process of its own: keeps Teams' limits, and fails as a seeded plan says.

`python -m tests.support.channel_service '{"seed": 1, "faults": 0.1, "limits": true}'` prints its port. What it has
taken is read from `/accepted`.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from urllib.request import urlopen

from aiohttp import web

APP_LIMITS = ((50, 1.0),)
CONVERSATION_LIMITS = ((7, 1.0), (8, 2.0), (60, 30.0))
BUSY = (412, 429, 502, 503, 504)
GONE = {"error": {"code": "ConversationBlockedByUser", "message": "gone"}}
GONE_OTHERWISE = {"errorCode": 209, "message": json.dumps({"subCode": "MessageWritesBlocked"})}


class Limit:
    """So many requests in so many seconds, for each of several lengths of time."""

    def __init__(self, limits: tuple[tuple[int, float], ...]) -> None:
        self._limits = limits
        self._taken: deque[float] = deque()

    def wait(self, at: float) -> float:
        """How long to wait until one more is allowed; 0 takes it."""
        longest = max(seconds for _, seconds in self._limits)
        while self._taken and self._taken[0] <= at - longest:
            self._taken.popleft()
        waits = [0.0]
        for most, seconds in self._limits:
            recent = [one for one in self._taken if one > at - seconds]
            if len(recent) >= most:
                waits.append(recent[-most] + seconds - at)
        if not max(waits):
            self._taken.append(at)
        return max(waits)


class Plan:
    """Which conversation fails how, and how often; the same for a seed however the requests come.

    At most one of a conversation's faults leaves the sender in doubt: of two it could not know that either arrived.
    """

    def __init__(self, seed: int, share: float) -> None:
        self._seed, self._share = seed, share
        self._met: Counter[str] = Counter()
        self._doubted: set[str] = set()

    def fault(self, conversation: str) -> str:
        """What befalls the next request to a conversation, empty when nothing does."""
        number = self._met[conversation]
        self._met[conversation] += 1
        chance = random.Random(f"{self._seed}:{conversation}:{number}")
        if chance.random() >= self._share:
            return ""
        fault = chance.choice(["412", "429", "502", "503", "504", "500", "lost", "slow", "gone", "gone_otherwise"])
        if fault in ("500", "lost"):
            if conversation in self._doubted:
                return ""
            self._doubted.add(conversation)
        return fault


class ChannelService:
    """Takes activities as Teams does; `accepted` are the conversations and texts of those it took."""

    def __init__(self, *, seed: int = 0, faults: float = 0.0, limits: bool = False, delay: float = 0.0) -> None:
        self._plan = Plan(seed, faults)
        self._limits, self._delay = limits, delay
        self._app = Limit(APP_LIMITS)
        self._conversations: defaultdict[str, Limit] = defaultdict(lambda: Limit(CONVERSATION_LIMITS))
        self.accepted: list[tuple[str, str, float]] = []
        self.faults: Counter[str] = Counter()
        self.lost: list[str] = []
        self.gone: set[str] = set()

    async def take(self, request: web.Request) -> web.Response:
        """Take one activity, or fail."""
        conversation = unquote(request.path.split("/v3/conversations/")[1].split("/")[0])
        body: dict[str, Any] = await request.json()
        now = time.monotonic()
        if self._limits and (wait := self._app.wait(now) or self._conversations[conversation].wait(now)):
            self.faults["limit"] += 1
            return web.Response(status=429, headers={"Retry-After": str(max(1, round(wait + 0.5)))})
        fault = "gone" if conversation in self.gone else self._plan.fault(conversation)
        if fault:
            self.faults[fault] += 1
        if fault.isdecimal():
            return web.Response(status=int(fault), headers={"Retry-After": "0"} if fault == "429" else {})
        if fault.startswith("gone"):
            self.gone.add(conversation)
            return web.json_response(GONE if fault == "gone" else GONE_OTHERWISE, status=403)
        await asyncio.sleep(self._delay + (0.2 if fault == "slow" else 0.0))
        self.accepted.append((conversation, str(body.get("summary", "")), now))
        if fault == "lost":
            self.lost.append(conversation)
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({"id": f"m{len(self.accepted)}"}, status=201)

    async def tell(self, request: web.Request) -> web.Response:
        """What has been taken and what went wrong."""
        return web.json_response(
            {"accepted": self.accepted, "faults": self.faults, "lost": self.lost, "gone": sorted(self.gone)}
        )


async def _serve(service: ChannelService) -> None:
    app = web.Application()
    app.router.add_get("/accepted", service.tell)
    app.router.add_post("/{path:.*}", service.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


class Running:
    """The service's process, as a test sees it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def told(self) -> dict[str, Any]:
        """What it has taken and what went wrong."""
        with urlopen(f"{self.url}/accepted", timeout=10) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextmanager
def channel_service(**facts: Any) -> Iterator[Running]:
    """The service in a process of its own while the block runs."""
    command = [sys.executable, "-m", "tests.support.channel_service", json.dumps(facts)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Running(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait(timeout=20)
        process.stdout.close()


if __name__ == "__main__":
    asyncio.run(_serve(ChannelService(**json.loads(sys.argv[1]))))
