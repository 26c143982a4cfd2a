"""The conversation after a peer-learning trip: what was learnt, the report, what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.trip_turn import TripTurn


class AfterTripTalk(TripTurn):
    """A traveller's turn after the trip, in one transaction."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
