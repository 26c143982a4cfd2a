"""A file of all that is kept of a person, for that person: its address, signed for minutes, and its writing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.hands import Hands
from bot.domain.personal import Part, Traces
from bot.domain.retention import USUAL, Retention
from bot.domain.unanswered import QUESTIONS
from bot.domain.wishes import WISHES
from bot.jsontext import encoded
from bot.services.feedback import hands_held
from bot.services.ports import Store, UnitOfWork
from bot.services.remembering import memory_of
from bot.services.signed_addresses import Refused, SignedAddresses
from bot.texts import Texts
from bot.texts.retention import kept_times

FOLDER = "mine"
LASTS = timedelta(minutes=10)
"""Long enough to press a button and to choose a folder: whoever gets hold of the address later has nothing."""

_ROWS_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class PersonalFileRequest:
    """Whose file it is and in which language; `until` is the second until which it may be loaded."""

    account: str
    language: str
    until: int


class PersonalFileAddresses:
    """Makes addresses of people's own files and reads what came back of them."""

    def __init__(self, hands: Hands, root: str) -> None:
        self._signed = SignedAddresses(hands, root, FOLDER, "personal file")

    def address(self, account: str, language: str, now: datetime) -> str:
        """The address of somebody's file; empty when the bot has no address of its own."""
        return self._signed.address([account, language], now + LASTS)

    def read(self, token: str, now: datetime) -> PersonalFileRequest | Refused:
        """What a token asks for, or why it gives nothing."""
        told = self._signed.read(token, now)
        return told if isinstance(told, Refused) else PersonalFileRequest(*told)


NO_ADDRESSES = PersonalFileAddresses(Hands(b""), "")
"""Of a bot that has no address of its own: they are empty, so they need no key."""


@dataclass(frozen=True, slots=True)
class PersonalDesk:
    """What talking about what is kept of a person needs: where its file is loaded, and how long what is kept."""

    addresses: PersonalFileAddresses = NO_ADDRESSES
    kept_for: Retention = USUAL


BARE_PERSONAL_DESK = PersonalDesk()
"""Of a bot that has no address of its own, and the usual times."""


class PersonalFiles:
    """Writes people's own files."""

    def __init__(self, store: Store, hands: Hands, kept_for: Retention = USUAL) -> None:
        self._store, self._hands, self._kept_for = store, hands, kept_for

    async def write(self, path: Path, account: str, texts: Texts, now: datetime) -> None:
        """All that is kept of somebody as JSON, read in short transactions, so that turns go on."""
        with path.open("wb") as file:
            async for text in self._told(account, texts, now):
                await asyncio.to_thread(file.write, text)

    async def _told(self, account: str, texts: Texts, now: datetime) -> AsyncIterator[bytes]:
        async with self._store.begin() as uow:
            traces = await traces_of(uow, self._hands, account)
        explanation = [texts(f"personal_file.{key}") for key in ("what", "others", "not_here")]
        yield _opened(texts, {"made": now, "explanation": explanation}, "parts")
        for place, part in enumerate(Part):
            told = {"part": texts(f"personal_part.{part}"), "why": explained(texts, part, self._kept_for)}
            yield (b",\n" if place else b"\n") + _opened(texts, told, "rows")
            async for row in self._rows(part, traces, texts):
                yield row
            yield b"]}"
        yield b"\n]}\n"

    async def _rows(self, part: Part, traces: Traces, texts: Texts) -> AsyncIterator[bytes]:
        after, before = None, b"\n  "
        while True:
            async with self._store.begin() as uow:
                page = await uow.personal.page(part, traces, after, _ROWS_A_PAGE)
            for row in page.rows:
                yield before + encoded(named(texts, row))
                before = b",\n  "
            after = page.after
            if after is None:
                return


def _opened(texts: Texts, told: Mapping[str, Any], name: str) -> bytes:
    """The beginning of an object, up to a list that is its last field."""
    return encoded(named(texts, {**told, name: []}))[: -len("]}")]


def explained(texts: Texts, part: Part, kept_for: Retention) -> str:
    """Why a part is kept and for how long."""
    return texts(f"personal_why.{part}", **kept_times(texts, kept_for))


def named(texts: Texts, told: Any) -> Any:
    """The same with the fields' names as a person reads them; names that are not ours stay as they are."""
    if isinstance(told, Mapping):
        return {texts.sentences.get(f"personal_field.{name}", name): named(texts, one) for name, one in told.items()}
    return [named(texts, one) for one in told] if isinstance(told, list) else told


async def traces_of(uow: UnitOfWork, hands: Hands, account: str) -> Traces:
    """By what somebody is found, wherever something is kept of them."""
    recipient = await uow.recipients.by_account(account)
    talks = [memory_of(recipient.address.conversation, account)] if recipient else []
    held = await hands_held(uow, hands, account)
    return Traces(account, talks, [*held.values(), hands.of(account, WISHES), hands.of(account, QUESTIONS)])
