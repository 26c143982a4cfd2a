"""The conversation of the AKE team about the queue of peer-learning trips; each press is checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn


class QueueTalk(TripTurn):
    """One member's turn about the queue, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says."""
        return None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
