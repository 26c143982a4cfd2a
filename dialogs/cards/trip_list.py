"""A traveller's own trips in a list, to look at or to choose of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.intervals import at_helsinki
from bot.domain.trips import Trip
from bot.texts import Texts
from bot.texts.moments import short_date
from bot.texts.trips import themes_told
from dialogs.cards.elements import Action, plain, press_button, sentences_card, shortened
from dialogs.cards.trip_form import open_request_button
from dialogs.cards.trips import titled_trip_button

LISTED = 8
"""Trips on a list: more make a phone's screen a wall."""

_SHOWN_OF_WHAT = 60


def own_trips_card(
    texts: Texts, trips: Sequence[Trip], now: datetime, told: str = "", *, do: str = "trip_show"
) -> Reply:
    """A choice of one's own trips, the newest first; `do` is what pressing one does."""
    shown = trips[:LISTED]
    none = [texts("trip_own.none")] if not trips and not told else []
    more = [texts("trip_own.more")] if len(trips) > LISTED else []
    said = [*([told] if told else []), *none, *(_row(texts, one, now) for one in shown), *more]
    picks = [titled_trip_button(texts, _named(texts, one), do, one) for one in shown]
    new = open_request_button(texts, {}, "own.new")
    return sentences_card(
        texts("trip_own.title"),
        *map(plain, said),
        language=texts.language,
        intent="trip.list",
        actions=[*picks, *([new] if do == "trip_show" else [])],
    )


def my_trips_button(texts: Texts) -> Action:
    """To one's own trips."""
    return press_button(texts("trip_button.own.mine"), {"do": "trip_mine", "language": texts.language})


def _row(texts: Texts, trip: Trip, now: datetime) -> str:
    handled = bool(trip.handler_name) and trip.open
    return texts(
        f"trip_own.row{'_handled' if handled else ''}",
        what=_named(texts, trip),
        state=texts(f"trip_state.{trip.state}"),
        day=short_date(at_helsinki(trip.touched_at).date(), now.date()),
        name=trip.handler_name,
    )


def _named(texts: Texts, trip: Trip) -> str:
    """What tells one trip from another, in few words: where to, and what for."""
    what = themes_told(texts, trip.wanted.themes) or trip.wanted.words
    where = trip.agreed.host or ", ".join(trip.wanted.hosts)
    return shortened(", ".join(filter(None, [where, what])), _SHOWN_OF_WHAT) or texts("trip_own.unnamed")
