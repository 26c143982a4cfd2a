"""What a host or one that is asked is told of a peer-learning trip besides the word itself, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_words import OF_PLAN, TripTold, TripWord
from bot.domain.trips import COMING
from bot.texts import Texts
from dialogs.cards.elements import Action
from dialogs.cards.trip_hosts import answer_buttons, cancel_button, visitors_sentences, visits_button
from dialogs.cards.trip_plan import plan_buttons, plan_told


def host_sentences(texts: Texts, told: TripTold, now: datetime) -> Sequence[str]:
    """Sentences below the trip."""
    if told.word is TripWord.ASK_HOST:
        return [*visitors_sentences(texts, told.more.get("visitors", {})), texts("trip_host.how_to_answer")]
    return plan_told(texts, told)


def host_actions(texts: Texts, told: TripTold, now: datetime) -> Sequence[Action]:
    """Buttons."""
    if told.word is TripWord.ASK_HOST and told.asked is not None:
        return answer_buttons(texts, told.trip, told.asked.offer)
    found = plan_buttons(texts, told)
    if told.word in OF_PLAN and told.trip.state in COMING:
        found.append(cancel_button(texts, told.trip))
    return [*found, visits_button(texts)]
