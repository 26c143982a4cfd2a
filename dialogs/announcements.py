"""The conversation about announcements: written in a form, previewed, sent, followed, corrected and withdrawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from bot.domain.announcements import Announced, Announcement, AnnouncementState, Writing
from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.outbox import State
from bot.domain.repeats import Repeat
from bot.services.announcements import Announcing
from bot.services.approving import Approving
from bot.services.calendar import Calendar
from bot.services.event_announcements import event_fault
from bot.services.libraries import people_by_library
from bot.services.ports import UnitOfWork
from bot.services.repeating import sending_faults
from bot.services.team import Team
from bot.texts import Texts
from dialogs.announcement_event import named_events, offered_events
from dialogs.announcement_form import Filled, form_from, form_of, key_of, writing_of
from dialogs.approvals import ApprovalTalk
from dialogs.cards.announcement_desk import LISTED, list_card, preview_card, report_card, told_card, withdraw_card
from dialogs.cards.announcement_form import channel_names, form_card
from dialogs.cards.announcement_targets import event_told
from dialogs.cards.announcements import announcement_card
from dialogs.cards.inputs import deed_of, number_of
from dialogs.commands import Command

_OF_SENDING = frozenset({"to", "libraries", "consortia", "day", "time", "repeats", "until"})
"""Fields that a sent announcement keeps as they were."""


class AnnouncementTalk:
    """One person's turn about announcements, in one transaction; all but reading takes the AKE team."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._announcing, self._approving = Announcing(uow, said, team), Approving(uow, said, team, calendar)
        self._approvals = ApprovalTalk(texts, self._approving)

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says; None when it is none about announcements."""
        if command.name not in ("announce", "announce_repeating", "announcements"):
            return None
        await self._announcing.require()
        if command.name == "announce_repeating":
            return await self._begin(command.rest, Repeat.MONTHLY)
        if command.name == "announce":
            return await self._begin(command.rest)
        return await self._list()

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none about announcements, or its data cannot be."""
        if data.get("do") == "news_read":
            return await self._read(data)
        press = deed_of(data, self._buttons)
        if press is not None:
            await self._announcing.require()
            return await press(self, data)
        act = deed_of(data, self._deeds)
        if act is None:
            return None
        await self._announcing.require()
        announcement = await self._announcement(data.get("id"))
        if announcement is None:
            return told_card(self._texts, self._texts("news.gone"))
        return await act(self, announcement, data)

    async def _begin(self, words: str, repeats: str = "") -> Reply:
        """The form; the words after the command name its event or begin its text."""
        meant = named_events(words, self._calendar, self._said.at, self._texts.language)
        if not meant:
            return await self._form(Filled(text=words, repeats=repeats), uuid4().hex)
        told = event_told(self._texts, meant[0], self._said.at)
        form = Filled(event=str(meant[0].id), repeats=repeats)
        return await self._form(form, uuid4().hex, also=meant, told=told)

    async def _new(self, data: Mapping[str, Any]) -> Reply:
        """An empty form, or one in which a button has filled in something."""
        return await self._form(form_of(data) or Filled(), uuid4().hex)

    async def _listed(self, data: Mapping[str, Any]) -> Reply:
        return await self._list()

    async def _preview(self, data: Mapping[str, Any]) -> Reply | None:
        """Keep what was written as a draft and show it, or show the form again with what is wrong."""
        form, key = form_of(data), key_of(data)
        target = await self._announcement(data.get("of")) if "of" in data else None
        if form is None or not key or ("of" in data and target is None):
            return None
        writing, faults = writing_of(form, await self._uow.recipients.channels())
        faults = self._asked({**self._faults(writing, target), **faults}, target)
        if faults:
            return await self._form(form, key, target, faults)
        draft = await self._announcing.save(key, writing, target.id if target else None)
        if draft is None:
            return await self._list()
        return await self._shown(draft)

    async def _open(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        return await self._shown(announcement)

    async def _edit(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        """A draft is written on; of what has left hands a change is written, which is a draft of its own."""
        if announcement.state is AnnouncementState.WITHDRAWN:
            return await self._shown(announcement)
        if announcement.state in (AnnouncementState.DRAFT, AnnouncementState.PROPOSED):
            target = await self._announcement(announcement.replaces)
            return await self._form(form_from(announcement), announcement.key, target)
        return await self._form(form_from(announcement), uuid4().hex, announcement)

    async def _send(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        unfit = await self._unfit(announcement, data)
        if unfit is not None:
            return unfit
        sent = await self._announcing.send(announcement)
        told = "update_going" if sent.sent_at is not None else "" if sent.writing.send_at else "sending_now"
        return await self._shown(sent, self._texts(f"news.{told}") if told else "")

    async def _propose(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        unfit = await self._unfit(announcement, data)
        return unfit or await self._shown(*await self._approvals.propose(announcement))

    async def _approve(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        return await self._shown(*await self._approvals.approve(announcement, data))

    async def _give_back(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        return await self._shown(*await self._approvals.give_back(announcement, data))

    async def _unfit(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply | None:
        """What is shown in place of sending what is no draft, has faults by now, or is not what was seen."""
        if announcement.state is not AnnouncementState.DRAFT:
            return await self._shown(announcement)
        target = await self._announcement(announcement.replaces)
        faults = self._asked(self._faults(announcement.writing, target), target)
        if faults:
            return await self._form(form_from(announcement), announcement.key, target, faults)
        if data.get("version") != announcement.version:
            return await self._shown(announcement, self._texts("news.changed_meanwhile"))
        return None

    def _asked(self, faults: Mapping[str, str], target: Announcement | None) -> dict[str, str]:
        """Those of fields that are asked: a correction of what was sent goes where and when that went."""
        sent = target is not None and target.sent_at is not None
        return {name: code for name, code in faults.items() if not (sent and name in _OF_SENDING)}

    async def _keep(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        return told_card(self._texts, self._texts("news.kept"))

    async def _delete(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        if announcement.state is not AnnouncementState.DRAFT:
            return await self._shown(announcement)
        await self._announcing.delete(announcement)
        return told_card(self._texts, self._texts("news.deleted"))

    async def _cancel(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        cancelled = await self._announcing.cancel(announcement)
        stopped = "paused_now" if announcement.state is AnnouncementState.REPEATING else "cancelled_now"
        left = cancelled.sent_at is not None
        return await self._shown(cancelled, self._texts("news.left_already" if left else f"news.{stopped}"))

    async def _ask_withdraw(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        if announcement.state is not AnnouncementState.SENT:
            return await self._shown(announcement)
        return withdraw_card(self._texts, announcement)

    async def _withdraw(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        if announcement.state is not AnnouncementState.SENT:
            return await self._shown(announcement)
        return await self._shown(await self._announcing.withdraw(announcement), self._texts("news.update_going"))

    async def _again(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        doubtful = data["do"] == "news_again_doubtful"
        states = (State.DOUBTFUL,) if doubtful else (State.FAILED, State.EXPIRED)
        number = sum([await self._announcing.again(announcement, state) for state in states])
        return await self._shown(announcement, self._texts.count("news.again", number))

    async def _arrived(self, announcement: Announcement, data: Mapping[str, Any]) -> Reply:
        number = await self._announcing.arrived(announcement)
        return await self._shown(announcement, self._texts.count("news.marked_arrived", number))

    async def _read(self, data: Mapping[str, Any]) -> Reply:
        """Anyone who got it may tell that it was read; a preview's button only shows the preview again."""
        announcement = await self._announcement(data.get("id"))
        if announcement is None:
            return told_card(self._texts, self._texts("news.gone"))
        if announcement.sent_at is None:
            await self._announcing.require()
            return await self._shown(announcement)
        if announcement.state is AnnouncementState.SENT and announcement.writing.asks_read:
            await self._uow.announcements.read(announcement.id, self._said.person.id)
        shown = self._announced(announcement)
        return announcement_card(self._texts, announcement, self._said.at, shown.event, read=True)

    def _faults(self, writing: Writing, target: Announcement | None) -> dict[str, str]:
        faults = sending_faults(writing, self._calendar.event(writing.event), self._said.at)
        return {**faults, **event_fault(writing, target, self._calendar, self._said.at)}

    def _announced(self, announcement: Announcement) -> Announced:
        return Announced(announcement, self._calendar.event(announcement.writing.event))

    async def _form(
        self,
        form: Filled,
        key: str,
        target: Announcement | None = None,
        faults: Mapping[str, str] | None = None,
        *,
        also: Sequence[Event] = (),
        told: str = "",
    ) -> Reply:
        chosen = self._calendar.event(int(form.event)) if form.event.isdecimal() else None
        return form_card(
            self._texts,
            form,
            await self._uow.recipients.channels(),
            len(await self._uow.recipients.people()),
            self._said.at,
            key=key,
            replaces=target.id if target else None,
            sent=target is not None and target.sent_at is not None,
            faults=faults,
            events=offered_events(self._calendar, self._said.at, [chosen, *also]),
            told=told,
            by_library=await people_by_library(self._uow),
        )

    async def _list(self) -> Reply:
        latest = {state: await self._uow.announcements.latest(state, LISTED) for state in AnnouncementState}
        listed = {state: [self._announced(one) for one in some] for state, some in latest.items()}
        return list_card(self._texts, listed, self._said.at)

    async def _shown(self, announcement: Announcement, told: str = "") -> Reply:
        """The announcement as its team sees it: before it leaves as a preview, then by what became of it."""
        channels = await self._uow.recipients.channels()
        if announcement.sent_at is not None:
            names = channel_names(self._texts, channels)
            report = await self._announcing.report(announcement)
            return report_card(self._texts, announcement, report, names, self._said.at, told=told)
        target = await self._announcement(announcement.replaces)
        people = len(await self._uow.recipients.people())
        corrects = target is not None and target.sent_at is not None
        return preview_card(
            self._texts,
            self._announced(announcement),
            channels,
            people,
            self._said.at,
            corrects=corrects,
            own=self._approving.is_author(announcement),
            told=told,
            by_library=await people_by_library(self._uow),
            skipped=await self._uow.postings.skipped(announcement.id, LISTED) if announcement.writing.repeats else (),
        )

    async def _announcement(self, number: object) -> Announcement | None:
        known = number_of(number)
        return await self._uow.announcements.by_id(known) if known else None

    _buttons: Mapping[str, Callable[[AnnouncementTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "news_new": _new,
        "news_list": _listed,
        "news_preview": _preview,
    }
    _deeds: Mapping[str, Callable[[AnnouncementTalk, Announcement, Mapping[str, Any]], Awaitable[Reply]]] = {
        "news_open": _open,
        "news_edit": _edit,
        "news_correct": _edit,
        "news_send": _send,
        "news_propose": _propose,
        "news_approve": _approve,
        "news_give_back": _give_back,
        "news_take_back": _give_back,
        "news_keep": _keep,
        "news_delete": _delete,
        "news_cancel": _cancel,
        "news_ask_withdraw": _ask_withdraw,
        "news_withdraw": _withdraw,
        "news_again": _again,
        "news_again_doubtful": _again,
        "news_arrived": _arrived,
    }
