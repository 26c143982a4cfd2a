"""The announcements channel's usual reminders: given once, told to the AKE team first, and never forced on anybody."""

from __future__ import annotations

import pytest

from bot.domain.outbox import State
from bot.domain.recipients import RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.domain.roles import Deed
from bot.services.named_channels import NamedChannel
from bot.services.usual_reminders import USUAL, UsualReminders
from tests.support.drafts import draft, helsinki
from tests.support.office import Office, wants

NEWS, AKE = "19:tiedotus@thread.tacv2", "19:ake@thread.tacv2"
TOLD = "Kanavaa Tiedotus muistutetaan tästä lähtien"


def usual(office: Office, news: str = NEWS, ake: str = "") -> UsualReminders:
    """As a bot that has just started."""
    named = NamedChannel("ANNOUNCEMENT_CHANNEL_ID", news), NamedChannel("AKE_CHANNEL_ID", ake)
    return UsualReminders(office.store, *named, lambda: office.now)


async def met(office: Office, account: str = NEWS, *subscriptions: Subscription) -> int:
    name = "Tiedotus" if account == NEWS else "AKE"
    return await office.recipient(RecipientKind.CHANNEL, account, account, *subscriptions, name=name)


async def reminders(office: Office, number: int) -> list[Subscription]:
    async with office.store.begin() as uow:
        return await uow.recipients.subscriptions(number)


async def test_the_channel_is_reminded_the_working_day_before_and_a_quarter_before(office: Office) -> None:
    news = await met(office)
    await usual(office).tick()
    assert await reminders(office, news) == [Subscription(Scope.ALL, "", USUAL)]
    await office.add(draft(starts=helsinki(2026, 11, 30, 9, 0)))
    moments = [helsinki(2026, 11, 27, 9, 0), helsinki(2026, 11, 30, 8, 0), helsinki(2026, 11, 30, 8, 45)]
    assert [len(await office.tick(at)) for at in moments] == [1, 0, 1]
    async with office.store.begin() as uow:
        (change,) = await uow.team.latest(9)
    assert (change.who, change.deed) == ("ANNOUNCEMENT_CHANNEL_ID", Deed.REMIND_CHANNEL)


async def test_what_the_team_stopped_is_not_given_again(office: Office) -> None:
    news = await met(office)
    await usual(office).tick()
    for stopped in (wants(Scope.ALL, "", Lead.NEVER), wants(Scope.ALL, "")):
        await office.subscribe(news, stopped)
        await usual(office).tick()
        assert await reminders(office, news) == ([stopped] if stopped.leads else [])


@pytest.mark.parametrize("chosen", [wants(Scope.SERIES, "Digivartit", Lead.HOUR), wants(Scope.ALL, "", Lead.NEVER)])
async def test_what_the_team_has_chosen_before_stays(office: Office, chosen: Subscription) -> None:
    news = await met(office, NEWS, chosen)
    await met(office, AKE)
    await usual(office, ake=AKE).tick()
    assert await reminders(office, news) == [chosen]
    assert await office.tick() == []


async def test_the_team_hears_of_it_once_before_anybody_is_reminded(office: Office) -> None:
    news = await met(office)
    waiting = usual(office, ake=AKE)
    await waiting.tick()
    assert await reminders(office, news) == []
    await met(office, AKE)
    await waiting.tick()
    assert await office.tick() == [("new", TOLD)]
    card = office.service.sent[-1][1]["activity"]["attachments"][0]["content"]
    assert [action["data"] for action in card["actions"]] == [{"do": "channel_open", "channel": news, "language": "fi"}]
    await usual(office, ake=AKE).tick()
    assert await office.ticks(5) == []


async def test_what_the_team_changed_meanwhile_is_not_told(office: Office) -> None:
    news = await met(office)
    await met(office, AKE)
    await usual(office, ake=AKE).tick()
    await office.subscribe(news, wants(Scope.ALL, "", Lead.HOUR))
    assert await office.tick() == []
    assert await office.ended() == {(State.CANCELLED, "changed"): 1}


async def test_a_channel_that_is_met_later_is_given_them_then_and_none_without_the_setting(office: Office) -> None:
    waiting = usual(office)
    await waiting.tick()
    news = await met(office)
    await usual(office, news="").tick()
    assert await reminders(office, news) == []
    await waiting.tick()
    assert len(await reminders(office, news)) == 1
