"""Tells the conversation how its answers fared, again and again when the database is away."""

from __future__ import annotations

import asyncio

from bot.domain.conversation import Incoming
from bot.domain.errors import StoreUnavailable
from bot.services.ports import Conversation

_SECONDS = 1.0
# Until the channel's first re-send, 15 s after the message.
_PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0)
_CLOSE_SECONDS = 2.0


class Settling:
    """Settles turns: at once where the database allows it, else aside, so that no turn fails by it."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._aside: set[asyncio.Task[None]] = set()

    async def delivered(self, said: Incoming) -> bool:
        """Whether it could be kept at once that the turn is answered; if not, it is tried again aside."""
        if await self._kept(said):
            return True
        task = asyncio.create_task(self._keep_trying(said))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
        return False

    async def undelivered(self, said: Incoming) -> bool:
        """Whether the turn was given free; if not, its claim lapses by itself before it comes again."""
        try:
            async with asyncio.timeout(_SECONDS):
                await self._conversation.on_unanswered(said)
        except (TimeoutError, StoreUnavailable):
            return False
        return True

    async def close(self) -> None:
        """Let what is tried aside end, but not for long."""
        if self._aside:
            _, late = await asyncio.wait(self._aside, timeout=_CLOSE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _keep_trying(self, said: Incoming) -> None:
        for pause in _PAUSES_SECONDS:
            await asyncio.sleep(pause)
            if await self._kept(said):
                return

    async def _kept(self, said: Incoming) -> bool:
        try:
            async with asyncio.timeout(_SECONDS):
                await self._conversation.on_answered(said)
        except (TimeoutError, StoreUnavailable):
            return False
        return True
