"""What of the calendar is told outside Teams: to everybody, and to those who have a key of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_OID, uuid5

from bot.domain.calendar_entries import CalendarEntry
from bot.domain.events import Event, Form, Status
from bot.domain.written import clean_line, is_web_address
from bot.services.calendar import Calendar
from bot.texts import Texts
from bot.texts.moments import full_day, said_span
from bot.understanding.calendar_names import words_of

LONGEST_NAME = 100
"""Characters of a series' name that somebody asks for."""

# What can be followed: with or without its beginning ("teams.example/l/x"), and what can be written to.
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S*|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
# Events of before this was kept count as changed then.
_BEFORE_IT_WAS_KEPT = datetime(2026, 1, 1, tzinfo=UTC)


def without_addresses(text: str) -> str:
    """A text without what leads elsewhere: a link to join may have been written into a title."""
    left = " ".join(_ADDRESS.sub(" ", clean_line(text)).split())
    return left.rstrip(" ,;:-–([<").lstrip(" ,;:-–)]>")


def public_title(texts: Texts, event: Event) -> str:
    """What an event is called for everybody."""
    return without_addresses(event.facts.title) or without_addresses(event.facts.series) or texts("outside.event")


def public_place(event: Event) -> str:
    """Where one goes to an event; empty when it is held remotely."""
    return "" if event.facts.form is Form.REMOTE else without_addresses(event.facts.place)


def moved_line(texts: Texts, event: Event) -> str:
    """From when an event was moved; empty when it was not, or does not take place at all."""
    if event.cancelled or event.moved_from is None:
        return texts("event.moved") + "." if event.facts.status is Status.MOVED else ""
    before = said_span(texts, event.moved_from, event.moved_from, event.facts.starts)
    return f"{texts('event.moved')}. {texts('event.moved_from', when=before)}"


def changed_at(event: Event) -> datetime:
    """When an event was changed last."""
    return event.changed_at or _BEFORE_IT_WAS_KEPT


def entry_of(event: Event, texts: Texts, *, own: bool) -> CalendarEntry:
    """An event's entry in a calendar elsewhere; `own` is for those who may have links, hosts and descriptions."""
    facts = event.facts
    title = facts.title if own else public_title(texts, event)
    link = facts.link if own and not event.cancelled and is_web_address(facts.link) else ""
    told = _own_lines(texts, event, link) if own else [*_state_lines(texts, event), texts("outside.ask")]
    return CalendarEntry(
        uid=f"{uuid5(NAMESPACE_OID, f'event {facts.key}')}@kahvibotti",
        sequence=event.revision,
        changed=changed_at(event),
        cancelled=event.cancelled,
        title=texts("outside.cancelled", title=title) if event.cancelled else title,
        place=facts.place if own else public_place(event),
        description="\n".join(filter(None, told)),
        starts=_moment(facts.starts, all_day=facts.all_day),
        # What ends as it begins lasts no known time.
        ends=_moment(facts.ends, all_day=facts.all_day) if facts.ends > facts.starts else None,
        category=facts.series if own else without_addresses(facts.series),
        url=link,
    )


def _moment(moment: datetime, *, all_day: bool) -> datetime | date:
    return moment.date() if all_day else moment.astimezone(UTC)


def _state_lines(texts: Texts, event: Event) -> list[str]:
    facts = event.facts
    form = texts(f"event.form.{facts.form}")
    closes = facts.registration.closes
    told = texts("event.registration", day=full_day(texts, closes)) if closes else ""
    registering = told or (texts("event.registration_open") if facts.registration.needed else "")
    return [moved_line(texts, event), texts("outside.form", form=form), "" if event.cancelled else registering]


def _own_lines(texts: Texts, event: Event, link: str) -> list[str]:
    facts = event.facts
    url = facts.registration.url
    return [
        texts("outside.join", link=link) if link else "",
        *_state_lines(texts, event),
        texts("outside.register", link=url) if is_web_address(url) and not event.cancelled else "",
        texts("event.host", host=facts.host) if facts.host else "",
        facts.description,
    ]


def series_named(calendar: Calendar, asked: Sequence[str]) -> tuple[str, ...] | None:
    """The calendar's series that are asked for by what people call them, None when it has not all of them.

    A name is that of the calendar in any case of letters, or whatever the bot understands as the name of a series.
    """
    found: dict[str, None] = {}
    for name in asked:
        known = _series_of(calendar, name)
        if not known:
            return None
        found |= dict.fromkeys(known)
    return tuple(sorted(found))


def _series_of(calendar: Calendar, name: str) -> list[str]:
    if len(name) > LONGEST_NAME:
        return []
    wanted = " ".join(name.split()).casefold()
    if same := [one for one in calendar.by_series if one.casefold() == wanted]:
        return same
    words = words_of(name, calendar.names.analyzer)
    for language in ("fi", "en"):
        for match in calendar.names.series.find(words, language):
            # More than the name, or a compound that only ends in it, is no name.
            if match.start == 0 and match.end == len(words) and not match.head:
                return [one for one in match.target.series if one in calendar.by_series]
    return []
