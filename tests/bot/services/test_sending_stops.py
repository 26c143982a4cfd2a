"""A sender that is told to stop: what it holds and has not begun is another's at once, at its moment."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.outbox import NewNotice, NoticeKind, State
from tests.bot.services.test_sending import HOUR_BEFORE, START
from tests.support.drafts import draft
from tests.support.office import EVERYTHING, Office


async def test_what_is_being_sent_is_sent_and_the_rest_given_back(office: Office) -> None:
    for name in ("aino", "bo"):
        await office.person(name, EVERYTHING)
    await office.add(*(draft(f"k{n}", starts=START + timedelta(minutes=n)) for n in range(3)))
    office.now, office.service.delay = HOUR_BEFORE + timedelta(minutes=5), 0.2
    sender, other = office.sender(), office.sender()
    sending = asyncio.create_task(sender.tick())
    async with asyncio.timeout(10):
        while True:
            if len(office.service.sent) == 2:
                break
            await asyncio.sleep(0.01)
    sender.stop()
    await sending
    await sender.tick()
    assert len(office.service.sent) == 2
    await other.tick()
    assert len(office.service.sent) == 2, "the claims still hold"
    await sender.give_back()
    office.service.delay = 0.0
    assert len(await office.tick(sender=other)) == 4
    assert await office.ended() == {(State.SENT, ""): 6}


async def test_what_waits_for_its_place_in_the_pace_is_given_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*(draft(f"k{n}", starts=START + timedelta(minutes=n)) for n in range(2)))
    slept = asyncio.Event()

    async def sleep_on(seconds: float) -> None:
        slept.set()
        await asyncio.sleep(3600)

    monkeypatch.setattr(office, "_sleep", sleep_on)
    office.now = HOUR_BEFORE + timedelta(minutes=5)
    sender = office.sender()
    sending = asyncio.create_task(sender.tick())
    await asyncio.wait_for(slept.wait(), 10)
    sender.stop()
    await asyncio.wait_for(sending, 10)
    await sender.give_back()
    states = [row.state for row in await office.rows() if row.recipient]
    assert sorted(states) == [State.SENT, State.WAITING]


async def test_what_was_gathered_before_its_moment_waits_for_it_again(office: Office) -> None:
    aino = await office.person("aino")
    now, until = office.now, office.now + timedelta(minutes=1)
    due = [now - timedelta(minutes=1), now + timedelta(minutes=1)]
    async with office.store.begin() as uow:
        notices = [NewNotice(f"k{n}", NoticeKind.CHANGE, at, START, n, aino) for n, at in enumerate(due)]
        await uow.outbox.put(notices)
        (first,) = await uow.outbox.claim("this", now, until, 9)
        assert len(await uow.outbox.gather(first, "this", now, until)) == 2
        assert await uow.outbox.give_back("another", now) == 0
        assert await uow.outbox.give_back("this", now) == 2
    rows = await office.rows()
    assert {(row.state, row.holder) for row in rows} == {(State.WAITING, "")}
    assert [row.wake_at for row in rows] == [now, due[1]]


async def test_a_database_that_is_away_only_leaves_the_claims_to_lapse(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sender = office.sender()

    def away() -> None:
        raise StoreUnavailable

    monkeypatch.setattr(office.store, "begin", away)
    await sender.give_back()
    assert "claims not given back" in caplog.text
