"""The conversation of the AKE team about the queue of peer-learning trips; each press is checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trips import Trip
from bot.services.trip_offer_list import offers_page
from bot.services.trip_offers import OfferOvertakenError
from bot.services.trip_queue import queue
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_queue import queue_card, queue_channel_card
from dialogs.cards.trip_queue_offers import offers_card
from dialogs.commands import Command
from dialogs.trip_queue_day import QueueDay
from dialogs.trip_queue_hosts import QueueHosts
from dialogs.trip_queue_steps import QueueSteps


class QueueTalk(QueueSteps, QueueHosts, QueueDay):
    """One member's turn about the queue, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Show the queue or the offers; what a channel reads is without names."""
        await self._require_team()
        if command.name == "trip_offers":
            return await self._offers_shown(0, names=not self._said.in_channel)
        if command.name != "trip_queue":
            return None
        page = await queue(self._uow, self._analyzer)
        if self._said.in_channel:
            return queue_channel_card(self._texts, page, self._said.at)
        return queue_card(self._texts, page, self._said.person.id, self._said.at)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        do = data.get("do")
        if not isinstance(do, str):
            return None
        await self._require_team()
        if listed := self._lists.get(do):
            return await listed(self, data)
        deed = self._deeds.get(do)
        if deed is None:
            return None
        trip = await self._trip(data)
        return await deed(self, trip, data) if trip is not None else self._gone()

    async def _list(self, data: Mapping[str, Any]) -> Reply:
        after = data.get("after") is True
        page = await queue(self._uow, self._analyzer, number_of(data.get("page")), after=after)
        return queue_card(self._texts, page, self._said.person.id, self._said.at)

    async def _open(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._shown(trip)

    async def _more(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._shown(trip, more=True)

    async def _history(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._shown(trip, whole=True)

    async def _offers(self, data: Mapping[str, Any]) -> Reply:
        return await self._offers_shown(number_of(data.get("page")))

    async def _rest(self, data: Mapping[str, Any]) -> Reply | None:
        """Rest an offer, or let it be suggested again."""
        offer = await self._offering.cared_for(number_of(data.get("offer")))
        page, active = number_of(data.get("page")), data.get("do") == "queue_wake"
        changed = self._texts("queue_offers.changed")
        if offer is None:
            return await self._offers_shown(page, changed)
        if active and not offer.account:
            return await self._offers_shown(page, self._texts("trip_offer.nobody_to_ask"))
        try:
            await self._offering.rest(offer, number_of(data.get("version")), active=active)
        except OfferOvertakenError:
            return await self._offers_shown(page, changed)
        return await self._offers_shown(page, self._texts(f"queue_offers.{'woken' if active else 'rested'}_now"))

    async def _offers_shown(self, number: int, told: str = "", *, names: bool = True) -> Reply:
        page = await offers_page(self._uow, number, self._said.at)
        return offers_card(self._texts, page, self._today, told, names=names)

    _lists: Mapping[str, Callable[[QueueTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "queue_list": _list,
        "queue_offers": _offers,
        "queue_rest": _rest,
        "queue_wake": _rest,
    }
    _deeds: Mapping[str, Callable[[QueueTalk, Trip, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "queue_open": _open,
        "queue_more": _more,
        "queue_history": _history,
        **QueueSteps.step_buttons,
        **QueueHosts.host_buttons,
        **QueueDay.day_buttons,
    }
