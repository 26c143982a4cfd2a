"""A trip's request before it is sent, and what it may cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.conversation import Reply
from bot.domain.trips import Travel, Trip, Wanted
from bot.services.trip_estimates import Basis, Costs
from bot.texts import Texts
from bot.texts.moments import short_date
from dialogs.cards.elements import heading, line, plain, reply
from dialogs.cards.trips import aloud, trip_button, trip_sentences


def trip_preview_card(
    texts: Texts, trip: Trip, costs: Costs, days_off: Sequence[date], now: datetime, *, presses: bool, told: str = ""
) -> Reply:
    """What is about to be sent, with the estimate; `presses` says that the foreman will have to confirm it."""
    title = texts("trip_preview.title")
    body = [*request_sentences(texts, trip), *cost_sentences(texts, trip.wanted, costs)]
    body += [texts("trip_preview.day_off", day=short_date(day, now.date())) for day in days_off]
    how = [texts("trip_preview.draft"), *([texts("trip_preview.presses")] if presses else [])]
    said = [*([told] if told else []), *body, *how]
    return reply(
        [heading(title), *(line(plain(one)) for one in said)],
        language=texts.language,
        summary=f"{title}. {told or how[0]}",
        speak=aloud(title, *said),
        intent="trip.preview",
        actions=[trip_button(texts, f"own.{name}", f"trip_{name}", trip) for name in ("send", "edit")],
    )


def request_sentences(texts: Texts, trip: Trip, *plan: str) -> list[str]:
    """A request as sentences, with how one travels; what is told of its `plan` stands behind the day."""
    wanted, agreed = trip.wanted, trip.agreed
    found = [*trip_sentences(texts, trip), *plan]
    if not (wanted.hosts or agreed.host):
        found.append(texts("trip_preview.host_open"))
    if not (wanted.days or agreed.day):
        found.append(texts("trip_preview.days_open"))
    if wanted.travel:
        way, why = texts(f"trip_travel.{wanted.travel}"), wanted.car_reason if wanted.travel is Travel.CAR else ""
        found.append(
            texts("trip_preview.travel_why", travel=way, why=why) if why else texts("trip_preview.travel", travel=way)
        )
    return [*found, texts("trip_preview.lodging")] if wanted.lodging else found


def cost_sentences(texts: Texts, wanted: Wanted, costs: Costs) -> list[str]:
    """What a trip may cost, each host by itself, and on what that rests; or why it cannot be told."""
    if costs.basis in (Basis.NO_HOST, Basis.NO_WAY):
        return [texts(f"trip_cost.{costs.basis}")]
    travel = texts(f"trip_travel.{wanted.travel}")
    each = [
        texts(f"trip_cost.{costs.basis}", host=host, km=one.kilometres, euros=one.euros, travel=travel)
        for host, one in costs.each
    ]
    night = [texts("trip_cost.with_night")] if wanted.lodging else []
    return [*each, *night, texts("trip_cost.how")]
