"""The conversation about topic wishes: suggested in words and in a form, listed, supported; each press is checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from bot.domain.conversation import Incoming, Reply
from bot.domain.hands import Hands
from bot.domain.paging import page_within
from bot.domain.roles import Deed, may
from bot.domain.wishes import ENDED, MAX_WISH, WISHES, Wish, WishState, fault_of, written_wish
from bot.services import wishes
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.wish_likeness import like_wishes
from bot.texts import Texts
from bot.understanding.wishing import asks_for_wishes, wished
from dialogs.cards.inputs import deed_of, form_key_of, number_of
from dialogs.cards.wishes import PAGE, Page, wish_form_card, wish_list_card, wish_told_card


class WishTalk:
    """One person's turn about topic wishes, in one transaction."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team, hands: Hands
    ) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team
        self._hands, self._hand = hands, hands.of(said.person.id, WISHES)
        self._alone = not said.in_channel

    async def wish(self, text: str) -> Reply:
        """Answer a sentence about wishes: with all of them, or with the form, filled in with what was said."""
        if asks_for_wishes(text):
            return await self.listed()
        return await self._form(written_wish(wished(text))[:MAX_WISH], uuid4().hex)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of wishes, or its data cannot be."""
        action = deed_of(data, self._buttons)
        # The answer to a button is seen by whoever pressed it alone.
        self._alone = True
        return await action(self, data) if action else None

    async def listed(self, number: int = 0, *, ended: bool = False, told: str = "") -> Reply:
        """A page of the list; in company nobody sees more than everybody may."""
        states, tools = ENDED if ended else (WishState.OPEN,), await self._tools()
        total = await self._uow.wishes.count(states, hidden=tools)
        number = page_within(number, total, PAGE)
        found = await self._uow.wishes.listed(states, self._hand, PAGE, skip=number * PAGE, hidden=tools)
        events = {event.id: event for event in self._calendar.those(one.wish.event for one in found)}
        page = Page(found, events, number, total, ended, own=self._alone, tools=tools)
        return wish_list_card(self._texts, page, self._said.at, told)

    async def _tools(self) -> bool:
        """Whether hidden wishes and the team's buttons are shown: never where others may look on."""
        if self._said.in_channel:
            return False
        return may(await self._team.role_of(self._uow, self._said.person), Deed.CARE_FOR_WISHES)

    async def _form(self, text: str, key: str, fault: str = "") -> Reply:
        like = (
            () if fault or not text else await like_wishes(self._uow, text, self._hand, self._calendar.names.analyzer)
        )
        return wish_form_card(self._texts, text, like, key=key, aware=[one.wish.id for one in like], fault=fault)

    async def _press_new(self, data: Mapping[str, Any]) -> Reply:
        return await self._form("", uuid4().hex)

    async def _press_save(self, data: Mapping[str, Any]) -> Reply | None:
        """Keep a wish, once the open ones that may be the same have been seen."""
        told, key = data.get("wish", ""), form_key_of(data.get("made"))
        if not isinstance(told, str) or not key:
            return None
        text = written_wish(told[: 4 * MAX_WISH])
        fault = fault_of(text)
        if fault:
            return await self._form(text[:MAX_WISH], key, fault)
        aware = data.get("aware")
        seen = {number_of(one) for one in aware[:PAGE]} if isinstance(aware, list) else set()
        like = await like_wishes(self._uow, text, self._hand, self._calendar.names.analyzer)
        if any(one.own and one.wish.text.casefold() == text.casefold() for one in like):
            return self._told("made", text)
        if any(one.wish.id not in seen for one in like):
            return await self._form(text, key)
        # In a channel several people may press the same form: it is one wish of each.
        own_key = self._hands.of(self._said.person.id, f"wish form:{key}")
        new = await wishes.make(self._uow, text, self._hand, own_key)
        return self._told("made" if new else "made_same", text)

    async def _press_list(self, data: Mapping[str, Any]) -> Reply:
        return await self.listed(number_of(data.get("page")), ended=data.get("ended") is True)

    async def _press_support(self, data: Mapping[str, Any]) -> Reply:
        wish, new = await wishes.support(self._uow, number_of(data.get("wish")), self._hand)
        return await self._listed_after(data, wish, "supports" if new else "supports_already")

    async def _press_take_back(self, data: Mapping[str, Any]) -> Reply:
        wish, did = await wishes.take_back(self._uow, number_of(data.get("wish")), self._hand)
        return await self._listed_after(data, wish, "taken_back" if did else "supported_not")

    async def _listed_after(self, data: Mapping[str, Any], wish: Wish | None, name: str) -> Reply:
        """The page that was seen, with what was done above it."""
        told = self._texts("wishes.gone") if wish is None else self._texts(f"wishes.{name}", text=wish.text)
        return await self.listed(number_of(data.get("page")), told=told)

    def _told(self, name: str, text: str) -> Reply:
        return wish_told_card(self._texts, self._texts(f"wishes.{name}", text=text))

    _buttons: Mapping[str, Callable[[WishTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "wish_new": _press_new,
        "wish_save": _press_save,
        "wish_list": _press_list,
        "wish_support": _press_support,
        "wish_take_back": _press_take_back,
    }
