"""What seeing and erasing what is kept of a person needs of the store, as a Protocol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.personal import Kept, Page, Part, Traces


class Personal(Protocol):
    """All that is kept of one person, wherever it is."""

    async def kept(self, account: str, talks: Sequence[str]) -> Kept:
        """What is kept of the account's person; `talks` are the keys of what was talked of with them."""

    async def page(self, part: Part, traces: Traces, after: Sequence[Any] | None, most: int) -> Page:
        """At most so many rows of a part, from the first one after a key on, without others' accounts and names."""

    async def erase(self, account: str, talks: Sequence[str]) -> None:
        """Erase all of it. What they did for the AKE team stays done, by nobody's name."""

    async def forget_names_before(self, moment: datetime) -> int:
        """Take the names and accounts out of the deeds recorded before; of how many."""
