"""The conversation with a traveller's foreman, who confirms a peer-learning trip or does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.trip_turn import TripTurn


class ForemanTalk(TripTurn):
    """A foreman's turn, in one transaction."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
