"""The route by which a member of the AKE team loads a year's report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.domain.conversation import Person
from bot.domain.errors import StoreUnavailable
from bot.domain.roles import Deed, may
from bot.services.ports import Store
from bot.services.report_access import ReportAddresses, ReportKind, ReportRequest, WriteReport
from bot.services.signed_addresses import Refused
from bot.services.team import Team
from bot.teams.loading import refused, send_made, told
from bot.texts import texts_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NAMES = {ReportKind.FEEDBACK: "palaute", ReportKind.TRIPS: "matkat"}
_DEEDS = {ReportKind.FEEDBACK: Deed.READ_FEEDBACK, ReportKind.TRIPS: Deed.HANDLE_TRIPS}


class Reports:
    """Answers addresses of reports; one report is written at a time, for each takes a processor for seconds."""

    def __init__(
        self,
        store: Store,
        team: Team,
        addresses: ReportAddresses,
        write: WriteReport,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._team, self._addresses = store, team, addresses
        self._write, self._clock = write, clock
        self._writing = asyncio.Lock()

    def add_to(self, app: web.Application) -> None:
        """Answer below /reports/."""
        app.router.add_get("/reports/{token}", self._load, allow_head=False)

    async def _load(self, request: web.Request) -> web.StreamResponse:
        """The file, or a plain sentence that says why there is none."""
        now = self._clock()
        asked = self._addresses.read(request.match_info["token"], now)
        if isinstance(asked, Refused):
            return refused(request, asked, forbidden="report.forbidden", expired="report.expired")
        try:
            return await self._report(request, asked, now)
        except StoreUnavailable:
            return told(texts_of(asked.language), "report.unavailable", 503)

    async def _report(self, request: web.Request, asked: ReportRequest, now: datetime) -> web.StreamResponse:
        texts = texts_of(asked.language)
        if not await self._may_have(asked):
            return told(texts, "report.not_member", 403)
        if self._writing.locked():
            return told(texts, "report.busy", 503)
        name = f"{_NAMES[asked.kind]}-{asked.year}.xlsx"
        return await send_made(request, name, XLSX, self._writing, lambda path: self._write(path, asked, now))

    async def _may_have(self, asked: ReportRequest) -> bool:
        """Whether whoever was given the address still belongs to the team."""
        async with self._store.begin() as uow:
            known = await uow.recipients.by_account(asked.account)
            person = Person(asked.account, aad_id=known.address.directory_id if known else "")
            return may(await self._team.role_of(uow, person), _DEEDS[asked.kind])
