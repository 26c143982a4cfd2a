"""Offers of hosts, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select, update

from bot.domain.trip_hosts import Offer
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import offers
from storage.repositories.trip_persons import erase_in_offers
from storage.repositories.trip_rows import offer_of, values_of_offer

_ADD = {dialect: new.on_conflict_do_nothing() for dialect, new in inserts(offers).items()}
_BY_ID = select(offers).where(offers.c.id == bindparam("this")).with_for_update()
_BY_KEY = select(offers).where(offers.c.key == bindparam("this")).with_for_update()
_ALL = select(offers).order_by(offers.c.id)


class SqlOffers:
    """What libraries offer to visitors."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def save(self, offer: Offer) -> Offer:
        """Keep an offer: a new one by its key (of which only one is made), a stored one by its number."""
        values = {name: value for name, value in values_of_offer(offer).items() if name != "id"}
        if offer.id:
            await self._connection.execute(update(offers).where(offers.c.id == offer.id).values(values))
        else:
            await self._connection.execute(_ADD[self._connection.dialect.name], values)
        return offer_of((await self._connection.execute(_BY_KEY, {"this": offer.key})).one())

    async def by_id(self, number: int) -> Offer | None:
        """The offer of a number; nobody else changes it until the transaction ends."""
        row = (await self._connection.execute(_BY_ID, {"this": number})).first()
        return offer_of(row) if row else None

    async def all(self, *, active: bool = True) -> Sequence[Offer]:
        """All offers in a lasting order; with `active` only those that are not rested."""
        chosen = _ALL.where(offers.c.active) if active else _ALL
        return [offer_of(row) for row in await self._connection.execute(chosen)]

    async def remove(self, number: int) -> None:
        """Erase an offer. Trips that came of it stay."""
        await self._connection.execute(delete(offers).where(offers.c.id == number))

    async def erase_person(self, account: str, name: str = "") -> None:
        """Take a person's name and account out of offers; what has nobody to ask any more is rested."""
        await erase_in_offers(self._connection, account, name)
