"""Which series an address on the web asks for, read at a sender's pace."""

from __future__ import annotations

from aiohttp import web

from bot.services.calendar import Calendar
from bot.services.calendar_addresses import SERIES
from bot.services.calendar_outside import series_named
from bot.teams.errors import TooManyError
from bot.teams.pace import SenderPace

MOST_NAMES = 20
"""Series that may be asked for at once."""


class SeriesAsked:
    """Reads what is asked for, at a sender's pace where that is costly, for anybody may ask.

    What is not a series' own name takes milliseconds to understand, and each choice of several is made anew.
    """

    def __init__(self) -> None:
        self._pace = SenderPace()

    def read(self, request: web.Request, calendar: Calendar) -> tuple[str, ...] | None:
        """The series, none for all of them; None when the calendar has not all that are asked for.

        TooManyError when names were to be understood, or several to be chosen, too often.
        """
        asked = [name for name in request.query.getall(SERIES, []) if name.strip()]
        if len(asked) > MOST_NAMES:
            return None
        one = len(asked) <= 1 and calendar.by_series.keys() >= set(asked)
        if not one and (wait := self._pace.wait(request.remote or "")):
            raise TooManyError(wait)
        return series_named(calendar, asked)
