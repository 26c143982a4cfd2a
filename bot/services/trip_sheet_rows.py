"""The rows of a year of peer-learning trips in its sheets."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.sheets import Row
from bot.domain.trip_year import TripFact, TripYear
from bot.services.libraries import libraries
from bot.services.trip_year import Encouraged
from bot.texts import Texts
from bot.texts.trips import library_name, theme_name

Columns = list[tuple[str, int]]
"""Titles with widths in characters."""


def trip_columns(texts: Texts) -> Columns:
    """The columns of trips."""
    widths = {"number": 10, "state": 18, "requested": 12, "made": 12, "library": 18, "host": 18, "of_themes": 40}
    return _columns(texts, {**widths, "travel": 16, "waited": 14, "lodging": 12})


def trip_row(texts: Texts, one: TripFact) -> Row:
    """A trip, by its number and without names."""
    return [
        one.id,
        texts(f"trip_state.{one.state}"),
        one.requested_on,
        one.made_on,
        one.library,
        one.host,
        ", ".join(theme_name(texts, theme) for theme in one.themes),
        texts(f"trip_travel.{one.travel}") if one.travel else None,
        one.waited,
        None if one.lodging is None else texts("trip_sheets.yes" if one.lodging else "trip_sheets.no"),
    ]


def library_columns(texts: Texts) -> Columns:
    """The columns of libraries."""
    return _columns(texts, {"library": 24, "travelled": 16, "hosted": 16})


def library_rows(texts: Texts, told: TripYear) -> list[Row]:
    """The region's libraries, also those with nothing, and others that were met."""
    names = [*libraries(), *sorted((told.travelled.keys() | told.hosted.keys()) - libraries().keys())]
    return [[library_name(texts, one), told.travelled[one], told.hosted[one]] for one in names]


def theme_columns(texts: Texts) -> Columns:
    """The columns of themes."""
    return _columns(texts, {"theme": 40, "count": 12})


def theme_rows(texts: Texts, told: TripYear) -> list[Row]:
    """Themes, those of most trips first."""
    return [[theme_name(texts, theme), number] for theme, number in told.themes.most_common()]


def pair_columns(texts: Texts) -> Columns:
    """The columns of who visited whom."""
    return _columns(texts, {"library": 24, "host": 24, "count": 12})


def pair_rows(texts: Texts, told: TripYear) -> list[Row]:
    """Each library with each host that was visited from it."""
    pairs = sorted(told.pairs.items())
    return [[library_name(texts, library), library_name(texts, host), number] for (library, host), number in pairs]


def encouraged_columns(texts: Texts) -> Columns:
    """The columns of libraries to be encouraged."""
    return _columns(texts, {"library": 24, "nearest": 28, "kilometres": 14, "of_themes": 40})


def encouraged_rows(texts: Texts, some: Sequence[Encouraged]) -> list[Row]:
    """Each with a host that is near."""
    return [
        [one.library, one.host, one.kilometres or None, ", ".join(theme_name(texts, theme) for theme in one.themes)]
        for one in some
    ]


def _columns(texts: Texts, widths: dict[str, int]) -> Columns:
    return [(texts(f"trip_sheets.{name}"), width) for name, width in widths.items()]
