"""Closes connections on which no request comes: each holds a place that others need."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

HEAD_SECONDS = 10.0
"""How long a new connection may take until its first request's head has arrived."""

_LOOK_SECONDS = 1.0


@asynccontextmanager
async def slow_clients_closed(server: web.Server) -> AsyncIterator[None]:
    """Look after the server's connections while the block runs."""
    looking = asyncio.create_task(_look(server))
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _look(server: web.Server) -> None:
    """The server itself closes only what is idle after a request; a first head it awaits as long as an idle one."""
    clock = asyncio.get_running_loop()
    seen: dict[web.RequestHandler, float] = {}
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        now = clock.time()
        waiting = [one for one in server.connections if not one._request_count]
        seen = {one: seen.get(one, now) for one in waiting}
        for one, since in seen.items():
            if now - since >= HEAD_SECONDS:
                one.force_close()
