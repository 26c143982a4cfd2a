"""A second pair of eyes: before an announcement leaves, another member of the AKE team may be asked to approve it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.announcements import Announcement, AnnouncementState
from bot.domain.conversation import Incoming
from bot.domain.recipients import Recipient
from bot.services.announcements import Announcing
from bot.services.announcing import due_notice
from bot.services.calendar import Calendar
from bot.services.event_announcements import event_fault
from bot.services.ports import UnitOfWork
from bot.services.repeating import sending_faults
from bot.services.team import Team
from bot.services.team_words import Word, tell, tell_author

MAX_REASON = 300
"""Characters of why an announcement was returned."""


class Refusal(StrEnum):
    """Why an approval changed nothing."""

    NOT_WAITING = "not_waiting"
    OWN = "own"
    NOBODYS = "nobodys"
    CHANGED = "changed"
    PAST = "past"
    EVENT = "event"
    WITHDRAWN = "withdrawn"


class Approving:
    """One member's part in approvals, in one transaction; who asked, approved or returned is recorded with it."""

    def __init__(self, uow: UnitOfWork, said: Incoming, team: Team, calendar: Calendar) -> None:
        self._uow, self._said, self._team, self._calendar = uow, said, team, calendar
        self._announcing = Announcing(uow, said, team)

    def is_author(self, announcement: Announcement) -> bool:
        """Whether the person is the one who last changed the writing."""
        return announcement.author == self._said.person.id

    async def propose(self, draft: Announcement) -> Announcement | None:
        """Ask the others to approve a draft; None when there is nobody else whom the bot can ask."""
        await self._announcing.require()
        if draft.state is not AnnouncementState.DRAFT:
            return draft
        author = draft.author or self._said.person.id
        others = await self._others(author)
        if not others:
            return None
        proposed = replace(draft, state=AnnouncementState.PROPOSED, changed_at=self._said.at, author=author, trouble="")
        await self._announcing.change(proposed, "approval_asked")
        writing = proposed.writing
        if writing.send_at is not None and writing.repeats is None and proposed.replaces is None:
            # When its moment comes and nobody has approved it, its author is told. A change of another waits for
            # as long as it takes: when that one leaves meanwhile, it becomes a correction.
            await self._uow.outbox.put([due_notice(proposed, self._said.at)])
        await tell(self._uow, others, proposed, Word.PROPOSED, _moment(self._said.at), self._said.at)
        return proposed

    async def approve(self, proposed: Announcement, version: object) -> Announcement | Refusal:
        """Let another's announcement leave that was seen in this version."""
        await self._announcing.require()
        if proposed.state is not AnnouncementState.PROPOSED:
            return Refusal.NOT_WAITING
        if self.is_author(proposed):
            return Refusal.OWN
        if not proposed.author:
            # Whoever wrote it let the bot forget them, and may be the one who approves.
            return Refusal.NOBODYS
        if version != proposed.version:
            return Refusal.CHANGED
        if refused := await self._unfit(proposed):
            return refused
        await self._announcing.withdraw_request(proposed)
        await self._announcing.record("announcement_approved", proposed)
        leaving = await self._announcing.confirm(proposed)
        told = (leaving, proposed.author, Word.APPROVED, _moment(self._said.at))
        await tell_author(self._uow, self._team, *told, self._said.at)
        return leaving

    async def give_back(self, proposed: Announcement, reason: str) -> Announcement:
        """Make it a draft again; unless it is the author who does so, the author hears why."""
        await self._announcing.require()
        if proposed.state is not AnnouncementState.PROPOSED:
            return proposed
        await self._announcing.withdraw_request(proposed)
        draft = replace(proposed, state=AnnouncementState.DRAFT, changed_at=self._said.at)
        await self._announcing.change(draft, "announcement_returned")
        if not self.is_author(proposed):
            told = (draft, draft.author, Word.RETURNED, _moment(self._said.at))
            await tell_author(self._uow, self._team, *told, self._said.at, reason=reason[:MAX_REASON])
        return draft

    async def _others(self, author: str) -> Sequence[Recipient]:
        itself = {author, self._said.person.id}
        return [one for one in await self._team.reachable(self._uow) if one.address.account not in itself]

    async def _unfit(self, proposed: Announcement) -> Refusal | None:
        """Why it cannot leave any more; a correction goes when and where that went which it corrects."""
        target = await self._uow.announcements.by_id(proposed.replaces or 0)
        if target is not None and target.state is AnnouncementState.WITHDRAWN:
            return Refusal.WITHDRAWN
        if event_fault(proposed.writing, target, self._calendar, self._said.at):
            return Refusal.EVENT
        corrects = target is not None and target.sent_at is not None
        event = self._calendar.event(proposed.writing.event)
        return Refusal.PAST if not corrects and sending_faults(proposed.writing, event, self._said.at) else None


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%f}"
