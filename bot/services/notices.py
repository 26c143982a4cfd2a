"""Notices checked again when their moment has come: who is to get them, and whether they still tell the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import LEADS, Lead, after_quiet
from bot.services.alerts import check_alert
from bot.services.announcing import check_announcement
from bot.services.answer_notices import check_answer, expand_answer
from bot.services.checked import About, Checked, Knowledge
from bot.services.event_announcements import expand_update
from bot.services.feedback_asking import check_feedback, expand_feedback
from bot.services.feedback_posting import check_summary, expand_summary
from bot.services.leaving import expand_announcement
from bot.services.planning import SECOND_THOUGHTS, start_of
from bot.services.ports import UnitOfWork
from bot.services.reached import reached
from bot.services.recordings import check_recordings, expand_recording
from bot.services.repeating import expand_occurrence
from bot.services.sync_differences import check_difference
from bot.services.team_words import check_word
from bot.services.trip_telling import check_trip, expand_trip
from bot.services.usual_reminders import check_usual
from bot.services.wish_notices import check_wish, expand_wish

Render = Callable[[Notice, About, Recipient, datetime], Reply]
"""Makes what is sent of a notice, in the recipient's language."""


async def expand(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make the notices for each recipient; what becomes of the one that made them."""
    if notice.told.kind is NoticeKind.DUE_TRIP:
        return await expand_trip(uow, notice, known, now)
    if notice.told.kind is NoticeKind.DUE_OCCURRENCE:
        return await expand_occurrence(uow, notice, known, now)
    if notice.told.kind is NoticeKind.DUE_FEEDBACK:
        return await expand_feedback(uow, notice, known, now)
    if notice.told.kind is NoticeKind.DUE_ANSWER:
        return await expand_answer(uow, notice, known.hands, now)
    if notice.told.announcement is not None:
        return await expand_announcement(uow, notice, known, now)
    event = known.calendar.event(notice.told.event)
    if event is None:
        return unsent(notice, State.CANCELLED, "event_gone")
    if notice.told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    if notice.told.kind is NoticeKind.DUE_RECORDING:
        return await expand_recording(uow, notice, event, known.ake_channel, now)
    if notice.told.kind is NoticeKind.DUE_WISH:
        return await expand_wish(uow, notice, event, known.hands)
    if notice.told.kind is NoticeKind.DUE_UPDATE:
        return await expand_update(uow, event, now)
    if notice.told.kind is NoticeKind.DUE_SUMMARY:
        if not _still_on(notice, event):
            return unsent(notice, State.CANCELLED, "event_changed")
        return await expand_summary(uow, notice, event, known)
    if notice.told.kind is NoticeKind.DUE_REMINDER:
        if not _still_on(notice, event):
            return unsent(notice, State.CANCELLED, "event_changed")
        wanted = await uow.recipients.subscribers(event.id, event.facts.series, [_lead(notice)])
    else:
        if not differs(notice, event):
            return unsent(notice, State.CANCELLED, "changed_back")
        wanted = await _concerned(uow, event)
    await uow.outbox.put([_for(notice, number) for number in wanted])
    return Settlement(State.SENT)


async def check(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether a recipient's notice is still to be sent, and if not, what becomes of it.

    Changes are checked together: see `changes_together.py`.
    """
    if notice.told.kind is NoticeKind.TRIP:
        return await check_trip(uow, notice, known, now)
    if notice.told.kind is NoticeKind.TEAM_WORD:
        return await check_word(uow, notice, known, now)
    if notice.told.kind in (NoticeKind.FEEDBACK, NoticeKind.OUTCOME):
        return await check_feedback(uow, notice, known, now)
    if notice.told.kind is NoticeKind.ANSWER:
        return await check_answer(uow, notice, known, now)
    if notice.told.announcement is not None:
        return await check_announcement(uow, notice, known.calendar, now)
    if notice.told.kind is NoticeKind.RECORDING:
        return await check_recordings(uow, notice, known.calendar, now)
    if notice.told.kind is NoticeKind.ALERT:
        return await check_alert(uow, notice, now)
    if notice.told.kind is NoticeKind.SYNC:
        return await check_difference(uow, notice, known, now)
    if notice.told.kind is NoticeKind.USUAL:
        return await check_usual(uow, notice, now)
    event = known.calendar.event(notice.told.event)
    if event is None:
        return unsent(notice, State.CANCELLED, "gone")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    if notice.told.kind is NoticeKind.WISH:
        return await check_wish(uow, notice, event, recipient, now, known.hands)
    if notice.told.kind is NoticeKind.SUMMARY:
        if not _still_on(notice, event):
            return unsent(notice, State.CANCELLED, "event_changed")
        return await check_summary(uow, event, recipient, known, now)
    return await _check_reminder(uow, notice, event, recipient, now)


def differs(notice: Notice, event: Event) -> bool:
    """Whether an event is still otherwise than it was before the change that a notice tells of."""
    was, facts = notice.told.data, event.facts
    starts, ends = (datetime.fromisoformat(was[name]) for name in ("starts", "ends"))
    same_time = (starts.timestamp(), ends.timestamp()) == (facts.starts.timestamp(), facts.ends.timestamp())
    return not same_time or (was["status"], was["place"], was["form"]) != (facts.status, facts.place, facts.form)


async def _check_reminder(
    uow: UnitOfWork, notice: Notice, event: Event, recipient: Recipient, now: datetime
) -> Checked | Settlement:
    if not _still_on(notice, event):
        if await uow.outbox.waits(event.id, NoticeKind.DUE_CHANGE):
            # The change may be a slip that is mended yet, and then people are to be reminded after all.
            return unsent(notice, State.WAITING, "event_changing", now.astimezone(UTC) + SECOND_THOUGHTS)
        return unsent(notice, State.CANCELLED, "event_changed")
    if not await uow.recipients.subscribes(recipient.id, event.id, event.facts.series, [_lead(notice)]):
        return unsent(notice, State.CANCELLED, "not_wanted")
    if recipient.paused(now):
        return unsent(notice, State.CANCELLED, "paused")
    if await uow.outbox.told_since(recipient.id, event.id, notice.told.due):
        # After an interruption several leads are due together, and one reminder tells it all.
        return unsent(notice, State.EXPIRED, "told_already")
    here = at_helsinki(now)
    later = after_quiet(here, event.facts.starts) if recipient.address.kind is RecipientKind.PERSON else here
    if later > here:
        return unsent(notice, State.WAITING, "quiet_hours", later)
    return Checked(event, recipient)


async def _concerned(uow: UnitOfWork, event: Event) -> list[int]:
    """Who means to come: everyone subscribed, and whoever has been reminded, unless they want no more of it."""
    wanted = set(await uow.recipients.subscribers(event.id, event.facts.series, LEADS))
    never = set(await uow.recipients.subscribers(event.id, event.facts.series, [Lead.NEVER]))
    return sorted(wanted | (await uow.outbox.reminded(event.id) - never))


def _still_on(notice: Notice, event: Event) -> bool:
    return not event.cancelled and notice.told.data["start"] == start_of(event.facts)


def _lead(notice: Notice) -> Lead:
    return Lead(notice.told.data["lead"])


_MADE: Mapping[NoticeKind, NoticeKind] = {
    NoticeKind.DUE_REMINDER: NoticeKind.REMINDER,
    NoticeKind.DUE_CHANGE: NoticeKind.CHANGE,
}


def _for(notice: Notice, recipient: int) -> NewNotice:
    told = notice.told
    return NewNotice(
        f"{told.key}:{recipient}", _MADE[told.kind], told.due, told.useful_until, told.event, recipient, told.data
    )
