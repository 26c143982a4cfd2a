"""What topic wishes need of the store, as a Protocol."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from bot.domain.wishes import Supported, Wish, WishState


class Wishes(Protocol):
    """Topic wishes, and the hands that support them. What was joined counts with the wish it was joined with."""

    async def add(self, text: str, hand: str, key: str) -> Wish | None:
        """Keep a new wish, supported by whoever made it; None when one of the key is there already.

        The key must tell nothing of a person.
        """

    async def by_id(self, number: int) -> Wish | None:
        """The wish of a number, or the one that it was joined with; nobody else changes it until the end."""

    async def by_text(self, text: str) -> Wish | None:
        """A wish that everybody sees as open and that reads the same, without regard to case."""

    async def listed(
        self, states: Collection[WishState], hand: str, most: int, *, skip: int = 0, hidden: bool = False
    ) -> Sequence[Supported]:
        """Wishes in these states, the most supported first, then the newest; with `hidden` also those."""

    async def count(self, states: Collection[WishState], *, hidden: bool = False) -> int:
        """How many there are of these."""

    async def supported(self, number: int, hand: str) -> Supported | None:
        """One wish as the list has it."""

    async def support(self, number: int, hand: str) -> bool:
        """Let a hand support a wish; False when it does already, or supports one joined with it."""

    async def take_back(self, number: int, hand: str) -> bool:
        """Let a hand support a wish and all that is joined with it no more; whether it did."""

    async def erase(self, hand: str) -> None:
        """Take back all that a hand supports; the wishes stay."""

    async def supporters(self, number: int) -> set[str]:
        """The hands that support a wish or one joined with it, each once."""

    async def change(self, wish: Wish) -> None:
        """Keep a wish as it is given, in place of what is stored."""

    async def join(self, number: int, into: int) -> None:
        """Let a wish, and all that is joined with it, belong to another. Each support stays where it was given."""

    async def forget_ended(self, before: date) -> int:
        """Erase the wishes that ended before a day, with what was joined with them; how many."""
