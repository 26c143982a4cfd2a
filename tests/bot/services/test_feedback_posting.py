"""Feedback is posted by itself: on the next working day at 8.30, to the AKE team's channel, when there is any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.events import Status
from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import RecipientKind
from bot.services.named_channels import NamedChannel
from bot.services.sending import Sender
from dialogs.unasked import render
from tests.support.drafts import draft, helsinki
from tests.support.feedback import give
from tests.support.office import Office, rows_of

CHANNEL = "19:ake"
EVENT = draft()
MORNING = helsinki(2026, 11, 25, 8, 30)


async def tick(office: Office, at: datetime, channel: str = CHANNEL) -> list[tuple[str, str]]:
    office.now = at
    sender = Sender(
        office.store,
        office.calendars,
        office.messenger,
        render,
        lambda: office.now,
        office._sleep,
        ake_channel=NamedChannel("AKE_CHANNEL_ID", channel),
    )
    return await office.tick(at, sender)


async def ended(office: Office) -> list[tuple[State, str]]:
    async with office.store.begin() as uow:
        rows = await rows_of(uow)
    kinds = (NoticeKind.DUE_SUMMARY, NoticeKind.SUMMARY)
    return [(row.state, row.reason) for row in rows if row.kind in kinds]


@pytest.fixture
async def channel(office: Office) -> int:
    return await office.recipient(RecipientKind.CHANNEL, CHANNEL, CHANNEL)


async def test_an_events_feedback_is_posted_the_next_working_morning_once(office: Office, channel: int) -> None:
    (event,) = await office.add(EVENT)
    await give(office.store, event.id, date(2026, 11, 24), "Juva", "Tervo")
    assert await tick(office, MORNING - timedelta(seconds=1)) == []
    ((chat, told),) = await tick(office, MORNING)
    assert (chat, told) == ("new", f"Palaute: {EVENT.title}. 2 vastausta, keskiarvo 4,0 asteikolla 1–5.")
    assert await tick(office, MORNING + timedelta(hours=1)) == []
    assert await ended(office) == [(State.SENT, ""), (State.SENT, "")]
    _, posted = office.service.sent[-1]
    assert "Arvosana 4: 2 vastausta (100 %)" in str(posted)
    assert "Juva" not in str(posted)


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (helsinki(2026, 11, 27, 9), helsinki(2026, 11, 30, 8, 30)),
        (helsinki(2026, 12, 4, 9), helsinki(2026, 12, 7, 8, 30)),
        (helsinki(2026, 12, 23, 9), helsinki(2026, 12, 28, 8, 30)),
        (helsinki(2026, 11, 24, 23, 45), helsinki(2026, 11, 26, 8, 30)),
    ],
)
async def test_week_ends_and_holidays_are_waited_over(office: Office, starts: datetime, due: datetime) -> None:
    await office.add(draft(starts=starts))
    async with office.store.begin() as uow:
        (planned,) = [row for row in await rows_of(uow) if row.kind == NoticeKind.DUE_SUMMARY]
    assert planned.due == due


async def test_nothing_is_posted_of_what_nobody_answered(office: Office, channel: int) -> None:
    await office.add(EVENT)
    assert await tick(office, MORNING) == []
    assert await ended(office) == [(State.CANCELLED, "no_answers")]


async def test_a_team_without_a_channel_is_posted_nothing(office: Office) -> None:
    (event,) = await office.add(EVENT)
    await give(office.store, event.id, date(2026, 11, 24), "")
    assert await tick(office, MORNING, "") == []
    assert await ended(office) == [(State.CANCELLED, "no_channel")]


async def test_a_moved_events_feedback_is_posted_after_its_new_time(office: Office, channel: int) -> None:
    (event,) = await office.add(EVENT)
    later = {name: getattr(EVENT, name) + timedelta(days=1) for name in ("starts", "ends")}
    await office.change(replace(EVENT, **later))
    await give(office.store, event.id, date(2026, 11, 25), "")
    assert await tick(office, MORNING) == []
    assert len(await tick(office, MORNING + timedelta(days=1))) == 1


async def test_a_cancelled_events_feedback_is_not_posted(office: Office, channel: int) -> None:
    (event,) = await office.add(EVENT)
    await give(office.store, event.id, date(2026, 11, 24), "")
    await office.change(replace(EVENT, status=Status.CANCELLED))
    assert await tick(office, MORNING) == []


async def test_what_is_too_late_is_not_posted(office: Office, channel: int) -> None:
    (event,) = await office.add(EVENT)
    await give(office.store, event.id, date(2026, 11, 24), "")
    assert await tick(office, MORNING + timedelta(days=3)) == []
    assert await ended(office) == [(State.EXPIRED, "too_late")]
