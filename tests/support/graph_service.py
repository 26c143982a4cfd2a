"""A stand-in for Microsoft Graph on loopback: one mailbox whose calendar behaves as Microsoft documents it.

`calendarView/delta` gives pages (`odata.maxpagesize`), links whose tokens hold the window, series as their master and
bare occurrences, exceptions whole, `@removed` also for what has left the window, times in the zone that `Prefer` names.
Faults are queued in `faults`, one for each request to come.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.domain.intervals import HELSINKI
from bot.graph.calendar import OutlookCalendar
from bot.graph.client import GraphClient
from bot.identity.credentials import Credentials

MAILBOX = "kahvit@example.fi"
_ZONES = {"UTC": UTC, "FLE Standard Time": HELSINKI, "Tokyo Standard Time": ZoneInfo("Asia/Tokyo")}

_BARE = ("@odata.type", "id", "type", "seriesMasterId", "start", "end")

Item = dict[str, Any]


@dataclass
class Kept:
    """An entry of the mailbox: its own properties, its times, and of a series' days what was changed on each."""

    facts: Item
    starts: datetime
    ends: datetime
    days: dict[date, Item] | None = None
    """Of a series: by the day of each occurrence what is otherwise in it, empty for a plain one."""


class FakeGraph:
    """One mailbox's calendar, and what is asked of it."""

    def __init__(self) -> None:
        self.root = ""
        self.entries: dict[str, Kept] = {}
        self.faults: deque[str] = deque()
        self.asked: list[str] = []
        self.prefer: list[str] = []
        self.valid = {"Bearer good"}
        self.zone = ""
        self.retry_after = "0"
        self.page_size = 50
        self.forgotten = False
        self.tells_masters = True
        self._links: dict[str, tuple[str, str, dict[str, Item]]] = {}
        self._pages: dict[str, tuple[list[Item], str]] = {}
        self._numbers = 0

    # What people do in Outlook.

    def add(self, title: str, starts: datetime, minutes: int = 30, **facts: Any) -> str:
        """Put an entry into the calendar; its id."""
        source = self._id("single")
        self.entries[source] = Kept({"subject": title, **facts}, starts, starts + timedelta(minutes=minutes))
        return source

    def add_series(self, title: str, starts: datetime, times: int, minutes: int = 30, **facts: Any) -> str:
        """Put a weekly series into the calendar; the id of its master."""
        source = self.add(title, starts, minutes, **facts)
        days = [(starts + timedelta(weeks=week)).date() for week in range(times)]
        self.entries[source].days = {day: {} for day in days}
        return source

    def occurrence(self, master: str, number: int) -> str:
        """The id of a series' occurrence."""
        return _occurrence(master, sorted(self.entries[master].days or {})[number])

    def change(self, source: str, **facts: Any) -> None:
        """Change an entry, or one occurrence of a series, which makes it an exception."""
        master, day = _split(source)
        kept = self.entries[master]
        if day is None:
            kept.facts |= facts
        else:
            assert kept.days is not None
            kept.days[day] = {**kept.days[day], **facts}

    def move(self, source: str, starts: datetime, minutes: int = 30) -> None:
        """Let it be held at another time."""
        master, day = _split(source)
        ends = starts + timedelta(minutes=minutes)
        if day is None:
            self.entries[master].starts, self.entries[master].ends = starts, ends
        else:
            self.change(source, starts=starts, ends=ends)

    def remove(self, source: str) -> None:
        """Delete an entry, a whole series, or one of its occurrences."""
        master, day = _split(source)
        if day is None:
            del self.entries[master]
        else:
            days = self.entries[master].days
            assert days is not None
            del days[day]

    # What the mailbox shows.

    def shown(self) -> dict[str, Item]:
        """All entries but for masters, whole, with aware times, by their ids."""
        found: dict[str, Item] = {}
        for source, kept in self.entries.items():
            if kept.days is None:
                found[source] = {**kept.facts, "starts": kept.starts, "ends": kept.ends, "type": "singleInstance"}
                continue
            for day, own in kept.days.items():
                apart = timedelta(days=(day - kept.starts.date()).days)
                times = {"starts": kept.starts + apart, "ends": kept.ends + apart}
                kind = "exception" if own else "occurrence"
                found[_occurrence(source, day)] = {**kept.facts, **times, **own, "type": kind, "seriesMasterId": source}
        return found

    def written(self, source: str) -> Item:
        """An entry as Graph writes it, with all that it inherits."""
        return self._written(source, self.shown()[source])

    def _view(self, first: str, last: str) -> dict[str, Item]:
        """What a delta round tells of a window when nothing is known yet."""
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        found: dict[str, Item] = {}
        for source, item in self.shown().items():
            if item["starts"] >= end or item["ends"] <= start:
                continue
            master = item.get("seriesMasterId", "")
            if master and self.tells_masters and master not in found:
                kept = self.entries[master]
                whole = {**kept.facts, "starts": kept.starts, "ends": kept.ends, "type": "seriesMaster"}
                found[master] = self._written(master, whole)
            written = self._written(source, item)
            if item["type"] == "occurrence":
                bare = {name: written[name] for name in _BARE}
                # Where masters are not told of, a change of the series shows in the mark of each occurrence.
                written = bare if self.tells_masters else {**bare, "@odata.etag": f"{written}"}
            found[source] = written
        return found

    def _written(self, source: str, item: Item) -> Item:
        zone = self.zone or "UTC"
        facts = {name: value for name, value in item.items() if name not in ("starts", "ends")}
        whole_days = facts.get("isAllDay") is True
        times = {}
        for name, key in (("start", "starts"), ("end", "ends")):
            moment = item[key] if whole_days else item[key].astimezone(_ZONES[zone])
            times[name] = {"dateTime": f"{moment:%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": zone}
        usual = {"isCancelled": False, "isAllDay": False, "sensitivity": "normal", "isOrganizer": True}
        return {"@odata.type": "#microsoft.graph.event", "id": source, **usual, **times, **facts}

    # What Graph answers.

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One request: a fault of the queue, or what was asked for."""
        self.asked.append(request.path)
        self.prefer.append(request.headers.get("Prefer", ""))
        fault = self.faults.popleft() if self.faults else ""
        if fault and (said := await self._fault(fault, request)) is not None:
            return said
        if request.headers.get("Authorization", "") not in self.valid:
            return _error(401, "InvalidAuthenticationToken")
        path = request.path.removeprefix("/v1.0/users/").split("/")
        if path[0] != MAILBOX:
            return _error(404, "ErrorInvalidUser")
        if path[1] == "calendar":
            return web.json_response({"id": "calendar"})
        return self._event(path[2]) if path[1] == "events" else self._delta(request)

    def _event(self, source: str) -> web.Response:
        item = self.shown().get(source)
        kept = self.entries.get(source)
        if kept is not None and kept.days is not None:
            item = {**kept.facts, "starts": kept.starts, "ends": kept.ends, "type": "seriesMaster"}
        return _error(404, "ErrorItemNotFound") if item is None else web.json_response(self._written(source, item))

    def _delta(self, request: web.Request) -> web.Response:
        if skip := request.query.get("$skiptoken"):
            items, delta = self._pages.pop(skip)
            return self._page(items, delta, request)
        token = request.query.get("$deltatoken")
        if token is None:
            first, last = request.query["startDateTime"], request.query["endDateTime"]
            before: dict[str, Item] = {}
        elif self.forgotten or token not in self._links:
            return _error(410, "SyncStateNotFound")
        else:
            first, last, before = self._links[token]
        now = self._view(first, last)
        changed = {source: one for source, one in now.items() if before.get(source) != one}
        # The master comes along with any of its occurrences.
        masters = {one["seriesMasterId"] for one in changed.values() if "seriesMasterId" in one}
        items = [one for source, one in now.items() if source in changed or source in masters]
        items += [{"id": source, "@removed": {"reason": "deleted"}} for source in before if source not in now]
        self._numbers += 1
        delta = f"delta-{self._numbers}"
        self._links[delta] = (first, last, now)
        self.forgotten = False
        return self._page(items, delta, request)

    def _page(self, items: list[Item], delta: str, request: web.Request) -> web.Response:
        told = re.search(r"odata\.maxpagesize=(\d+)", request.headers.get("Prefer", ""))
        size = min(self.page_size, int(told[1]) if told else self.page_size)
        address = f"{self.root}/users/{MAILBOX}/calendarView/delta"
        page: Item = {"value": items[:size]}
        if len(items) > size:
            self._numbers += 1
            skip = f"skip-{self._numbers}"
            self._pages[skip] = (items[size:], delta)
            page["@odata.nextLink"] = f"{address}?$skiptoken={skip}"
        else:
            page["@odata.deltaLink"] = f"{address}?$deltatoken={delta}"
        return web.json_response(page)

    async def _fault(self, fault: str, request: web.Request) -> web.StreamResponse | None:
        if fault.isdecimal():
            headers = {"Retry-After": self.retry_after} if self.retry_after else {}
            return _error(int(fault), "Fault", headers)
        if fault == "sync_state":
            return _error(400, "SyncStateNotFound")
        if fault == "garbage":
            return web.Response(text="<html>", content_type="text/html")
        if fault == "list":
            return web.json_response([1, 2])
        if fault == "no_value":
            return web.json_response({"value": "many"})
        if fault == "foreign_next":
            return web.json_response({"value": [], "@odata.nextLink": "https://graph.example.org/v1.0/next"})
        if fault == "foreign_delta":
            return web.json_response({"value": [], "@odata.deltaLink": "http://127.0.0.1:1/v1.0/delta"})
        if fault == "redirect":
            return web.Response(status=302, headers={"Location": "https://graph.example.org/"})
        if fault == "endless":
            self.faults.append("endless")
            return web.json_response({"value": [], "@odata.nextLink": f"{self.root}/users/{MAILBOX}/next"})
        if fault == "huge":
            return web.Response(body=b" " * (9 * 1024 * 1024), content_type="application/json")
        if fault == "lost":
            assert request.transport is not None
            request.transport.close()
        if fault == "slow":
            await asyncio.sleep(0.5)
        return None

    def _id(self, kind: str) -> str:
        self._numbers += 1
        return f"AAMk{kind}{self._numbers:06}="


class Bearer:
    """Credentials whose token is renewed when it is refused, for a time."""

    def __init__(self, *tokens: str) -> None:
        self.tokens = list(tokens) or ["good"]

    async def authorization(self) -> str | None:
        """The first of the tokens."""
        return f"Bearer {self.tokens[0]}"

    def forget(self) -> None:
        """Go on with the next one."""
        if len(self.tokens) > 1:
            self.tokens.pop(0)


@asynccontextmanager
async def fake_graph() -> AsyncIterator[FakeGraph]:
    """A mailbox that can be asked on loopback."""
    graph = FakeGraph()
    app = web.Application()
    app.router.add_get("/{path:.*}", graph.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        graph.root = f"http://127.0.0.1:{server.port}/v1.0"
        yield graph


@asynccontextmanager
async def outlook_of(
    graph: FakeGraph, credentials: Credentials | None = None, mailbox: str = MAILBOX
) -> AsyncIterator[OutlookCalendar]:
    """The bot's own reader of that mailbox."""
    async with ClientSession() as session:
        yield OutlookCalendar(GraphClient(session, credentials or Bearer(), graph.root), mailbox)


def _occurrence(master: str, day: date) -> str:
    return f"{master}@{day.isoformat()}"


def _split(source: str) -> tuple[str, date | None]:
    master, at, day = source.partition("@")
    return master, date.fromisoformat(day) if at else None


def _error(status: int, code: str, headers: dict[str, str] | None = None) -> web.Response:
    body = json.dumps({"error": {"code": code, "message": "made up"}})
    return web.Response(status=status, text=body, content_type="application/json", headers=headers)
