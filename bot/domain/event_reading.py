"""What was written into a form about an event, to facts: what is wrong is told field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from bot.domain import event_values as values
from bot.domain.errors import BadInput, Problem
from bot.domain.event_forms import (
    MAX_DESCRIPTION,
    NO,
    PERMANENT,
    TIMES,
    Field,
    Kind,
    longest,
    title_of,
    topic_of,
    written,
)
from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import HELSINKI, midnight

LONGEST_DAYS = timedelta(days=31)
"""How long an event may last: a longer one is a slip of the year or the month."""

_SHOWN_OF_REASON = "\n\n"

Value = TypeVar("Value")
Written = Mapping[Field, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts that a form tells, or None and what is wrong in which of its fields."""

    facts: EventDraft | None
    problems: Mapping[Field, Problem]


def read(kind: Kind, told: Written, before: EventDraft | None, *, key: str = "", cancelled: str = "") -> Reading:
    """The facts after a form: what is not among its fields stays as it was before.

    `key` is a new event's own. `cancelled` is the sentence that a reason is told behind, for a cancelled event.
    """
    reader = _Reader(told, before)
    if kind is Kind.CANCEL and before is not None:
        return reader.result(lambda: reader.cancelled(before, cancelled))
    if kind is Kind.RECORDING and before is not None:
        return reader.result(lambda: replace(before, recording=reader.recording(before)))
    if kind is Kind.MOVE and before is not None:
        # An event that was cancelled takes place again at the time it is moved to.
        status = Status.PLANNED if before.status is Status.CANCELLED else before.status
        return reader.result(lambda: replace(before, **reader.times(), status=status))
    return reader.result(lambda: reader.whole(key))


_NO_TIMES: dict[str, Any] = {"starts": midnight(date(2000, 1, 1)), "ends": midnight(date(2000, 1, 2)), "all_day": True}
"""What stands for times that cannot be read, in facts that nobody sees."""


class _Reader:
    """Reads the fields of one form; what is as it was before is not read again, so it is never wrong."""

    def __init__(self, told: Written, before: EventDraft | None) -> None:
        self._told, self._before = told, before
        self._was = written(before) if before else {}
        self._problems: dict[Field, Problem] = {}

    def result(self, make: Callable[[], EventDraft]) -> Reading:
        facts = make()
        return Reading(None if self._problems else facts, self._problems)

    def whole(self, key: str) -> EventDraft:
        before = self._before
        series = self._take(Field.OWN_SERIES, str, "") or self._take(Field.SERIES, values.read_required, "")
        facts: dict[str, Any] = {
            "series": series,
            "title": self._title(series),
            **self.times(),
            "form": self._take(Field.FORM, values.read_form, Form.REMOTE),
            "place": self._take(Field.PLACE, str, ""),
            "host": self._take(Field.HOST, str, ""),
            "link": self._take(Field.LINK, values.read_link, ""),
            "description": self._take(Field.DESCRIPTION, str, ""),
            "registration": self._registration(),
        }
        if before is None:
            return EventDraft(key=key, **facts)
        held = self._told.get(Field.HELD, "")
        if before.status is Status.CANCELLED and held and held != NO:
            facts["status"] = Status.PLANNED
        return replace(before, **facts)

    def times(self) -> dict[str, Any]:
        before = self._before
        if before and all(self._same(field) for field in TIMES):
            return {"starts": before.starts, "ends": before.ends, "all_day": before.all_day}
        day = self._take(Field.DAY, values.read_required_day, date.min)
        last = self._take(Field.LAST_DAY, values.read_optional_day, None) or day
        start = self._take(Field.START, values.read_clock, None)
        end = self._take(Field.END, values.read_clock, None)
        if not self._problems.keys() & set(TIMES):
            if (start is None) != (end is None):
                self._problems[Field.END if end is None else Field.START] = Problem("clock_missing")
            elif last < day:
                self._problems[Field.LAST_DAY] = Problem("last_day_first")
            elif last - day > LONGEST_DAYS:
                self._problems[Field.LAST_DAY] = Problem("lasts_too_long", slots={"limit": str(LONGEST_DAYS.days)})
            else:
                return self._span(day, start, last, end)
        return _NO_TIMES

    def _span(self, day: date, start: time | None, last: date, end: time | None) -> dict[str, Any]:
        if start is None or end is None:
            return {"starts": midnight(day), "ends": midnight(last + timedelta(days=1)), "all_day": True}
        starts = self._moment(Field.START, day, start)
        ends = self._moment(Field.END, last + timedelta(days=1) if end == time() else last, end)
        if ends.astimezone(UTC) <= starts.astimezone(UTC):
            self._problems.setdefault(Field.END, Problem("end_not_after_start"))
        return {"starts": starts, "ends": ends, "all_day": False}

    def _moment(self, field: Field, day: date, clock: time) -> datetime:
        moment = datetime.combine(day, clock, HELSINKI)
        if moment.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) != moment.replace(tzinfo=None):
            self._problems[field] = Problem("skipped_time", slots={"value": f"{clock.hour}.{clock.minute:02}"})
        return moment

    def recording(self, before: EventDraft) -> Recording | None:
        url = self._take(Field.RECORDING, values.read_link, "")
        if not url:
            if before.recording is None:
                self._problems.setdefault(Field.RECORDING, Problem("required_missing"))
            return None
        validity = self._take(Field.VALIDITY, values.read_validity, PERMANENT)
        until = self._take(Field.UNTIL, values.read_optional_day, None)
        if validity == PERMANENT:
            self._problems.pop(Field.UNTIL, None)
            return Recording(url)
        if until is None:
            self._problems.setdefault(Field.UNTIL, Problem("required_missing"))
        return Recording(url, until)

    def cancelled(self, before: EventDraft, sentence: str) -> EventDraft:
        reason = self._take(Field.REASON, str, "")
        told = [before.description] if before.description else []
        if reason:
            told.append(f"{sentence}: {reason}")
        description = _SHOWN_OF_REASON.join(told)
        if len(description) > MAX_DESCRIPTION:
            self._problems[Field.REASON] = Problem("no_room_for_reason")
        return replace(before, status=Status.CANCELLED, description=description)

    def _title(self, series: str) -> str:
        before = self._before
        topic = self._take(Field.TITLE, str, "")
        if before and topic_of(before.title, before.series) == before.title:
            # It was told without its series before, or is the series alone.
            title = topic or series
        else:
            title = title_of(topic, series)
        if len(title) > longest(Field.TITLE):
            self._problems.setdefault(Field.TITLE, _too_long(Field.TITLE))
        return title

    def _registration(self) -> Registration:
        return Registration(
            self._take(Field.REGISTRATION, values.read_link, ""),
            self._take(Field.CLOSES, values.read_optional_day, None),
            self._take(Field.SEATS, values.read_seats, None),
        )

    def _same(self, field: Field) -> bool:
        return self._before is not None and self._told.get(field, "") == self._was[field]

    def _take(self, field: Field, read_text: Callable[[str], Value], otherwise: Value) -> Value:
        text = self._told.get(field, "")
        if len(text) > longest(field) and not (field in self._was and self._same(field)):
            self._problems[field] = _too_long(field)
            return otherwise
        try:
            return read_text(text)
        except BadInput as error:
            if field in _ADDRESSES and field in self._was and self._same(field):
                return text  # type: ignore[return-value]
            self._problems[field] = error.problems[0]
            return otherwise


_ADDRESSES = (Field.LINK, Field.REGISTRATION, Field.RECORDING)


def _too_long(field: Field) -> Problem:
    return Problem("too_long", slots={"limit": str(longest(field))})
