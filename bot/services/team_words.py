"""Words to members of the AKE team about an announcement: who hears them, and whether each is still true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.announcements import Announced, Announcement, AnnouncementState
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.services.announcing import useful_until
from bot.services.checked import Checked, Knowledge, Proposal
from bot.services.libraries import people_by_library
from bot.services.ports import UnitOfWork
from bot.services.reached import reached
from bot.services.team import Team


class Word(StrEnum):
    """What a member is told: please approve, it was approved or returned, or it could not leave."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    LATE = "late"
    LAPSED = "lapsed"
    SKIPPED = "skipped"
    EVENT_OFF = "event_off"


_STILL: Mapping[Word, AnnouncementState] = {
    Word.PROPOSED: AnnouncementState.PROPOSED,
    Word.RETURNED: AnnouncementState.DRAFT,
    Word.LATE: AnnouncementState.DRAFT,
    Word.LAPSED: AnnouncementState.DRAFT,
    Word.EVENT_OFF: AnnouncementState.DRAFT,
}
"""As what the announcement still waits for the member to do something, where the word asks for it."""

_FOR_OTHERS = frozenset({Word.LATE, Word.LAPSED, Word.SKIPPED, Word.EVENT_OFF})


async def tell_author(
    uow: UnitOfWork,
    team: Team,
    announcement: Announcement,
    author: str,
    word: Word,
    cause: str,
    now: datetime,
    **data: str,
) -> None:
    """Let the account that wrote it last hear of it; where that one cannot be reached, the others of what stayed."""
    writer = await uow.recipients.by_account(author)
    if writer is not None and not writer.unreachable and await team.has(uow, writer):
        await tell(uow, [writer], announcement, word, cause, now, **data)
    elif word in _FOR_OTHERS:
        await tell(uow, await team.reachable(uow), announcement, word, cause, now, **data)


async def tell(
    uow: UnitOfWork,
    recipients: Iterable[Recipient],
    announcement: Announcement,
    word: Word,
    cause: str,
    now: datetime,
    **data: str,
) -> None:
    """Let members hear of it, each once for a cause."""
    await uow.outbox.put(
        [
            NewNotice(
                f"{NoticeKind.TEAM_WORD}:{announcement.id}:{word}:{cause}:{one.id}",
                NoticeKind.TEAM_WORD,
                now,
                useful_until(now),
                recipient=one.id,
                data={"word": word, "version": announcement.version, **data},
                announcement=announcement.id,
            )
            for one in recipients
        ]
    )


async def check_word(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether a member is still to hear it, and if not, what becomes of the word."""
    announcement = await uow.announcements.by_id(notice.told.announcement or 0)
    if announcement is None:
        return unsent(notice, State.CANCELLED, "gone")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    if not await known.team.has(uow, recipient):
        return unsent(notice, State.CANCELLED, "no_member")
    word, version = Word(notice.told.data["word"]), notice.told.data["version"]
    if word in _STILL and (announcement.state, announcement.version) != (_STILL[word], version):
        return unsent(notice, State.CANCELLED, "answered")
    shown = Announced(announcement, known.calendar.event(announcement.writing.event))
    if word is Word.PROPOSED:
        return Checked(await _proposal(uow, shown), recipient)
    return Checked(shown, recipient)


async def _proposal(uow: UnitOfWork, shown: Announced) -> Proposal:
    target = await uow.announcements.by_id(shown.announcement.replaces or 0)
    corrects = target is not None and target.sent_at is not None
    channels, people = await uow.recipients.channels(), len(await uow.recipients.people())
    return Proposal(shown, channels, people, await people_by_library(uow), corrects)
