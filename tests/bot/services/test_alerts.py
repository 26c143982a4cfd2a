"""The AKE team is warned once, once more a day, and told when it is over; never of what is usual, never in a storm."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime, timedelta

import pytest
from aiohttp import web

from bot.domain.calendar_sync import Round, Tally
from bot.domain.intervals import Interval
from bot.domain.outbox import NewNotice, NoticeKind, Settlement, State
from bot.domain.recipients import RecipientKind
from bot.services.alerts import Watch
from bot.services.named_channels import NamedChannel
from storage.store import SqlStore
from tests.support.channel_service import GONE
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, NOW, Office

AKE = "19:ake@thread.tacv2"
FAILS = "Botin lähetykset eivät mene perille."
WORKS = "Botin lähetykset menevät taas perille."
UNREAD = "Botti ei saa yhteyttä Outlook-kalenteriin."
READ = "Botti lukee taas Outlook-kalenteria."
HOUR = timedelta(hours=1)


class Guard:
    """Replicas that watch an office, and what the team's channel has heard."""

    def __init__(self, office: Office, ends: date | None = None, account: str = AKE, replicas: int = 1) -> None:
        self.office = office
        channel = NamedChannel("AKE_CHANNEL_ID", account)
        clock = lambda: self.office.now - HOUR  # noqa: E731
        self.watches = [Watch(office.store, channel, ends, clock) for _ in range(replicas)]
        for watch in self.watches:
            watch._clock = lambda: self.office.now

    async def at(self, moment: datetime) -> list[str]:
        """What the channel hears at a moment."""
        self.office.now = moment
        await asyncio.gather(*(watch.tick() for watch in self.watches))
        return [text.split(". ")[0].rstrip(".") + "." for where, text in await self.office.tick() if where == "new"]

    async def until(self, moment: datetime, every: timedelta = timedelta(minutes=10)) -> list[tuple[datetime, str]]:
        """What it hears until a moment, and when."""
        heard = []
        while self.office.now < moment:
            at = self.office.now + every
            heard += [(at, text) for text in await self.at(at)]
        return heard


async def met(office: Office) -> int:
    return await office.recipient(RecipientKind.CHANNEL, AKE, AKE, name="AKE")


async def failing(office: Office, number: int, key: str = "k") -> None:
    """So many people whom the service has refused just now."""
    for one in range(number):
        await office.person(f"{key}{one}", EVERYTHING)
    await office.add(draft(key, starts=office.now + HOUR))
    office.service.answers = [web.Response(status=400) for _ in range(number)]
    await office.tick()
    office.service.answers = []


