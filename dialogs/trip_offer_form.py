"""The form of what a library offers to those who come to learn: opened, filled in, and kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from bot.domain.conversation import Reply
from bot.domain.offer_forms import OfferWritten, faults_of, read_offer, written_of
from bot.domain.trip_hosts import MAX_OFFER_WORDS, Offer
from bot.domain.trips import MAX_LINE
from bot.domain.written import clean_line, line_of
from bot.services.libraries import municipalities
from bot.services.trip_offers import MOST_OWN, OfferOvertakenError
from bot.understanding.themes import themes
from bot.understanding.trips import TripSaid
from dialogs.cards.elements import press_button
from dialogs.cards.inputs import form_key_of, number_of
from dialogs.cards.trip_offer_form import offer_form_card
from dialogs.cards.trip_offers import (
    offer_card,
    offer_sentences,
    offer_told_card,
)
from dialogs.trip_turn import TripTurn


class OfferFormTurn(TripTurn):
    """One person's turn about the form of an offer, in one transaction."""

    async def said(self, said: TripSaid) -> Reply:
        """Open the form filled in with what a sentence told; in a channel only a button that opens it."""
        if self._said.in_channel:
            data = {"themes": list(said.themes), "words": said.words, "libraries": list(said.libraries)}
            button = press_button(
                self._texts("trip_offer_button.new"), {"do": "offer_open", **data, "language": self._texts.language}
            )
            return offer_told_card(self._texts, self._texts("trip_offer.in_channel"), button)
        return await self._new_form(said.themes, said.words, said.libraries)

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

    async def _save(self, data: Mapping[str, Any]) -> Reply | None:
        written = read_offer(data, municipalities(), themes())
        if "offer" in data:
            return await self._save_change(written, data)
        key = form_key_of(data.get("made"))
        if not key:
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

    async def _saved(self, offer: Offer, key: str) -> Reply:
        """The offer as it is kept, and how many open requests it would serve."""
        told = [self._texts(f"trip_offer.{key}")]
        if offer.active:
            number = await self._offering.requests(offer, self._analyzer)
            told += [self._texts.count("trip_offer.requests", number)] if number else []
        return offer_card(self._texts, offer, *told)

    form_buttons: Mapping[str, Callable[[OfferFormTurn, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "offer_open": _open,
        "offer_save": _save,
    }


def _texts_of(told: object) -> list[str]:
    """The texts of a list that came back, the first few."""
    few = list(told)[:50] if isinstance(told, (list, tuple)) else []
    return [one for one in few if isinstance(one, str)]
