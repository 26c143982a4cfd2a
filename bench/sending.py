"""The pace of sending: how soon 250 people are reached, how many a second, and whether the service had to refuse.

The service is a process of its own that keeps Teams' limits and answers after 0.2 s. The sender's clock shows noon,
since at night nobody is reminded.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.domain.events import EventDraft
from bot.domain.hands import Hands
from bot.domain.intervals import HELSINKI
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.identity.credentials import Unsigned
from bot.services.calendar import CalendarCache
from bot.services.event_changes import add_events
from bot.services.ports import UnitOfWork
from bot.services.sending import Sender, utc_now
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.unasked import render
from storage.migrate import migrate
from storage.store import SqlStore
from tests.support.channel_service import channel_service

PEOPLE, FIRST = 600, 250
_ANSWERS_AFTER_SECONDS = 0.2
_TO_NOON = datetime.combine(datetime.now(HELSINKI).date(), time(12), HELSINKI) - utc_now()


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from the moment that was due until so many were reached, sendings a second in all, and refusals."""

    first: float
    rate: float
    refused: int


def measure(folder: Path) -> Pace:
    """Measure on an embedded database."""
    return asyncio.run(_measure(f"sqlite:///{folder / 'sending.db'}"))


async def _measure(url: str) -> Pace:
    await migrate(url)
    store = SqlStore(url)
    calendars = CalendarCache(Analyzer(open_dictionary(), load_lexicon()))
    with channel_service(limits=True, delay=_ANSWERS_AFTER_SECONDS) as service:
        async with open_session() as session:
            messenger = TeamsMessenger(Connectors(session, Unsigned()), local=True)
            sender = Sender(
                store, calendars, messenger, render, lambda: utc_now() + _TO_NOON, hands=Hands(b"bench" * 8)
            )
            async with store.begin() as uow:
                for number in range(PEOPLE):
                    who = Address(RecipientKind.PERSON, f"29:{number}", f"a:{number}", service.url, "28:bot", "t")
                    await subscribed(uow, who)
                await calendars.current(uow)
            await fall_due(store, utc_now() + _TO_NOON)
            begun = asyncio.get_running_loop().time()
            await sender.tick()
        told = service.told()
    await store.close()
    # All clocks of a machine that only go forward are one.
    moments = [moment - begun for _, _, moment in told["accepted"]]
    lasted = moments[-1] - moments[0]
    return Pace(moments[FIRST - 1], (len(moments) - 1) / lasted, told["faults"].get("limit", 0))


async def subscribed(uow: UnitOfWork, who: Address, scope: Scope = Scope.ALL, about: str = "") -> None:
    """Somebody who wants to be reminded a quarter before."""
    number = await uow.recipients.seen(who)
    await uow.recipients.subscribe(number, Subscription(scope, about, frozenset({Lead.QUARTER})))


async def fall_due(store: SqlStore, now: datetime, key: str = "due") -> None:
    """An event of which people are to be reminded at this moment, a quarter before it."""
    starts = (now + timedelta(minutes=15)).astimezone(HELSINKI)
    event = EventDraft(key, "Mittaus", f"Mittaus: {key}", starts, starts + timedelta(minutes=30))
    async with store.begin() as uow:
        await add_events(uow, [event], now)
