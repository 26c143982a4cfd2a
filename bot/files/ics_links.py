"""Where an .ics event takes place: links to join, and places on site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icalendar.cal import Component

from bot.domain.errors import BadInput
from bot.domain.events import Form
from bot.files import limits
from bot.files.cells import clean_line, read_link
from bot.files.ics_values import text_of

_ANY_LINK = re.compile(r"https?://[^\s<>\"']+")
_JOIN_LINK = re.compile(
    r"https://(?:teams\.microsoft\.com/(?:l/meetup-join|meet)/|teams\.live\.com/meet/"
    r"|(?:[a-z0-9-]+\.)?zoom\.us/[jw]/|meet\.google\.com/)[^\s<>\"']+",
    re.IGNORECASE,
)
_JOIN_PROPERTIES = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "X-GOOGLE-CONFERENCE")
_ONLINE = re.compile(r"\b(?:teams|zoom|meet|webex|skype|etänä|etäyhteys|verkossa|online|remote)\b", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"[;,/+&]|\b(?:ja|sekä|tai|and|or)\b", re.IGNORECASE)


def join_link(component: Component) -> str:
    """The address to join the meeting, or nothing."""
    return next(_checked(_join_candidates(component)), "")


def page_link(component: Component) -> str:
    """The address of the event's page, or nothing."""
    return next(_checked([clean_line(text_of(component, "URL"))]), "")


def without_links(place: str) -> str:
    """The place without web addresses in it."""
    return _ANY_LINK.sub("", place).strip(" ;,")


def form_of(place: str, joined: str) -> Form:
    """How people take part, by the parts of the place and whether there is an address to join."""
    parts = [part for part in _BETWEEN_PLACES.split(place) if part.strip()]
    online = bool(joined) or any(_ONLINE.search(part) for part in parts)
    on_site = any(not _ONLINE.search(part) for part in parts)
    if on_site:
        return Form.HYBRID if online else Form.ON_SITE
    return Form.REMOTE


def _join_candidates(component: Component) -> Iterator[str]:
    for name in _JOIN_PROPERTIES:
        yield clean_line(text_of(component, name))
    yield from _ANY_LINK.findall(text_of(component, "LOCATION"))
    yield from _JOIN_LINK.findall(text_of(component, "DESCRIPTION"))
    yield from _JOIN_LINK.findall(text_of(component, "URL"))


def _checked(candidates: Iterator[str] | list[str]) -> Iterator[str]:
    for candidate in candidates:
        try:
            link = read_link(candidate)
        except BadInput:
            continue
        if link and len(link) <= limits.MAX_LINK:
            yield link
