"""What was written into the form of a trip's request: the request, and what is wrong in it field by field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.errors import Problem
from bot.domain.trip_forms import DAYS, LONGEST, YES, Field
from bot.domain.trips import LATEST, Travel, Wanted
from bot.domain.written import day_of, several_of

MOST_HOSTS = 5
"""Hosts that can be wished at once."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What can be chosen, and what a request is judged by.

    `homes` tells of every municipality that of the library its people belong to. `tick` says that the traveller tells
    of the foreman's consent.
    """

    themes: Collection[str]
    homes: Mapping[str, str]
    today: date
    tick: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form tells. With `wrong` it cannot even be kept as a draft, with `missing` it cannot be sent yet."""

    wanted: Wanted
    ticked: bool = False
    wrong: Mapping[Field, Problem] = field(default_factory=dict)
    missing: Mapping[Field, Problem] = field(default_factory=dict)

    @property
    def faults(self) -> dict[Field, Problem]:
        """All that keeps it from being sent, in the form's order."""
        both = {**self.missing, **self.wrong}
        return {one: both[one] for one in Field if one in both}


def judged(told: Mapping[Field, str], bounds: Bounds) -> Reading:
    """What a form tells, and what is wrong in it, field by field."""
    wrong = {
        one: Problem("too_long", slots={"limit": str(limit)})
        for one, limit in LONGEST.items()
        if len(told.get(one, "")) > limit
    }
    days: dict[Field, date] = {}
    for one in DAYS:
        text = told.get(one, "")
        if day := day_of(text):
            days[one] = day
        elif text:
            wrong[one] = Problem("day")
    wanted = _wanted(told, bounds, tuple(sorted(set(days.values()))))
    if len(wanted.hosts) > MOST_HOSTS:
        wrong[Field.HOSTS] = Problem("hosts_many", slots={"limit": str(MOST_HOSTS)})
    ticked = told.get(Field.AGREED) == YES
    missing = {one: Problem(code) for one, code in _missing(wanted, ticked, days, bounds) if one not in wrong}
    return Reading(wanted, ticked, wrong, missing)


def _wanted(told: Mapping[Field, str], bounds: Bounds, days: tuple[date, ...]) -> Wanted:
    """What is none of the choices counts as not chosen."""
    library = told.get(Field.LIBRARY, "")
    return Wanted(
        name=told.get(Field.NAME, ""),
        role=told.get(Field.ROLE, ""),
        library=library if library in bounds.homes else "",
        themes=several_of(told.get(Field.THEMES, ""), bounds.themes),
        words=told.get(Field.WORDS, ""),
        hosts=several_of(told.get(Field.HOSTS, ""), bounds.homes),
        days=days,
        travel=next((one for one in Travel if one.value == told.get(Field.TRAVEL)), None),
        car_reason=told.get(Field.CAR_REASON, ""),
        lodging=told.get(Field.LODGING) == YES,
    )


def _missing(wanted: Wanted, ticked: bool, days: Mapping[Field, date], bounds: Bounds) -> list[tuple[Field, str]]:
    """The fields that keep a request from being sent, each with what is wrong."""
    home = bounds.homes.get(wanted.library)
    found = [
        (Field.THEMES, "what", not (wanted.themes or wanted.words or wanted.hosts)),
        (Field.HOSTS, "own_library", home in {bounds.homes.get(host) for host in wanted.hosts}),
        *((one, "day_past", day <= bounds.today) for one, day in days.items()),
        *((one, "day_far", day > bounds.today + LATEST) for one, day in days.items()),
        (Field.TRAVEL, "travel", wanted.travel is None),
        (Field.CAR_REASON, "car_reason", wanted.travel is Travel.CAR and not wanted.car_reason),
        (Field.NAME, "name", not wanted.name),
        (Field.LIBRARY, "library", not wanted.library),
        (Field.AGREED, "agreed", bounds.tick and not ticked),
    ]
    return [(one, code) for one, code, is_so in found if is_so]
