"""What following the calendar elsewhere needs of the store, as a Protocol."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class CalendarKeys(Protocol):
    """Keys by which people follow their own calendar elsewhere: one for a person, kept as its fingerprint."""

    async def give(self, person: int, key: str, now: datetime) -> None:
        """Let a key open the calendar of a recipient from now on, and the one before it nothing."""

    async def made_at(self, person: int) -> datetime | None:
        """When the recipient's key was made, None when there is none."""

    async def opens(self, key: str) -> bool:
        """Whether a key is the present one of somebody whom the bot still reaches."""

    async def end(self, person: int) -> bool:
        """Let the recipient's key open nothing any more; whether there was one."""
