"""The page of the coming coffees, at the bot's own address and as a tab in Teams: read without any script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from html import escape
from itertools import islice
from urllib.parse import urlencode

from aiohttp import web

from bot.domain.errors import StoreUnavailable
from bot.domain.intervals import Interval, midnight
from bot.services.calendar import Calendar
from bot.services.calendar_addresses import SERIES
from bot.services.shared_calendar import SharedCalendar
from bot.teams.calendar_html import choices, nothing, subscribing, weeks
from bot.teams.errors import TooManyError
from bot.teams.loading import texts_for, told, told_to_wait
from bot.teams.page_frame import framed, shown
from bot.teams.series_asked import SeriesAsked
from bot.texts import Texts

DAYS = 60
"""How far ahead the page tells; the calendar file holds all that is to come."""

MOST_SHOWN = 150
"""Events on the page: more than two months of the fullest programme."""

_MOST_PAGES = 64
_SECONDS_KEPT = 60


class CalendarPage:
    """Answers at the bot's own address. A page is made once a minute at most, however many read it."""

    def __init__(self, shared: SharedCalendar, clock: Callable[[], datetime]) -> None:
        self._shared, self._clock, self._asked = shared, clock, SeriesAsked()
        self._pages: dict[tuple[object, ...], str] = {}
        self._made_of: tuple[object, ...] = ()

    def add_to(self, app: web.Application) -> None:
        """Answer at the root."""
        app.router.add_get("/", self._show)

    async def _show(self, request: web.Request) -> web.Response:
        texts, now = texts_for(request), self._clock()
        try:
            calendar = await self._shared.picture()
            series = self._asked.read(request, calendar)
        except StoreUnavailable:
            return told(texts, "outside.unavailable", 503)
        except TooManyError as error:
            return told_to_wait(texts, "outside.too_often", error.wait)
        if series is None:
            return shown(texts, _unknown(texts, calendar), _SECONDS_KEPT, 404)
        return shown(texts, self._page(texts, calendar, series, now), _SECONDS_KEPT)

    def _page(self, texts: Texts, calendar: Calendar, series: Sequence[str], now: datetime) -> str:
        made_of, key = (calendar.revision, now.replace(second=0, microsecond=0)), (texts.language, tuple(series))
        if made_of != self._made_of or len(self._pages) >= _MOST_PAGES:
            self._made_of, self._pages = made_of, {}
        if key not in self._pages:
            self._pages[key] = _made(texts, calendar, series, now)
        return self._pages[key]


def _made(texts: Texts, calendar: Calendar, series: Sequence[str], now: datetime) -> str:
    end = midnight(now.date() + timedelta(days=DAYS + 1))
    soon = list(islice(calendar.positions(Interval(now, end), series), MOST_SHOWN + 1))
    events = [calendar.events[position] for position in soon[:MOST_SHOWN]]
    later = next(calendar.positions(Interval(end, None), series), None) if not events else None
    main = [
        f"<p>{escape(texts('page.calendar.lead', days=DAYS))}</p>",
        *choices(texts, _known(calendar), series),
        *weeks(texts, events, now),
        *([] if events else nothing(texts, None if later is None else calendar.events[later], DAYS)),
        *([f"<p>{escape(texts('page.calendar.more'))}</p>"] if len(soon) > MOST_SHOWN else []),
        *subscribing(texts, series),
    ]
    chosen = urlencode([(SERIES, name) for name in series])
    return framed(texts, "calendar", main, f"&{chosen}" if chosen else "")


def _unknown(texts: Texts, calendar: Calendar) -> str:
    main = [f"<p>{escape(texts('page.calendar.unknown'))}</p>", *choices(texts, _known(calendar), ())]
    return framed(texts, "calendar", main)


def _known(calendar: Calendar) -> list[str]:
    """All series, by name."""
    return sorted(filter(None, calendar.by_series), key=str.casefold)
