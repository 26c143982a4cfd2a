"""Events and their notices change together, one or hundreds at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar_file import CalendarFile
from bot.domain.outbox import NoticeKind, State
from bot.services.calendar_import import import_calendar
from bot.services.event_changes import add_events, change_events
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, Office

MANY = tuple(
    draft(f"k{number}", title=f"Etäkahvit: {number}", starts=helsinki(2026, 12, 1, 9, 0) + timedelta(days=number // 9))
    for number in range(200)
)


async def test_an_event_that_is_not_kept_has_no_notices_either(office: Office) -> None:
    with pytest.raises(ZeroDivisionError):
        async with office.store.begin() as uow:
            await add_events(uow, [draft()], office.now)
            raise ZeroDivisionError
    assert await office.rows() == []


async def test_a_change_that_is_not_kept_moves_no_reminder(office: Office) -> None:
    (event,) = await office.add(draft())
    before = await office.rows()
    with pytest.raises(ZeroDivisionError):
        async with office.store.begin() as uow:
            moved = replace(event.facts, starts=event.facts.starts + timedelta(hours=1))
            await change_events(uow, [(event, moved)], office.now)
            raise ZeroDivisionError
    assert await office.rows() == before


async def test_facts_that_were_never_announced_are_news_to_nobody(office: Office) -> None:
    (event,) = await office.add(draft())
    moved = replace(
        event.facts, starts=event.facts.starts + timedelta(days=7), ends=event.facts.ends + timedelta(days=7)
    )
    async with office.store.begin() as uow:
        await change_events(uow, [(event, moved)], office.now, announced=False)
    rows = await office.rows()
    assert {row.kind for row in rows} == {NoticeKind.DUE_REMINDER}
    assert [row.state for row in rows].count(State.WAITING) == 4


async def test_an_import_that_moves_hundreds_moves_their_reminders_and_tells_each_once(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    moved = tuple(
        replace(one, starts=one.starts + timedelta(hours=1), ends=one.ends + timedelta(hours=1)) for one in MANY
    )
    for drafts in (MANY, moved, moved):
        async with office.store.begin() as uow:
            await import_calendar(uow, CalendarFile(drafts=drafts), office.now)
    rows = await office.rows()
    waiting = [row for row in rows if row.kind is NoticeKind.DUE_REMINDER and row.state is State.WAITING]
    assert (len(waiting), len({row.key for row in waiting})) == (4 * 200, 4 * 200)
    assert sum(row.kind is NoticeKind.DUE_CHANGE for row in rows) == 200
    told: list[str] = []
    for _ in range(30):
        office.now += timedelta(minutes=2)
        told += [text for _, text in await office.tick()]
    assert len(told) == 1
    assert told[0].startswith("200 tilaisuutta on muuttunut")
    assert await office.ended() == {(State.SENT, ""): 200}
