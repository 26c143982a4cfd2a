"""Where an .ics event takes place: its links to join and to its page."""

from __future__ import annotations

from collections.abc import Iterator

from icalendar.cal import Component

from bot.domain.entry_reading import first_link, join_links_in, links_in
from bot.files.cells import clean_line
from bot.files.ics_values import text_of

_JOIN_PROPERTIES = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "X-GOOGLE-CONFERENCE")


def join_link(component: Component) -> str:
    """The address to join the meeting, or nothing."""
    return first_link(_join_candidates(component))


def page_link(component: Component) -> str:
    """The address of the event's page, or nothing."""
    return first_link([clean_line(text_of(component, "URL"))])


def _join_candidates(component: Component) -> Iterator[str]:
    for name in _JOIN_PROPERTIES:
        yield clean_line(text_of(component, name))
    yield from links_in(text_of(component, "LOCATION"))
    yield from join_links_in(text_of(component, "DESCRIPTION"))
    yield from join_links_in(text_of(component, "URL"))
