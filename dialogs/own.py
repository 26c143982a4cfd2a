"""The conversation about what people choose for themselves: their own library, and whether announcements come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.recipients import Recipient
from bot.services.calendar import Calendar
from bot.services.libraries import municipalities
from bot.services.ports import UnitOfWork
from bot.texts import Texts
from bot.understanding.calendar_names import words_of
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.own_library import said_library
from dialogs.cards.own import announcements_card, library_card, told_card
from dialogs.commands import Command

_FEW_WORDS = 3
_WANTS = {"announcements_start": True, "announcements_stop": False}
_END = " \t\n.!"


class OwnTalk:
    """One person's turn about themselves, in one transaction; nobody else's can be changed by it."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says; None when its words go on to something else."""
        rest = command.rest.strip(_END)
        if command.name == "library_set" and rest and not rest.endswith("?"):
            return await self._told_library(rest)
        if command.name == "library_show" and rest.strip("?") and said_library(rest, self._analyzer).certain:
            return await self._told_library(rest)
        if rest.strip("?" + _END):
            return None
        person = await self._person()
        if person is None:
            return told_card(self._texts, self._texts("own.elsewhere"))
        if command.name in _WANTS:
            return await self._want(person, wanted=_WANTS[command.name])
        if command.name == "library_forget":
            return await self._forget(person)
        return library_card(self._texts, person.library, person.library)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of these, or its data cannot be."""
        do = data.get("do")
        if do not in ("library_save", "library_forget", *_WANTS):
            return None
        person = await self._person()
        if person is None:
            return told_card(self._texts, self._texts("own.elsewhere"))
        if do == "library_forget":
            return await self._forget(person)
        if do in _WANTS:
            return await self._want(person, wanted=_WANTS[do])
        return await self._save(person, data.get("library"))

    async def _person(self) -> Recipient | None:
        return await self._uow.recipients.by_account(self._said.person.id)

    async def _told_library(self, words: str) -> Reply | None:
        """Keep the library that was said; what leaves a doubt is asked first."""
        said = said_library(words, self._analyzer)
        if not said.municipalities and len(words_of(words, self._analyzer)) > _FEW_WORDS:
            return None
        person = await self._person()
        if person is None:
            return told_card(self._texts, self._texts("own.elsewhere"))
        if said.certain:
            return await self._save(person, said.municipalities[0])
        chosen = said.municipalities[0] if len(said.municipalities) == 1 else ""
        told = self._texts(f"own.library_{'unsure' if said.municipalities else 'unknown'}")
        return library_card(self._texts, person.library, chosen, told)

    async def _save(self, person: Recipient, municipality: object) -> Reply:
        if not isinstance(municipality, str) or municipality not in municipalities():
            return library_card(self._texts, person.library, "", self._texts("own.library_error"))
        await self._uow.recipients.choose_library(person.id, municipality)
        return library_card(self._texts, municipality, municipality, self._texts("own.library_saved"))

    async def _forget(self, person: Recipient) -> Reply:
        await self._uow.recipients.choose_library(person.id, "")
        key = "library_forgotten" if person.library else "library_none"
        return library_card(self._texts, "", "", self._texts(f"own.{key}"))

    async def _want(self, person: Recipient, *, wanted: bool) -> Reply:
        await self._uow.recipients.decline(person.id, declines=not wanted)
        return announcements_card(self._texts, wanted=wanted)

    @property
    def _analyzer(self) -> Analyzer:
        return self._calendar.names.analyzer
