"""Notices checked again at their moment: pauses, quiet hours, what is unwanted by then, and whom a change concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.events import Status
from bot.domain.outbox import State
from bot.domain.recipients import RecipientKind
from bot.domain.reminders import Lead, Scope
from bot.services.reminders import order, stop_all
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, Office, besides_feedback, wants

COFFEE = draft()
START, HOUR_BEFORE = COFFEE.starts, COFFEE.starts - timedelta(hours=1)
NEVER = wants(Scope.EVENT, "1", Lead.NEVER)


async def test_who_has_paused_is_not_reminded_and_then_is_again(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    await office.add(COFFEE, draft("b", starts=START + timedelta(hours=2)))
    async with office.store.begin() as uow:
        await uow.recipients.pause(aino, START)
    assert await office.tick(HOUR_BEFORE) == []
    assert await office.ended() == {(State.CANCELLED, "paused"): 1}
    assert len(await office.ticks(120)) == 1


async def test_who_has_stopped_is_reminded_of_nothing(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING, wants(Scope.EVENT, "1", Lead.QUARTER))
    await office.add(COFFEE, draft("b", starts=START + timedelta(hours=2)))
    async with office.store.begin() as uow:
        await stop_all(uow, aino)
    assert await office.tick(HOUR_BEFORE) == await office.ticks(45, 75) == []


async def test_what_is_not_wanted_any_more_when_its_turn_comes_is_not_sent(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    await office.add(draft(starts=helsinki(2026, 11, 24, 7, 45)))
    assert await office.tick(helsinki(2026, 11, 24, 6, 45)) == []
    await office.subscribe(aino, wants(Scope.EVENT, "1", Lead.QUARTER))
    assert await office.tick(helsinki(2026, 11, 24, 7, 0)) == []
    assert await office.ended() == {(State.CANCELLED, "not_wanted"): 1}
    assert len(await office.tick(helsinki(2026, 11, 24, 7, 30))) == 1


async def test_nobody_is_disturbed_in_the_quiet_hours_but_a_channel_sleeps_not(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.recipient(RecipientKind.CHANNEL, "19:c", "19:c", EVERYTHING)
    await office.add(draft(starts=helsinki(2026, 11, 24, 7, 30)), draft("late", starts=helsinki(2026, 11, 24, 21, 30)))
    assert [chat for chat, _ in await office.tick(helsinki(2026, 11, 24, 6, 30))] == ["new"]
    assert await office.tick(helsinki(2026, 11, 24, 6, 59)) == []
    assert [chat for chat, _ in await office.tick(helsinki(2026, 11, 24, 7, 0))] == ["a:aino"]
    heard = besides_feedback(await office.tick(helsinki(2026, 11, 24, 20, 30)))
    assert len(heard) == 2, "by seven it would be over"


async def test_a_late_subscription_is_told_at_the_longest_lead_that_is_to_come(office: Office) -> None:
    aino = await office.person("aino")
    await office.add(COFFEE)
    await office.tick(HOUR_BEFORE)
    office.now = HOUR_BEFORE + timedelta(minutes=10)
    async with office.store.begin() as uow:
        calendar = await office.calendars.current(uow)
        done = await order(uow, aino, wants(Scope.EVENT, "1", Lead.HOUR), calendar, office.now)
    assert done.subscription.leads == {Lead.QUARTER}
    assert await office.tick() == []
    assert len(await office.tick(START - timedelta(minutes=15))) == 1


async def test_news_goes_to_subscribers_and_to_the_reminded_but_to_nobody_who_said_never(office: Office) -> None:
    await office.person("subscriber", EVERYTHING)
    reminded = await office.person("reminded", wants(Scope.EVENT, "1", Lead.WORKDAY_BEFORE))
    never = await office.person("never", wants(Scope.ALL, "", Lead.WORKDAY_BEFORE))
    await office.person("other", wants(Scope.SERIES, "Webinaari", Lead.HOUR))
    await office.add(COFFEE)
    assert len(await office.tick()) == 2
    await office.subscribe(reminded, wants(Scope.EVENT, "1"))
    await office.subscribe(never, NEVER)
    await office.change(replace(COFFEE, status=Status.CANCELLED))
    told = await office.ticks(2)
    assert sorted(chat for chat, _ in told) == ["a:reminded", "a:subscriber"]
    assert {text.split(":")[0] for _, text in told} == {"Peruttu"}


async def test_who_says_never_while_the_news_waits_does_not_hear_it(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(replace(COFFEE, status=Status.CANCELLED))
    office.service.drops = True
    await office.ticks(2)
    await office.subscribe(aino, NEVER)
    assert await office.ticks(1) == []
    assert await office.ended() == {(State.CANCELLED, "not_wanted"): 1}


async def test_news_that_is_not_true_any_more_is_not_told(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(replace(COFFEE, status=Status.CANCELLED))
    office.service.drops = True
    await office.ticks(2)
    office.service.drops = False
    await office.change(COFFEE)
    assert await office.ticks(1) == []
    assert await office.ended() == {(State.CANCELLED, "changed_back"): 1}
    ((_, text),) = await office.ticks(1)
    assert text.startswith("Pidetään sittenkin"), "the second change, which is true"


async def test_an_event_that_is_not_there_any_more_is_told_to_nobody(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    (event,) = await office.add(COFFEE)
    async with office.store.begin() as uow:
        await uow.events.change(
            [(event, replace(COFFEE, starts=START + timedelta(days=9), ends=START + timedelta(days=10)))]
        )
    assert await office.tick(HOUR_BEFORE) == []
    assert [row.reason for row in await office.rows() if row.state is State.CANCELLED] == ["event_changed"] * 3
