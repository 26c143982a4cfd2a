"""Announcements that repeat: each time is an announcement of its own, made when its moment comes, and then the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from bot.domain.announcements import Announcement, AnnouncementState, Writing, faults_of
from bot.domain.events import Event
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.repeats import Occurrence, occurrences
from bot.services.announcing import useful_until
from bot.services.checked import Knowledge
from bot.services.holidays import is_holiday
from bot.services.leaving import leave, stay
from bot.services.ports import UnitOfWork
from bot.services.team_words import Word, tell_author

OVER = "over"
"""Why a repeating announcement is a draft again: there are no more times of it."""


def coming(writing: Writing, event: Event | None, after: datetime) -> Iterator[Occurrence]:
    """The times of a writing that repeats after a moment, until its event is over; of another none."""
    if writing.repeats is None or writing.send_at is None:
        return
    for one in occurrences(writing.send_at, writing.repeats, writing.until, is_holiday, at_helsinki(after)):
        if event is not None and event.over(one.at):
            return
        yield one


def sending_faults(writing: Writing, event: Event | None, now: datetime) -> dict[str, str]:
    """What must be mended before it can be sent, as `faults_of` tells it, and whether there is still a time for it."""
    faults = faults_of(writing, now)
    if writing.repeats and "day" not in faults and next(coming(writing, event, now), None) is None:
        faults["until"] = OVER
    return faults


def next_notices(series: Announcement, event: Event | None, after: datetime) -> list[NewNotice]:
    """The notice that makes its first time after a moment, if there is one."""
    found = next(coming(series.writing, event, after), None)
    if found is None:
        return []
    return [
        NewNotice(
            f"occurrence:{series.id}:{series.version}:{found.day}",
            NoticeKind.DUE_OCCURRENCE,
            found.at,
            useful_until(found.at),
            data={"day": found.day.isoformat(), "version": series.version},
            announcement=series.id,
        )
    ]


async def expand_occurrence(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Let one time of it leave as an announcement of its own, or skip it when it is too late, and plan the next."""
    series = await uow.announcements.by_id(notice.told.announcement or 0)
    if series is None or series.state is not AnnouncementState.REPEATING:
        return unsent(notice, State.CANCELLED, "not_repeating")
    if series.version != notice.told.data["version"]:
        return unsent(notice, State.CANCELLED, "newer_version")
    due = at_helsinki(notice.told.due)
    event = known.calendar.event(series.writing.event)
    if event is not None and event.cancelled:
        return await stay(uow, notice, known.team, series, Word.EVENT_OFF, now)
    if event is not None and event.over(now):
        await _end(uow, series, now)
        return unsent(notice, State.CANCELLED, "event_over")
    following = next_notices(series, event, due)
    await uow.outbox.put(following)
    series = series if following else await _end(uow, series, now)
    if notice.told.late(now):
        if not any(one.late(now) for one in following):
            # Of several that were skipped one after another only the last is told.
            told = (series, series.author, Word.SKIPPED, notice.told.data["day"])
            await tell_author(uow, known.team, *told, at_helsinki(now), when=due.isoformat())
        return unsent(notice, State.EXPIRED, "too_late")
    return await _leave_once(uow, notice, series, due, now)


async def _end(uow: UnitOfWork, series: Announcement, now: datetime) -> Announcement:
    ended = replace(series, state=AnnouncementState.DRAFT, trouble=OVER, changed_at=at_helsinki(now))
    await uow.announcements.change(ended)
    return ended


async def _leave_once(
    uow: UnitOfWork, notice: Notice, series: Announcement, due: datetime, now: datetime
) -> Settlement:
    """Whatever was changed in between, what is of one day leaves once."""
    key = uuid5(UUID(series.key), notice.told.data["day"]).hex
    written = replace(series.writing, send_at=due, repeats=None, until=None)
    one = await uow.announcements.save(key, written, at_helsinki(now))
    if one is None:
        return unsent(notice, State.CANCELLED, "sent_already")
    await leave(uow, one, now)
    return Settlement(State.SENT)
