"""A draft of a trip's report, made of what the traveller answered, in the traveller's own words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.trips import Trip, TripReport
from bot.texts import Texts
from bot.texts.moments import full_day
from bot.texts.trips import themes_told

_ENDS = (".", "!", "?", ":", "…", ")", "”", '"')


def draft_of(texts: Texts, trip: Trip, report: TripReport, libraries: Mapping[str, str]) -> str:
    """Where, when and what for, and then each answer below its own line; nobody is named in it.

    `libraries` are the libraries' names by their municipalities.
    """
    wanted, agreed = trip.wanted, trip.agreed
    title = " – ".join(filter(None, [wanted.library, agreed.host]))
    day = trip.made_on or agreed.day
    what = themes_told(texts, wanted.themes, wanted.words)
    facts = [texts("trip_draft.day", day=full_day(texts, day))] if day else []
    facts += [texts("trip_draft.host", host=libraries.get(agreed.host, agreed.host))] if agreed.host else []
    facts += [texts("trip_draft.what", what=_ended(what))] if what else []
    told = [(name, getattr(report, name)) for name in ("learnt", "change", "share")]
    answers = [f"{texts(f'trip_draft.{name}')}\n{_ended(said)}" for name, said in told if said]
    return "\n\n".join([texts("trip_draft.title", trip=title), " ".join(facts), *answers])


def _ended(said: str) -> str:
    """The words as they were written, with a full stop where they end without any mark."""
    return said if said.endswith(_ENDS) else f"{said}."
