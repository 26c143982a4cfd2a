"""What may be shown of the libraries that feedback comes from, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.coverage import Bands, Figures, Reach
from bot.domain.small_groups import Shown, shown_figures
from bot.services.library_groups import NO_LIBRARY, libraries
from bot.texts import Texts
from bot.texts.moments import short_date
from bot.texts.numbers import decimal
from bot.texts.terms import band_name


def coverage_lines(texts: Texts, told: Bands | Figures | None, reach: Reach | None, today: date) -> list[str]:
    """A term's coverage, and which libraries are not reached, where that may be told."""
    return [*term_lines(texts, told, today), *reach_lines(texts, reach, today)]


def term_lines(texts: Texts, told: Bands | Figures | None, today: date) -> list[str]:
    """An open term's bands or a closed one's figures."""
    if told is None:
        return [texts("coverage.none_yet")]
    if isinstance(told, Figures):
        return [texts("coverage.figures"), *(_figure(texts, one) for one in shown_figures(libraries(), told.shown))]
    lines = [texts("coverage.bands", day=short_date(told.until, today))]
    for low, names in sorted(in_bands(texts, told).items(), reverse=True):
        lines.append(f"{band_name(texts, low, told.smallest)}: {', '.join(names)}.")
    return lines


def reach_lines(texts: Texts, reach: Reach | None, today: date) -> list[str]:
    """Which libraries are not reached."""
    if reach is None:
        return []
    day = short_date(reach.since, today)
    if not reach.missing:
        return [texts("coverage.all_reached", day=day)]
    return [texts("coverage.missing", day=day, names=", ".join(reach.missing))]


def in_bands(texts: Texts, told: Bands) -> Mapping[int, list[str]]:
    """The libraries of each band by its lowest number; all others are in the lowest one."""
    found: dict[int, list[str]] = {}
    for library, low in sorted(told.lows.items()):
        if low and library != NO_LIBRARY:
            found.setdefault(low, []).append(library)
    return {**found, 0: [texts("coverage.others")]}


def _figure(texts: Texts, one: Shown) -> str:
    mean = decimal(texts, one.total / one.number)
    if one.rest:
        return texts("coverage.rest", name=one.group.name or texts("coverage.whole"), n=one.number, mean=mean)
    return texts("coverage.figure", name=one.group.name or texts("coverage.no_library"), n=one.number, mean=mean)
