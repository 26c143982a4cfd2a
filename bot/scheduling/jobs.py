"""The table of what the clock does and when; each job is a few lines around a use case."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import StoreUnavailable
from bot.domain.intervals import HELSINKI
from bot.services.ports import Store
from bot.services.retention import forget_old

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something done again and again, first when the clock starts. Its name is its id in the log."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]


def jobs_of(store: Store) -> Sequence[Job]:
    """All jobs of a bot, in one place."""

    async def forget() -> None:
        try:
            async with store.begin() as uow:
                turns, memories = await forget_old(uow, datetime.now(HELSINKI))
        except StoreUnavailable:
            # The next round forgets the same and more.
            _log.warning("job put off", extra={"fields": {"job": "forget"}})
            return
        if turns or memories:
            _log.info("forgotten", extra={"fields": {"turns": turns, "memories": memories}})

    return (Job("forget", every=timedelta(hours=1), run=forget),)
