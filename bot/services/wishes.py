"""Topic wishes as everybody makes and supports them."""

from __future__ import annotations

import secrets

from bot.domain.wishes import MAX_WISH, Wish, written_wish
from bot.services.ports import UnitOfWork

_CUT = "…"


async def make(uow: UnitOfWork, text: str, hand: str, key: str) -> bool:
    """Keep a wish that a hand makes; False when one that reads the same is open already, which it supports then.

    `key` names the form, so that pressed twice it makes one wish; it must tell nothing of the person.
    """
    same = await uow.wishes.by_text(text)
    if same is not None:
        await uow.wishes.support(same.id, hand)
        return False
    await uow.wishes.add(text, hand, key)
    return True


async def wish_from_feedback(uow: UnitOfWork, text: str, hand: str) -> None:
    """Keep a wish that came with feedback, or support the open one that reads the same; of no words nothing.

    `hand` must be the account's for WISHES, never the answer's own: nothing leads from a wish to an answer then.
    Answering again with the same wish keeps it once. What is too long for a wish is cut.
    """
    wish = written_wish(text)
    if not any(letter.isalnum() for letter in wish):
        return
    if len(wish) > MAX_WISH:
        wish = wish[: MAX_WISH - len(_CUT)].rstrip() + _CUT
    await make(uow, wish, hand, secrets.token_hex(32))


async def support(uow: UnitOfWork, number: int, hand: str) -> tuple[Wish | None, bool]:
    """Let a hand support the wish of a number, or what it was joined with; which, and whether it did not before.

    None when there is no such wish to support any more.
    """
    wish = await uow.wishes.by_id(number)
    if wish is None or not wish.listed:
        return None, False
    return wish, await uow.wishes.support(wish.id, hand)


async def take_back(uow: UnitOfWork, number: int, hand: str) -> tuple[Wish | None, bool]:
    """Let a hand support it no more; which wish it is, and whether the hand did support it."""
    wish = await uow.wishes.by_id(number)
    if wish is None or not wish.listed:
        return None, False
    return wish, await uow.wishes.take_back(wish.id, hand)
