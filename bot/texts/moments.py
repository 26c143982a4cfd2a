"""Moments, durations and intervals as people say them, in Finnish and English."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.domain.events import EventDraft
from bot.domain.intervals import Interval
from bot.texts.sentences import Texts

EN_DASH = "–"


def weekday(texts: Texts, day: date) -> str:
    """The weekday as an answer to when: "tiistaina", "on Tuesday".

    Written out in the texts, since library patterns give a wrong essive for Sunday.
    """
    return texts(f"weekday.on.{day.isoweekday()}")


def short_date(day: date, today: date) -> str:
    """ "24.11.", with the year when it is neither this nor, within half a year, the next."""
    near = day.year == today.year or abs((day - today).days) < 183
    return f"{day.day}.{day.month}." if near else f"{day.day}.{day.month}.{day.year}"


def full_day(texts: Texts, day: date) -> str:
    """A day that may be far off: "tiistaina 3.3.2027"."""
    return f"{weekday(texts, day)} {day.day}.{day.month}.{day.year}"


def clock(moment: datetime | time) -> str:
    """ "9.00", the Finnish way."""
    return f"{moment.hour}.{moment.minute:02}"


def when(texts: Texts, facts: EventDraft, now: datetime) -> str:
    """When an event is: "tiistaina 24.11. klo 9.00–10.00"."""
    return said_span(texts, facts.starts, facts.ends, now, all_day=facts.all_day)


def said_span(texts: Texts, starts: datetime, ends: datetime, now: datetime, *, all_day: bool = False) -> str:
    """From a start to an end, or the one moment when both are the same: "tiistaina 24.11. klo 9.00"."""
    today, first = now.date(), starts.date()
    last = (ends - timedelta(microseconds=1)).date() if ends > starts else first
    start = f"{weekday(texts, first)} {short_date(first, today)}"
    if first == last:
        if all_day:
            return texts("moment.all_day", day=start)
        times = clock(starts) if starts == ends else f"{clock(starts)}{EN_DASH}{clock(ends)}"
        return texts("moment.day_and_time", day=start, time=times)
    end = f"{weekday(texts, last)} {short_date(last, today)}"
    if all_day:
        return f"{start} {EN_DASH} {end}"
    begins = texts("moment.day_and_time", day=start, time=clock(starts))
    return f"{begins} {EN_DASH} " + texts("moment.day_and_time", day=end, time=clock(ends))


def duration(texts: Texts, facts: EventDraft) -> str:
    """How long an event lasts: "30 min", "1 h 30 min", "2 päivää"."""
    days = ((facts.ends - timedelta(microseconds=1)).date() - facts.starts.date()).days + 1
    if facts.all_day or days > 1:
        return texts.count("moment.days", max(days, 1))
    minutes = int((facts.ends - facts.starts).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def relative_day(texts: Texts, day: date, today: date) -> str:
    """ "huomenna, tiistaina 24.11."; without the first part for days further away."""
    said = f"{weekday(texts, day)} {short_date(day, today)}"
    near = {-1: "yesterday", 0: "today", 1: "tomorrow", 2: "day_after_tomorrow"}.get((day - today).days)
    return f"{texts(f'moment.{near}')}, {said}" if near else said


def said_interval(texts: Texts, interval: Interval, now: datetime) -> str:
    """An interval said back: "ensi viikolla (vk 49, 30.11.–6.12.)"."""
    today = now.date()
    if interval.start is None or interval.end is None:
        return _open(texts, interval, today)
    first, last = interval.start.date(), (interval.end - timedelta(microseconds=1)).date()
    if (interval.start.hour, interval.start.minute) != (0, 0) or interval.end.hour or interval.end.minute:
        return _with_clock(texts, interval, first, last, today)
    if first == last:
        return relative_day(texts, first, today)
    if first.isoweekday() == 1 and (last - first).days == 6:
        return _week(texts, first, last, today)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return texts("moment.in_month", month=texts(f"month.{first.month}"), year=first.year)
    return f"{short_date(first, today)}{EN_DASH}{short_date(last, today)}"


def _open(texts: Texts, interval: Interval, today: date) -> str:
    if interval.start is not None:
        return texts("moment.from", day=short_date(interval.start.date(), today))
    if interval.end is not None:
        return texts("moment.until", day=short_date((interval.end - timedelta(microseconds=1)).date(), today))
    return texts("moment.any")


def _with_clock(texts: Texts, interval: Interval, first: date, last: date, today: date) -> str:
    assert interval.start is not None
    assert interval.end is not None
    if first != last:
        return f"{short_date(first, today)}{EN_DASH}{short_date(last, today)}"
    said = f"{clock(interval.start)}{EN_DASH}{clock(interval.end)}"
    if interval.end - interval.start <= timedelta(minutes=1):
        said = clock(interval.start)
    return texts("moment.day_and_time", day=relative_day(texts, first, today), time=said)


def _week(texts: Texts, first: date, last: date, today: date) -> str:
    number = first.isocalendar().week
    span = f"{short_date(first, today)}{EN_DASH}{short_date(last, today)}"
    monday = today - timedelta(days=today.weekday())
    near = {-7: "last_week", 0: "this_week", 7: "next_week"}.get((first - monday).days)
    key = f"moment.{near}" if near else "moment.week"
    return texts(key, number=number, span=span)
