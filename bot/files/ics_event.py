"""One event or occurrence of an .ics file, as Outlook, Google and others write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar.cal import Component

from bot.domain.entry_reading import description_of, form_of, series_of, shortened, without_links
from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft, Status
from bot.domain.intervals import HELSINKI, at_helsinki, midnight
from bot.files import limits
from bot.files.cells import clean_line
from bot.files.ics_links import join_link, page_link
from bot.files.ics_values import BROKEN, parameter_of, text_of, time_of, value_of

_LONGEST_DURATION = timedelta(days=365)


def draft_of(component: Component, key: str) -> EventDraft:
    """The event; BadInput says what is wrong in it."""
    title = shortened(clean_line(text_of(component, "SUMMARY")), limits.MAX_LINE)
    if not title:
        raise BadInput(Problem("no_title"))
    starts, ends, all_day = _span(component)
    joined = join_link(component)
    place = shortened(without_links(clean_line(text_of(component, "LOCATION"))), limits.MAX_LINE)
    return EventDraft(
        key=key,
        series=series_of(_categories(component), title),
        title=title,
        starts=starts,
        ends=ends,
        all_day=all_day,
        form=form_of(place, joined),
        place=place,
        host=_host(component),
        link=joined or page_link(component),
        description=description_of(text_of(component, "DESCRIPTION")),
        status=_status(component, starts),
    )


def _span(component: Component) -> tuple[datetime, datetime, bool]:
    start = time_of(component, "DTSTART")
    if start is None:
        raise BadInput(Problem("no_start"))
    end = time_of(component, "DTEND") or _end_by_duration(component, start)
    if not limits.FIRST_YEAR <= start.year <= limits.LAST_YEAR or end.year > limits.LAST_YEAR:
        raise BadInput(Problem("bad_event_year", slots={"value": start.isoformat()}))
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        # The end is the day after, but some programs write the day itself.
        return midnight(start), midnight(max(last, start + timedelta(days=1))), True
    begins, finishes = _on_clock(start), _on_clock(end if isinstance(end, datetime) else midnight(end))
    if finishes.astimezone(UTC) < begins.astimezone(UTC):
        raise BadInput(Problem("ends_too_early", slots={"value": finishes.isoformat()}))
    return begins, finishes, False


def _end_by_duration(component: Component, start: datetime | date) -> datetime | date:
    duration = value_of(component, "DURATION") or timedelta()
    if not isinstance(duration, timedelta) or abs(duration) > _LONGEST_DURATION:
        raise BadInput(Problem("bad_ics_time"))
    return start + duration


def _on_clock(moment: datetime) -> datetime:
    # By way of UTC a time that the clocks skip becomes the one that they show then.
    return at_helsinki(moment).astimezone(UTC).astimezone(HELSINKI)


def _categories(component: Component) -> list[str]:
    try:
        names = getattr(component, "categories", [])
    except BROKEN:
        return []
    return [shortened(clean_line(str(name)), limits.MAX_LINE) for name in names]


def _host(component: Component) -> str:
    name = clean_line(parameter_of(component, "ORGANIZER", "CN"))
    return "" if "@" in name else shortened(name, limits.MAX_LINE)


def _status(component: Component, starts: datetime) -> Status:
    if text_of(component, "STATUS").upper() == "CANCELLED":
        return Status.CANCELLED
    original = time_of(component, "RECURRENCE-ID")
    if not isinstance(original, datetime):
        return Status.PLANNED
    return Status.PLANNED if _on_clock(original) == starts else Status.MOVED
