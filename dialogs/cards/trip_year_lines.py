"""A year of peer-learning trips in plain sentences."""

from __future__ import annotations

from datetime import date

from bot.domain.trip_year import TripQueue, TripYear
from bot.domain.trips import TripState
from bot.services.trip_year import SeenYear
from bot.texts import Texts
from bot.texts.numbers import decimal


def year_sentences(texts: Texts, seen: SeenYear, today: date, smallest: int) -> list[str]:
    """What a period comes to, and what waits now."""
    told = seen.trips
    return [
        texts("trip_year.made", made=told.made, requests=told.requests),
        *_waited(texts, told),
        *_refused(texts, told),
        *_reported(texts, told, smallest),
        *_under_way(texts, seen.queue, today),
    ]


def _waited(texts: Texts, told: TripYear) -> list[str]:
    usual = told.usual_wait
    if usual is None:
        return []
    days = texts.count("trip_year.days", usual)
    if told.waited[0] == told.waited[-1]:
        return [texts("trip_year.waited_alike", days=days)]
    return [texts("trip_year.waited", days=days, longest=texts.count("trip_year.days", told.waited[-1]))]


def _refused(texts: Texts, told: TripYear) -> list[str]:
    declined, cancelled = told.states[TripState.DECLINED], told.states[TripState.CANCELLED]
    if not declined and not cancelled:
        return [texts("trip_year.refused_none")] if told.requests else []
    return [texts("trip_year.refused", declined=declined, cancelled=cancelled)]


def _reported(texts: Texts, told: TripYear, smallest: int) -> list[str]:
    lines = [texts("trip_year.reports", n=told.reports)] if told.made else []
    mean = told.mean_rating(smallest)
    if mean is not None:
        lines.append(texts("trip_year.mean", mean=decimal(texts, mean), n=told.ratings.number))
    elif told.ratings.number and not told.period.half:
        lines.append(texts("trip_year.mean_hidden", smallest=smallest))
    return [*lines, *([texts.count("trip_year.later", told.later)] if told.later else [])]


def _under_way(texts: Texts, queue: TripQueue, today: date) -> list[str]:
    agreed = [texts.count("trip_year.agreed", queue.agreed)] if queue.agreed else []
    if not queue.waiting:
        return [texts("trip_year.waiting_none"), *agreed]
    days = (today - (queue.oldest or today)).days
    sent = texts.count("trip_year.sent", days) if days > 0 else texts("trip_year.sent_today")
    return [texts.count("trip_year.waiting", queue.waiting, sent=sent), *agreed]
