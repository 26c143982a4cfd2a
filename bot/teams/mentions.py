"""Mentions in the text of a message: whose they are, and the text without the bot's own."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.conversation import Person

_AT_TAG = re.compile(r"</?at\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"\s+")


def mentioned(entities: Sequence[Mapping[str, Any]], account: str) -> bool:
    """Whether one of the entities mentions the account."""
    return any(_names(entity, account) for entity in entities)


def people_mentioned(entities: Sequence[Mapping[str, Any]], bot: str) -> tuple[Person, ...]:
    """The people whom the text mentions, the bot not among them."""
    told = (entity["mentioned"] for entity in entities if _is_mention(entity))
    named = ((who.get("id"), who.get("name")) for who in told)
    return tuple(
        Person(account, name if isinstance(name, str) else "")
        for account, name in named
        if isinstance(account, str) and account and account != bot
    )


def spoken_text(text: str, entities: Sequence[Mapping[str, Any]], bot: str, *, markup: bool = False) -> str:
    """What the person said: without the bot's mention, other people's mentions as their names.

    `markup` tells that the whole text is XML, so that every tag is dropped. Entities of HTML are
    read, no-break spaces are spaces, and blanks are single.
    """
    for entity in entities:
        if _names(entity, bot):
            text = _without(text, entity)
    text = (_ANY_TAG if markup else _AT_TAG).sub(" " if markup else "", text)
    return _BLANKS.sub(" ", html.unescape(text)).strip()


def _names(entity: Mapping[str, Any], account: str) -> bool:
    return _is_mention(entity) and entity["mentioned"].get("id") == account


def _is_mention(entity: Mapping[str, Any]) -> bool:
    return str(entity.get("type", "")).casefold() == "mention" and isinstance(entity.get("mentioned"), Mapping)


def _without(text: str, entity: Mapping[str, Any]) -> str:
    """The text without this mention: as the entity writes it, or by its name in any `<at>` tag."""
    written = entity.get("text")
    if isinstance(written, str) and written and written in text:
        return text.replace(written, " ")
    name = entity["mentioned"].get("name")
    if isinstance(name, str) and name:
        tagged = rf"<at\b[^<>]*>\s*{re.escape(name)}\s*</at>"
        return re.sub(tagged, " ", text, flags=re.IGNORECASE)
    return text
