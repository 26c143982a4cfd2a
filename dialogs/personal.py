"""The conversation about what is kept of a person: seen, loaded and erased, in one's own chat with the bot alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.hands import Hands
from bot.domain.unanswered import QUESTIONS
from bot.domain.wishes import WISHES
from bot.services.feedback import hands_held
from bot.services.personal_files import LASTS, PersonalDesk
from bot.services.ports import UnitOfWork
from bot.services.remembering import memory_of
from bot.services.trip_forgetting import forget_in_trips
from bot.texts import Texts
from dialogs.cards.personal import (
    ask_forget_card,
    forgotten_card,
    kept_card,
    personal_file_card,
    personal_told_card,
)
from dialogs.commands import Command


class PersonalTalk:
    """One person's turn about themselves, in one transaction. It is always about whoever speaks."""

    def __init__(self, said: Incoming, texts: Texts, uow: UnitOfWork, hands: Hands, desk: PersonalDesk) -> None:
        self._said, self._texts, self._uow, self._hands = said, texts, uow, hands
        self._desk = desk

    async def command(self, command: Command) -> Reply | None:
        """Do what was said; None when it is not about oneself."""
        return await self.pressed({"do": command.name})

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button about oneself."""
        do = data.get("do")
        if do not in ("me", "me_export", "me_ask_forget", "me_forget", "me_stay"):
            return None
        if self._said.in_channel:
            return personal_told_card(self._texts, self._texts("personal.in_private"))
        if do == "me_stay":
            return personal_told_card(self._texts, self._texts("personal.stays"))
        if do == "me_export":
            return self._file()
        account, talks = self._said.person.id, await self._talks()
        if do == "me_forget":
            await self._uow.feedback.erase(await hands_held(self._uow, self._hands, account))
            await self._uow.wishes.erase(self._hands.of(account, WISHES))
            await self._uow.unanswered.erase(self._hands.of(account, QUESTIONS))
            await forget_in_trips(self._uow, account, self._said.person.name, self._said.at)
            await self._uow.personal.erase(account, talks)
            return forgotten_card(self._texts)
        kept = replace(
            await self._uow.personal.kept(account, talks),
            answers=await self._answers(),
            awaited=await self._uow.unanswered.awaited(self._hands.of(account, QUESTIONS)),
        )
        if do == "me_ask_forget":
            return ask_forget_card(self._texts, kept)
        return kept_card(self._texts, kept, self._desk.kept_for)

    def _file(self) -> Reply:
        """The address of all that is kept, which is made anew each time, for it holds for minutes."""
        address = self._desk.addresses.address(self._said.person.id, self._texts.language, self._said.at)
        return personal_file_card(self._texts, address, LASTS)

    async def _answers(self) -> int:
        held = await hands_held(self._uow, self._hands, self._said.person.id)
        return sum([await self._uow.feedback.given(event, hand) is not None for event, hand in held.items()])

    async def _talks(self) -> list[str]:
        """The keys of what was talked of here and in the own chat.

        Those of channels are known to nobody who does not know the channel's thread, and go within a day.
        """
        person = self._said.person.id
        recipient = await self._uow.recipients.by_account(person)
        chats = [self._said.conversation_id, *([recipient.address.conversation] if recipient else [])]
        return [memory_of(chat, person) for chat in dict.fromkeys(chats)]
