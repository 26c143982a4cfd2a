"""Building blocks of Adaptive Cards as plain JSON objects, and the one way a card becomes a reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.jsontext import encoded

VERSION = "1.5"
MAX_SUMMARY = 160
"""Characters of a notification's line; clients cut longer ones."""

MAX_BYTES = 27_000
"""Of a card's JSON without spaces: with them it is within the smallest of Teams' limits, wherever it is shown."""

SHOWN = 8
"""Events on a card at first: more make a phone's screen a wall."""

CardElement = dict[str, Any]
Action = dict[str, Any]

_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in r"\`*_[]<>"})
_SAFE_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+", re.I)
_MARKED_LINK = re.compile(r"(?<!\\)\[([^\]]*)\]\((https?:[^)]*)\)")
_ESCAPED = re.compile(r"\\(.)")

_SURELY_SMALL = 3_500
"""Bytes of a card's text that its JSON cannot bring to the limit, even with each line read aloud too."""


def plain(text: str) -> str:
    """Imported text as it is, with nothing of it read as markdown or markup."""
    return " ".join(text.split()).translate(_MARKDOWN)


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word when it has more characters than the longest that is shown."""
    return text if len(text) <= longest else text[:longest].rsplit(None, 1)[0] + " …"


def safe_link(address: str) -> str:
    """The address if it is a plain web address, else nothing: cards open no other schemes."""
    return address if _SAFE_LINK.fullmatch(address) else ""


def link(address: str) -> str:
    """A web address that is both read and pressed."""
    return f"[{address}]({address})"


def heading(text: str) -> CardElement:
    """The card's title, which screen readers find as a heading."""
    return {"type": "TextBlock", "text": text, "size": "Medium", "weight": "Bolder", "wrap": True, "style": "heading"}


def line(text: str, *, strong: bool = False, subtle: bool = False, close: bool = False) -> CardElement:
    """A paragraph. `close` leaves no gap to the one above."""
    block: CardElement = {"type": "TextBlock", "text": text, "wrap": True}
    if strong:
        block["weight"] = "Bolder"
    if subtle:
        block["isSubtle"] = True
    if close:
        block["spacing"] = "None"
    return block


def mend_line(text: str, *, close: bool = False) -> CardElement:
    """What must be mended or minded, beside the field that it is about. `close` leaves no gap to the one above."""
    return {**line(text, strong=True, close=close), "color": "Attention"}


def group(items: Sequence[CardElement]) -> CardElement:
    """Things that belong together, set apart from what is above."""
    return {"type": "Container", "items": list(items), "separator": True, "spacing": "Medium"}


def buttons(actions: Sequence[Action]) -> list[CardElement]:
    """A row of buttons, if there are any."""
    return [{"type": "ActionSet", "actions": list(actions)}] if actions else []


def open_button(title: str, address: str) -> Action:
    """A button that opens a web address."""
    return {"type": "Action.OpenUrl", "title": title, "url": address}


def ask_button(question: str) -> Action:
    """A button that asks a question as if the person had written it."""
    return {"type": "Action.Submit", "title": question, "data": {"do": "ask", "text": question}}


def press_button(title: str, data: dict[str, Any]) -> Action:
    """A button whose answer replaces the card for the person who pressed it."""
    return {"type": "Action.Execute", "title": title, "verb": data["do"], "data": data}


def without_inputs(action: Action) -> Action:
    """A button with which nothing is sent along that is written on the card, nor asked to be in order."""
    return {**action, "associatedInputs": "none"}


def reply(
    body: Sequence[CardElement], *, language: str, summary: str, speak: str, intent: str, actions: Sequence[Action] = ()
) -> Reply:
    """A card as a reply, with its notification line, what is read aloud, and the same as text."""
    card: CardElement = {
        "type": "AdaptiveCard",
        "version": VERSION,
        "lang": language,
        "speak": speak,
        "body": list(body),
    }
    if actions:
        card["actions"] = list(actions)
    _tell_apart(_actions(card))
    return Reply(card, summary[:MAX_SUMMARY], "\n".join(_texts(card)), intent)


def sentences_card(title: str, *sentences: str, language: str, intent: str, actions: Sequence[Action] = ()) -> Reply:
    """A card that only tells: a title, and sentences below it if there is more to say."""
    said = [_unmarked(text) for text in (title, *sentences)]
    if not said[0].endswith((".", "?", "!", ":")):
        said[0] += "."
    return reply(
        [heading(title), *(line(text) for text in sentences)],
        language=language,
        summary=" ".join(said[:2]),
        speak=" ".join(said),
        intent=intent,
        actions=actions,
    )


def fitting(card_of: Callable[[int], Reply], most: int) -> Reply:
    """The card of at most so many events, of fewer when it would be too large for Teams.

    A card of one event is never too large, for what a calendar may hold of one is bounded.
    """
    card = card_of(most)
    while most > 1 and not fits(card):
        most //= 2
        card = card_of(most)
    return card


def fits(card: Reply) -> bool:
    """Whether Teams takes the card. Most are small by their text alone, and need no measuring."""
    if len(card.text.encode()) <= _SURELY_SMALL:
        return True
    return len(encoded(card.card)) <= MAX_BYTES


def _tell_apart(actions: Iterable[Action]) -> None:
    """Number the buttons that would otherwise read the same, as a screen reader needs."""
    taken: set[str] = set()
    for action in actions:
        title, number = action["title"], 1
        while action["title"] in taken:
            number += 1
            action["title"] = f"{title} ({number})"
        taken.add(action["title"])


def _inner(element: CardElement) -> Sequence[CardElement]:
    return element.get("body") or element.get("items") or ()


def _actions(element: CardElement) -> Iterator[Action]:
    for item in _inner(element):
        if item["type"] != "TextBlock":
            yield from _actions(item)
    yield from element.get("actions", ())


def _texts(element: CardElement) -> Iterator[str]:
    """All that a card shows, line by line, for a terminal."""
    for item in _inner(element):
        if item["type"] == "TextBlock":
            yield _unmarked(item["text"])
        else:
            yield from _texts(item)
    for action in element.get("actions", ()):
        yield f"[{action['title']}]" + (f" {action['url']}" if "url" in action else "")


def _unmarked(text: str) -> str:
    if "](" in text:
        text = _MARKED_LINK.sub(r"\1", text)
    text = text.replace("**", "")
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
