"""What written answers and unanswered questions need of the store, as Protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.domain.unanswered import Awaited, Unanswered
from bot.domain.written_answers import WrittenAnswer


class WrittenAnswers(Protocol):
    """Answers that the AKE team has written or changed, removed ones among them."""

    async def revision(self) -> int:
        """A number that grows with every change, so equal means unchanged."""

    async def all(self) -> Sequence[WrittenAnswer]:
        """All of them, in a lasting order."""

    async def by_key(self, key: str) -> WrittenAnswer | None:
        """The answer of a key; nobody else changes it until the end."""

    async def add(self, answer: WrittenAnswer) -> bool:
        """Keep a new one, in its first version; False when one of the key is there already."""

    async def change(self, answer: WrittenAnswer) -> bool:
        """Keep it in place of its own version, as the next; False when that is not the stored one any more."""


class UnansweredQuestions(Protocol):
    """Questions that could not be answered, and the hands that want to hear of them."""

    async def by_key(self, key: str) -> Unanswered | None:
        """The question of a key, in whatever state; nobody else changes it until the end."""

    async def by_id(self, number: int) -> Unanswered | None:
        """The question of an id; nobody else changes it until the end."""

    async def add(self, key: str, question: Unanswered) -> bool:
        """Keep a new one; False when one of its key or id is there already."""

    async def change(self, question: Unanswered) -> None:
        """Keep a question as it is given, in place of what is stored."""

    async def open(self, most: int, *, skip: int = 0) -> Sequence[Awaited]:
        """Open ones, the most asked first, then the latest."""

    async def count(self) -> int:
        """How many are open."""

    async def hear(self, number: int, hand: str) -> bool:
        """Let a hand hear of a question's answer; False when it is to already."""

    async def unhear(self, number: int, hand: str) -> None:
        """Let a hand hear of it no more."""

    async def hearers(self, number: int) -> set[str]:
        """The hands that want to hear of it."""

    async def silence(self, number: int) -> None:
        """Let nobody hear of it any more."""

    async def awaited(self, hand: str) -> int:
        """Of how many questions a hand wants to hear."""

    async def erase(self, hand: str) -> None:
        """Let a hand hear of nothing any more; the questions stay."""

    async def forget(self, open_before: date, ended_before: date) -> int:
        """Erase open ones last asked before a day, and ended ones that ended before another; how many."""
