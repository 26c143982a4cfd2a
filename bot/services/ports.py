"""What the use cases need of the world, as Protocols that storage and dialogs fulfil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.conversation import Claim, Incoming, Reply
from bot.domain.events import Event, EventDraft


class Events(Protocol):
    """The calendar's events."""

    async def revision(self) -> int:
        """The calendar's running number: it grows with every change, so equal means unchanged."""

    async def changed_since(self, revision: int) -> Sequence[Event]:
        """Events whose last change is later than `revision`; all of them for -1."""

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Event]:
        """The stored events of these source keys."""

    async def by_key_prefixes(self, prefixes: Iterable[str]) -> dict[str, Event]:
        """The stored events whose source key begins so (the occurrences of repeating entries)."""

    async def lock(self) -> None:
        """Keep other writers of the calendar away until the transaction ends.

        What is read after this is still true when it is changed.
        """

    async def add(self, drafts: Sequence[EventDraft]) -> None:
        """Store new events."""

    async def change(self, changes: Sequence[tuple[Event, EventDraft]], *, announced: bool = True) -> None:
        """Give stored events new facts.

        The first start that was told to people is remembered as `moved_from` for as long as the event
        starts at another time. With `announced` false the earlier start was never told to anyone, and
        what was remembered is forgotten.
        """


class Turns(Protocol):
    """Turns taken, so that the same one delivered twice is answered once."""

    async def claim(self, turn: str, now: datetime) -> Claim:
        """Whether the turn is this caller's to answer. A claim never settled lapses in 12 seconds."""

    async def settle(self, turn: str, now: datetime) -> None:
        """The turn has been answered."""

    async def release(self, turn: str) -> None:
        """The turn could not be answered: the next delivery of it may try again."""

    async def forget_before(self, moment: datetime) -> int:
        """Erase turns claimed before; how many."""


class Memories(Protocol):
    """What was talked of last, for follow-ups: a small JSON text for each person and conversation."""

    async def recall(self, key: str, since: datetime) -> str | None:
        """The text kept at or after `since`, or None."""

    async def keep(self, key: str, text: str, now: datetime) -> None:
        """Keep the text in place of an earlier one."""

    async def forget_before(self, moment: datetime) -> int:
        """Erase what was kept before; how many."""


class UnitOfWork(Protocol):
    """One transaction: all of it happens when its block ends well, none of it otherwise."""

    @property
    def events(self) -> Events: ...

    @property
    def turns(self) -> Turns: ...

    @property
    def memories(self) -> Memories: ...


class Store(Protocol):
    """Where everything is kept."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction. `StoreUnavailable` is raised when the database cannot serve it."""

    async def answers(self) -> bool:
        """Whether the database answers, within a second or two."""


class Conversation(Protocol):
    """The bot as an object: text in, reply out, one transaction a turn."""

    async def on_message(self, said: Incoming) -> Reply | None:
        """Answer a message or a pressed button; None when it is answered already, TurnUnderWay when just now."""

    async def on_open(self, said: Incoming) -> Reply | None:
        """Greet someone who has just got the bot; None and TurnUnderWay as above."""

    def on_answered(self, said: Incoming) -> None:
        """The reply has been delivered."""

    async def on_unanswered(self, said: Incoming) -> None:
        """The reply could not be delivered; a later delivery of the same turn may be answered."""

    async def close(self) -> None:
        """Keep what is known of the last turns; nothing is said after this."""
