"""Coverage: what may be shown of the libraries that answers come from, in pictures that are kept."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from bot.domain.coverage import (
    Bands,
    Figures,
    Reach,
    counted_until,
    due_again,
    enough,
    reach_may_be_told,
    window_start,
)
from bot.domain.small_groups import Known, band_of, bounds_of, may_be_shown
from bot.domain.terms import LATE, Term
from bot.services.feedback_ports import Picture, Tally
from bot.services.library_groups import NO_LIBRARY, libraries, library_names
from bot.services.ports import UnitOfWork

_DAY = timedelta(days=1)
_REACH = "reach"


async def coverage_of(
    uow: UnitOfWork, term: Term, events: Collection[int], today: date, smallest: int
) -> Bands | Figures | None:
    """What may be shown of a term, which these events are of; None before enough have answered."""
    kept = await uow.pictures.named(term.name)
    if kept is not None and kept.final:
        return Figures({key: (number, total) for key, (number, total) in kept.data["shown"].items()})
    bands = _bands(kept) if kept else None
    if term.closed(today):
        return await _close(uow, term, events, bands, today, smallest)
    if kept is not None and not due_again(kept.made_on, today, sys.maxsize, smallest):
        return bands
    # Who answers today may yet change it; what is counted is over.
    numbers = _numbers(await uow.feedback.tallies(events, today - _DAY))
    before = _numbers(await uow.feedback.tallies(events, bands.until)) if bands else {}
    since = sum(numbers.values()) - sum(before.values())
    if since < enough(smallest):
        return bands
    lows = {library: band_of(number, smallest) for library, number in numbers.items()}
    new = {"until": (today - _DAY).isoformat(), "smallest": smallest, "lows": lows}
    return _bands(Picture(today, False, await uow.pictures.keep(term.name, Picture(today, False, new))))


async def reach_of(uow: UnitOfWork, today: date, smallest: int) -> Reach | None:
    """Which libraries are not reached; None when that would tell too much, as before many have answered."""
    kept = await uow.pictures.named(_REACH)
    before = _reach(kept) if kept else None
    if kept is not None and not due_again(kept.made_on, today, sys.maxsize, smallest):
        return before
    since = window_start(None, today, 0, smallest)
    if before is not None and before.since < since:
        dropped = sum((await uow.feedback.since(before.since)).values()) - sum((await _since(uow, since)).values())
        since = window_start(before.since, today, dropped, smallest)
    numbers = await _since(uow, since)
    new_answers = sum((await uow.feedback.since(kept.made_on + _DAY)).values()) if kept else sum(numbers.values())
    reached_anew = [name for name in (before.missing if before else ()) if name in numbers]
    if kept is not None and not due_again(kept.made_on, today, new_answers, smallest):
        return before
    if not reach_may_be_told(numbers, reached_anew, new_answers, smallest):
        return before
    data = {"since": since.isoformat(), "missing": sorted(library_names() - numbers.keys())}
    return _reach(Picture(today, False, await uow.pictures.keep(_REACH, Picture(today, False, data))))


async def _close(
    uow: UnitOfWork, term: Term, events: Collection[int], bands: Bands | None, today: date, smallest: int
) -> Figures:
    closing = term.last + LATE
    late = _numbers(await uow.feedback.tallies(events, closing))
    early = _numbers(await uow.feedback.tallies(events, bands.until)) if bands else {}
    until = counted_until(closing, bands.until if bands else None, sum(late.values()) - sum(early.values()), smallest)
    tallies = await uow.feedback.tallies(events, until)
    shown = may_be_shown(libraries(), _numbers(tallies), smallest, _known(bands, until))
    totals = {key: _total(tallies, key) for key in ("*", *sorted(shown))}
    if not tallies:
        return Figures(totals)
    kept = await uow.pictures.keep(term.name, Picture(today, True, {"shown": totals}))
    return Figures({key: (number, total) for key, (number, total) in kept["shown"].items()})


def _known(bands: Bands | None, until: date) -> Known:
    """What the bands have told of each library by a day: of later answers they tell no most."""
    if bands is None:
        return {}
    keys = (NO_LIBRARY, *library_names())
    bounds = {key: bounds_of(bands.lows.get(key, 0), bands.smallest) for key in keys}
    return {key: (least, most if until == bands.until else sys.maxsize) for key, (least, most) in bounds.items()}


def _total(tallies: Iterable[Tally], key: str) -> tuple[int, int]:
    group = next(one for one in libraries().all() if one.key == key)
    leaves = {leaf.key for leaf in group.leaves()}
    those = [one for one in tallies if _library(one.library) in leaves]
    return sum(one.number for one in those), sum(one.number * one.rating for one in those)


def _numbers(tallies: Iterable[Tally]) -> dict[str, int]:
    return _by_library((one.library, one.number) for one in tallies)


async def _since(uow: UnitOfWork, day: date) -> Mapping[str, int]:
    return _by_library((await uow.feedback.since(day)).items())


def _by_library(told: Iterable[tuple[str, int]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name, number in told:
        library = _library(name)
        numbers[library] = numbers.get(library, 0) + number
    return numbers


def _library(name: str) -> str:
    return name if name in library_names() else NO_LIBRARY


def _bands(kept: Picture) -> Bands:
    return Bands(date.fromisoformat(kept.data["until"]), kept.data["smallest"], kept.data["lows"])


def _reach(kept: Picture) -> Reach:
    return Reach(date.fromisoformat(kept.data["since"]), kept.data["missing"])
