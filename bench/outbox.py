"""What a tick costs over an outbox that is nearly empty, and over one of years: the same, if nothing is read idly."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bench.sending import fall_due, subscribed
from bot.domain.conversation import Reply
from bot.domain.intervals import HELSINKI
from bot.domain.outbox import Delivery, Outcome
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.domain.reminders import Scope
from bot.services.calendar import CalendarCache
from bot.services.sending import Sender
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.unasked import render
from storage.engine import address, sqlite_engine
from storage.migrate import migrate
from storage.store import SqlStore

ENDED, PEOPLE = 100_000, 5_000
_FEW_ENDED, _CONCERNED, _ROUNDS = 100, 20, 15
_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI)
# Made by the database itself: a hundred thousand rows take a minute one by one.
_SENT_BEFORE = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :ended),
    rows AS (
        SELECT n, strftime('%Y-%m-%d %H:%M:%f', '2026-11-24 10:00:00', '-' || n || ' minutes') || '000' AS due
        FROM numbers
    )
    INSERT INTO outbox (key, kind, recipient, event, due, useful_until, data, state, wake_at, holder, attempts,
        doubts, reason, message, ended_at)
    SELECT 'old-' || n, 'reminder', 1 + n % :people, 1000000 + n / 250, due, due, '{}', 'sent', NULL, '', 1,
        0, '', 'm', due
    FROM rows
""")


@dataclass(frozen=True, slots=True)
class Ticks:
    """Milliseconds of a tick that finds nothing due, and of one that sends to some people; few rows, then many."""

    idle: tuple[float, float]
    sending: tuple[float, float]


class _Taking:
    """A service that takes everything at once."""

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        return Delivery(Outcome.SENT, message="m", conversation=to.address.conversation)

    async def update(self, to: Recipient, conversation: str, message: str, reply: Reply) -> Delivery:
        return Delivery(Outcome.SENT, message=message, conversation=conversation)


class _Bot:
    """A sender over a store, on a clock that stands until it is turned."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.now = store, _NOON
        calendars = CalendarCache(Analyzer(open_dictionary(), load_lexicon()))
        self.sender = Sender(store, calendars, _Taking(), render, lambda: self.now, self._sleep)

    async def _sleep(self, seconds: float) -> None:
        """Time is not what is measured here."""

    async def tick(self) -> float:
        self.now += timedelta(minutes=1)
        begun = time.perf_counter()
        await self.sender.tick()
        return 1000 * (time.perf_counter() - begun)


def measure(folder: Path) -> Ticks:
    """Measure both in turn, so that what else the machine does hits them alike."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> Ticks:
    bots = [
        _Bot(await _filled(folder / "few.db", _CONCERNED, _FEW_ENDED)),
        _Bot(await _filled(folder / "many.db", PEOPLE, ENDED)),
    ]
    idle: list[list[float]] = [[], []]
    sending: list[list[float]] = [[], []]
    for number in range(_ROUNDS):
        for place, bot in enumerate(bots):
            idle[place].append(await bot.tick())
            await fall_due(bot.store, bot.now + timedelta(minutes=1), f"due{number}")
            sending[place].append(await bot.tick())
    for bot in bots:
        await bot.store.close()
    few, many = (median(times) for times in idle)
    few_sent, many_sent = (median(times[1:]) for times in sending)
    return Ticks((few, many), (few_sent, many_sent))


async def _filled(path: Path, people: int, ended: int) -> SqlStore:
    """A store of people, of whom some are to be reminded, and of what was sent to all of them before."""
    url = f"sqlite:///{path}"
    await migrate(url)
    store = SqlStore(url)
    async with store.begin() as uow:
        for number in range(people):
            who = Address(RecipientKind.PERSON, f"29:{number}", f"a:{number}", "", "28:bot", "t")
            about = "Mittaus" if number < _CONCERNED else f"Sarja {number % 50}"
            await subscribed(uow, who, Scope.SERIES, about)
    engine = sqlite_engine(address(url))
    with engine.begin() as connection:
        connection.execute(_SENT_BEFORE, {"ended": ended, "people": people})
    engine.dispose()
    return store
