"""Cards of what feedback comes to: of an event, a series, a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.coverage import Reach
from bot.domain.events import Event
from bot.domain.feedback import ONWARD, RATINGS, USE, Used
from bot.domain.ratings import Ratings
from bot.domain.summaries import EventSummary, SeriesSummary, Summary, TermSummary
from bot.texts import Texts
from bot.texts.moments import short_date, when
from bot.texts.numbers import decimal, percent
from bot.texts.terms import term_name
from dialogs.cards.elements import (
    Action,
    CardElement,
    fitting,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
)
from dialogs.cards.feedback_coverage import coverage_lines
from dialogs.cards.feedback_words import button_of_words, questions_shown

LISTED = 8
"""Events of a series that are listed, and series of a term."""


def event_summary_card(texts: Texts, told: EventSummary, now: datetime) -> Reply:
    """An event's feedback, with buttons to what was said in words; in a channel these open for the presser alone."""
    facts, summary = told.event.facts, told.summary
    lines = [*summary_lines(texts, summary), texts("summary.held", when=when(texts, facts, now))]
    if told.earlier.ratings.mean is not None:
        mean, answers = decimal(texts, told.earlier.ratings.mean), told.earlier.ratings.number
        lines.append(texts.count("summary.earlier", told.earlier.events, mean=mean, answers=answers))
    if intended := max(told.said.get(key, 0) for key in (ONWARD, USE)):
        lines.append(texts.count("summary.intended", intended))
    lines += outcome_lines(texts, summary)
    actions = [
        button_of_words(texts, told.event.id, question, told.said[question.key])
        for question in questions_shown(texts, told.own)
        if told.said.get(question.key)
    ]
    return _card(
        texts,
        texts("summary.of_event", title=facts.title),
        lines,
        [*_ratings_chart(texts, summary.ratings)],
        "event",
        [*actions, _series_button(texts, told.event)],
    )


def series_summary_card(texts: Texts, told: SeriesSummary, now: datetime) -> Reply:
    """A series' feedback, and that of its latest events."""

    def card(most: int) -> Reply:
        events = told.events[:most]
        named = [(f"{short_date(one.facts.starts.date(), now.date())} {one.topic}", ratings) for one, ratings in events]
        chart = _means_chart(texts, [(short_date(one.facts.starts.date(), now.date()), r) for one, r in events[::-1]])
        listed = [line(plain(_one(texts, *one)), close=True) for one in named]
        return _card(
            texts,
            texts("summary.of_series", series=told.series),
            [*summary_lines(texts, told.summary), *outcome_lines(texts, told.summary)],
            [*_ratings_chart(texts, told.summary.ratings), *chart, *listed],
            "series",
            [_event_button(texts, one, now) for one, _ in events],
        )

    return fitting(card, LISTED)


def term_summary_card(texts: Texts, told: TermSummary, reach: Reach | None, now: datetime) -> Reply:
    """A term's feedback by series, and its coverage."""
    series = sorted(told.series.items(), key=lambda one: (-one[1].number, one[0]))
    by_series = [line(texts("summary.by_series"), strong=True)] if series else []
    by_series += [line(plain(_one(texts, name, ratings)), close=True) for name, ratings in series[:LISTED]]
    coverage = [line(texts("coverage.title"), strong=True)]
    coverage += [line(plain(one)) for one in coverage_lines(texts, told.coverage, reach, now.date())]
    return _card(
        texts,
        texts("summary.of_term", term=term_name(texts, told.term)),
        [*summary_lines(texts, told.summary), *outcome_lines(texts, told.summary)],
        [*_ratings_chart(texts, told.summary.ratings), *([group(by_series)] if by_series else []), group(coverage)],
        "term",
        [],
    )


def summary_told_card(texts: Texts, sentence: str) -> Reply:
    """Why there is nothing to show."""
    return _card(texts, texts("summary.title"), [sentence], [], "told", [])


def summary_lines(texts: Texts, summary: Summary) -> list[str]:
    """How many answered, what they thought on the average, and whence they came."""
    mean = summary.ratings.mean
    if mean is None:
        return [texts("summary.none")]
    lines = [texts.count("summary.answers", summary.ratings.number, mean=decimal(texts, mean))]
    if summary.of > 1:
        lines.append(texts("summary.events", n=summary.events, of=summary.of))
    if summary.several is not None:
        lines.append(texts("summary.several" if summary.several else "summary.not_several", n=summary.smallest))
    return lines


def outcome_lines(texts: Texts, summary: Summary) -> list[str]:
    """What came of it, if anybody has told."""
    told = {str(used): summary.used.get(used, 0) for used in Used}
    return [texts("summary.outcome", **told)] if any(told.values()) else []


def _event_button(texts: Texts, event: Event, now: datetime) -> Action:
    title = texts("button.summary_event", day=short_date(event.facts.starts.date(), now.date()))
    return press_button(title, {"do": "summary_event", "event": event.id, "language": texts.language})


def _series_button(texts: Texts, event: Event) -> Action:
    data = {"do": "summary_series", "event": event.id, "language": texts.language}
    return press_button(texts("button.summary_series"), data)


def _one(texts: Texts, name: str, ratings: Ratings) -> str:
    return texts("summary.one", name=name, mean=decimal(texts, ratings.mean or 0), answers=ratings.number)


def _ratings_chart(texts: Texts, ratings: Ratings) -> list[CardElement]:
    """How ratings divide, as a picture and as text: the picture is not drawn everywhere, and cannot be read aloud."""
    if not ratings.number:
        return []
    pairs = list(zip(RATINGS, ratings.counts, strict=True))
    bars = [{"x": str(rating), "y": number} for rating, number in pairs]
    lines = [
        line(texts.count("summary.rating", number, rating=rating, part=percent(number, ratings.number)), close=True)
        for rating, number in reversed(pairs)
    ]
    return [_chart(texts("summary.chart"), texts("summary.chart_rating"), texts("summary.chart_answers"), bars), *lines]


def _means_chart(texts: Texts, told: Sequence[tuple[str, Ratings]]) -> list[CardElement]:
    if len(told) < 2:
        return []
    bars = [{"x": name, "y": round(ratings.mean or 0, 2)} for name, ratings in told]
    title = texts("summary.trend")
    return [line(title, strong=True), _chart(title, texts("summary.trend_event"), texts("summary.trend_mean"), bars)]


def _chart(title: str, x: str, y: str, bars: list[dict[str, Any]]) -> CardElement:
    return {
        "type": "Chart.VerticalBar",
        "title": title,
        "xAxisTitle": x,
        "yAxisTitle": y,
        "data": bars,
        "showBarValues": True,
        "fallback": "drop",
    }


def _card(
    texts: Texts, title: str, lines: Sequence[str], more: Sequence[CardElement], kind: str, actions: Sequence[Action]
) -> Reply:
    body = [heading(plain(title)), *(line(plain(one)) for one in lines), *more]
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines]),
        intent=f"feedback_summary.{kind}",
        actions=actions,
    )
