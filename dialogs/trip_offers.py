"""The conversation about what a library offers to those who come to learn: made, changed, rested."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from bot.domain.conversation import Reply
from bot.domain.offer_forms import OfferWritten, faults_of, read_offer, written_of
from bot.domain.trip_hosts import MAX_OFFER_WORDS, Offer
from bot.domain.trips import MAX_LINE
from bot.domain.written import clean_line, line_of
from bot.services.libraries import municipalities
from bot.services.trip_offers import MOST_OWN, Offering, OfferOvertakenError
from bot.understanding.themes import themes
from bot.understanding.trips import TripSaid
from dialogs.cards.elements import press_button
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_offer_form import offer_form_card
from dialogs.cards.trip_offers import (
    offer_card,
    offer_list_card,
    offer_remove_card,
    offer_sentences,
    offer_told_card,
)
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn

_KEY = re.compile(r"[0-9a-f]{32}")


class OfferTalk(TripTurn):
    """One person's turn about the offers of libraries, in one transaction."""

    async def said(self, said: TripSaid) -> Reply:
        """Open the form filled in with what a sentence told; in a channel only a button that opens it."""
        if self._said.in_channel:
            data = {"themes": list(said.themes), "words": said.words, "libraries": list(said.libraries)}
            button = press_button(
                self._texts("trip_offer_button.new"), {"do": "offer_open", **data, "language": self._texts.language}
            )
            return offer_told_card(self._texts, self._texts("trip_offer.in_channel"), button)
        return await self._new_form(said.themes, said.words, said.libraries)

    async def command(self, command: Command) -> Reply | None:
        """Show one's own offers; None when its words go on to something else, or it is another command."""
        if command.name != "trip_offers_own" or command.rest.strip(" ?.!"):
            return None
        if self._said.in_channel:
            return offer_told_card(self._texts, self._texts("trip_offer.own_in_channel"))
        return await self._listed()

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        do = data.get("do")
        alone = self._alone.get(do) if isinstance(do, str) else None
        if alone is not None:
            return await alone(self, data)
        action = self._of_offer.get(do) if isinstance(do, str) else None
        if action is None:
            return None
        offer = await self._offering.cared_for(number_of(data.get("offer")))
        if offer is None:
            return offer_told_card(self._texts, self._texts("trip_offer.gone"))
        try:
            return await action(self, offer, data)
        except OfferOvertakenError as overtaken:
            return offer_card(self._texts, overtaken.offer, self._texts("trip_offer.overtaken"))

    async def _open(self, data: Mapping[str, Any]) -> Reply:
        words = line_of(data.get("words"), MAX_OFFER_WORDS)
        return await self._new_form(data.get("themes"), words, data.get("libraries"))

    async def _new_form(self, told_themes: object, words: str, told_libraries: object) -> Reply:
        named = [one for one in _texts_of(told_libraries) if one in municipalities()]
        person = await self._uow.recipients.by_account(self._said.person.id)
        library = named[0] if named else person.library if person else ""
        known = tuple(one for one in themes() if one in _texts_of(told_themes))
        written = OfferWritten(library, known, words[:MAX_OFFER_WORDS], clean_line(self._said.person.name)[:MAX_LINE])
        return offer_form_card(self._texts, written, {"made": uuid4().hex})

    async def _list_own(self, data: Mapping[str, Any]) -> Reply:
        return await self._listed()

    async def _listed(self, told: str = "") -> Reply:
        return offer_list_card(self._texts, await self._offering.own(), await self._offering.left_behind(), told)

    async def _save(self, data: Mapping[str, Any]) -> Reply | None:
        written = read_offer(data, municipalities(), themes())
        if "offer" in data:
            return await self._save_change(written, data)
        key = data.get("made")
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            return None
        faults = faults_of(written)
        if faults:
            return offer_form_card(self._texts, written, {"made": key}, faults, self._texts("trip_offer.mend"))
        offer = await self._offering.make(written, key)
        if offer is None:
            return offer_told_card(self._texts, self._texts("trip_offer.too_many", limit=MOST_OWN))
        if written_of(offer) != written:  # The same form has made it before.
            return offer_card(self._texts, offer, self._texts("trip_offer.made_before"))
        return await self._saved(offer, "made")

    async def _save_change(self, written: OfferWritten, data: Mapping[str, Any]) -> Reply:
        offer = await self._offering.cared_for(number_of(data.get("offer")))
        if offer is None:
            return offer_told_card(self._texts, self._texts("trip_offer.gone"))
        faults = faults_of(written)
        version = number_of(data.get("version"))
        carried = {"offer": offer.id, "version": version}
        if faults:
            return offer_form_card(self._texts, written, carried, faults, self._texts("trip_offer.mend"))
        if written_of(offer) == written:
            return await self._saved(offer, "saved")
        try:
            return await self._saved(await self._offering.change(offer, version, written), "saved")
        except OfferOvertakenError as overtaken:
            # What was typed stays; who saves it again has seen what the other wrote.
            now = " ".join(offer_sentences(self._texts, overtaken.offer))
            told = self._texts("trip_offer.overtaken_form", now=now)
            return offer_form_card(self._texts, written, {**carried, "version": overtaken.offer.version}, told=told)

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

    async def _saved(self, offer: Offer, key: str) -> Reply:
        """The offer as it is kept, and how many open requests it would serve."""
        told = [self._texts(f"trip_offer.{key}")]
        if offer.active:
            number = await self._offering.requests(offer, self._analyzer)
            told += [self._texts.count("trip_offer.requests", number)] if number else []
        return offer_card(self._texts, offer, *told)

    @property
    def _offering(self) -> Offering:
        return Offering(self._uow, self._said, self._team)

    _alone: Mapping[str, Callable[[OfferTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "offer_open": _open,
        "offer_own": _list_own,
        "offer_save": _save,
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


def _texts_of(told: object) -> list[str]:
    """The texts of a list that came back, the first few."""
    few = list(told)[:50] if isinstance(told, (list, tuple)) else []
    return [one for one in few if isinstance(one, str)]
