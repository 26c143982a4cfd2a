"""What is kept of people only for a while, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.ports import UnitOfWork

# The channel delivers a turn again within minutes, and a talk is taken up again within the day.
KEEP_TURNS = timedelta(days=2)
KEEP_MEMORIES = timedelta(days=1)


async def forget_old(uow: UnitOfWork, now: datetime) -> tuple[int, int]:
    """Erase old turns and what was talked of before; how many of each."""
    turns = await uow.turns.forget_before(now - KEEP_TURNS)
    memories = await uow.memories.forget_before(now - KEEP_MEMORIES)
    return turns, memories
