"""One entry of an Outlook calendar, as Graph writes it, to an event's facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.entry_reading import (
    MAX_LINE,
    description_of,
    first_link,
    form_of,
    join_links_in,
    links_in,
    series_of,
    shortened,
    without_links,
)
from bot.domain.errors import BadInput, Problem
from bot.domain.event_values import FIRST_YEAR, LAST_YEAR
from bot.domain.events import EventDraft, Status
from bot.domain.intervals import HELSINKI, at_helsinki, midnight
from bot.domain.written import clean_line

# Read of a text before it is made even; what is kept is shorter.
_READ = 40_000
_MOST_CATEGORIES = 25
_READ_OF = frozenset(
    {"@removed", "id", "type", "seriesMasterId", "subject", "categories", "sensitivity", "start", "end", "isAllDay"}
    | {"isDraft", "isCancelled", "isOrganizer", "organizer", "responseStatus", "location", "body", "bodyPreview"}
    | {"onlineMeeting", "onlineMeetingUrl"}
)
# It is asked to tell times in UTC; these are the names by which it may call that, and Helsinki.
_ZONES: Mapping[str, tzinfo] = {
    "": UTC,
    "utc": UTC,
    "tzone://microsoft/utc": UTC,
    "fle standard time": HELSINKI,
}
_ZONE_NAME = re.compile(r"[A-Za-z_]{1,20}(/[A-Za-z_+-]{1,30}){1,2}")
_ANSWERED = frozenset({"accepted", "tentativelyAccepted"})
# Outlook writes it before the title of what is cancelled.
_CANCELLED = re.compile(r"(?:canceled|cancelled|peruttu|peruutettu)\s*:\s*", re.IGNORECASE)


def lean(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is read of an entry: with long bodies and attendees, which anybody may send, a round would be huge."""
    kept = {name: value for name, value in told.items() if name in _READ_OF}
    if isinstance(body := kept.get("body"), dict):
        kept["body"] = {name: text_of(body, name) for name in ("contentType", "content")}
    return kept


def facts_of(told: Mapping[str, Any], known_series: Collection[str]) -> EventDraft | None:
    """The event, without a key; None when it is not to be shown to others. BadInput says what is wrong in it.

    Private entries, drafts and mere reservations without a title are nobody else's; what was declined is not held.
    """
    title = shortened(clean_line(text_of(told, "subject")), MAX_LINE)
    if not title or text_of(told, "sensitivity") not in ("", "normal") or told.get("isDraft") is True:
        return None
    if _response(told) == "declined":
        return None
    cancelled = told.get("isCancelled") is True
    if cancelled:
        title = _CANCELLED.sub("", title, count=1) or title
    starts, ends, all_day = span_of(told)
    place, body = _line(_object(told, "location"), "displayName"), _body(told)
    link = first_link(_join_candidates(told, place, body))
    place = shortened(without_links(place), MAX_LINE)
    return EventDraft(
        key="",
        series=series_of(_categories(told), title, known_series),
        title=title,
        starts=starts,
        ends=ends,
        all_day=all_day,
        form=form_of(place, link),
        place=place,
        host=_host(told),
        link=link,
        description=description_of(body),
        status=Status.CANCELLED if cancelled else Status.PLANNED,
    )


def is_unanswered(told: Mapping[str, Any]) -> bool:
    """Whether somebody else has sent it, and nobody has accepted it: Outlook shows what any stranger sends."""
    return told.get("isOrganizer") is False and _response(told) not in _ANSWERED


def span_of(told: Mapping[str, Any]) -> tuple[datetime, datetime, bool]:
    """When it begins and ends, and whether it lasts whole days; BadInput when that cannot be read."""
    start, end = _moment(told, "start"), _moment(told, "end")
    if told.get("isAllDay") is True:
        first, last = _day(start), _day(end)
        return midnight(first), midnight(max(last, first + timedelta(days=1))), True
    if end < start:
        raise BadInput(Problem("ends_too_early", slots={"value": end.isoformat()}))
    return at_helsinki(start), at_helsinki(end), False


def text_of(told: Mapping[str, Any], name: str) -> str:
    """A text that an object tells, cut at what is read of any; empty when it does not."""
    value = told.get(name)
    return value[:_READ].strip() if isinstance(value, str) else ""


def _moment(told: Mapping[str, Any], name: str) -> datetime:
    value = _object(told, name)
    written, zone = text_of(value, "dateTime"), text_of(value, "timeZone")
    try:
        moment = datetime.fromisoformat(written)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise BadInput(Problem("bad_event_year", slots={"value": written[:MAX_LINE]}))
        return moment if moment.tzinfo else moment.replace(tzinfo=_zone(zone))
    except ValueError as error:
        raise BadInput(Problem("bad_ics_time")) from error


def _zone(name: str) -> tzinfo:
    known = _ZONES.get(name.casefold())
    if known is None and _ZONE_NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError):
            known = None
    if known is None:
        raise BadInput(Problem("unknown_zone", slots={"zone": name[:MAX_LINE]}))
    return known


def _day(moment: datetime) -> date:
    """The day that a whole day's moment means: a midnight is its own day, whatever the zone; else the nearest here."""
    if moment.time() == time():
        return moment.date()
    return (at_helsinki(moment) + timedelta(hours=12)).date()


def _join_candidates(told: Mapping[str, Any], place: str, body: str) -> Iterator[str]:
    yield _line(_object(told, "onlineMeeting"), "joinUrl")
    yield _line(told, "onlineMeetingUrl")
    yield from links_in(place)
    yield from join_links_in(body)


def _body(told: Mapping[str, Any]) -> str:
    """The text of the entry. It is asked for as plain text; of any other form the beginning that Graph made plain."""
    body = _object(told, "body")
    plain = text_of(body, "contentType").casefold() == "text"
    return text_of(body, "content") if plain else text_of(told, "bodyPreview")


def _response(told: Mapping[str, Any]) -> str:
    return text_of(_object(told, "responseStatus"), "response")


def _host(told: Mapping[str, Any]) -> str:
    """Who invited the calendar's mailbox; the mailbox itself is nobody's name."""
    name = _line(_object(_object(told, "organizer"), "emailAddress"), "name")
    return "" if told.get("isOrganizer") is not False or "@" in name else shortened(name, MAX_LINE)


def _categories(told: Mapping[str, Any]) -> list[str]:
    names = told.get("categories")
    if not isinstance(names, list):
        return []
    return [shortened(clean_line(name[:_READ]), MAX_LINE) for name in names[:_MOST_CATEGORIES] if isinstance(name, str)]


def _line(told: Mapping[str, Any], name: str) -> str:
    return clean_line(text_of(told, name))


def _object(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}
