"""What the AKE team is told of a peer-learning trip besides the word itself, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_words import TripTold
from bot.texts import Texts
from dialogs.cards.elements import Action


def team_sentences(texts: Texts, told: TripTold, now: datetime) -> Sequence[str]:
    """Sentences below the trip."""
    return ()


def team_actions(texts: Texts, told: TripTold, now: datetime) -> Sequence[Action]:
    """Buttons."""
    return ()
