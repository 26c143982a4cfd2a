"""Building blocks of Adaptive Cards, and the one way a card becomes a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Container,
    ExecuteAction,
    OpenUrlAction,
    SubmitAction,
    TextBlock,
)

from bot.domain.conversation import Reply

VERSION = "1.5"
MAX_SUMMARY = 160
"""Characters of a notification's line; clients cut longer ones."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")
_SAFE_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+", re.I)


def plain(text: str) -> str:
    """Imported text as it is, with nothing of it read as markdown or markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def safe_link(address: str) -> str:
    """The address if it is a plain web address, else nothing: cards open no other schemes."""
    return address if _SAFE_LINK.fullmatch(address) else ""


def link(address: str) -> str:
    """A web address that is both read and pressed."""
    return f"[{address}]({address})"


def heading(text: str) -> TextBlock:
    """The card's title, which screen readers find as a heading."""
    return TextBlock(text=text, size="Medium", weight="Bolder", wrap=True, style="heading")


def line(text: str, *, strong: bool = False, subtle: bool = False, close: bool = False) -> TextBlock:
    """A paragraph. `close` leaves no gap to the one above."""
    return TextBlock(
        text=text,
        wrap=True,
        weight="Bolder" if strong else None,
        is_subtle=True if subtle else None,
        spacing="None" if close else None,
    )


def group(items: Sequence[CardElement], *, separated: bool = True) -> Container:
    """Things that belong together, set apart from what is above."""
    return Container(items=list(items), separator=separated or None, spacing="Medium")


def buttons(actions: Sequence[Action]) -> list[ActionSet]:
    """A row of buttons, if there are any."""
    return [ActionSet(actions=list(actions))] if actions else []


def open_button(title: str, address: str) -> OpenUrlAction:
    """A button that opens a web address."""
    return OpenUrlAction(title=title, url=address)


def ask_button(question: str) -> SubmitAction:
    """A button that asks a question as if the person had written it."""
    data = {"do": "ask", "text": question}
    teams = {"type": "messageBack", "displayText": question, "text": question, "value": data}
    return SubmitAction(title=question, data={**data, "msteams": teams})


def press_button(title: str, data: dict[str, Any]) -> ExecuteAction:
    """A button whose answer replaces the card for the person who pressed it."""
    return ExecuteAction(title=title, verb=data["do"], data=data)


def reply(
    body: Sequence[CardElement], *, language: str, summary: str, speak: str, intent: str, actions: Sequence[Action] = ()
) -> Reply:
    """A card as a reply, with its notification line, what is read aloud, and the same as text."""
    card = AdaptiveCard(version=VERSION, body=list(body), lang=language, speak=speak, actions=list(actions) or None)
    data: dict[str, Any] = card.model_dump(by_alias=True, exclude_none=True)
    return Reply(data, summary[:MAX_SUMMARY], "\n".join(_texts(data)), intent)


def _texts(element: dict[str, Any]) -> Iterator[str]:
    """All that a card shows, line by line, for a terminal."""
    for item in element.get("body", element.get("items", ())):
        if item["type"] == "TextBlock":
            yield _unmarked(item["text"])
        else:
            yield from _texts(item)
    for action in element.get("actions", ()):
        yield f"[{action['title']}]" + (f" {action['url']}" if "url" in action else "")


def _unmarked(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", re.sub(r"\[([^\]]*)\]\((https?:[^)]*)\)", r"\1", text))
