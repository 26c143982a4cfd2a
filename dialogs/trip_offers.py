"""The conversation about what a library offers to those who come to learn: listed, taken over, rested, removed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.offer_forms import written_of
from bot.domain.trip_hosts import Offer
from bot.services.trip_offers import OfferOvertakenError
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.trip_offer_form import offer_form_card
from dialogs.cards.trip_offers import (
    offer_card,
    offer_list_card,
    offer_remove_card,
    offer_told_card,
)
from dialogs.commands import Command
from dialogs.trip_offer_form import OfferFormTurn


class OfferTalk(OfferFormTurn):
    """One person's turn about the offers of libraries, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Show one's own offers; None when its words go on to something else, or it is another command."""
        if command.name != "trip_offers_own" or command.rest.strip(" ?.!"):
            return None
        if self._said.in_channel:
            return offer_told_card(self._texts, self._texts("trip_offer.own_in_channel"))
        return await self._listed()

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        alone = deed_of(data, self._alone)
        if alone is not None:
            return await alone(self, data)
        action = deed_of(data, self._of_offer)
        if action is None:
            return None
        offer = await self._offering.cared_for(number_of(data.get("offer")))
        if offer is None:
            return offer_told_card(self._texts, self._texts("trip_offer.gone"))
        try:
            return await action(self, offer, data)
        except OfferOvertakenError as overtaken:
            return offer_card(self._texts, overtaken.offer, self._texts("trip_offer.overtaken"))

    async def _list_own(self, data: Mapping[str, Any]) -> Reply:
        return await self._listed()

    async def _listed(self, told: str = "") -> Reply:
        return offer_list_card(self._texts, await self._offering.own(), await self._offering.left_behind(), told)

    async def _take(self, data: Mapping[str, Any]) -> Reply:
        offer = await self._offering.takeable(number_of(data.get("offer")))
        if offer is None:
            return await self._listed(self._texts("trip_offer.taken_already"))
        return await self._saved(await self._offering.take(offer), "taken")

    async def _show(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        return offer_card(self._texts, offer)

    async def _change(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        carried = {"offer": offer.id, "version": offer.version}
        return offer_form_card(self._texts, written_of(offer), carried)

    async def _rest(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        rested = await self._offering.rest(offer, number_of(data.get("version")), active=False)
        return offer_card(self._texts, rested, self._texts("trip_offer.rested"))

    async def _wake(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        if not offer.account:
            return offer_card(self._texts, offer, self._texts("trip_offer.nobody_to_ask"))
        return await self._saved(await self._offering.rest(offer, number_of(data.get("version")), active=True), "woken")

    async def _ask_remove(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        if await self._offering.awaited(offer):
            return offer_card(self._texts, offer, self._texts("trip_offer.awaited"))
        return offer_remove_card(self._texts, offer)

    async def _remove(self, offer: Offer, data: Mapping[str, Any]) -> Reply:
        if await self._offering.awaited(offer):
            return offer_card(self._texts, offer, self._texts("trip_offer.awaited"))
        await self._offering.remove(offer, number_of(data.get("version")))
        return await self._listed(self._texts("trip_offer.removed"))

    _alone: Mapping[str, Callable[[OfferTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        **OfferFormTurn.form_buttons,
        "offer_own": _list_own,
        "offer_take": _take,
    }
    _of_offer: Mapping[str, Callable[[OfferTalk, Offer, Mapping[str, Any]], Awaitable[Reply]]] = {
        "offer_show": _show,
        "offer_change": _change,
        "offer_rest": _rest,
        "offer_wake": _wake,
        "offer_ask_remove": _ask_remove,
        "offer_remove": _remove,
    }
