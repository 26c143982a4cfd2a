"""The conversation of the AKE team about a peer-learning trip's host: suggested, asked, or found otherwise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_matching import Suggestion
from bot.domain.trip_steps import Step
from bot.domain.trips import MAX_LINE, MAX_REASON, Agreed, Trip
from bot.services.libraries import homes
from bot.services.trip_matching import suggest_hosts
from dialogs.cards.elements import shortened
from dialogs.cards.inputs import chosen_of
from dialogs.cards.trip_queue_forms import find_card, hosts_card
from dialogs.cards.trip_suggestions import reasons_told
from dialogs.trip_queue_desk import QueueDesk, Written, said_of

_OFFERED = 8
"""Hosts to choose of: a longer list is not read through on a phone."""

_LONGEST_CHOICE = 200


class QueueHosts(QueueDesk):
    """One member's turn about who hosts a trip."""

    async def _suggest(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._hosts_form("suggest", trip)

    async def _suggest_hosts(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        chosen, problem = await self._chosen(trip, data)
        if problem:
            return await self._hosts_form("suggest", trip, problem=problem)
        agreed = replace(trip.agreed, suggested=tuple(one.offer.id for one in chosen))
        written = self._written("suggest", chosen)
        return await self._do(trip, data, Step.SUGGEST_HOSTS, agreed=agreed, written=written)

    async def _ask(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._hosts_form("ask", trip)

    async def _ask_host(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        said, fault = said_of(data.get("said"), MAX_REASON)
        chosen, problem = await self._chosen(trip, data)
        if fault == "too_long":
            problem = self._texts("queue_write.too_long", limit=MAX_REASON)
        if problem:
            return await self._hosts_form("ask", trip, chosen, said, problem)
        asked = [
            AskedHost(trip.id, one.offer.id, one.offer.library, one.offer.account, self._said.at) for one in chosen
        ]
        written = self._written("ask", chosen, said)
        return await self._do(trip, data, Step.ASK_HOST, words=said, asked=asked, written=written)

    async def _find(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return find_card(self._texts, trip, sorted(homes()))

    async def _find_host(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        told, (contact, fault) = data.get("host"), said_of(data.get("contact"), MAX_LINE)
        host = told if isinstance(told, str) and told in homes() else ""
        problem = self._texts("queue_find.contact_error", limit=MAX_LINE) if fault else ""
        if not host:
            problem = self._texts("queue_find.library_error")
        elif homes()[host] == homes().get(trip.wanted.library):
            problem = self._texts("queue_find.own")

        async def again(now: Trip, problem: str) -> Reply:
            return find_card(self._texts, now, sorted(homes()), host, contact, problem)

        if problem:
            return await again(trip, problem)
        agreed = Agreed(host=host, contact=contact, suggested=trip.agreed.suggested)
        return await self._do(trip, data, Step.FIND_HOST, agreed=agreed, written=Written(again, contact))

    def _written(self, name: str, chosen: Sequence[Suggestion], said: str = "") -> Written:
        async def again(now: Trip, problem: str) -> Reply:
            return await self._hosts_form(name, now, chosen, said, problem)

        return Written(again, said)

    async def _hosts_form(
        self, name: str, trip: Trip, chosen: Sequence[Suggestion] = (), said: str = "", problem: str = ""
    ) -> Reply:
        options = {str(one.offer.id): self._choice(one) for one in await self._suggested(trip)}
        ticked = [str(one.offer.id) for one in chosen if str(one.offer.id) in options]
        asked = [one.library for one in await self._asked_before(trip)]
        return hosts_card(self._texts, trip, name, options, chosen=ticked, asked=asked, said=said, problem=problem)

    async def _chosen(self, trip: Trip, data: Mapping[str, Any]) -> tuple[Sequence[Suggestion], str]:
        """The hosts chosen of those that may be, and what is wrong with the choice."""
        options = {str(one.offer.id): one for one in await self._suggested(trip)}
        chosen = chosen_of(data.get("offers", ""), list(options))
        if chosen is None:
            return (), self._texts("queue_hosts.changed")
        return [options[one] for one in dict.fromkeys(chosen)], "" if chosen else self._texts("queue_hosts.error")

    async def _suggested(self, trip: Trip) -> Sequence[Suggestion]:
        """Hosts that fit, but for those that were asked and have answered or still may."""
        asked = {one.offer for one in await self._asked_before(trip)}
        return await suggest_hosts(
            self._uow, trip.traveller, trip.wanted, self._analyzer, self._said.at, _OFFERED, without=asked
        )

    async def _asked_before(self, trip: Trip) -> Sequence[AskedHost]:
        return [one for one in await self._uow.trips.asked(trip.id) if one.reply is not Answer.WITHDRAWN]

    def _choice(self, one: Suggestion) -> str:
        told = reasons_told(self._texts, one, of_others=True)
        contact = one.offer.contact
        return shortened(f"{told} ({contact})" if contact else told, _LONGEST_CHOICE)

    host_buttons: Mapping[str, Callable[[QueueHosts, Trip, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "queue_suggest": _suggest,
        "queue_suggest_hosts": _suggest_hosts,
        "queue_ask": _ask,
        "queue_ask_host": _ask_host,
        "queue_find": _find,
        "queue_find_host": _find_host,
    }
