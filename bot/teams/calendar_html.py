"""The coming events as HTML: week by week, with nothing that everybody may not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from html import escape
from itertools import groupby

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.calendar_addresses import FILE, query_of
from bot.services.calendar_outside import moved_line, public_place, public_title, without_addresses
from bot.teams.page_frame import PLACES
from bot.texts import Texts
from bot.texts.moments import full_day, said_interval, short_date, when


def weeks(texts: Texts, events: Sequence[Event], now: datetime) -> Iterator[str]:
    """Events, which are in the order of their starts, below a heading for each week."""
    for monday, some in groupby(events, lambda event: _monday(max(event.facts.starts.date(), now.date()))):
        said = said_interval(texts, Interval.of_days(monday, monday + timedelta(days=6)), now)
        yield f"<h2>{escape(said[:1].upper() + said[1:])}</h2>"
        yield f'<ul class="events" role="list">{"".join(_event(texts, one, now) for one in some)}</ul>'


def nothing(texts: Texts, next_one: Event | None, days: int) -> Iterator[str]:
    """That there is nothing in so many days, and what comes after them."""
    yield f"<p>{escape(texts('page.calendar.nothing', days=days))}</p>"
    if next_one:
        day = full_day(texts, next_one.facts.starts.date())
        title = _own_words(texts, public_title(texts, next_one))
        yield f"<p>{escape(texts('page.calendar.next', day=day))} {title}.</p>"


def choices(texts: Texts, known: Sequence[str], chosen: Sequence[str]) -> Iterator[str]:
    """Links to the page of each series, and from there back to all of them."""
    if chosen:
        names = ", ".join(_own_words(texts, name) for name in chosen)
        back = f'<a href="{escape(_here(texts))}">{escape(texts("page.calendar.all"))}</a>'
        yield f"<p>{escape(texts('page.calendar.chosen'))} {names}. {back}</p>"
    links = "".join(
        f'<li><a href="{escape(_here(texts, name))}"{_current(name, chosen)}>{_own_words(texts, name)}</a></li>'
        for name in known
    )
    summary = escape(texts("page.calendar.choose"))
    yield f'<details><summary>{summary}</summary><ul class="choices" role="list">{links}</ul></details>'


def subscribing(texts: Texts, chosen: Sequence[str]) -> Iterator[str]:
    """How to get the calendar elsewhere."""
    yield f"<h2>{escape(texts('page.calendar.elsewhere'))}</h2>"
    address = escape(f"{FILE}?{query_of(texts.language, chosen)}")
    yield f'<p><a href="{address}">{escape(texts("page.calendar.load"))}</a></p>'
    yield from (f"<p>{escape(texts(f'page.calendar.{one}'))}</p>" for one in ("follow", "own"))


def _here(texts: Texts, *series: str) -> str:
    return f"{PLACES['calendar']}?{query_of(texts.language, series)}"


def _current(name: str, chosen: Sequence[str]) -> str:
    return ' aria-current="page"' if list(chosen) == [name] else ""


def _event(texts: Texts, event: Event, now: datetime) -> str:
    title = _own_words(texts, public_title(texts, event))
    facts = event.facts
    begins = (facts.starts.date() if facts.all_day else facts.starts).isoformat()
    state = f"<strong>{escape(texts('event.cancelled'))}.</strong> " if event.cancelled else ""
    said = f'{state}<time datetime="{begins}">{escape(when(texts, facts, now))}</time>'
    lines = [said, _moved(texts, event), _where(texts, event), _registering(texts, event, now.date())]
    return f"<li><h3>{title}</h3>{''.join(f'<p>{one}</p>' for one in lines if one)}</li>"


def _moved(texts: Texts, event: Event) -> str:
    moved = moved_line(texts, event)
    return f"<strong>{escape(moved)}</strong>" if moved else ""


def _where(texts: Texts, event: Event) -> str:
    form = escape(texts(f"event.form.{event.facts.form}"))
    place = public_place(event)
    return f"{_own_words(texts, place)}, {form}" if place else form[:1].upper() + form[1:]


def _registering(texts: Texts, event: Event, today: date) -> str:
    registration = event.facts.registration
    if event.cancelled or not registration.needed:
        return ""
    if registration.closes is None:
        return escape(texts("event.registration_open"))
    key = "event.registration_closed" if registration.closes < today else "event.registration"
    return escape(texts(key, day=short_date(registration.closes, today)))


def _own_words(texts: Texts, text: str) -> str:
    """The calendar's own words, which are Finnish: a screen reader is told so on a page in another language."""
    said = escape(without_addresses(text))
    return said if texts.language == "fi" else f'<span lang="fi">{said}</span>'


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
