"""Sending over a real store: once, in order, and through every kind of trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from aiohttp import web

from bot.domain.conversation import Reply
from bot.domain.errors import StoreUnavailable
from bot.domain.outbox import Delivery, Notice, State
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import LEADS, Lead, Scope
from bot.identity.credentials import Unsigned
from bot.services import sending
from bot.services.checked import About
from bot.services.ports import UnitOfWork
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from dialogs.unasked import render
from storage.repositories import pace as sql
from storage.store import SqlStore
from tests.support.channel_service import GONE
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, Office, wants

HOUR_BEFORE = helsinki(2026, 11, 24, 8, 0)
START = helsinki(2026, 11, 24, 9, 0)


def refused(status: int, wait: str | None = None) -> web.Response:
    return web.Response(status=status, headers={"Retry-After": wait} if wait else {})


async def test_a_reminder_comes_at_its_minute_and_once(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.person("bo", wants(Scope.ALL, "", Lead.MORNING))
    await office.person("cecilia")
    await office.add(draft(starts=helsinki(2026, 11, 24, 13, 0)))
    moment = helsinki(2026, 11, 24, 12, 0)
    assert [chat for chat, _ in await office.tick(HOUR_BEFORE)] == ["a:bo"]
    assert await office.tick(moment - timedelta(seconds=1)) == []
    assert [chat for chat, _ in await office.tick(moment)] == ["a:aino"]
    assert await office.ticks(0, 1, 60) == []


async def test_several_leads_due_together_after_an_interruption_are_one_reminder(office: Office) -> None:
    await office.person("aino", wants(Scope.ALL, "", *LEADS))
    await office.add(draft(starts=helsinki(2026, 11, 24, 14, 0)))
    assert len(await office.tick(helsinki(2026, 11, 24, 13, 50))) == 1
    assert await office.ended() == {(State.SENT, ""): 1, (State.EXPIRED, "told_already"): 3}


async def test_what_is_too_late_expires_and_says_so(office: Office) -> None:
    await office.person("aino", wants(Scope.ALL, "", *LEADS))
    await office.add(draft())
    office.service.answers = [refused(503, "3600")]
    await office.tick(HOUR_BEFORE)
    assert await office.tick(START + timedelta(hours=1)) == []
    assert [(row.state, row.reason) for row in await office.reminding() if not row.recipient] == [
        (State.EXPIRED, "too_late"),
        (State.SENT, ""),
        (State.SENT, ""),
        (State.SENT, ""),
    ]
    assert set(await office.ended()) == {(State.EXPIRED, "http_503"), (State.EXPIRED, "too_late")}


async def test_who_blocked_the_bot_is_not_tried_again_before_writing(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    await office.add(*(draft(f"k{n}", starts=START + timedelta(hours=n)) for n in range(3)))
    office.service.answers = [web.json_response(GONE, status=403)]
    assert len(await office.tick(HOUR_BEFORE)) == 1
    assert await office.ticks(60) == []
    assert await office.ended() == {(State.FAILED, "ConversationBlockedByUser"): 2}
    assert await office.person("aino") == aino
    assert len(await office.ticks(60)) == 1


async def test_what_waits_for_a_recipient_goes_in_its_order(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*(draft(f"k{n}", title=f"Etäkahvit: {n}", starts=START + timedelta(minutes=n)) for n in range(4)))
    office.service.answers = [refused(429, "7")]
    late = HOUR_BEFORE + timedelta(minutes=10)
    assert len(await office.tick(late)) == 1, "the rest waits behind the one that must"
    assert await office.tick(late + timedelta(seconds=6)) == []
    told = [text for _, text in await office.tick(late + timedelta(seconds=8))]
    assert [text.split(".")[0] for text in told] == [f"Muistutus: Etäkahvit: {n}" for n in range(4)]


async def test_two_replicas_never_serve_a_recipient_at_once(office: Office) -> None:
    await office.person("aino", wants(Scope.ALL, "", *LEADS))
    await office.add(*(draft(f"k{n}", starts=START + timedelta(hours=2, minutes=n)) for n in range(5)))
    office.service.delay = 0.02
    office.now = START + timedelta(hours=1, minutes=50)
    await asyncio.gather(*(office.sender().tick() for _ in range(2)))
    await office.tick()
    paths = [path for path, _ in office.service.sent]
    assert len(paths) == 5, "one reminder of each event, whoever sent it"


async def test_a_lost_answer_is_a_doubt_and_a_second_one_the_end(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(draft())
    office.service.drops = True
    assert len(await office.tick(HOUR_BEFORE)) == 1
    assert len(await office.tick(HOUR_BEFORE + timedelta(seconds=8))) == 1
    assert await office.ticks(1, 10) == []
    assert await office.ended() == {(State.DOUBTFUL, "answer_lost"): 1}


async def test_a_doubt_still_counts_when_the_notice_ends_otherwise(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    await office.add(draft())
    office.service.drops = True
    await office.tick(HOUR_BEFORE)
    await office.subscribe(aino, wants(Scope.ALL, ""))
    await office.ticks(1)
    (row,) = [row for row in await office.rows() if row.recipient]
    assert (row.state, row.reason, row.doubts, row.attempts) == (State.CANCELLED, "not_wanted", 1, 1)


class Failing:
    """A real store that is away as many times as told, once a sending has been begun."""

    def __init__(self, office: Office, away: int) -> None:
        self._office, self._store, self.away = office, office.store, away

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """A transaction, or StoreUnavailable."""
        if self._office.service.sent and self.away:
            self.away -= 1
            raise StoreUnavailable
        async with self._store.begin() as uow:
            yield uow

    async def answers(self) -> bool:
        """Whether it is there."""
        return not self.away


async def test_a_database_that_is_away_after_the_sending_is_waited_for(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(draft())
    sender = office.sender(Failing(office, away=3))
    assert len(await office.tick(HOUR_BEFORE, sender)) == 1
    assert office.slept[-3:] == [0.5, 0.5, 0.5]
    assert await office.ended() == {(State.SENT, ""): 1}


async def test_an_error_about_one_recipient_leaves_the_others_alone(office: Office) -> None:
    for name in ("aino", "bo", "cecilia"):
        await office.person(name, EVERYTHING)
    await office.add(draft())
    office.service.delay = 0.05

    def broken(notice: Notice, about: About, recipient: Recipient, now: datetime) -> Reply:
        if recipient.address.account == "29:bo":
            raise ZeroDivisionError
        return render(notice, about, recipient, now)

    with pytest.raises(ZeroDivisionError):
        await office.tick(HOUR_BEFORE, office.sender(render=broken))
    assert {row.state for row in await office.rows() if row.recipient} == {State.SENT, State.CLAIMED}
    assert len(await office.tick(HOUR_BEFORE + timedelta(seconds=61))) == 1, "nothing of it was begun, so no doubt"
    assert {row.doubts for row in await office.rows()} == {0}


async def test_what_finds_no_place_soon_gives_its_place_to_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each try would push the places further away than it waits, and nothing would ever be sent."""
    monkeypatch.setattr(sql, "APP_GAP", timedelta(seconds=1))
    for number in range(15):
        await office.person(f"p{number}", EVERYTHING)
    await office.add(draft())
    office.service.answers = [refused(429, "60")]
    sent = [len(await office.tick(HOUR_BEFORE + timedelta(seconds=11 * n))) for n in range(7)]
    assert sum(sent) == 15 + 1
    assert await office.ended() == {(State.SENT, ""): 15}


