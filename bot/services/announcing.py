"""An announcement's notices: to whom they go, and whether each is still to be sent when it comes due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.announcements import USEFUL, Announced, Announcement, AnnouncementState
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.services.calendar import Calendar
from bot.services.checked import Checked
from bot.services.libraries import chosen_libraries, people_by_library, people_of
from bot.services.ports import UnitOfWork

_ON_ITS_WAY = frozenset({State.WAITING, State.CLAIMED, State.SENDING})
_LOOK_AGAIN = timedelta(seconds=5)


async def check_announcement(
    uow: UnitOfWork, notice: Notice, calendar: Calendar, now: datetime
) -> Checked | Settlement:
    """Whether a recipient's announcement, or its update, is still to be sent, and if not, what becomes of it."""
    announcement = await uow.announcements.by_id(notice.told.announcement or 0)
    recipient = await uow.recipients.by_id(notice.told.recipient or 0)
    if announcement is None or recipient is None:
        return unsent(notice, State.CANCELLED, "gone")
    if notice.told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    shown = Announced(announcement, calendar.event(announcement.writing.event))
    if notice.told.kind is NoticeKind.UPDATE:
        return await _check_update(uow, notice, shown, recipient, now)
    if announcement.state is not AnnouncementState.SENT:
        return unsent(notice, State.CANCELLED, "withdrawn")
    if recipient.unreachable:
        return unsent(notice, State.FAILED, recipient.unreachable)
    if recipient.declines:
        return unsent(notice, State.CANCELLED, "declined")
    return Checked(shown, recipient)


async def _check_update(
    uow: UnitOfWork, notice: Notice, shown: Announced, recipient: Recipient, now: datetime
) -> Checked | Settlement:
    announcement = shown.announcement
    if notice.told.data["version"] != announcement.version:
        return unsent(notice, State.CANCELLED, "newer_update")
    sent = await uow.postings.to(announcement.id, recipient.id)
    if sent is not None and sent.state in _ON_ITS_WAY:
        # It may have been rendered before the change, so what it shows is updated once it has arrived.
        return unsent(notice, State.WAITING, "not_sent_yet", now + _LOOK_AGAIN)
    if sent is None or sent.state is not State.SENT:
        return unsent(notice, State.CANCELLED, "not_sent")
    if not sent.message:
        return unsent(notice, State.FAILED, "no_message")
    return Checked(shown, recipient, sent.message, sent.conversation)


async def recipients_of(uow: UnitOfWork, announcement: Announcement) -> Sequence[int]:
    """The numbers of all whom an announcement goes to, each once; channels first."""
    writing = announcement.writing
    known = {one.id for one in await uow.recipients.channels()}
    chosen = [number for number in writing.channels if number in known]
    of_libraries = people_of(chosen_libraries(writing), await people_by_library(uow))
    return list(dict.fromkeys([*chosen, *(await uow.recipients.people() if writing.everybody else of_libraries)]))


def due_notice(announcement: Announcement, now: datetime) -> NewNotice:
    """The notice that makes all others when the announcement leaves."""
    due = announcement.writing.send_at or now
    key = f"due_announcement:{announcement.id}:{announcement.version}"
    return NewNotice(key, NoticeKind.DUE_ANNOUNCEMENT, due, useful_until(due), announcement=announcement.id)


def updates(announcement: Announcement, numbers: Sequence[int], now: datetime) -> list[NewNotice]:
    """The notices by which messages that were sent show the announcement as it is now."""
    return [
        NewNotice(
            f"update:{announcement.id}:{announcement.version}:{number}",
            NoticeKind.UPDATE,
            now,
            useful_until(now),
            recipient=number,
            data={"version": announcement.version},
            announcement=announcement.id,
        )
        for number in numbers
    ]


def useful_until(moment: datetime) -> datetime:
    """From when on an announcement due at a moment is not sent any more."""
    return at_helsinki(moment.astimezone(UTC) + USEFUL)


def posting(announcement: Announcement, number: int, now: datetime) -> NewNotice:
    """The notice by which it goes to one recipient."""
    key = f"announcement:{announcement.id}:{number}"
    until = useful_until(now)
    return NewNotice(key, NoticeKind.ANNOUNCEMENT, now, until, recipient=number, announcement=announcement.id)