async def test_a_few_failures_are_chance_and_more_are_told_once_a_day_until_they_are_over(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    await failing(office, 2)
    assert await guard.at(NOW + timedelta(minutes=1)) == []
    await failing(office, 1, "another")
    assert await guard.at(office.now) == [FAILS]
    assert await guard.until(NOW + timedelta(minutes=50)) == []
    ((over, text),) = await guard.until(NOW + timedelta(hours=5))
    assert text == WORKS
    assert over == NOW + timedelta(minutes=111), "an hour without any is waited for"


async def test_what_lasts_is_told_again_the_next_days_at_nine(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    aino, began, end = await office.person("aino"), NOW + 2 * HOUR, NOW + timedelta(days=9)
    waits = Settlement(State.WAITING, "http_503", end, attempts=1)
    async with office.store.begin() as uow:
        await uow.outbox.put([NewNotice(f"k{n}", NoticeKind.USUAL, began, end, n, aino) for n in range(3)])
        for notice in await uow.outbox.claim("x", began, end, 3):
            await uow.outbox.settle(notice.id, "x", waits, began)
    office.now = began
    heard = await guard.until(began + timedelta(days=2, hours=1), timedelta(minutes=20))
    assert [text for _, text in heard] == [FAILS] * 3
    first, second, third = (at for at, _ in heard)
    assert first == began + timedelta(minutes=20)
    assert [(at.hour, at.date()) for at in (second, third)] == [
        (9, began.date() + timedelta(days=1)),
        (9, began.date() + timedelta(days=2)),
    ]


async def test_people_who_left_are_no_trouble_but_everybody_is(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    for one in range(8):
        await office.person(f"p{one}", EVERYTHING)
    await office.add(draft("k", starts=office.now + HOUR))
    office.service.answers = [web.json_response(GONE, status=403) for _ in range(4)]
    assert len(await office.tick()) == 8
    assert await guard.at(office.now) == []
    for one in range(6):
        await office.person(f"q{one}", EVERYTHING)
    await office.add(draft("l", starts=office.now + 2 * HOUR))
    office.service.answers = [web.json_response(GONE, status=403) for _ in range(10)]
    office.now += timedelta(hours=1, minutes=1)
    await office.tick()
    office.service.answers = []
    assert await guard.at(office.now) == [FAILS]


async def test_what_nobody_takes_is_late_after_a_quarter(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    async with office.store.begin() as uow:
        await uow.outbox.put([NewNotice("k", NoticeKind.DUE_WISH, NOW, NOW + timedelta(days=2), 1)])
    for minutes, count in ((15, 0), (16, 1)):
        office.now = NOW + timedelta(minutes=minutes)
        await guard.watches[0].tick()
        assert len([row for row in await office.rows() if row.kind is NoticeKind.ALERT]) == count


async def test_a_night_is_no_delay(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    office.now = helsinki(2026, 11, 23, 21, 50)
    for one in range(4):
        await office.person(f"p{one}", EVERYTHING)
    await office.add(draft("k", starts=office.now + 10 * HOUR))
    assert await guard.until(helsinki(2026, 11, 24, 6, 30), timedelta(minutes=30)) == []


async def test_of_several_replicas_one_tells_it_and_a_restart_tells_nothing_anew(office: Office) -> None:
    await met(office)
    await failing(office, 3)
    guard = Guard(office, replicas=3)
    assert await guard.at(NOW + timedelta(minutes=1)) == [FAILS]
    assert await Guard(office).at(NOW + timedelta(minutes=20)) == []
    late = Guard(office, replicas=3)
    assert [text for _, text in await late.until(NOW + timedelta(hours=3))] == [WORKS]


async def test_after_a_start_what_was_due_before_is_done_first(office: Office) -> None:
    await met(office)
    await failing(office, 3)
    watch = Watch(office.store, NamedChannel("AKE_CHANNEL_ID", AKE), None, lambda: office.now)
    await watch.tick()
    assert await office.tick() == []


async def test_the_calendar_that_stands_still_and_goes_on(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    whole = Round(Interval(NOW, NOW + timedelta(days=9)), "link")

    async def followed(well: bool) -> None:
        at = office.now
        async with office.store.begin() as uow:
            if well:
                await uow.calendar_sync.succeed(whole, Tally(), at, at, at + HOUR)
            else:
                await uow.calendar_sync.fail("away", at, at, at + HOUR)

    async with office.store.begin() as uow:
        await uow.calendar_sync.follow("kahvit@example.org", office.now)
    assert await guard.at(NOW + HOUR) == []
    await followed(True)
    assert await guard.at(NOW + 2 * HOUR) == []
    await followed(False)
    assert await guard.at(NOW + 2 * HOUR + timedelta(minutes=2)) == [UNREAD]
    assert await guard.at(NOW + 3 * HOUR) == []
    await followed(True)
    assert await guard.at(office.now + timedelta(minutes=1)) == [READ]


async def test_a_calendar_that_is_followed_no_more_is_not_said_to_be_read_again(office: Office) -> None:
    await met(office)
    guard = Guard(office)
    async with office.store.begin() as uow:
        await uow.calendar_sync.follow("kahvit@example.org", office.now)
        await uow.calendar_sync.fail("away", NOW, NOW, NOW + HOUR)
    assert await guard.at(NOW + 2 * HOUR) == [UNREAD]
    async with office.store.begin() as uow:
        await uow.calendar_sync.follow("", office.now)
    assert await guard.at(office.now + timedelta(minutes=1)) == []
    async with office.store.begin() as uow:
        assert await uow.alerts.all() == []


async def test_a_secret_is_told_on_its_days_and_its_change_too(office: Office) -> None:
    await met(office)
    office.now = helsinki(2027, 1, 1, 9, 30)
    ends = date(2027, 2, 15)
    heard = await Guard(office, ends).until(helsinki(2027, 2, 18, 12, 0), HOUR / 2)
    assert [(at.date(), at.hour) for at, _ in heard] == [
        (ends - timedelta(days=days), 9) for days in (30, 14, 7, 3, 1, 0)
    ]
    assert {text for _, text in heard} == {"Botin salaisuus vanhenee maanantaina 15.2.2027."}
    assert await Guard(office, date(2028, 2, 15)).at(office.now) == ["Botin salaisuus on vaihdettu."]
    assert await Guard(office).at(office.now) == []


async def test_a_secret_that_has_ended_is_told_at_the_first_look(office: Office) -> None:
    await met(office)
    assert await Guard(office, NOW.date() - timedelta(days=1)).at(NOW) == ["Botin salaisuus on vanhentunut."]


async def test_a_warning_that_is_not_so_any_more_is_not_sent(office: Office) -> None:
    await met(office)
    guard = Guard(office, NOW.date())
    await guard.watches[0].tick()
    office.now += timedelta(minutes=1)
    await Guard(office).watches[0].tick()
    heard = [text for _, text in await office.tick()]
    assert len(heard) == 1
    assert heard[0].startswith("Botin salaisuus on vaihdettu")
    assert (State.CANCELLED, "not_so_any_more") in await office.ended()


@pytest.mark.parametrize("account", ["", AKE])
async def test_without_a_channel_the_log_tells_it(
    office: Office, account: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert await Guard(office, NOW.date(), account).at(NOW) == []
    (told,) = [getattr(one, "fields", None) for one in caplog.records if one.getMessage() == "alert"]
    assert told == {"cause": "secret", "told": "log"}


async def test_a_channel_that_is_met_later_hears_it_the_next_day(office: Office) -> None:
    guard = Guard(office, NOW.date() + timedelta(days=1))
    assert await guard.at(NOW) == []
    await met(office)
    assert await guard.at(NOW + timedelta(days=1)) == ["Botin salaisuus vanhenee tiistaina 24.11.2026."]


async def test_its_own_failures_are_no_reason_to_warn(office: Office, store: SqlStore) -> None:
    await met(office)
    guard = Guard(office, NOW.date())
    office.service.answers = [web.Response(status=400)] * 9
    for day in range(4):
        assert len(await guard.at(NOW + timedelta(days=day))) <= 1
    rows = [row for row in await office.rows() if row.kind is NoticeKind.ALERT]
    assert {row.data.find("sends") for row in rows} == {-1}
