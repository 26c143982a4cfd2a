"""The conversation about the AKE team: who belongs to it, and the reminders of its channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from bot.domain.roles import Deed, Member
from bot.domain.written import clean_line
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record
from bot.services.usual_reminders import USUAL
from bot.texts import Texts
from bot.understanding.interpreter import interpret
from dialogs.cards.elements import plain
from dialogs.cards.inputs import chosen_of, number_of
from dialogs.cards.team import channel_card, members_card, saved_card, told_card
from dialogs.commands import Command


class TeamTalk:
    """One member's turn, in one transaction; every deed is checked where it is done."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says; None when it is none of the team's."""
        if command.name == "team":
            return members_card(self._texts, self._team.listed, await self._uow.team.members())
        if command.name in ("team_add", "team_remove"):
            return await self._change_member(added=command.name == "team_add")
        if command.name == "channel_reminders":
            return await self._channel(command.rest)
        return None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of the team's."""
        if data.get("do") not in ("channel_open", "channel_save"):
            return None
        await self._team.require(self._uow, self._said.person, Deed.REMIND_CHANNEL)
        channel, about = await self._pressed_channel(data), data.get("about")
        if channel is not None and data["do"] == "channel_open":
            return await self._form(channel, "", named=True)
        leads = chosen_of(data.get("leads", ""), LEADS)
        if channel is None or leads is None or not isinstance(about, str):
            return None
        if about and about not in self._calendar.by_series:
            return None
        return await self._save(channel, about, frozenset(Lead(one) for one in leads), named="channel" in data)

    async def _pressed_channel(self, data: Mapping[str, Any]) -> Recipient | None:
        """The channel that a button names, else the one that it was pressed in."""
        if "channel" not in data:
            return await self._this_channel()
        found = await self._uow.recipients.by_id(number_of(data["channel"]))
        return found if found and found.address.kind is RecipientKind.CHANNEL else None

    async def _change_member(self, *, added: bool) -> Reply:
        mentioned = next(iter(self._said.mentions), None)
        if mentioned is None:
            return told_card(self._texts, self._texts("team.mention_needed"))
        member = Member(mentioned.id, clean_line(mentioned.name) or mentioned.id)
        if added:
            await self._team.add(self._uow, self._said, member)
            return told_card(self._texts, self._texts("team.member_added", name=plain(member.name)))
        removed = await self._team.remove(self._uow, self._said, member)
        key = "member_removed" if removed else "not_added"
        return told_card(self._texts, self._texts(f"team.{key}", name=plain(member.name)))

    async def _channel(self, rest: str) -> Reply:
        channel = await self._this_channel()
        if channel is None:
            return told_card(self._texts, self._texts("channel_reminders.only_channel"))
        series = interpret(rest, self._said.at, self._calendar.names).series[:1] if rest else ()
        return await self._form(channel, series[0] if series else "")

    async def _form(self, channel: Recipient, about: str, *, named: bool = False) -> Reply:
        own = await self._uow.recipients.subscriptions(channel.id)
        leads = next((one.leads for one in own if one.about == about and one.scope is not Scope.EVENT), USUAL)
        return channel_card(self._texts, about, leads, channel if named else None)

    async def _save(self, channel: Recipient, about: str, leads: frozenset[Lead], *, named: bool) -> Reply:
        scope = Scope.SERIES if about else Scope.ALL
        await self._uow.recipients.subscribe(channel.id, Subscription(scope, about, leads or frozenset({Lead.NEVER})))
        told = ",".join(sorted(leads))
        what = {"channel": channel.id, "series": about, "leads": told}
        await record(self._uow, self._said, Deed.REMIND_CHANNEL, "channel_reminders", **what)
        return saved_card(self._texts, about, leads, channel if named else None)

    async def _this_channel(self) -> Recipient | None:
        address = next((one for one in self._said.addresses if one.kind is RecipientKind.CHANNEL), None)
        return await self._uow.recipients.by_account(address.account) if address else None
