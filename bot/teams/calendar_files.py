"""The route by which calendars elsewhere follow ours: whole or some series, with links only for a person's own key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from aiohttp import hdrs, web

from bot.domain.errors import StoreUnavailable
from bot.services.calendar_addresses import FILE, KEY, can_be_key
from bot.services.ports import Store
from bot.services.shared_calendar import SharedCalendar, SharedFile
from bot.teams.errors import TooManyError
from bot.teams.loading import texts_for, told, told_to_wait
from bot.teams.pace import SenderPace
from bot.teams.series_asked import SeriesAsked
from bot.teams.trip_files import ICS
from bot.texts import Texts

_SECONDS_KEPT = 300
_KEYS_REMEMBERED = 1_000


class CalendarFileRoute:
    """Answers at the calendar file's address."""

    def __init__(self, shared: SharedCalendar, store: Store, clock: Callable[[], datetime]) -> None:
        self._shared, self._store, self._clock = shared, store, clock
        self._pace, self._asked = SenderPace(), SeriesAsked()
        # Behind a proxy all come from one address: who guesses keeps nobody waiting whose key has opened before.
        self._opened: dict[str, None] = {}

    def add_to(self, app: web.Application) -> None:
        """Answer GET and HEAD."""
        app.router.add_get(f"/{FILE}", self._load)

    async def _load(self, request: web.Request) -> web.StreamResponse:
        """The file, that it has not changed, or a plain sentence that says why there is none."""
        texts, keys = texts_for(request), request.query.getall(KEY, [])
        try:
            if keys and (refused := await self._refused(request, texts, keys)):
                return refused
            return await self._file(request, texts, own=bool(keys))
        except StoreUnavailable:
            return told(texts, "outside.unavailable", 503)
        except TooManyError as error:
            return told_to_wait(texts, "outside.too_often", error.wait)

    async def _refused(self, request: web.Request, texts: Texts, keys: Sequence[str]) -> web.Response | None:
        """Why a key opens nothing. A wrong one is never answered with everybody's calendar, which would look whole."""
        opened = len(keys) == 1 and keys[0] in self._opened
        if not opened and (wait := self._pace.wait(request.remote or "")):
            raise TooManyError(wait)
        if len(keys) == 1 and can_be_key(keys[0]) and await self._opens(keys[0]):
            return None
        return told(texts, "outside.no_key", 404)

    async def _opens(self, key: str) -> bool:
        """Whether a key opens the calendar now; those that do are remembered, the latest ones."""
        async with self._store.begin() as uow:
            opens = await uow.calendar_keys.opens(key)
        self._opened.pop(key, None)
        if opens:
            self._opened[key] = None
            if len(self._opened) > _KEYS_REMEMBERED:
                del self._opened[next(iter(self._opened))]
        return opens

    async def _file(self, request: web.Request, texts: Texts, *, own: bool) -> web.StreamResponse:
        calendar = await self._shared.picture()
        series = self._asked.read(request, calendar)
        if series is None:
            names = ", ".join(sorted(filter(None, calendar.by_series)))
            return told(texts, "outside.unknown_series", 404, series=names)
        file = await self._shared.file(calendar, series, texts, self._clock(), own=own)
        headers = _headers(file, texts, own=own)
        if _has_it(request, file):
            return web.Response(status=304, headers=headers)
        return web.Response(body=file.body, headers={hdrs.CONTENT_TYPE: ICS, **headers})


def _headers(file: SharedFile, texts: Texts, *, own: bool) -> dict[str, str]:
    return {
        hdrs.CACHE_CONTROL: "private, no-cache" if own else f"public, max-age={_SECONDS_KEPT}",
        hdrs.CONTENT_DISPOSITION: f'inline; filename="{FILE}"',
        hdrs.CONTENT_LANGUAGE: texts.language,
        hdrs.ETAG: f'"{file.tag}"',
        hdrs.LAST_MODIFIED: file.changed.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
        hdrs.VARY: hdrs.ACCEPT_LANGUAGE,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }


def _has_it(request: web.Request, file: SharedFile) -> bool:
    """Whether the asker has these very bytes; of both that can tell, the tag goes first (RFC 9110, section 13.2.2)."""
    tags = request.if_none_match
    if tags is not None:
        return any(tag.value in (file.tag, "*") for tag in tags)
    since = request.if_modified_since
    return since is not None and since >= file.changed.astimezone(UTC).replace(microsecond=0)
