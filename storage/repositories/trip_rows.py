"""Peer-learning trips as rows: the domain's values to columns and JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row

from bot.domain.intervals import at_helsinki
from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trip_steps import Taken
from bot.domain.trips import Agreed, Consent, Travel, Trip, TripState, Wanted
from bot.jsontext import decoded, encoded

_SAME = ("id", "key", "version", "state", "traveller", "consent", "foreman", "code", "handler", "handler_name")
_SAME_TOO = ("reason", "requested_on", "made_on", "touched_at", "erased")
_OFFER = ("id", "key", "version", "account", "contact", "library", "words", "when_not", "per_month", "active")
_OFFER_LISTS = ("themes", "closed")


def values_of_trip(trip: Trip) -> dict[str, Any]:
    """A trip as its columns; what is looked for stands in columns besides."""
    agreed = trip.agreed
    return {name: getattr(trip, name) for name in (*_SAME, *_SAME_TOO)} | {
        "wanted": encoded(trip.wanted).decode(),
        "agreed": encoded(agreed).decode(),
        "library": trip.wanted.library,
        "host": agreed.host,
        "host_account": agreed.account,
        "day": agreed.day,
    }


def trip_of(row: Row[Any]) -> Trip:
    """A trip of its row."""
    same = {name: getattr(row, name) for name in (*_SAME, *_SAME_TOO)}
    return Trip(wanted=_wanted_of(decoded(row.wanted)), agreed=_agreed_of(decoded(row.agreed)), **same)


def values_of_step(taken: Taken) -> dict[str, Any]:
    """A step as its columns."""
    names = ("trip", "version", "step", "by", "who", "name", "at", "words")
    return {name: getattr(taken, name) for name in names} | {"before": encoded(taken.before).decode()}


def step_of(row: Row[Any]) -> Taken:
    """A step of its row."""
    before = trip_of_json(decoded(row.before))
    return Taken(row.trip, row.version, row.step, row.by, row.who, row.name, row.at, before, row.words)


def trip_of_json(told: Mapping[str, Any]) -> Trip:
    """A trip of the JSON object that was made of it."""
    return Trip(
        **{
            **told,
            "state": TripState(told["state"]),
            "consent": Consent(told["consent"]),
            "wanted": _wanted_of(told["wanted"]),
            "agreed": _agreed_of(told["agreed"]),
            "touched_at": at_helsinki(datetime.fromisoformat(told["touched_at"])),
            "requested_on": _day(told["requested_on"]),
            "made_on": _day(told["made_on"]),
        }
    )


def values_of_offer(offer: Offer) -> dict[str, Any]:
    """An offer as its columns."""
    lists = {name: encoded(getattr(offer, name)).decode() for name in _OFFER_LISTS}
    return {name: getattr(offer, name) for name in _OFFER} | lists


def offer_of(row: Row[Any]) -> Offer:
    """An offer of its row."""
    lists: dict[str, Any] = {name: tuple(decoded(getattr(row, name))) for name in _OFFER_LISTS}
    return Offer(**{name: getattr(row, name) for name in _OFFER}, **lists)


def asked_of(row: Row[Any]) -> AskedHost:
    """What came of asking a host, of its row."""
    same = (row.trip, row.offer, row.library, row.account, row.asked_at, row.reply, row.words)
    return AskedHost(*same, days=tuple(map(date.fromisoformat, decoded(row.days))))


def _wanted_of(told: Mapping[str, Any]) -> Wanted:
    return Wanted(
        **{
            **told,
            "themes": tuple(told["themes"]),
            "hosts": tuple(told["hosts"]),
            "days": tuple(map(date.fromisoformat, told["days"])),
            "travel": Travel(told["travel"]) if told["travel"] else None,
        }
    )


def _agreed_of(told: Mapping[str, Any]) -> Agreed:
    clocks = {name: time.fromisoformat(told[name]) if told[name] else None for name in ("starts", "ends")}
    # Trips stored before there were suggestions have none.
    return Agreed(**{**told, "day": _day(told["day"]), "suggested": tuple(told.get("suggested", ())), **clocks})


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
