"""Open wishes that may be the same as one that somebody is about to make."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.wishes import Supported, WishState
from bot.services.ports import UnitOfWork
from bot.understanding.likeness import alike
from bot.understanding.morphology.analyzer import Analyzer

COMPARED = 100
"""Open wishes that are compared, the most supported ones."""

OFFERED = 3


async def like_wishes(uow: UnitOfWork, text: str, hand: str, analyzer: Analyzer) -> Sequence[Supported]:
    """Those that are about the same, the likest first; at most OFFERED."""
    listed = await uow.wishes.listed((WishState.OPEN,), hand, COMPARED)
    found = alike(text, [one.wish.text for one in listed], analyzer)
    return [listed[position] for position in found[:OFFERED]]
