"""The conversation of a traveller about peer-learning trips: the rules, the request, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_forms import DAYS, Field
from bot.domain.trips import MAX_WORDS
from bot.understanding.trips import TripKind, TripSaid, trip_said
from dialogs.cards.elements import Action, open_button
from dialogs.cards.trip_form import open_request_button
from dialogs.cards.trip_list import my_trips_button
from dialogs.cards.trips import trip_rules_card, trip_told_card
from dialogs.commands import Command
from dialogs.trip_follow import FollowTalk
from dialogs.trip_offers import OfferTalk
from dialogs.trip_own import TravellerTurn
from dialogs.trip_request import RequestTalk
from dialogs.trip_sending import SendingTalk


class TripTalk(TravellerTurn):
    """A traveller's turn, in one transaction."""

    async def said(self, text: str) -> Reply:
        """Answer a sentence about peer-learning trips."""
        return await self.answer(trip_said(text, self._analyzer, self._today))

    async def answer(self, said: TripSaid) -> Reply:
        """Answer what was understood. In company only what is no one's own is shown."""
        if said.kind is TripKind.OFFER:
            return await self._as(OfferTalk).said(said)
        if self._said.in_channel:
            return self._in_company(said)
        if said.kind is TripKind.MINE:
            return await self._following.mine()
        if said.kind is TripKind.CANCEL:
            return await self._following.cancel()
        if said.kind is TripKind.REQUEST:
            rules = [self._texts(f"trip.{key}") for key in ("what", "costs", "foreman")]
            return await self._requests.open(_told(said), *rules)
        buttons = [open_request_button(self._texts, _told(said)), my_trips_button(self._texts)]
        return trip_rules_card(self._texts, buttons, said.asks)

    async def command(self, command: Command) -> Reply | None:
        """Show one's own trips; None when more is said."""
        return None if command.rest.strip(" ?!.") else await self.answer(TripSaid(TripKind.MINE))

    async def cancel_any(self) -> Reply | None:
        """Ask whether one's trip is to be cancelled, where "peru" can mean nothing else; None when there is none."""
        return None if self._said.in_channel else await self._following.cancel_any()

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        if self._said.in_channel:
            return self._in_company(TripSaid(TripKind.MINE))
        if data.get("do") == "trip_mine":
            return await self._following.mine()
        talks = (self._requests, self._sending, self._following)
        talk = next((one for one in talks if data.get("do") in one.buttons), None)
        return await talk.pressed(data) if talk else None

    def _in_company(self, said: TripSaid) -> Reply:
        """The rules, or a kind word that the own chat is the place for it."""
        chat: list[Action] = []
        if self._desk.app_id:
            address = f"https://teams.microsoft.com/l/chat/0/0?users=28:{self._desk.app_id}"
            chat = [open_button(self._texts("trip_button.own.chat"), address)]
        if said.kind is TripKind.RULES:
            return trip_rules_card(self._texts, chat, said.asks)
        return trip_told_card(self._texts, self._texts("trip_own.in_private"), actions=chat)

    @property
    def _requests(self) -> RequestTalk:
        return self._as(RequestTalk)

    @property
    def _sending(self) -> SendingTalk:
        return self._as(SendingTalk)

    @property
    def _following(self) -> FollowTalk:
        return self._as(FollowTalk)


def _told(said: TripSaid) -> dict[Field, str]:
    """What was said, as the form has it."""
    days = dict(zip(DAYS, (day.isoformat() for day in said.days), strict=False))
    return {
        Field.THEMES: ",".join(said.themes),
        Field.WORDS: said.words[:MAX_WORDS],
        Field.HOSTS: ",".join(said.libraries),
        **days,
    }
