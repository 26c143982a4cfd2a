"""Those who wished or supported hear once, privately, that an event has come of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.conversation import Incoming, Person
from bot.domain.events import Event, Status
from bot.domain.intervals import HELSINKI
from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import RecipientKind
from bot.domain.retention import USUAL
from bot.domain.wishes import WISHES, Wish
from bot.services.retention import forget_old
from bot.services.team import Team
from bot.services.wish_care import WishCare
from tests.support.drafts import draft, helsinki
from tests.support.office import NOW, Office
from tests.support.talk import HANDS

AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
IN_A_WEEK = NOW + timedelta(days=7)
TOLD = "Toivomasi aihe toteutuu: Kaukolainat"


def care(office: Office, uow: object) -> WishCare:
    said = Incoming("1", "a:ake", AKE, office.now)
    return WishCare(uow, said, Team(["aad-ake"]))  # type: ignore[arg-type]


async def wished(office: Office, text: str, *names: str) -> Wish:
    """A wish of the first, supported by the others."""
    hands = [HANDS.of(f"29:{name}", WISHES) for name in names]
    async with office.store.begin() as uow:
        made = await uow.wishes.add(text, hands[0], text)
        assert made is not None
        for hand in hands[1:]:
            await uow.wishes.support(made.id, hand)
    return made


async def planned(office: Office, wish: Wish, starts: datetime = IN_A_WEEK) -> Event:
    """The event that comes of a wish."""
    (event,) = await office.add(draft(starts=starts))
    async with office.store.begin() as uow:
        await care(office, uow).plan(wish, event)
    return event


async def people(office: Office, *names: str) -> Sequence[int]:
    return [await office.person(name) for name in names]


async def test_who_wished_and_who_supported_hear_once_and_nobody_else(office: Office) -> None:
    await people(office, "aino", "bo", "cecilia")
    await office.recipient(RecipientKind.CHANNEL, "19:c", "19:c")
    await planned(office, await wished(office, "Kaukolainat", "aino", "bo"))
    assert await office.ticks(1) == [], "a slip that is mended in two minutes reaches nobody"
    assert sorted(await office.ticks(1)) == [("a:aino", TOLD), ("a:bo", TOLD)]
    assert await office.ticks(1, 60) == []


async def test_the_news_tells_the_wish_and_the_event_in_the_recipients_language(office: Office) -> None:
    await office.person("aino", language="en")
    await planned(office, await wished(office, "Kaukolainat", "aino"))
    await office.ticks(2)
    body = json.dumps(office.service.sent[-1][1], ensure_ascii=False)
    assert "A topic you wished for comes true" in body
    assert "Etäkahvit: Sanelu puhelimella" in body


async def test_who_supported_one_that_was_joined_hears_once_too(office: Office) -> None:
    await people(office, "aino", "bo")
    first, second = await wished(office, "Kaukolaina", "aino", "bo"), await wished(office, "Kaukolainat", "bo")
    async with office.store.begin() as uow:
        assert await care(office, uow).join(first, second)
    await planned(office, second)
    assert sorted(await office.ticks(2)) == [("a:aino", TOLD), ("a:bo", TOLD)]


@pytest.mark.parametrize("what", ["reopened", "hidden", "cancelled", "taken back"])
async def test_what_is_not_so_any_more_is_not_told(office: Office, what: str) -> None:
    await people(office, "aino")
    wish = await wished(office, "Kaukolainat", "aino")
    office.now = helsinki(2026, 11, 23, 20, 30)
    event = await planned(office, wish)
    assert await office.ticks(2) == [], "in the evening nobody is disturbed"
    if what == "cancelled":
        await office.change(replace(event.facts, status=Status.CANCELLED))
    async with office.store.begin() as uow:
        stored = await uow.wishes.by_id(wish.id)
        assert stored is not None
        if what == "reopened":
            await care(office, uow).reopen(stored)
        if what == "hidden":
            await care(office, uow).hide(stored, hidden=True)
        if what == "taken back":
            await uow.wishes.take_back(wish.id, HANDS.of("29:aino", WISHES))
    assert await office.tick(helsinki(2026, 11, 24, 7, 0)) == []


async def test_the_quiet_hours_and_a_pause_are_waited_for(office: Office) -> None:
    aino, _ = await people(office, "aino", "bo")
    async with office.store.begin() as uow:
        await uow.recipients.pause(aino, helsinki(2026, 11, 26))
    office.now = helsinki(2026, 11, 23, 20, 30)
    await planned(office, await wished(office, "Kaukolainat", "aino", "bo"))
    assert await office.ticks(2) == []
    assert await office.tick(helsinki(2026, 11, 24, 7, 0)) == [("a:bo", TOLD)]
    assert await office.tick(helsinki(2026, 11, 26, 0, 1)) == []
    assert await office.tick(helsinki(2026, 11, 26, 7, 0)) == [("a:aino", TOLD)]


async def test_of_an_event_that_is_over_nobody_hears(office: Office) -> None:
    await people(office, "aino")
    await planned(office, await wished(office, "Kaukolainat", "aino"), NOW - timedelta(days=1))
    assert await office.ticks(2, 60) == []


async def test_what_would_tell_who_wished_is_erased_soon_after_it_was_sent(office: Office) -> None:
    await people(office, "aino")
    await planned(office, await wished(office, "Kaukolainat", "aino"))
    await office.ticks(2)
    async with office.store.begin() as uow:
        assert (await forget_old(uow, office.now + USUAL.span("telling")))["notices"] == 0
        assert (await forget_old(uow, office.now + USUAL.span("telling") + timedelta(minutes=1)))["notices"] == 1
    kinds = {row.kind: row.state for row in await office.rows()}
    assert kinds[NoticeKind.DUE_WISH] is State.SENT
    assert NoticeKind.WISH not in kinds
    assert await office.ticks(1, 60) == []


async def test_ended_wishes_are_erased_after_a_year_and_open_ones_stay(office: Office) -> None:
    closed, _ = await wished(office, "Suljettu", "aino"), await wished(office, "Avoin", "aino")
    async with office.store.begin() as uow:
        await care(office, uow).close(closed, "Syy")
        assert (await forget_old(uow, datetime(2027, 11, 23, 9, tzinfo=HELSINKI)))["wishes"] == 0
        assert (await forget_old(uow, datetime(2027, 11, 24, 9, tzinfo=HELSINKI)))["wishes"] == 1
        assert await uow.wishes.by_text("Avoin") is not None
