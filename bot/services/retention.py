"""What is kept of people only for a while, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.ports import UnitOfWork

# The channel delivers a turn again within minutes, and a talk is taken up again within the day.
KEEP_TURNS = timedelta(days=2)
KEEP_MEMORIES = timedelta(days=1)
# Longer than any event is announced ahead of its start, so that who was reminded of it is known while it matters.
KEEP_NOTICES = timedelta(days=90)
# Long enough to ask who changed something of last year's; after that it matters only what was changed.
KEEP_NAMES = timedelta(days=365)


async def forget_old(uow: UnitOfWork, now: datetime) -> dict[str, int]:
    """Erase old turns, what was talked of before, ended notices, and names in old records; how many of each."""
    return {
        "turns": await uow.turns.forget_before(now - KEEP_TURNS),
        "memories": await uow.memories.forget_before(now - KEEP_MEMORIES),
        "notices": await uow.outbox.forget_before(now - KEEP_NOTICES),
        "names": await uow.personal.forget_names_before(now - KEEP_NAMES),
    }
