"""The conversation about a year of peer-learning trips seen as a whole, for the AKE team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn


class TripYearTalk(TripTurn):
    """One member's turn, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says."""
        return None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
