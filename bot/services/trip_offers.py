"""What libraries offer to those who come to learn: who may care for an offer, and what is done with it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from bot.domain.conversation import Incoming
from bot.domain.intervals import at_helsinki
from bot.domain.offer_forms import OfferWritten, with_written
from bot.domain.roles import Deed, may
from bot.domain.trip_hosts import Offer
from bot.domain.trips import FINDING
from bot.services.libraries import homes
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record
from bot.services.trip_matching import LOOKED_BACK
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.trip_fitting import fits

MOST_OWN = 20
"""Offers that one person can have: a slip of a button makes no hundreds."""

MOST_OPEN = 500
"""Open requests that are looked at for how many wait for an offer."""


class OfferOvertakenError(Exception):
    """Somebody else has changed the offer meanwhile; nothing was changed. `offer` is what it is now."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(offer.id)
        self.offer = offer


class Offering:
    """One person's deeds with offers, in one transaction."""

    def __init__(self, uow: UnitOfWork, said: Incoming, team: Team) -> None:
        self._uow, self._said, self._team = uow, said, team

    async def own(self) -> list[Offer]:
        """The offers that whoever speaks is asked by."""
        return [one for one in await self._uow.offers.all(active=False) if one.account == self._said.person.id]

    async def left_behind(self) -> list[Offer]:
        """Offers of the own library that nobody can be asked by any more."""
        home = await self._own_home()
        found = await self._uow.offers.all(active=False) if home else ()
        return [one for one in found if homes().get(one.library) == home and await self._left(one)]

    async def cared_for(self, number: int) -> Offer | None:
        """An offer, held, if whoever speaks may change it: who made it, the AKE team."""
        offer = await self._uow.offers.by_id(number)
        if offer is None or offer.account == self._said.person.id or await self._of_team():
            return offer
        return None

    async def takeable(self, number: int) -> Offer | None:
        """An offer, held, that has nobody to ask any more, and that whoever speaks may have."""
        offer = await self._uow.offers.by_id(number)
        if offer is None or not await self._left(offer):
            return None
        colleague = homes().get(offer.library, "-") == await self._own_home()
        return offer if colleague or await self._of_team() else None

    async def make(self, written: OfferWritten, key: str) -> Offer | None:
        """Keep a new offer, or find the one that this key has made; None when the person has too many."""
        account = self._said.person.id
        # A form that several people press makes one of each.
        own_key = sha256(f"{account}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
        own = await self.own()
        if len(own) >= MOST_OWN and own_key not in {one.key for one in own}:
            return None
        return await self._uow.offers.save(with_written(Offer(0, own_key, 0, account, "", ""), written))

    async def change(self, offer: Offer, version: int, written: OfferWritten) -> Offer:
        """Keep what the form has of a stored offer. Raises OfferOvertakenError."""
        return await self._keep(offer, version, with_written(offer, written))

    async def rest(self, offer: Offer, version: int, *, active: bool) -> Offer:
        """Let nobody be suggested by an offer, or let it be used again. Raises OfferOvertakenError."""
        if offer.active == active:
            return offer
        return await self._keep(offer, version, replace(offer, version=offer.version + 1, active=active))

    async def take(self, offer: Offer) -> Offer:
        """Be the one who is asked from now on, by an offer that has nobody."""
        person = self._said.person
        taken = replace(offer, version=offer.version + 1, account=person.id, contact=person.name, active=True)
        return await self._keep(offer, offer.version, taken)

    async def remove(self, offer: Offer, version: int) -> None:
        """Erase an offer; whoever has been asked by it must have answered (`awaited`). Raises OfferOvertakenError."""
        if offer.version != version:
            raise OfferOvertakenError(offer)
        await self._uow.offers.remove(offer.id)
        await self._record("offer_removed", offer)

    async def awaited(self, offer: Offer) -> bool:
        """Whether a question that was asked by an offer waits for its answer."""
        since = at_helsinki(self._said.at).date() - LOOKED_BACK
        return any(one.offer == offer.id and not one.certain for one in await self._uow.trips.visits(since))

    async def requests(self, offer: Offer, analyzer: Analyzer) -> int:
        """How many open requests that have no host yet an offer would serve."""
        waiting = await self._uow.trips.in_states(FINDING, MOST_OPEN)
        home = homes().get(offer.library)
        others = [one for one in waiting if homes().get(one.wanted.library) != home]
        return sum(fits([offer], one.wanted, analyzer)[0] is not None for one in others)

    async def _keep(self, offer: Offer, version: int, changed: Offer) -> Offer:
        if offer.version != version:
            raise OfferOvertakenError(offer)
        await self._record("offer_changed", offer)
        return await self._uow.offers.save(changed)

    async def _record(self, what: str, offer: Offer) -> None:
        """What the team does with somebody else's is recorded; one's own is one's own."""
        if offer.account != self._said.person.id and await self._of_team():
            await record(self._uow, self._said, Deed.HANDLE_TRIPS, what, offer=offer.id)

    async def _of_team(self) -> bool:
        return may(await self._team.role_of(self._uow, self._said.person), Deed.HANDLE_TRIPS)

    async def _own_home(self) -> str:
        """The municipality whose library is that of whoever speaks; empty when it is not known."""
        person = await self._uow.recipients.by_account(self._said.person.id)
        return homes().get(person.library, "") if person else ""

    async def _left(self, offer: Offer) -> bool:
        """Whether whoever made an offer cannot be asked any more."""
        maker = await self._uow.recipients.by_account(offer.account) if offer.account else None
        return maker is None or bool(maker.unreachable)
