"""The conversation of a traveller about peer-learning trips: the rules, the request, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from dialogs.cards.trips import trip_rules_card
from dialogs.trip_turn import TripTurn


class TripTalk(TripTurn):
    """A traveller's turn, in one transaction."""

    async def said(self, text: str) -> Reply:
        """Answer a sentence about peer-learning trips."""
        return trip_rules_card(self._texts)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        return None
