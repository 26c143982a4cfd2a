"""The rows of a year's sheets."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.coverage import Figures
from bot.domain.events import Event
from bot.domain.feedback import FREE, ONWARD, RATINGS, USE, WISH, Answer, Used, with_hidden
from bot.domain.ratings import Ratings
from bot.domain.sheets import Cell, Row
from bot.domain.small_groups import Shown, shown_figures
from bot.domain.summaries import TermSummary, YearSummary
from bot.services.feedback_ports import Tally
from bot.services.feedback_summary import by_event
from bot.services.library_groups import libraries, library_names
from bot.texts import Texts
from bot.texts.terms import band_name, term_name

_FIXED = (ONWARD, USE, FREE, WISH)


def summary_rows(texts: Texts, told: YearSummary) -> list[Row]:
    """A year in numbers: its answers, what came of it, its terms and series."""
    rows: list[Row] = [
        [texts("report.held"), told.summary.of],
        [texts("report.answered_events"), told.summary.events],
        *_ratings_rows(texts, told.summary.ratings),
        *_used_rows(texts, told),
    ]
    for term in told.terms:
        name, (answered, mean, *_) = term_name(texts, term.term), _ratings_rows(texts, term.summary.ratings)
        rows += [[f"{name}: {what}", number] for what, number in (answered, mean)]
    rows += [[f"{name}: {texts('report.answered')}", ratings.number] for name, ratings in told.series.items()]
    return rows


def event_columns(texts: Texts) -> list[tuple[str, int]]:
    """The columns of events."""
    rated = [(texts("report.rated", rating=rating), 12) for rating in RATINGS]
    return [*_place_columns(texts), (texts("report.answered"), 12), (texts("report.mean"), 12), *rated]


def event_rows(events: Sequence[Event], tallies: Sequence[Tally]) -> list[Row]:
    """Each event with its answers' numbers."""
    ratings = by_event(tallies)
    told = [(event, ratings.get(event.id, Ratings())) for event in events]
    return [[*_place(event), of_it.number, of_it.mean, *of_it.counts] for event, of_it in told]


def answer_columns(texts: Texts) -> list[tuple[str, int]]:
    """The columns of answers."""
    words = [(texts(f"summary.question.{key}"), 50) for key in _FIXED]
    return [*_place_columns(texts), (texts("report.rating"), 10), *words, (texts("report.own"), 50)]


def answer_row(event: Event, answer: Answer) -> Row:
    """An answer without what is hidden of it. Beside what was said a library could tell who it was: there is none."""
    words = with_hidden(answer, answer.hidden)
    own = "\n".join(text for key, text in words.items() if key not in _FIXED)
    return [*_place(event), answer.rating, *(words.get(key, "") for key in _FIXED), own]


def coverage_columns(texts: Texts) -> list[tuple[str, int]]:
    """The columns of coverage."""
    names = [(texts("report.term"), 14), (texts("report.group"), 34)]
    return [*names, (texts("report.answered"), 12), (texts("report.mean"), 12), (texts("report.band"), 20)]


def coverage_rows(texts: Texts, told: YearSummary) -> list[Row]:
    """What may be shown of the libraries, term by term."""
    return [row for term in told.terms for row in _term_rows(texts, term)]


def _term_rows(texts: Texts, term: TermSummary) -> list[Row]:
    name, coverage = term_name(texts, term.term), term.coverage
    if coverage is None:
        return []
    if isinstance(coverage, Figures):
        shown = shown_figures(libraries(), coverage.shown)
        return [[name, _name(texts, one), one.number, one.total / one.number, ""] for one in shown]
    lows = {library: coverage.lows.get(library, 0) for library in sorted(library_names())}
    return [[name, key, None, None, band_name(texts, low, coverage.smallest)] for key, low in lows.items()]


def _name(texts: Texts, one: Shown) -> str:
    if one.rest:
        return texts("report.rest", name=one.group.name or texts("coverage.whole"))
    return one.group.name or texts("coverage.no_library")


def _used_rows(texts: Texts, told: YearSummary) -> list[Row]:
    came = texts("summary.question.outcome")
    return [[f"{came}: {texts(f'words.used.{one}')}", told.summary.used.get(one, 0)] for one in Used]


def _ratings_rows(texts: Texts, ratings: Ratings) -> list[tuple[str, Cell]]:
    counts = zip(RATINGS, ratings.counts, strict=True)
    return [
        (texts("report.answered"), ratings.number),
        (texts("report.mean"), ratings.mean),
        *((texts("report.rated", rating=rating), number) for rating, number in counts),
    ]


def _place_columns(texts: Texts) -> list[tuple[str, int]]:
    return [(texts("report.day"), 12), (texts("report.series"), 28), (texts("report.event"), 44)]


def _place(event: Event) -> list[Cell]:
    return [event.facts.starts.date(), event.facts.series, event.facts.title]
