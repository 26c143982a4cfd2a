"""What is told of a person by the tables of peer-learning trips, in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, case, exists, or_, select

from bot.domain.personal import Part
from storage.models import asked_hosts, offers, outbox, trip_reports, trip_steps, trips
from storage.repositories.personal_parts import ACCOUNT, NUMBER, Row, Told, fields

_OTHERS = frozenset({"contact", "account"})
"""Of what is agreed: whom to turn to is told on the trip's card, but it is another's."""

_BEFORE = ("state", "wanted", "agreed", "reason")
"""Of what a trip was before a step; the rest is others' or keys."""

_OWN = trips.c.traveller == ACCOUNT
_PARTS = {
    "as_handler": trips.c.handler == ACCOUNT,
    "as_foreman": trips.c.foreman == ACCOUNT,
    "as_host": trips.c.host_account == ACCOUNT,
}
_TOOK_STEP = exists().where(trip_steps.c.trip == trips.c.id, trip_steps.c.who == ACCOUNT)


def _agreed(told: Mapping[str, Any]) -> Row:
    return {name: one for name, one in told.items() if name not in _OTHERS}


def _own_trip(row: Row) -> Row:
    return row | {"agreed": _agreed(row["agreed"])}


def _own_step(row: Row) -> Row:
    before = {name: row["before"][name] for name in _BEFORE}
    return row | {"before": before | {"agreed": _agreed(before["agreed"])}}


def _if_own(own: ColumnElement[bool], told: ColumnElement[str]) -> ColumnElement[str]:
    """What the person wrote, and of what others did nothing."""
    return case((own, told), else_="")


_TOOK = trip_steps.c.who == ACCOUNT

TRIP_PARTS: Mapping[Part, Told] = {
    Part.TRIPS: Told(
        select(
            *fields(
                trips,
                "state wanted library agreed host day consent reason requested_on made_on touched_at erased version",
                trip=trips.c.id,
            )
        ).where(_OWN),
        (trips.c.id,),
        _own_trip,
    ),
    Part.TRIP_STEPS: Told(
        select(
            *fields(trip_steps, "trip version step by at before"),
            _if_own(_TOOK, trip_steps.c.name).label("name"),
            _if_own(_TOOK, trip_steps.c.words).label("words"),
        )
        .join(trips, trips.c.id == trip_steps.c.trip)
        .where(_OWN),
        (trip_steps.c.trip, trip_steps.c.version),
        _own_step,
    ),
    Part.TRIP_REPORTS: Told(
        select(*fields(trip_reports, "trip learnt change share rating publish text later"))
        .join(trips, trips.c.id == trip_reports.c.trip)
        .where(_OWN),
        (trip_reports.c.trip,),
    ),
    Part.TRIP_NOTICES: Told(
        select(*fields(outbox, "trip kind due state ended_at"))
        .join(trips, trips.c.id == outbox.c.trip)
        .where(_OWN, or_(outbox.c.recipient.is_(None), outbox.c.recipient != NUMBER)),
        (outbox.c.id,),
    ),
    Part.TRIP_PARTS: Told(
        select(
            *fields(trips, "state host day", trip=trips.c.id, **_PARTS),
            _if_own(_PARTS["as_handler"], trips.c.handler_name).label("name"),
            _if_own(_PARTS["as_host"], trips.c.agreed).label("agreed_contact"),
        ).where(~_OWN, or_(*_PARTS.values(), _TOOK_STEP)),
        (trips.c.id,),
        lambda row: row | {"agreed_contact": (row["agreed_contact"] or {}).get("contact", "")},
    ),
    Part.TRIP_PART_STEPS: Told(
        select(*fields(trip_steps, "trip version step by at name words"))
        .join(trips, trips.c.id == trip_steps.c.trip)
        .where(~_OWN, _TOOK),
        (trip_steps.c.trip, trip_steps.c.version),
    ),
    Part.OFFERS: Told(
        select(
            *fields(
                offers,
                "contact library themes words when_not closed per_month active version",
                number=offers.c.id,
            )
        ).where(offers.c.account == ACCOUNT),
        (offers.c.id,),
    ),
    Part.ASKED: Told(
        select(*fields(asked_hosts, "trip library asked_at reply words days", offer_number=asked_hosts.c.offer)).where(
            asked_hosts.c.account == ACCOUNT
        ),
        (asked_hosts.c.trip, asked_hosts.c.offer),
    ),
}
