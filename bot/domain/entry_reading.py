"""What entries of calendar programs say in their own ways, however they come here: series, places and links."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from bot.domain.event_forms import MAX_DESCRIPTION
from bot.domain.events import Form
from bot.domain.written import clean_text, is_web_address

MAX_LINE = 300
MAX_LINK = 2_000

_LONGEST_SERIES = 60
# Below these lines programs add how to join the meeting.
_BOILERPLATE = re.compile(r"_{20,}|-::~:~")
_ANY_LINK = re.compile(r"https?://[^\s<>\"']+")
_JOIN_LINK = re.compile(
    r"https://(?:teams\.microsoft\.com/(?:l/meetup-join|meet)/|teams\.live\.com/meet/"
    r"|(?:[a-z0-9-]+\.)?zoom\.us/[jw]/|meet\.google\.com/)[^\s<>\"']+",
    re.IGNORECASE,
)
_ONLINE = re.compile(r"\b(?:teams|zoom|meet|webex|skype|etänä|etäyhteys|verkossa|online|remote)\b", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"[;,/+&]|\b(?:ja|sekä|tai|and|or)\b", re.IGNORECASE)


def series_of(categories: Sequence[str], title: str, known: Collection[str] = ()) -> str:
    """The category that begins the title; else the first that is a known series; else the first; else the title's."""
    prefix, colon, rest = (part.strip() for part in title.partition(":"))
    names = [name for name in categories if name]
    series = {name.casefold() for name in known}
    for name in names:
        if name.casefold() == prefix.casefold():
            return name
    for name in names:
        if name.casefold() in series:
            return name
    if names:
        return names[0]
    return prefix if colon and rest and len(prefix) <= _LONGEST_SERIES else ""


def description_of(text: str) -> str:
    """What an entry's text says besides how to join."""
    return shortened(clean_text(_BOILERPLATE.split(text, maxsplit=1)[0]), MAX_DESCRIPTION)


def form_of(place: str, joined: str) -> Form:
    """How people take part, by the parts of the place and whether there is an address to join."""
    parts = [part for part in _BETWEEN_PLACES.split(place) if part.strip()]
    online = bool(joined) or any(_ONLINE.search(part) for part in parts)
    on_site = any(not _ONLINE.search(part) for part in parts)
    if on_site:
        return Form.HYBRID if online else Form.ON_SITE
    return Form.REMOTE


def without_links(place: str) -> str:
    """The place without web addresses in it."""
    return _ANY_LINK.sub("", place).strip(" ;,")


def links_in(text: str) -> list[str]:
    """All web addresses in a text."""
    return _ANY_LINK.findall(text)


def join_links_in(text: str) -> list[str]:
    """The addresses in a text by which meetings are joined."""
    return _JOIN_LINK.findall(text)


def first_link(candidates: Iterable[str]) -> str:
    """The first that is a web address which may be kept, or nothing."""
    return next((one for one in candidates if len(one) <= MAX_LINK and is_web_address(one)), "")


def shortened(text: str, longest: int) -> str:
    """The text, cut with a mark when it is longer than what is kept."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
