"""An announcement as those see it who get it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise

from bot.domain.announcements import Announcement, AnnouncementState
from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.texts import Texts
from bot.texts.moments import short_date
from dialogs.cards.elements import (
    CardElement,
    buttons,
    fitting,
    heading,
    line,
    open_button,
    plain,
    press_button,
    reply,
    safe_link,
    shortened,
)
from dialogs.cards.event_block import event_block, remind_button, spoken

SPOKEN = 1_000
"""Characters of an announcement that are read aloud with its card; the card itself can be read on."""

LONGEST_NAME = 80
"""Characters of its event's host or place that it shows, and of the event's title that are read aloud."""

_TAG = re.compile(r"(\\*)([<>])")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_MARKS = re.compile(r"[*_`\\]")


def announcement_card(
    texts: Texts, announcement: Announcement, now: datetime, event: Event | None = None, *, read: bool = False
) -> Reply:
    """The announcement with its event; with `read` for somebody who has just told that they read it."""
    if announcement.state is AnnouncementState.WITHDRAWN:
        return _withdrawn_card(texts)
    title = " ".join(announcement.writing.title.split())
    speak = partial(spoken_announcement, texts, announcement, now, event)
    card_of = partial(
        reply,
        announcement_body(texts, announcement, now, event, read=read),
        language=texts.language,
        summary=texts("news.summary", title=title),
        intent="announcement.read" if read else "announcement",
    )
    return fitting(lambda most: card_of(speak=speak(most)), SPOKEN)


def announcement_body(
    texts: Texts, announcement: Announcement, now: datetime, event: Event | None = None, *, read: bool = False
) -> list[CardElement]:
    """All that the announcement's card shows, its buttons included."""
    writing = announcement.writing
    body = [heading(plain(writing.title)), line(_from(texts, announcement, now), subtle=True, close=True)]
    if safe_link(writing.picture):
        picture = {"type": "Image", "url": writing.picture, "altText": writing.picture_alt, "size": "Stretch"}
        body.append(picture)
    body += [line(paragraph) for paragraph in paragraphs(writing.text)]
    if event is not None:
        body += _event(texts, event, now)
    actions = []
    if safe_link(writing.link):
        actions.append(open_button(texts("button.open_link"), writing.link))
    if writing.asks_read and not read:
        data = {"do": "news_read", "id": announcement.id, "language": texts.language}
        actions.append(press_button(texts("button.read"), data))
    body += buttons(actions)
    return [*body, line(texts("news.read_thanks"), strong=True)] if read else body


def spoken_announcement(texts: Texts, announcement: Announcement, now: datetime, event: Event | None, most: int) -> str:
    """An announcement with its event as it is read aloud, with at most so many characters of its text."""
    title = " ".join(announcement.writing.title.split())
    told = [f"{title}.", spoken_text(announcement.writing.text, most)]
    if event:
        named = replace(event, facts=replace(event.facts, title=shortened(event.facts.title, LONGEST_NAME)))
        told.append(spoken(texts, named, now))
    return " ".join(told)


def paragraphs(text: str) -> Sequence[str]:
    """The text as blocks of a card: its markdown as it was written, each line a line of its own, nothing as markup.

    Without the angle brackets nothing is a tag, and so nobody can be mentioned.
    """
    safe = _TAG.sub(lambda found: found[0] if len(found[1]) % 2 else f"{found[1]}\\{found[2]}", text)
    blocks = re.split(r"\n\s*\n", safe.strip())
    return [joined for joined in (_joined(block.splitlines()) for block in blocks) if joined.strip()]


def spoken_text(text: str, most: int = SPOKEN) -> str:
    """The text as it is read aloud: without marks and addresses, and not all of a long one."""
    said = _ADDRESS.sub("", _LINKED.sub(r"\1", text))
    return shortened(" ".join(_MARKS.sub("", said).split()), most)


def _event(texts: Texts, event: Event, now: datetime) -> list[CardElement]:
    """The event as answers show it, but for what would not fit beside the longest text."""
    facts = event.facts
    host, place = (shortened(name, LONGEST_NAME) for name in (facts.host, facts.place))
    shown = replace(event, facts=replace(facts, host=host, place=place))
    block = event_block(texts, shown, now, alone=True, brief=True)
    return [block, *buttons(remind_button(texts, event, now))]


def _joined(lines: Sequence[str]) -> str:
    """Markdown runs lines together, but for those of a list; the author meant them apart."""
    joined = lines[0] if lines else ""
    for before, after in pairwise(lines):
        joined += ("\n" if _LIST.match(before) and _LIST.match(after) else "\n\n") + after
    return joined


def _from(texts: Texts, announcement: Announcement, now: datetime) -> str:
    corrected = announcement.corrected_at
    if corrected is None:
        return texts("news.from")
    return texts("news.from_corrected", day=short_date(corrected.date(), now.date()))


def _withdrawn_card(texts: Texts) -> Reply:
    title = texts("news.withdrawn")
    return reply([heading(title)], language=texts.language, summary=title, speak=title, intent="announcement.withdrawn")
