"""The calendar that is given out is read seldom, each file is made once, and only what changed is written again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

import pytest

from bot.domain.calendar_entries import CalendarEntry, CalendarTold
from bot.domain.errors import StoreUnavailable
from bot.services import shared_calendar
from bot.services.calendar import CalendarCache
from bot.services.ports import Store, UnitOfWork
from bot.services.shared_calendar import MOST_ENTRIES, SharedCalendar, Writer
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.world import base_analyzer

FI, EN = texts_of("fi"), texts_of("en")
NOW = helsinki(2026, 11, 23, 9)


@dataclass
class Written:
    """Writes titles, and keeps what it wrote."""

    parts: list[str] = field(default_factory=list)
    files: int = 0

    def part(self, entry: CalendarEntry) -> bytes:
        self.parts.append(entry.title)
        return f"{entry.title}\n".encode()

    def whole(self, told: CalendarTold, parts: Iterable[bytes]) -> bytes:
        self.files += 1
        return told.name.encode() + b"\n" + b"".join(parts)


@dataclass
class Counted:
    """A store that counts how often it is opened, and may be away."""

    store: SqlStore
    opened: int = 0
    away: bool = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        self.opened += 1
        if self.away:
            raise StoreUnavailable
        async with self.store.begin() as uow:
            yield uow


@pytest.fixture
async def counted(store: SqlStore) -> Counted:
    async with store.begin() as uow:
        await uow.events.add([draft("a1", title="Yksi"), draft("a2", title="Kaksi", series="Digivartit")])
    return Counted(store)


def shared(counted: Counted, written: Written, **how: float) -> SharedCalendar:
    cache = CalendarCache(base_analyzer())
    return SharedCalendar(cast(Store, counted), cache, Writer(written.part, written.whole), **how)


async def change(store: SqlStore, key: str, title: str) -> None:
    async with store.begin() as uow:
        event = (await uow.events.by_keys([key]))[key]
        await uow.events.change([(event, replace(event.facts, title=title))])


async def test_however_many_ask_the_store_is_read_once_in_a_while(counted: Counted) -> None:
    calendar = shared(counted, Written(), fresh=3600.0)
    first = await calendar.picture()
    await change(counted.store, "a1", "Muuttunut")
    assert [await calendar.picture() for _ in range(50)] == [first] * 50
    assert counted.opened == 1
    eager = shared(counted, Written(), fresh=0.0)
    assert (await eager.picture()).revision > first.revision


async def test_while_the_store_is_away_what_was_read_is_told_and_it_is_not_asked_at_each_turn(counted: Counted) -> None:
    calendar = shared(counted, Written(), fresh=0.0)
    first = await calendar.picture()
    counted.away = True
    assert await calendar.picture() is first
    with pytest.raises(StoreUnavailable):
        await shared(counted, Written()).picture()


async def test_a_file_is_made_once_and_a_change_writes_only_what_changed(counted: Counted) -> None:
    written = Written()
    calendar = shared(counted, written, fresh=0.0)
    files = [await calendar.file(await calendar.picture(), (), FI, NOW, own=True) for _ in range(5)]
    assert (written.files, sorted(written.parts)) == (1, ["Kaksi", "Yksi"])
    assert len({file.tag for file in files}) == 1
    await change(counted.store, "a1", "Uusi")
    again = await calendar.file(await calendar.picture(), (), FI, NOW, own=True)
    assert (written.files, written.parts[2:]) == (2, ["Uusi"])
    assert again.tag != files[0].tag
    assert again.changed >= files[0].changed
    assert b"Yksi" not in again.body


async def test_series_languages_and_readers_have_files_of_their_own(counted: Counted) -> None:
    calendar = shared(counted, Written(), fresh=0.0)
    picture = await calendar.picture()
    asked = [((), FI, True), ((), FI, False), ((), EN, True), (("Digivartit",), FI, True)]
    bodies = [(await calendar.file(picture, series, texts, NOW, own=own)).body for series, texts, own in asked]
    assert b"Yksi" not in bodies[3]
    assert len(set(bodies)) == 3  # This writer tells titles alone, which are the same to everybody.
    assert [(await calendar.file(picture, series, texts, NOW, own=own)).body for series, texts, own in asked] == bodies


async def test_the_next_day_is_another_file(counted: Counted) -> None:
    written = Written()
    calendar = shared(counted, written, fresh=0.0)
    picture = await calendar.picture()
    first = await calendar.file(picture, (), FI, NOW, own=False)
    later = await calendar.file(picture, (), FI, NOW + timedelta(days=70), own=False)
    assert later.changed > first.changed
    assert b"Yksi" not in later.body


async def test_what_is_held_is_bounded(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_calendar, "_MOST_FILES", 2)
    written = Written()
    calendar = shared(counted, written, fresh=0.0)
    picture = await calendar.picture()
    for own in (True, False):
        for texts in (FI, EN):
            await calendar.file(picture, (), texts, NOW, own=own)
    assert len(calendar._files) == 2
    async with counted.store.begin() as uow:
        await uow.events.add([draft(f"k{n}") for n in range(MOST_ENTRIES)])
    whole = await calendar.file(await calendar.picture(), (), FI, NOW, own=True)
    assert len(whole.body.splitlines()) == MOST_ENTRIES + 1
