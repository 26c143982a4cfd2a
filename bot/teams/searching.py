"""A search from where messages are written: what Teams asks, and what it is answered."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from bot.domain.conversation import MAX_TEXT, Hit, Hits, Sought
from bot.teams.incoming import readable
from bot.teams.outgoing import ADAPTIVE_CARD, Body

QUERY = "composeExtension/query"
COMMAND, PARAMETER = "events", "words"
"""The names by which the app's manifest calls the search and what is written in it."""

MOST = 25
"""Events in an answer: as many as Teams asks for."""
FURTHEST = 500
"""Events that are skipped at most: nobody scrolls further."""

PREVIEW = "application/vnd.microsoft.card.thumbnail"


def sought_of(value: Any, at: datetime, locale: str) -> Sought | None:
    """What is searched for, None when the invoke holds no search of ours. Before anything is written it is empty."""
    if not isinstance(value, dict) or value.get("commandId") != COMMAND:
        return None
    options = value.get("queryOptions")
    options = options if isinstance(options, dict) else {}
    words = readable(_words(value.get("parameters"))[:MAX_TEXT])
    skip, count = _number(options.get("skip"), 0), _number(options.get("count"), MOST)
    return Sought(words, at, locale, min(max(skip, 0), FURTHEST), min(max(count, 1), MOST))


def found_body(found: Hits) -> dict[str, Any]:
    """The body that shows what was found, or says that nothing was."""
    if found.told:
        return told_body(found.told)
    attachments = [_attachment(hit) for hit in found.hits]
    return Body(composeExtension={"type": "result", "attachmentLayout": "list", "attachments": attachments})


def told_body(text: str) -> dict[str, Any]:
    """The body that shows a sentence in place of what is found."""
    return Body(composeExtension={"type": "message", "text": text})


def _attachment(hit: Hit) -> dict[str, Any]:
    # Of a preview the text is read as markup, the title is not.
    preview = {"contentType": PREVIEW, "content": {"title": hit.title, "text": escape(hit.line, quote=False)}}
    return {"contentType": ADAPTIVE_CARD, "content": hit.card, "preview": preview}


def _words(parameters: Any) -> str:
    """What was written; Teams asks with a parameter of its own before that."""
    for one in parameters if isinstance(parameters, list) else ():
        if isinstance(one, dict) and one.get("name") == PARAMETER and isinstance(one.get("value"), str):
            return str(one["value"])
    return ""


def _number(told: Any, usual: int) -> int:
    return told if type(told) is int else usual
