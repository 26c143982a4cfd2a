"""How long what is kept of people is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.intervals import HELSINKI
from bot.services.retention import forget_old
from storage.store import SqlStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HELSINKI)


async def test_turns_are_kept_two_days_and_memories_one(store: SqlStore) -> None:
    minute = timedelta(minutes=1)
    async with store.begin() as uow:
        for days in (1, 2):
            await uow.turns.claim(f"before {days}", NOW - timedelta(days=days) - minute)
            await uow.turns.claim(f"after {days}", NOW - timedelta(days=days) + minute)
            await uow.memories.keep(f"before {days}", "{}", NOW - timedelta(days=days) - minute)
            await uow.memories.keep(f"after {days}", "{}", NOW - timedelta(days=days) + minute)
        assert await forget_old(uow, NOW) == {"turns": 1, "memories": 3, "notices": 0, "wishes": 0}
        assert not any((await forget_old(uow, NOW)).values())
