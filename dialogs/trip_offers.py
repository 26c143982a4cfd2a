"""The conversation about what a library offers to those who come to learn: made, changed, rested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.trip_turn import TripTurn


class OfferTalk(TripTurn):
    """One person's turn about the offers of libraries, in one transaction."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
