"""The address from which Prometheus reads the bot's numbers: of its own, on loopback alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from aiohttp import web

from bot.domain.calendar_sync import SyncState
from bot.domain.errors import StoreUnavailable
from bot.domain.outbox import Due, NoticeKind, State, told_kind
from bot.services.ports import Store
from bot.teams.metrics import METRICS, Labels, Metrics, family
from bot.teams.routes import LOCAL, helsinki_now

_KINDS = tuple(dict.fromkeys(map(told_kind, NoticeKind)))
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
            counts, due = await uow.outbox.counts(), await uow.outbox.due_by_kind(now)
            sync = await uow.calendar_sync.state()
    except StoreUnavailable:
        return _up(0)
    numbers, lates = _by_kind(due, now)
    late = max(lates.values())
    states = [({"state": str(state)}, counts.get(state, 0)) for state in State]
    return [
        *_up(1),
        *family("kahvibotti_outbox_notices", "gauge", "Notices in the outbox by state.", states),
        *family("kahvibotti_outbox_late_seconds", "gauge", "How long the longest due notice has waited.", [({}, late)]),
        *family("kahvibotti_outbox_due_notices", "gauge", "Due notices that wait, by kind.", _labelled(numbers)),
        *family("kahvibotti_outbox_due_seconds", "gauge", "The longest wait among them, by kind.", _labelled(lates)),
        *_followed(sync, now),
    ]


def _followed(sync: SyncState, now: datetime) -> list[str]:
    """How old what is known of Outlook's calendar is, once it has been followed."""
    if not sync.active or sync.succeeded is None:
        return []
    age = (now - sync.succeeded).total_seconds()
    help_text = "Since when Outlook's calendar was last followed."
    return family("kahvibotti_calendar_sync_age_seconds", "gauge", help_text, [({}, age)])


def _by_kind(due: Mapping[NoticeKind, Due], now: datetime) -> tuple[Counter[str], dict[str, float]]:
    """How many are due of each kind that is told apart, and how many seconds the longest of them has waited."""
    numbers, lates = Counter(dict.fromkeys(_KINDS, 0)), dict.fromkeys(_KINDS, 0.0)
    for kind, some in due.items():
        name = told_kind(kind)
        numbers[name] += some.number
        lates[name] = max(lates[name], (now - some.since).total_seconds())
    return numbers, lates


def _labelled(values: Mapping[str, float]) -> list[tuple[Labels, float]]:
    return [({"kind": kind}, value) for kind, value in values.items()]


def _up(value: int) -> list[str]:
    return family("kahvibotti_database_up", "gauge", "Whether the database answers.", [({}, value)])
