"""Inside one process: what understanding costs, and what an answer costs over small and large calendars."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import fmean, median

from bot.domain.conversation import Incoming, Person
from bot.domain.events import EventDraft
from bot.domain.hands import Hands
from bot.domain.intervals import HELSINKI
from bot.services.calendar import CalendarCache
from bot.services.demo_calendar import demo_events
from bot.services.team import Team
from bot.understanding.interpreter import interpret
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.conversation import BotConversation
from storage.migrate import migrate
from storage.store import SqlStore

SMALL, LARGE = 50, 5000
_ROUNDS = 10

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds: understanding's p95, and the mean answer over the small and the large calendar.

    Each question counts by the median of its rounds, so that a pause of the machine does not.
    """

    understanding_p95: float
    answer_small: float
    answer_large: float


def measure(folder: Path, questions: Sequence[str]) -> Costs:
    """Measure with warm caches, the two calendars in turn."""
    return asyncio.run(_measure(folder, questions))


async def _measure(folder: Path, questions: Sequence[str]) -> Costs:
    now = datetime.now(HELSINKI)
    calendars = [CalendarCache(_analyzer()), CalendarCache(_analyzer())]
    stores = [await _store_of(folder, size, now) for size in (SMALL, LARGE)]
    conversations = [
        BotConversation(*pair, Team(), Hands(b"bench" * 8)) for pair in zip(stores, calendars, strict=True)
    ]
    rounds: list[list[list[float]]] = [[], []]
    for _ in range(_ROUNDS + 1):
        for conversation, taken in zip(conversations, rounds, strict=True):
            taken.append([await _answer(conversation, question, now) for question in questions])
    async with stores[0].begin() as uow:
        names = (await calendars[0].current(uow)).names
    understood = []
    for _ in range(_ROUNDS):
        for question in questions:
            begun = time.perf_counter()
            interpret(question, now, names)
            understood.append(time.perf_counter() - begun)
    for store in stores:
        await store.close()
    # The first round only filled the caches.
    small, large = (_mean_of_medians(taken[1:]) for taken in rounds)
    return Costs(1000 * sorted(understood)[int(len(understood) * 0.95)], 1000 * small, 1000 * large)


def _mean_of_medians(rounds: Sequence[Sequence[float]]) -> float:
    return fmean(median(times) for times in zip(*rounds, strict=True))


def _analyzer() -> Analyzer:
    return Analyzer(open_dictionary(), load_lexicon())


async def _store_of(folder: Path, size: int, now: datetime) -> SqlStore:
    url = f"sqlite+aiosqlite:///{folder / f'{size}.db'}"
    await migrate(url)
    store = SqlStore(url)
    async with store.begin() as uow:
        await uow.events.add(_calendar(size, now))
    return store


def _calendar(size: int, now: datetime) -> list[EventDraft]:
    """So many events: the demo's again and again, each time a further week later and earlier."""
    demo = [event.now for event in demo_events(now.date())]
    drafts = []
    for number in range(size):
        lap, place = divmod(number, len(demo))
        weeks = (lap + 1) // 2 * (1 if lap % 2 else -1)
        shift = timedelta(weeks=26 * weeks)
        draft = demo[place]
        drafts.append(replace(draft, key=f"bench-{number}", starts=draft.starts + shift, ends=draft.ends + shift))
    return drafts


async def _answer(conversation: BotConversation, question: str, now: datetime) -> float:
    said = Incoming(f"bench-{next(_numbers)}", "bench", Person("bench"), now, question)
    begun = time.perf_counter()
    await conversation.on_message(said)
    conversation.on_answered(said)
    return time.perf_counter() - begun
