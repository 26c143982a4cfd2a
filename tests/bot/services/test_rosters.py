"""Learning people from rosters: who is stored, who is not reached any more, and what happens when Teams fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from aiohttp import web

from bot.domain.errors import StoreUnavailable
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import LEADS
from bot.domain.rosters import LEFT_TEAM, Heard, Listed, Roster, Unread
from bot.services.ports import Store
from bot.services.rosters import AGAIN, FIRST_PAUSE, LONGEST_PAUSE, RosterNews, RosterReading
from bot.teams.rosters import TeamsRosters
from storage.store import SqlStore
from tests.support.rosters import OTHER_TEAM, TEAM, FakeRosters, fake_rosters, member, reader

START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@dataclass
class Desk:
    """The reading of rosters over a real store, at a moment that the test sets."""

    store: SqlStore
    service: FakeRosters
    reader: TeamsRosters
    news: RosterNews = field(default_factory=RosterNews)
    now: datetime = START

    async def tick(self, *heard: tuple[Roster, Heard], after: timedelta = timedelta()) -> int:
        """Let this be heard, and do what is due; how often the service was asked."""
        self.now += after
        asked = len(self.service.asked)
        for told in heard:
            self.news.heard(*told)
        await RosterReading(self.store, self.reader, self.news, lambda: self.now).tick()
        return len(self.service.asked) - asked

    async def reached(self) -> set[str]:
        """Whom an announcement to everybody would reach."""
        async with self.store.begin() as uow:
            found = [await uow.recipients.by_id(number) for number in await uow.recipients.people()]
        return {one.address.account for one in found if one}

    async def why_not(self, account: str) -> str:
        """Why somebody cannot be written to."""
        async with self.store.begin() as uow:
            found = await uow.recipients.by_account(account)
        assert found is not None
        return found.unreachable


@pytest.fixture
async def desk(store: SqlStore) -> AsyncIterator[Desk]:
    async with fake_rosters() as service, reader() as reading:
        service.members[TEAM] = [member(name) for name in ("aino", "bo", "cai")]
        service.channels = [{"id": TEAM, "name": None}, {"id": "19:kahvit@thread.tacv2", "name": "Etäkahvit"}]
        yield Desk(store, service, reading)


def written(desk: Desk, name: str) -> Address:
    """Where somebody is reached who has written in English."""
    return Address(RecipientKind.PERSON, f"29:{name}", f"a:{name}", desk.service.url, "28:bot", "t", language="en")


async def test_an_installed_team_is_learnt_and_nobody_is_reminded_of_anything(desk: Desk) -> None:
    assert await desk.tick((desk.service.roster(), Heard.CHANGED)) == 3
    assert await desk.reached() == {"29:aino", "29:bo", "29:cai"}
    async with desk.store.begin() as uow:
        aino = await uow.recipients.by_account("29:aino")
        channels = await uow.recipients.channels()
        assert await uow.recipients.subscribers(1, "Etäkahvit", LEADS) == []
    assert aino is not None
    assert (aino.address.conversation, aino.address.directory_id) == ("", "aad-aino")
    assert [channel.address.name for channel in channels] == ["Etäkahvit", "Savon kirjastot"]


async def test_a_roster_is_read_again_when_it_changes_and_once_a_day(desk: Desk) -> None:
    roster = desk.service.roster()
    await desk.tick((roster, Heard.CHANGED))
    assert await desk.tick((roster, Heard.MET), after=timedelta(hours=1)) == 0
    desk.service.members[TEAM].append(member("dag"))
    assert await desk.tick((roster, Heard.CHANGED)) == 3
    assert "29:dag" in await desk.reached()
    assert await desk.tick(after=AGAIN - timedelta(seconds=1)) == 0
    assert await desk.tick(after=timedelta(seconds=1)) == 3


async def test_a_team_from_before_is_learnt_when_somebody_speaks_there(desk: Desk) -> None:
    assert await desk.tick((desk.service.roster(), Heard.MET)) == 3


async def test_what_people_told_themselves_is_not_forgotten(desk: Desk) -> None:
    async with desk.store.begin() as uow:
        bo = await uow.recipients.seen(written(desk, "bo"))
        cai = await uow.recipients.seen(written(desk, "cai"))
        await uow.recipients.lost(cai, "ConversationBlockedByUser")
        before = [await uow.recipients.by_id(number) for number in (bo, cai)]
    await desk.tick((desk.service.roster(), Heard.CHANGED))
    async with desk.store.begin() as uow:
        assert [await uow.recipients.by_id(number) for number in (bo, cai)] == before
    assert await desk.reached() == {"29:aino", "29:bo"}


async def test_who_leaves_the_last_team_without_ever_writing_is_not_reached(desk: Desk) -> None:
    roster, other = desk.service.roster(), desk.service.roster(OTHER_TEAM)
    desk.service.members[OTHER_TEAM] = [member("bo")]
    await desk.tick((roster, Heard.CHANGED), (other, Heard.CHANGED))
    async with desk.store.begin() as uow:
        await uow.recipients.seen(written(desk, "cai"))
    desk.service.members[TEAM] = []
    await desk.tick((roster, Heard.CHANGED))
    assert await desk.reached() == {"29:bo", "29:cai"}
    assert await desk.why_not("29:aino") == LEFT_TEAM
    await desk.tick((other, Heard.LEFT))
    assert await desk.reached() == {"29:cai"}


async def test_who_comes_back_is_reached_again_and_who_stays_away_is_forgotten(desk: Desk) -> None:
    roster = desk.service.roster()
    await desk.tick((roster, Heard.CHANGED))
    desk.service.members[TEAM] = []
    await desk.tick((roster, Heard.CHANGED))
    desk.service.members[TEAM] = [member("aino")]
    await desk.tick((roster, Heard.CHANGED))
    assert await desk.reached() == {"29:aino"}
    async with desk.store.begin() as uow:
        assert await uow.rosters.forget_left() == 2
        assert await uow.recipients.by_account("29:bo") is None


async def test_a_roster_does_not_bring_back_whoever_wanted_to_be_forgotten(desk: Desk) -> None:
    roster = desk.service.roster()
    await desk.tick((roster, Heard.CHANGED))
    for name in ("aino", "bo"):
        async with desk.store.begin() as uow:
            await uow.recipients.seen(written(desk, name))
            await uow.personal.erase(f"29:{name}", [])
    await desk.tick((roster, Heard.CHANGED))
    assert await desk.reached() == {"29:cai"}
    async with desk.store.begin() as uow:
        assert not (await uow.personal.kept("29:aino", [])).reached
        await uow.recipients.seen(written(desk, "aino"))
    assert await desk.reached() == {"29:aino", "29:cai"}
    desk.service.members[TEAM] = [member("aino")]
    await desk.tick((roster, Heard.CHANGED))
    async with desk.store.begin() as uow:
        assert await uow.rosters.forget_left() == 2, "nothing of Bo stays, nor of Cai"


async def test_a_busy_service_is_asked_again_later_and_less_and_less_often(desk: Desk) -> None:
    desk.service.answers = [web.Response(status=503), web.Response(status=429, headers={"Retry-After": "600"})]
    assert await desk.tick((desk.service.roster(), Heard.CHANGED)) == 1
    assert await desk.tick(after=FIRST_PAUSE - timedelta(seconds=1)) == 0
    assert await desk.tick(after=timedelta(seconds=1)) == 1
    assert await desk.tick(after=timedelta(seconds=599)) == 0
    desk.service.answers = [web.Response(status=502) for _ in range(9)]
    for _ in range(9):
        assert await desk.tick(after=LONGEST_PAUSE) == 1
    assert await desk.tick(after=LONGEST_PAUSE - timedelta(seconds=1)) == 0
    assert await desk.tick(after=timedelta(seconds=1)) == 3


async def test_what_is_refused_is_asked_once_a_day_and_changes_nothing(desk: Desk) -> None:
    await desk.tick((desk.service.roster(), Heard.CHANGED))
    desk.service.answers = [web.Response(status=403)]
    assert await desk.tick((desk.service.roster(), Heard.CHANGED)) == 1
    assert await desk.tick(after=AGAIN - timedelta(seconds=1)) == 0
    assert await desk.reached() == {"29:aino", "29:bo", "29:cai"}


async def test_a_change_while_it_is_read_is_read_again(desk: Desk) -> None:
    await desk.tick((desk.service.roster(), Heard.CHANGED))
    async with desk.store.begin() as uow:
        await uow.rosters.met(desk.service.roster(), desk.now, changed=True)
        due = await uow.rosters.claim(desk.now, desk.now + timedelta(minutes=5))
        assert due is not None
        assert await uow.rosters.claim(desk.now, desk.now + timedelta(minutes=5)) is None
        await uow.rosters.met(desk.service.roster(), desk.now, changed=True)
        await uow.rosters.again(due, desk.now + AGAIN)
    assert await desk.tick() == 3


async def test_what_could_not_be_stored_is_stored_next_time(desk: Desk) -> None:
    class Away:
        def begin(self) -> None:
            raise StoreUnavailable

    desk.news.heard(desk.service.roster(), Heard.CHANGED)
    reading = RosterReading(cast(Store, Away()), desk.reader, desk.news, lambda: desk.now)
    with pytest.raises(StoreUnavailable):
        await reading.tick()
    assert await desk.tick() == 3


def test_the_same_team_met_again_is_no_news_until_it_was_left() -> None:
    news, roster = RosterNews(), Roster(TEAM, "https://service.example/", "28:bot")
    news.heard(roster, Heard.CHANGED)
    news.heard(roster, Heard.MET)
    taken = news.take()
    assert taken == [(roster, Heard.CHANGED)]
    news.stored(taken)
    news.heard(roster, Heard.MET)
    assert news.take() == []
    news.stored([(roster, Heard.LEFT)])
    news.heard(roster, Heard.MET)
    assert news.take() == [(roster, Heard.MET)]


async def test_a_reading_that_is_broken_off_is_done_by_another_at_once(desk: Desk) -> None:
    begun = asyncio.Event()

    class Hanging:
        async def read(self, roster: Roster) -> Listed | Unread:
            begun.set()
            await asyncio.sleep(3600)
            raise AssertionError("it is broken off before")

    desk.news.heard(desk.service.roster(), Heard.MET)
    reading = asyncio.create_task(RosterReading(desk.store, Hanging(), desk.news, lambda: desk.now).tick())
    await asyncio.wait_for(begun.wait(), 10)
    assert await desk.tick() == 0, "nobody else reads it meanwhile"
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    assert await desk.tick() > 0
