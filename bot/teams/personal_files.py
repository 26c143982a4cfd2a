"""The route by which a person loads all that is kept of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.domain.errors import StoreUnavailable
from bot.services.personal_files import FOLDER, PersonalFileAddresses, PersonalFiles
from bot.services.signed_addresses import Refused
from bot.teams.loading import refused, send_made, told
from bot.texts import texts_of

JSON = "application/json"


class PersonalFileRoute:
    """Answers addresses of people's own files; one file is written at a time, so that nobody can make it costly."""

    def __init__(self, files: PersonalFiles, addresses: PersonalFileAddresses, clock: Callable[[], datetime]) -> None:
        self._files, self._addresses, self._clock = files, addresses, clock
        self._writing = asyncio.Lock()

    def add_to(self, app: web.Application) -> None:
        """Answer below the folder of people's own files."""
        app.router.add_get(f"/{FOLDER}/{{token}}", self._load, allow_head=False)

    async def _load(self, request: web.Request) -> web.StreamResponse:
        """The file, or a plain sentence that says why there is none."""
        now = self._clock()
        asked = self._addresses.read(request.match_info["token"], now)
        if isinstance(asked, Refused):
            return refused(request, asked, forbidden="personal_file.forbidden", expired="personal_file.expired")
        texts = texts_of(asked.language)
        if self._writing.locked():
            return told(texts, "personal_file.busy", 503)
        name = f"{texts('personal_file.name')}-{now:%Y-%m-%d}.json"
        try:
            return await send_made(
                request, name, JSON, self._writing, lambda path: self._files.write(path, asked.account, texts, now)
            )
        except StoreUnavailable:
            return told(texts, "personal_file.unavailable", 503)
