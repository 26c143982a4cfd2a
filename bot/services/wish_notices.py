"""Telling those who wished or supported a topic that an event has come of it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.events import Event
from bot.domain.hands import Hands
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.domain.wishes import WISHES, PlannedWish, Wish, WishState
from bot.services.checked import Checked
from bot.services.people import people_of
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork
from bot.services.reached import put_off


def due_wish(wish: Wish, event: Event, now: datetime) -> NewNotice:
    """The notice that makes those of all who wished it: in two minutes, so that a slip reaches nobody."""
    due = at_helsinki(now.astimezone(UTC) + SECOND_THOUGHTS)
    key = f"wish:{wish.id}:{event.id}"
    return NewNotice(key, NoticeKind.DUE_WISH, due, event.facts.starts, event.id, data={"wish": wish.id})


async def expand_wish(uow: UnitOfWork, notice: Notice, event: Event, hands: Hands) -> Settlement:
    """Make the notice of each who wished or supported it."""
    wish = await _planned(uow, notice, event)
    if wish is None:
        return unsent(notice, State.CANCELLED, "not_planned")
    supporters = await uow.wishes.supporters(wish.id)
    told = notice.told
    notices = [
        NewNotice(f"{told.key}:{number}", NoticeKind.WISH, told.due, told.useful_until, event.id, number, told.data)
        for number in await people_of(uow, hands, WISHES, supporters)
    ]
    await uow.outbox.put(notices)
    return Settlement(State.SENT)


async def check_wish(
    uow: UnitOfWork, notice: Notice, event: Event, recipient: Recipient, now: datetime, hands: Hands
) -> Checked | Settlement:
    """Whether somebody is still to hear of it."""
    wish = await _planned(uow, notice, event)
    if wish is None:
        return unsent(notice, State.CANCELLED, "not_planned")
    if hands.of(recipient.address.account, WISHES) not in await uow.wishes.supporters(wish.id):
        return unsent(notice, State.CANCELLED, "not_wanted")
    return put_off(notice, recipient, event.facts.starts, now) or Checked(PlannedWish(wish, event), recipient)


async def _planned(uow: UnitOfWork, notice: Notice, event: Event) -> Wish | None:
    """The wish, if the event is still on, what came of it, and nothing of it was hidden."""
    wish = await uow.wishes.by_id(notice.told.data["wish"])
    on = wish is not None and wish.state is WishState.PLANNED and wish.event == event.id and not wish.hidden
    return wish if on and not event.cancelled else None
