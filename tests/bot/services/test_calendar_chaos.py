"""Both sides change at random while the network and the database fail: in the end the calendars agree."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.event_merging import PARTS, part_of
from bot.domain.events import Event, EventDraft, Status
from bot.graph import client
from bot.graph.entry import facts_of
from bot.services import calendar_sync
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.following import Following, following

FIRST = helsinki(2026, 12, 1, 9)
STEPS = 40
FAULTS = [
    "429",
    "503",
    "410",
    "401",
    "403",
    "500",
    "garbage",
    "list",
    "no_value",
    "foreign_next",
    "foreign_delta",
    "lost",
]
CHAT = ("host", "title", "place", "times", "held")


class Chaos:
    """One run: what people do on either side, and what they changed here, by event and part."""

    def __init__(self, office: Following, seed: int) -> None:
        self.office, self.graph, self.chance = office, office.graph, random.Random(seed)
        self.edited: defaultdict[int, set[str]] = defaultdict(set)
        self.ours: dict[int, EventDraft] = {}
        self.number = 0

    def word(self) -> str:
        """A text that nothing else has."""
        self.number += 1
        return f"aihe {self.number}"

    async def step(self, patched: pytest.MonkeyPatch) -> None:
        """Something happens in Outlook, perhaps in chat too, and perhaps a round is due that may fail."""
        if self.chance.random() < 0.8:
            self.outlook()
        if self.chance.random() < 0.3:
            await self.chat()
        if self.chance.random() < 0.4:
            self.graph.faults.extend(self.chance.choices(FAULTS, k=self.chance.randint(1, 5)))
        if self.chance.random() < 0.1:
            self.graph.forgotten = True
        if self.chance.random() < 0.15:
            await self.killed(patched)
        elif self.chance.random() < 0.7:
            await self.office.round()

    def outlook(self) -> None:
        """A member works in Outlook."""
        singles = [source for source, kept in self.graph.entries.items() if kept.days is None]
        series = [source for source, kept in self.graph.entries.items() if kept.days]
        ways: list[Callable[[], object]] = [self.add, self.add_series]
        if singles:
            one = self.chance.choice(singles)
            ways += [lambda: self.change(one), lambda: self.graph.move(one, self.day()), lambda: self.graph.remove(one)]
        if series:
            master = self.chance.choice(series)
            some = self.graph.occurrence(master, self.chance.randrange(len(self.graph.entries[master].days or {})))
            ways += [lambda: self.change(master), lambda: self.change(some), lambda: self.graph.move(some, self.day())]
            ways += [lambda: self.graph.remove(self.chance.choice([master, some, some]))]
        self.chance.choice(ways)()

    def add(self) -> None:
        self.graph.add(f"Etäkahvit: {self.word()}", self.day())

    def add_series(self) -> None:
        self.graph.add_series(f"Digivartti: {self.word()}", self.day(), self.chance.randint(2, 4))

    def change(self, source: str) -> None:
        facts: list[dict[str, object]] = [
            {"subject": f"Etäkahvit: {self.word()}"},
            {"location": {"displayName": self.word()}},
            {"body": {"contentType": "text", "content": self.word()}},
            {"sensitivity": "private"},
            {"sensitivity": "normal"},
            {"isCancelled": True},
        ]
        self.graph.change(source, **self.chance.choice(facts))

    def day(self) -> datetime:
        return FIRST + timedelta(days=self.chance.randrange(60), hours=self.chance.randrange(9))

    async def chat(self) -> None:
        """A member changes an event in chat."""
        events = await self.office.all()
        if not events:
            return
        event, part = self.chance.choice(events), self.chance.choice(CHAT)
        if part == "times":
            starts = self.day()
            facts: dict[str, object] = {"starts": starts, "ends": starts + timedelta(hours=1)}
        elif part == "held":
            facts = {"status": Status.CANCELLED}
        else:
            facts = {part: self.word()}
        await self.edit(event, part, facts)

    async def edit(self, event: Event, part: str, facts: dict[str, object]) -> None:
        if part == "held" and event.cancelled:
            return
        after = await self.office.edit_event(event, **facts)
        self.edited[event.id].add(part)
        self.ours[event.id] = after.facts

    async def killed(self, patched: pytest.MonkeyPatch) -> None:
        """The database goes at the end of a round."""

        async def gone(*_: object) -> None:
            raise StoreUnavailable

        with patched.context() as for_now:
            for_now.setattr(calendar_sync, "tell_of", gone)
            try:
                await self.office.round()
            except StoreUnavailable:
                return

    async def settle(self, *, anew: bool) -> None:
        """The faults are over; what has changed is read, or all of it anew."""
        self.graph.faults.clear()
        self.graph.forgotten = anew
        await self.office.round()
        # A round that was killed before holds its lease for a while.
        assert (await self.office.round()).problem == ""

    async def agree(self) -> None:
        """What is shown in Outlook is here, once, but for what people changed; what is not, does not take place."""
        shown = {
            source: facts_of(self.graph.written(source), ("Etäkahvit", "Digivartti")) for source in self.graph.shown()
        }
        async with self.office.store.begin() as uow:
            rows = {row.source: row.event for row in await uow.calendar_sync.all()}
        events = {event.id: event for event in await self.office.all()}
        here = {rows[source]: told for source, told in shown.items() if told is not None}
        assert len(here) == sum(told is not None for told in shown.values())
        for number, event in events.items():
            told = here.get(number)
            for part in PARTS:
                if part in self.edited[number]:
                    assert part_of(event.facts, part) == part_of(self.ours[number], part), (part, event.facts.title)
                elif told is not None:
                    assert part_of(event.facts, part) == part_of(told, part), (part, event.facts.title)
            if told is None:
                assert event.cancelled


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("told", [True, False])
async def test_both_sides_agree_in_the_end(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, seed: int, told: bool
) -> None:
    monkeypatch.setattr(client, "_FIRST_PAUSE_SECONDS", 0.001)
    async with following(store) as office:
        office.graph.tells_masters, office.graph.page_size = told, 3
        chaos = Chaos(office, seed)
        for _ in range(STEPS):
            await chaos.step(monkeypatch)
        for anew in (False, True):
            await chaos.settle(anew=anew)
            await chaos.agree()
