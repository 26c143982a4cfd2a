"""What the AKE team does with its announcements; each deed is checked, and recorded in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.domain.conversation import Incoming
from bot.domain.outbox import NoticeKind, State
from bot.domain.roles import Deed
from bot.services.announcement_ports import Posting
from bot.services.announcing import due_notice, updates, useful_until
from bot.services.ports import UnitOfWork
from bot.services.repeating import next_notices
from bot.services.team import Team, record

_GOING_OUT = (NoticeKind.DUE_ANNOUNCEMENT, NoticeKind.DUE_OCCURRENCE, NoticeKind.ANNOUNCEMENT)

_KEPT = ("channels", "everybody", "libraries", "consortia", "send_at", "repeats", "until")
"""Of what is written, what a correction of one that has left does not change."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an announcement: on its way to each recipient, its newest update, and how many read it."""

    postings: Sequence[Posting]
    updates: Sequence[Posting]
    readers: int

    def count(self, *states: State) -> int:
        """How many recipients it is so with."""
        return sum(one.state in states for one in self.postings)


class Announcing:
    """One member's deeds in one transaction. What has changed meanwhile is left as it is, and given as it is now."""

    def __init__(self, uow: UnitOfWork, said: Incoming, team: Team) -> None:
        self._uow, self._said, self._team = uow, said, team

    async def require(self) -> None:
        """Nothing, or NotAllowed when the person may not announce."""
        await self._team.require(self._uow, self._said.person, Deed.ANNOUNCE)

    async def save(self, key: str, writing: Writing, replaces: int | None = None) -> Announcement | None:
        """Keep a draft, which belongs to the team; None when it is no draft any more."""
        await self.require()
        draft = await self._uow.announcements.save(key, writing, self._said.at, replaces, self._said.person.id)
        if draft is not None:
            await self.withdraw_request(draft)
            await self.record("draft_saved", draft)
        return draft

    async def delete(self, draft: Announcement) -> None:
        """Throw a draft away."""
        await self.require()
        if draft.state is AnnouncementState.DRAFT:
            await self._uow.announcements.delete(draft.id)
            await self.record("draft_deleted", draft)

    async def send(self, draft: Announcement) -> Announcement:
        """Let a draft leave at its moment, or let it take the place of what it replaces."""
        await self.require()
        return await self.confirm(draft) if draft.state is AnnouncementState.DRAFT else draft

    async def confirm(self, draft: Announcement) -> Announcement:
        """The same of one that may leave, whoever let it."""
        if draft.replaces is not None:
            return await self._replace(draft)
        return await self._schedule(draft, "announcement_sent")

    async def withdraw_request(self, proposed: Announcement) -> None:
        """Nobody is to be asked any more to approve it."""
        kinds = (NoticeKind.DUE_ANNOUNCEMENT, NoticeKind.TEAM_WORD)
        await self._uow.postings.cancel(proposed.id, kinds, "answered", self._said.at)

    async def change(self, announcement: Announcement, what: str) -> None:
        """Keep it as it is given, and what was done by that."""
        await self._uow.announcements.change(announcement)
        await self.record(what, announcement)

    async def cancel(self, announcement: Announcement) -> Announcement:
        """Make a scheduled one a draft again, if it has not left yet, or one that repeats, so that it does no more."""
        await self.require()
        if announcement.state not in (AnnouncementState.SCHEDULED, AnnouncementState.REPEATING):
            return announcement
        await self._uow.postings.cancel(announcement.id, _GOING_OUT, "cancelled", self._said.at)
        draft = replace(announcement, state=AnnouncementState.DRAFT, changed_at=self._said.at)
        await self.change(draft, "announcement_cancelled")
        return draft

    async def withdraw(self, announcement: Announcement) -> Announcement:
        """Take a sent one back: what has not left does not, and what has arrived says so."""
        await self.require()
        if announcement.state is not AnnouncementState.SENT:
            return announcement
        await self._uow.postings.cancel(announcement.id, _GOING_OUT, "withdrawn", self._said.at)
        withdrawn = replace(announcement, state=AnnouncementState.WITHDRAWN, version=announcement.version + 1)
        return await self._tell_change(withdrawn, "announcement_withdrawn")

    async def again(self, announcement: Announcement, state: State) -> int:
        """Send once more to those with whom it ended so; how many."""
        await self.require()
        if announcement.state is not AnnouncementState.SENT:
            return 0
        until = useful_until(self._said.at)
        number = await self._uow.postings.again(announcement.id, state, self._said.at, until)
        await self.record("announcement_again", announcement, after=state, number=number)
        return number

    async def arrived(self, announcement: Announcement) -> int:
        """Settle what is in doubt: somebody has seen that it arrived; how many."""
        await self.require()
        if announcement.state is not AnnouncementState.SENT:
            return 0
        number = await self._uow.postings.arrived(announcement.id)
        await self.record("announcement_arrived", announcement, number=number)
        return number

    async def report(self, announcement: Announcement) -> Report:
        """What has become of it by now."""
        return Report(
            await self._uow.postings.of(announcement.id),
            await self._uow.postings.of(announcement.id, NoticeKind.UPDATE),
            await self._uow.announcements.readers(announcement.id),
        )

    async def _schedule(self, announcement: Announcement, what: str) -> Announcement:
        repeats = announcement.writing.repeats is not None
        state = AnnouncementState.REPEATING if repeats else AnnouncementState.SCHEDULED
        scheduled = replace(announcement, state=state, changed_at=self._said.at, trouble="")
        await self._uow.announcements.change(scheduled)
        await self._uow.postings.cancel(announcement.id, _GOING_OUT, "rescheduled", self._said.at)
        at = self._said.at
        # Before its event is over it has a time, or it would have been at fault.
        await self._uow.outbox.put(next_notices(scheduled, None, at) if repeats else [due_notice(scheduled, at)])
        await self.record(what, scheduled)
        return scheduled

    async def _replace(self, draft: Announcement) -> Announcement:
        """The change that nobody had confirmed yet: of one that has left, to all who have it."""
        target = await self._uow.announcements.by_id(draft.replaces or 0)
        if target is None:
            return draft
        await self._uow.announcements.delete(draft.id)
        if target.state is AnnouncementState.WITHDRAWN:
            return target
        changed = replace(target, writing=draft.writing, version=target.version + 1, author=draft.author)
        if target.state is not AnnouncementState.SENT:
            return await self._schedule(changed, "announcement_changed")
        audience = {name: getattr(target.writing, name) for name in _KEPT}
        corrected = replace(changed, author="", writing=replace(draft.writing, **audience), corrected_at=self._said.at)
        return await self._tell_change(corrected, "announcement_corrected")

    async def _tell_change(self, changed: Announcement, what: str) -> Announcement:
        kept = replace(changed, changed_at=self._said.at)
        await self._uow.announcements.change(kept)
        numbers = [one.recipient for one in await self._uow.postings.of(kept.id)]
        await self._uow.outbox.put(updates(kept, numbers, self._said.at))
        await self.record(what, kept)
        return kept

    async def record(self, what: str, announcement: Announcement, **data: object) -> None:
        """Keep who did what to it."""
        told = {"id": announcement.id, "version": announcement.version, "title": announcement.writing.title}
        await record(self._uow, self._said, Deed.ANNOUNCE, what, **told, **data)
