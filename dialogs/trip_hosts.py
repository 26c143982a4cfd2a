"""The conversation with a host that was asked for a peer-learning trip, or that waits for a visitor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn


class HostTalk(TripTurn):
    """A host's turn, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says."""
        return None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
