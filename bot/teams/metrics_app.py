"""The address from which Prometheus reads the bot's numbers: of its own, on loopback alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.domain.errors import StoreUnavailable
from bot.domain.outbox import State
from bot.services.ports import Store
from bot.teams.metrics import METRICS, Metrics, family
from bot.teams.routes import LOCAL, helsinki_now

_FORM = "text/plain; version=0.0.4; charset=utf-8"


def make_metrics_app(
    store: Store, metrics: Metrics = METRICS, clock: Callable[[], datetime] = helsinki_now
) -> web.Application:
    """An application for a port that nobody beyond this machine can reach."""

    async def answer(_: web.Request) -> web.Response:
        text = "\n".join([*metrics.lines(), *await _stored(store, clock())]) + "\n"
        return web.Response(body=text.encode(), headers={"Content-Type": _FORM})

    app = web.Application()
    # The server refuses to let such an application listen beyond loopback.
    app[LOCAL] = True
    app.router.add_get("/metrics", answer)
    return app


async def _stored(store: Store, now: datetime) -> list[str]:
    """What waits in the outbox, which all replicas share; only that the database is away, when it is."""
    try:
        async with store.begin() as uow:
            counts, since = await uow.outbox.counts(), await uow.outbox.waits_since(now)
    except StoreUnavailable:
        return _up(0)
    late = 0.0 if since is None else (now - since).total_seconds()
    states = [({"state": str(state)}, counts.get(state, 0)) for state in State]
    return [
        *_up(1),
        *family("kahvibotti_outbox_notices", "gauge", "Notices in the outbox by state.", states),
        *family("kahvibotti_outbox_late_seconds", "gauge", "How long the longest due notice has waited.", [({}, late)]),
    ]


def _up(value: int) -> list[str]:
    return family("kahvibotti_database_up", "gauge", "Whether the database answers.", [({}, value)])
