"""What feedback comes to: of an event, a series, a term, a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.coverage import Bands, Figures
from bot.domain.events import Event
from bot.domain.feedback import Question, Used
from bot.domain.ratings import Ratings, sum_of
from bot.domain.terms import Term


@dataclass(frozen=True, slots=True)
class Summary:
    """Answers to some events. `events` have been answered, `of` were held.

    `several` says whether the answers come from at least `smallest` libraries, where that may be told. `used` counts
    what those who were asked some weeks later have said.
    """

    ratings: Ratings
    events: int
    of: int
    several: bool | None
    used: Mapping[Used, int]
    smallest: int


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event's feedback. `said` tells how many answers in words are shown, by their questions' keys.

    `earlier` are the answers to the earlier events of its series, `own` the questions that the series has of its own.
    """

    event: Event
    summary: Summary
    said: Mapping[str, int]
    earlier: Summary
    own: Sequence[Question]


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A series' feedback, and that of its answered events, the latest first."""

    series: str
    summary: Summary
    events: Sequence[tuple[Event, Ratings]]


@dataclass(frozen=True, slots=True)
class TermSummary:
    """A term's feedback, by series, and what may be shown of the libraries that it comes from."""

    term: Term
    summary: Summary
    series: Mapping[str, Ratings]
    coverage: Bands | Figures | None


@dataclass(frozen=True, slots=True)
class YearSummary:
    """A year's feedback, and that of its terms."""

    year: int
    summary: Summary
    terms: Sequence[TermSummary]

    @property
    def series(self) -> Mapping[str, Ratings]:
        """By series, those with the most answers first."""
        names = {name for term in self.terms for name in term.series}
        added = {name: sum_of(term.series[name] for term in self.terms if name in term.series) for name in names}
        return dict(sorted(added.items(), key=lambda one: (-one[1].number, one[0])))
