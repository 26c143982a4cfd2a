"""Gives the announcements channel of the settings its usual reminders, once, and tells the AKE team's channel of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.domain.reminders import ChannelReminders, Lead, Scope, Subscription
from bot.domain.roles import Change, Deed
from bot.services.checked import Checked
from bot.services.named_channels import NamedChannel
from bot.services.ports import Store, UnitOfWork
from bot.services.reached import reached

USUAL = frozenset({Lead.WORKDAY_BEFORE, Lead.QUARTER})
"""When a channel is reminded for which nothing else was chosen."""

TOLD_WITHIN = timedelta(days=7)
"""How long the AKE team's channel is tried."""


class UsualReminders:
    """Waits until the bot has met the channels, then does its one thing."""

    def __init__(
        self, store: Store, announcements: NamedChannel, ake: NamedChannel, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._announcements, self._ake, self._clock = store, announcements, ake, clock
        self._done = not announcements.account

    async def tick(self) -> None:
        """Give the channel its reminders, if it has not been given them yet."""
        if not self._done:
            async with self._store.begin() as uow:
                self._done = await give_usual(uow, self._announcements, self._ake, self._clock())


async def give_usual(uow: UnitOfWork, announcements: NamedChannel, ake: NamedChannel, now: datetime) -> bool:
    """Give the channel its reminders; False while one of the channels has not been met.

    The AKE team hears of it before anybody is reminded, where it has a channel. What it has chosen for the channel
    stays, and what it stops later is not given again.
    """
    channel, told = await announcements.find(uow), await ake.find(uow)
    if channel is None or (ake.account and told is None):
        return False
    if not await uow.recipients.give_usual(channel.id) or await uow.recipients.subscriptions(channel.id):
        return True
    await uow.recipients.subscribe(channel.id, Subscription(Scope.ALL, "", USUAL))
    await uow.team.record(Change(announcements.setting, now, Deed.REMIND_CHANNEL, "channel_usual"))
    if told is not None:
        await uow.outbox.put([_notice(channel, told, now)])
    return True


async def check_usual(uow: UnitOfWork, notice: Notice, now: datetime) -> Checked | Settlement:
    """What is told of the channel's reminders; nothing when the team has changed them meanwhile."""
    channel = await uow.recipients.by_id(notice.told.data["channel"])
    if channel is None:
        return unsent(notice, State.CANCELLED, "gone")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    if await uow.recipients.subscriptions(channel.id) != [Subscription(Scope.ALL, "", USUAL)]:
        return unsent(notice, State.CANCELLED, "changed")
    return Checked(ChannelReminders(channel, USUAL), recipient)


def _notice(channel: Recipient, told: Recipient, now: datetime) -> NewNotice:
    data = {"channel": channel.id}
    return NewNotice(f"usual:{channel.id}", NoticeKind.USUAL, now, now + TOLD_WITHIN, recipient=told.id, data=data)
