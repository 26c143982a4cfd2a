"""The conversation of the AKE team about a topic wish: answered, joined, closed, hidden; each press is checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.hands import Hands
from bot.domain.wishes import MAX_SAID, WISHES, Wish, WishState, fault_of
from bot.domain.written import line_of
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.wish_care import WishCare
from bot.texts import Texts
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.wish_care import wish_care_card, wish_join_card, wish_say_card
from dialogs.cards.wishes import wish_told_card

OFFERED = 50
"""Open wishes to join one with: a longer choice is not read through."""


class WishCareTalk:
    """One member's turn about a wish, in one transaction."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team, hands: Hands
    ) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._hand = hands.of(said.person.id, WISHES)
        self._care = WishCare(uow, said, team)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of the team's about wishes, or its data cannot be."""
        action = deed_of(data, self.buttons)
        if action is None:
            return None
        await self._care.require()
        wish = await self._uow.wishes.by_id(number_of(data.get("wish")))
        if wish is None:
            return wish_told_card(self._texts, self._texts("wish_care.gone"))
        return await action(self, wish, data)

    async def _open(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return await self._shown(wish)

    async def _ask_answer(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return wish_say_card(self._texts, "answer", wish, wish.answer)

    async def _ask_close(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return wish_say_card(self._texts, "close", wish, "")

    async def _ask_join(self, wish: Wish, data: Mapping[str, Any], problem: str = "") -> Reply:
        listed = await self._uow.wishes.listed((WishState.OPEN,), "", OFFERED + 1)
        others = [one.wish for one in listed if one.wish.id != wish.id][:OFFERED]
        return wish_join_card(self._texts, wish, others, problem)

    async def _answer(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        text, fault = _said(data, may_be_empty=True)
        if fault:
            return self._say_again("answer", wish, text, fault)
        if wish.answer not in (data.get("was"), text):
            problem = self._texts("wish_care.changed", text=wish.answer or "-")
            return wish_say_card(self._texts, "answer", wish, text, problem)
        answered = await self._care.answer(wish, text)
        return await self._shown(answered, "answered" if text else "answer_removed")

    async def _close(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        text, fault = _said(data)
        if fault:
            return self._say_again("close", wish, text, fault)
        if wish.state is not WishState.OPEN:
            return await self._shown(wish, "ended")
        return await self._shown(await self._care.close(wish, text), "closed")

    async def _join(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        told = data.get("into")
        chosen = int(told) if isinstance(told, str) and told.isascii() and told.isdecimal() and len(told) < 10 else 0
        into = await self._uow.wishes.by_id(chosen)
        if into is None or not await self._care.join(wish, into):
            return await self._ask_join(wish, data, self._texts("wish_care.join_error"))
        return await self._shown(into, "joined_now")

    async def _hide(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return await self._shown(await self._care.hide(wish, hidden=True), "hidden")

    async def _show(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return await self._shown(await self._care.hide(wish, hidden=False), "shown")

    async def _reopen(self, wish: Wish, data: Mapping[str, Any]) -> Reply:
        return await self._shown(await self._care.reopen(wish), "reopened")

    def _say_again(self, name: str, wish: Wish, text: str, fault: str) -> Reply:
        problem = self._texts(f"wish_care.fault.{fault}", limit=MAX_SAID)
        return wish_say_card(self._texts, name, wish, text[:MAX_SAID], problem)

    async def _shown(self, wish: Wish, told: str = "") -> Reply:
        """The wish as it is now, and what can be done with it."""
        found = await self._uow.wishes.supported(wish.id, self._hand)
        assert found is not None
        said = self._texts(f"wish_care.{told}") if told else ""
        return wish_care_card(self._texts, found, self._calendar.event(wish.event), self._said.at, said)

    buttons: Mapping[str, Callable[[WishCareTalk, Wish, Mapping[str, Any]], Awaitable[Reply]]] = {
        "wish_care": _open,
        "wish_answer": _ask_answer,
        "wish_close": _ask_close,
        "wish_join": _ask_join,
        "wish_save_answer": _answer,
        "wish_save_close": _close,
        "wish_save_join": _join,
        "wish_hide": _hide,
        "wish_show": _show,
        "wish_reopen": _reopen,
    }


def _said(data: Mapping[str, Any], *, may_be_empty: bool = False) -> tuple[str, str]:
    """What was written as one even line, and what is wrong with it."""
    text = line_of(data.get("said"), MAX_SAID)
    return text, "" if may_be_empty and not text else fault_of(text, MAX_SAID)
