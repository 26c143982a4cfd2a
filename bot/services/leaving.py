"""Announcements whose moment has come: they leave, or are drafts again and their author hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Announcement, AnnouncementState
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice, Settlement, State, unsent
from bot.services.announcing import posting, recipients_of
from bot.services.checked import Knowledge
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.team_words import Word, tell_author

_REASONS: Mapping[Word, tuple[State, str]] = {
    Word.LATE: (State.EXPIRED, "too_late"),
    Word.LAPSED: (State.EXPIRED, "not_approved"),
    Word.EVENT_OFF: (State.CANCELLED, "event_cancelled"),
}


async def expand_announcement(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make an announcement's notices for each recipient, now that it leaves."""
    announcement = await uow.announcements.by_id(notice.told.announcement or 0)
    if announcement is None or announcement.state not in (AnnouncementState.SCHEDULED, AnnouncementState.PROPOSED):
        return unsent(notice, State.CANCELLED, "not_scheduled")
    send_at = announcement.writing.send_at
    if send_at is not None and now.timestamp() < send_at.timestamp():
        return unsent(notice, State.WAITING, "moved", send_at)
    if announcement.state is AnnouncementState.PROPOSED:
        if send_at is None:
            return unsent(notice, State.CANCELLED, "not_scheduled")
        return await stay(uow, notice, known.team, announcement, Word.LAPSED, now)
    if notice.told.late(now):
        return await stay(uow, notice, known.team, announcement, Word.LATE, now)
    event = known.calendar.event(announcement.writing.event)
    if event is not None and event.cancelled:
        return await stay(uow, notice, known.team, announcement, Word.EVENT_OFF, now)
    await leave(uow, announcement, now)
    return Settlement(State.SENT)


async def leave(uow: UnitOfWork, announcement: Announcement, now: datetime) -> None:
    """Let it go to all whom it is for; who wrote it is of no use any more."""
    sent = replace(announcement, state=AnnouncementState.SENT, sent_at=at_helsinki(now), author="")
    await uow.announcements.change(sent)
    await uow.outbox.put([posting(sent, number, now) for number in await recipients_of(uow, sent)])


async def stay(
    uow: UnitOfWork, notice: Notice, team: Team, announcement: Announcement, why: Word, now: datetime
) -> Settlement:
    """Make it a draft again, and tell why. As another version, so that its next notice is another too."""
    here = at_helsinki(now)
    draft = replace(
        announcement,
        state=AnnouncementState.DRAFT,
        version=announcement.version + 1,
        changed_at=here,
        trouble=why,
    )
    await uow.announcements.change(draft)
    when = at_helsinki(notice.told.due).isoformat()
    await tell_author(uow, team, draft, draft.author, why, str(draft.version), here, when=when)
    return unsent(notice, *_REASONS[why])