async def test_a_recipient_for_whom_the_service_is_busy_is_served_in_order_when_it_is_not(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(draft(), *(draft(f"k{n}", title=f"{n}", starts=START + timedelta(minutes=30)) for n in range(9)))
    office.service.answers = [refused(429, "2700")]
    assert len(await office.tick(HOUR_BEFORE)) == 1
    assert await office.ticks(30, 5, 5) == []
    told = [text.split(".")[0] for _, text in await office.ticks(6, 1)]
    assert told == [f"Muistutus: {title}" for title in ("Etäkahvit: Sanelu puhelimella", *map(str, range(9)))]


class Seconds:
    """A clock that only goes forward, as far as it is told."""

    now = 1000.0

    def monotonic(self) -> float:
        """The seconds so far."""
        return self.now


async def test_a_service_that_is_down_is_left_alone_and_tried_by_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = Seconds()
    monkeypatch.setattr(sending, "time", seconds)
    for number in range(60):
        await office.person(f"p{number}", EVERYTHING)
    await office.add(draft())
    sender = office.sender()
    office.service.answers = [refused(500) for _ in range(200)]
    tried = len(await office.tick(HOUR_BEFORE, sender))
    assert 5 <= tried <= 37
    assert await office.tick(sender=sender) == []
    seconds.now += 31
    assert len(await office.tick(sender=sender)) == 1
    seconds.now += 61
    office.service.answers = []
    sent = 0
    for _ in range(3):
        office.now += timedelta(seconds=10)
        sent += len(await office.tick(sender=sender))
    assert (sent, set(await office.ended())) == (60, {(State.SENT, "")})


async def test_a_chat_that_was_opened_is_used_again(office: Office) -> None:
    await office.recipient(RecipientKind.PERSON, "29:aino", "", EVERYTHING)
    await office.add(draft(), draft("b", starts=START + timedelta(hours=1)))
    office.service.answers = [web.json_response({"id": "a:opened"}, status=201)]
    assert [chat for chat, _ in await office.tick(HOUR_BEFORE)] == ["new", "a:opened"]
    assert [chat for chat, _ in await office.ticks(60)] == ["a:opened"]


class Erasing(TeamsMessenger):
    """A messenger during whose sending the recipient is erased, and somebody else seen for the first time."""

    office: Office
    newcomer = 0

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        """Send once."""
        async with self.office.store.begin() as uow:
            await uow.personal.erase(to.address.account, [])
        self.newcomer = await self.office.recipient(RecipientKind.PERSON, "29:bo", "")
        return await super().send(to, reply)


async def test_who_is_erased_while_being_written_to_leaves_nothing_to_the_next_of_the_same_number(
    office: Office,
) -> None:
    await office.recipient(RecipientKind.PERSON, "29:aino", "", EVERYTHING)
    await office.add(draft())
    office.service.answers = [web.json_response({"id": "a:opened"}, status=201)]
    async with open_session() as session:
        erasing = Erasing(Connectors(session, Unsigned()), local=True)
        erasing.office, office.messenger = office, erasing
        await office.tick(HOUR_BEFORE)
    async with office.store.begin() as uow:
        kept = await uow.recipients.by_id(erasing.newcomer)
    assert kept is not None
    assert (kept.address.account, kept.address.conversation) == ("29:bo", "")


async def test_a_channel_hears_in_a_new_thread(office: Office, store: SqlStore) -> None:
    channel = "19:coffee@thread.tacv2"
    await office.recipient(RecipientKind.CHANNEL, channel, channel, wants(Scope.SERIES, "Etäkahvit", Lead.HOUR))
    await office.add(draft())
    ((chat, text),) = await office.tick(HOUR_BEFORE)
    assert (chat, text[:9]) == ("new", "Muistutus")
    assert office.service.sent[-1][1]["channelData"]["channel"] == {"id": channel}
