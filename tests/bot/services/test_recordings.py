"""Recordings that end soon: told to the AKE team's channel once, together, and only while it is true."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.events import EventDraft, Recording
from bot.domain.outbox import State
from bot.domain.recipients import RecipientKind
from bot.domain.recordings import told_at
from bot.services.named_channels import NamedChannel
from bot.services.planning import plan_all
from tests.support.drafts import draft, helsinki
from tests.support.office import NOW, Office

AKE = "19:ake@thread.tacv2"
END = date(2027, 1, 31)
TOLD = helsinki(2027, 1, 17, 9, 0)
TITLE = "Etäkahvit: Sanelu puhelimella"


def recorded(key: str = "a1", until: date | None = END, **facts: str) -> EventDraft:
    starts = helsinki(2026, 11, 18, 9, 0)
    return draft(key, starts=starts, recording=Recording("https://tallenne.example/1", until), **facts)


async def named(office: Office, *, met: bool = True) -> None:
    office.ake_channel = NamedChannel("AKE_CHANNEL_ID", AKE)
    if met:
        await office.recipient(RecipientKind.CHANNEL, AKE, AKE)


async def heard(office: Office, at: datetime) -> list[str]:
    return [summary for _, summary in await office.tick(at)]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (NOW, TOLD),
        (TOLD, TOLD),
        (TOLD + timedelta(minutes=1), TOLD + timedelta(days=1)),
        (helsinki(2027, 1, 20, 8, 0), helsinki(2027, 1, 20, 9, 0)),
        (helsinki(2027, 1, 31, 8, 0), helsinki(2027, 1, 31, 9, 0)),
        (helsinki(2027, 1, 31, 10, 0), helsinki(2027, 1, 31, 10, 0)),
    ],
)
def test_it_is_told_at_nine_two_weeks_before_or_next_time(now: datetime, told: datetime) -> None:
    assert told_at(END, now) == told


async def test_each_recording_is_told_once_and_those_of_a_moment_together(office: Office) -> None:
    await named(office)
    lasting, other = recorded("c", None, title="Pysyvä"), recorded("d", date(2027, 2, 20), title="Myöhempi")
    await office.add(recorded(), recorded("b", title="Digivartti: Pilvi"), lasting, other)
    assert await heard(office, TOLD - timedelta(seconds=1)) == []
    assert await heard(office, TOLD) == [f"2 tallenteen katseluaika päättyy pian: {TITLE}"]
    card = office.service.sent[-1][1]["activity"]["attachments"][0]["content"]
    shown = " ".join(block["text"] for block in card["body"])
    assert "Digivartti: Pilvi" in shown
    assert "31.1." in shown
    assert "Myöhempi" not in shown
    assert [action["data"]["kind"] for action in card["actions"]] == ["recording", "recording"]
    async with office.store.begin() as uow:
        await plan_all(uow, await office.calendars.current(uow), office.now)
    assert await office.ticks(60, 24 * 60) == []


async def test_a_moved_last_day_is_told_when_it_is_near_again(office: Office) -> None:
    await named(office)
    await office.add(recorded())
    await heard(office, TOLD)
    await office.change(recorded(until=date(2027, 3, 31)))
    assert await heard(office, helsinki(2027, 2, 1, 9, 0)) == []
    assert len(await heard(office, helsinki(2027, 3, 17, 9, 0))) == 1
    await office.change(recorded(until=END + timedelta(days=90)))
    assert len(await heard(office, helsinki(2027, 4, 17, 9, 0))) == 1


async def test_what_is_not_true_any_more_is_not_told(office: Office) -> None:
    await named(office)
    await office.add(recorded(), recorded("b"), recorded("c"))
    await office.change(recorded(until=None))
    await office.change(replace(recorded("b"), recording=None))
    await office.change(recorded("c", END + timedelta(days=1)))
    assert await heard(office, TOLD) == []
    assert len(await heard(office, TOLD + timedelta(days=1))) == 1


async def test_a_recording_that_ends_soon_already_is_told_next_morning(office: Office) -> None:
    await named(office)
    office.now = NOW + timedelta(minutes=1)
    await office.add(recorded(until=date(2026, 11, 30)))
    assert await heard(office, NOW + timedelta(minutes=5)) == []
    assert len(await heard(office, NOW + timedelta(days=1))) == 1


async def test_what_was_stored_before_is_planned_with_all(office: Office) -> None:
    await named(office)
    async with office.store.begin() as uow:
        await uow.events.add([recorded()])
    async with office.store.begin() as uow:
        await plan_all(uow, await office.calendars.current(uow), office.now)
    assert len(await heard(office, TOLD)) == 1


async def test_a_channel_that_was_not_met_is_waited_for_and_the_log_tells_once(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    await named(office, met=False)
    await office.add(recorded(), recorded("b"))
    with caplog.at_level(logging.WARNING):
        assert await heard(office, TOLD) == []
        assert await office.ticks(60, 60) == []
    (record,) = caplog.records
    assert record.getMessage().startswith("AKE_CHANNEL_ID names a channel that the bot has not met yet")
    await named(office)
    assert len(await office.ticks(60)) == 1
    assert await office.ticks(60, 60) == []


async def test_without_the_setting_nobody_is_told_until_it_is_set(office: Office) -> None:
    await office.recipient(RecipientKind.CHANNEL, AKE, AKE)
    await office.add(recorded())
    assert await heard(office, TOLD) == []
    assert {row.reason for row in await office.rows() if row.state is State.CANCELLED} == {"no_channel"}
    await named(office)
    async with office.store.begin() as uow:
        await plan_all(uow, await office.calendars.current(uow), office.now + timedelta(hours=1))
    assert len(await heard(office, TOLD + timedelta(days=1))) == 1


async def test_a_channel_that_takes_nothing_is_told_of_in_the_outbox(office: Office) -> None:
    await named(office)
    async with office.store.begin() as uow:
        channel = await uow.recipients.by_account(AKE)
        assert channel is not None
        await uow.recipients.lost(channel.id, "BotNotInConversationRoster")
    await office.add(recorded())
    assert await heard(office, TOLD) == []
    assert await office.ended() == {(State.FAILED, "BotNotInConversationRoster"): 1}
