"""Feedback given by made-up people, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

from bot.domain.feedback import Answer
from storage.store import SqlStore

_numbers = count(1)


def hand() -> str:
    """A hand of nobody in particular."""
    return f"{next(_numbers):064x}"


async def give(
    store: SqlStore,
    event: int,
    on: date,
    *libraries: str,
    ratings: Iterable[int] = (),
    words: Mapping[str, str] | None = None,
) -> list[str]:
    """One answer from each library, rated in turn as told and else 4; the hands."""
    hands, rated = [hand() for _ in libraries], iter(ratings)
    async with store.begin() as uow:
        for one, library in zip(hands, libraries, strict=True):
            await uow.feedback.give(event, one, Answer(next(rated, 4), words or {}, library), on)
    return hands
