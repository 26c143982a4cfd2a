"""The route by which those who have a part in a peer-learning trip load its calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.domain.errors import StoreUnavailable
from bot.services.signed_addresses import Refused
from bot.services.trip_files import FOLDER, TripFileAddresses, TripFiles
from bot.teams.loading import loaded_headers, refused, told
from bot.texts import texts_of

ICS = "text/calendar; charset=utf-8"


class TripFileRoute:
    """Answers addresses of trips' calendar files."""

    def __init__(self, files: TripFiles, addresses: TripFileAddresses, clock: Callable[[], datetime]) -> None:
        self._files, self._addresses, self._clock = files, addresses, clock

    def add_to(self, app: web.Application) -> None:
        """Answer below the folder of trips."""
        app.router.add_get(f"/{FOLDER}/{{token}}", self._load, allow_head=False)

    async def _load(self, request: web.Request) -> web.StreamResponse:
        """The file, or a plain sentence that says why there is none."""
        asked = self._addresses.read(request.match_info["token"], self._clock())
        if isinstance(asked, Refused):
            return refused(request, asked, forbidden="trip_file.forbidden", expired="trip_file.expired")
        texts = texts_of(asked.language)
        try:
            file = await self._files.load(asked, texts)
        except StoreUnavailable:
            return told(texts, "trip_file.unavailable", 503)
        if file is None:
            return told(texts, "trip_file.no_part", 403)
        return web.Response(body=file, headers=loaded_headers(ICS, f"vertaisoppimismatka-{asked.trip}.ics"))
