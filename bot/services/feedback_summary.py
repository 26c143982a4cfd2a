"""Sums up feedback: the answers' numbers, and what came of it beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.domain.events import Event
from bot.domain.feedback import Used
from bot.domain.intervals import Interval
from bot.domain.ratings import Ratings, sum_of
from bot.domain.small_groups import several
from bot.domain.summaries import EventSummary, SeriesSummary, Summary, TermSummary, YearSummary
from bot.domain.terms import Term, terms_of
from bot.services.calendar import Calendar
from bot.services.coverage import coverage_of
from bot.services.feedback_ports import Tally
from bot.services.feedback_words import OUTCOME
from bot.services.ports import UnitOfWork

_AT_ONCE = 100


class Summaries:
    """Reads feedback in one transaction. From fewer than `smallest` people nothing is told by library."""

    def __init__(self, uow: UnitOfWork, calendar: Calendar, now: datetime, smallest: int) -> None:
        self._uow, self._calendar, self._now, self._smallest = uow, calendar, now, smallest

    async def latest(self) -> Event | None:
        """The latest event that somebody has answered."""
        held = self._held(Interval(None, self._now))[::-1]
        for first in range(0, len(held), _AT_ONCE):
            answered = await self.answered(held[first : first + _AT_ONCE])
            if answered:
                return answered[0]
        return None

    async def answered(self, events: Sequence[Event]) -> list[Event]:
        """Those of some events that somebody has answered."""
        told = {one.event for one in await self._uow.feedback.tallies([event.id for event in events])}
        return [event for event in events if event.id in told]

    async def of_event(self, event: Event) -> EventSummary:
        """An event's feedback."""
        before = [one for one in self._of_series(event.facts.series) if one.facts.starts < event.facts.starts]
        earlier = await self._of(before, used=False)
        own = await self._uow.feedback.questions(event.facts.series)
        return EventSummary(event, await self._of([event]), await self._said(event.id), earlier, own)

    async def of_series(self, series: str) -> SeriesSummary:
        """A series' feedback."""
        events = self._of_series(series)
        tallies = await self._uow.feedback.tallies([event.id for event in events])
        ratings = by_event(tallies)
        latest = [(event, ratings[event.id]) for event in reversed(events) if event.id in ratings]
        return SeriesSummary(series, await self._summary(events, tallies), latest)

    async def of_term(self, term: Term) -> TermSummary:
        """A term's feedback."""
        events = self._held_in(term)
        numbers = [event.id for event in events]
        tallies = await self._uow.feedback.tallies(numbers)
        series_of = {event.id: event.facts.series for event in events}
        by_series: dict[str, list[Tally]] = {}
        for one in tallies:
            by_series.setdefault(series_of[one.event], []).append(one)
        coverage = await coverage_of(self._uow, term, numbers, self._today, self._smallest)
        ratings = {name: _ratings(those) for name, those in sorted(by_series.items())}
        return TermSummary(term, await self._summary(events, tallies), ratings, coverage)

    async def of_year(self, year: int) -> YearSummary:
        """A year's feedback. What is told of its libraries is what its terms tell: more would let one be computed."""
        terms = [await self.of_term(term) for term in terms_of(year)]
        return YearSummary(year, _together([term.summary for term in terms], self._smallest), terms)

    def held_in(self, year: int) -> list[Event]:
        """The events that began in a year, are over and were not cancelled."""
        return [event for term in terms_of(year) for event in self._held_in(term)]

    def _held_in(self, term: Term) -> list[Event]:
        return [one for one in self._held(term.interval) if term.interval.contains(one.facts.starts)]

    @property
    def _today(self) -> date:
        return self._now.date()

    def _held(self, interval: Interval) -> list[Event]:
        """The events of an interval that have ended and were not cancelled, in their order."""
        events = (self._calendar.events[position] for position in self._calendar.span(interval))
        return [event for event in events if event.over(self._now) and not event.cancelled]

    def _of_series(self, series: str) -> list[Event]:
        events = (self._calendar.events[position] for position in self._calendar.by_series.get(series, ()))
        return [event for event in events if event.over(self._now) and not event.cancelled]

    async def _of(self, events: Sequence[Event], *, used: bool = True) -> Summary:
        tallies = await self._uow.feedback.tallies([event.id for event in events])
        return await self._summary(events, tallies, used=used)

    async def _summary(self, events: Sequence[Event], tallies: Collection[Tally], *, used: bool = True) -> Summary:
        libraries: Counter[str] = Counter()
        for one in tallies:
            libraries[one.library] += one.number
        return Summary(
            _ratings(tallies),
            len({one.event for one in tallies}),
            len(events),
            several(libraries, self._smallest),
            await self._uow.feedback.used([event.id for event in events]) if used else {},
            self._smallest,
        )

    async def _said(self, event: int) -> Mapping[str, int]:
        said: Counter[str] = Counter()
        outcomes = {hand: outcome.words for hand, outcome in await self._uow.feedback.outcomes(event)}
        for given in await self._uow.feedback.answers(event):
            words = {**given.answer.words, OUTCOME: outcomes.get(given.hand, "")}
            said.update(key for key, text in words.items() if text and key not in given.answer.hidden)
        return said


def _together(some: Sequence[Summary], smallest: int) -> Summary:
    used: Counter[Used] = Counter()
    for one in some:
        used.update(one.used)
    ratings = sum_of(one.ratings for one in some)
    return Summary(ratings, sum(one.events for one in some), sum(one.of for one in some), None, used, smallest)


def _ratings(tallies: Collection[Tally]) -> Ratings:
    return Ratings.of((one.rating, one.number) for one in tallies)


def by_event(tallies: Sequence[Tally]) -> dict[int, Ratings]:
    """The ratings of each event, by its number."""
    found: dict[int, list[Tally]] = {}
    for one in tallies:
        found.setdefault(one.event, []).append(one)
    return {event: _ratings(those) for event, those in found.items()}
