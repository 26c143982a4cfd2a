"""What the AKE team does with topic wishes; each deed is checked, and recorded in the same transaction.

The record names a wish by its number alone, for it outlives the wish.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.conversation import Incoming
from bot.domain.events import Event
from bot.domain.roles import Deed
from bot.domain.wishes import Wish, WishState
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record
from bot.services.wish_notices import due_wish


class WishCare:
    """One member's deeds in one transaction. What cannot be done with a wish any more leaves it as it is."""

    def __init__(self, uow: UnitOfWork, said: Incoming, team: Team) -> None:
        self._uow, self._said, self._team = uow, said, team

    async def require(self) -> None:
        """Nothing, or NotAllowed when the person may not care for wishes."""
        await self._team.require(self._uow, self._said.person, Deed.CARE_FOR_WISHES)

    async def answer(self, wish: Wish, text: str) -> Wish:
        """Say something of a wish, which everybody sees below it; of no words nothing is said any more."""
        return await self._change("wish_answered", replace(wish, answer=text))

    async def close(self, wish: Wish, reason: str) -> Wish:
        """End an open wish and tell why."""
        if wish.state is not WishState.OPEN:
            return wish
        ended = replace(wish, state=WishState.CLOSED, reason=reason, ended_on=self._said.at.date())
        return await self._change("wish_closed", ended)

    async def reopen(self, wish: Wish) -> Wish:
        """Let an ended wish be open again; who has not heard yet of its event does not."""
        if wish.state is WishState.OPEN:
            return wish
        again = replace(wish, state=WishState.OPEN, reason="", event=None, ended_on=None)
        return await self._change("wish_reopened", again)

    async def hide(self, wish: Wish, *, hidden: bool) -> Wish:
        """Let the team alone see a wish, or everybody again."""
        return await self._change("wish_hidden" if hidden else "wish_shown", replace(wish, hidden=hidden))

    async def join(self, wish: Wish, into: Wish) -> bool:
        """Let a wish be one with another, whose text stays; False when one of them is not open, or they are one."""
        await self.require()
        if not wish.listed or not into.listed or wish.id == into.id:
            return False
        await self._uow.wishes.join(wish.id, into.id)
        await self._record("wish_joined", wish, into=into.id)
        return True

    async def plan(self, wish: Wish, event: Event) -> None:
        """An event has come of an open wish: those who wished it will hear of that, unless it is over already."""
        await self.require()
        if not wish.listed:
            return
        planned = replace(wish, state=WishState.PLANNED, event=event.id, ended_on=self._said.at.date())
        await self._uow.wishes.change(planned)
        if event.facts.starts.timestamp() > self._said.at.timestamp():
            await self._uow.outbox.put([due_wish(planned, event, self._said.at)])
        await self._record("wish_planned", planned, event=event.id)

    async def _change(self, what: str, changed: Wish) -> Wish:
        await self.require()
        await self._uow.wishes.change(changed)
        await self._record(what, changed)
        return changed

    async def _record(self, what: str, wish: Wish, **data: object) -> None:
        await record(self._uow, self._said, Deed.CARE_FOR_WISHES, what, wish=wish.id, **data)
