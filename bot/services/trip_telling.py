"""Words about peer-learning trips when they come due: who hears each, and what its card shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.intervals import at_helsinki, midnight
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import after_quiet
from bot.domain.trip_steps import Actor
from bot.domain.trip_telling import RAISED
from bot.domain.trip_words import PUBLISH, SUGGESTIONS, Audience, TripTold, TripWord
from bot.services.checked import Checked, Knowledge
from bot.services.ports import UnitOfWork
from bot.services.reached import reached
from bot.services.trip_due import DueWord, due_of
from bot.services.trip_matching import suggested_hosts, unmet_themes
from bot.services.trip_plans import plan_told
from bot.services.trip_words import raised_again

_OF_REPORT = frozenset({TripWord.REPORTED, TripWord.REPORT_CHANGED, TripWord.THANKS})
_UPSET = frozenset({TripWord.AGREED, TripWord.CANCELLED, TripWord.HOST_GONE})
"""Words for which nobody should set out before having heard them."""


async def expand_trip(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make a notice for each who is to hear a word now; what is raised will be raised again."""
    due = await due_of(uow, notice, now)
    if isinstance(due, Settlement):
        return due
    told = notice.told
    # Whoever took the step knows of it; a member who asks a library where they are asked themselves has to answer.
    author = due.taken.who if due.taken and due.of_step and due.audience is not Audience.ASKED else ""
    notices = [
        NewNotice(
            f"{told.key}:{one.id}",
            NoticeKind.TRIP,
            told.due,
            told.useful_until,
            recipient=one.id,
            data=told.data,
            trip=due.trip.id,
        )
        for one in await _recipients(uow, due, known)
        if not author or one.address.account != author or one.address.kind is RecipientKind.CHANNEL
    ]
    again = [raised_again(told, now)] if due.word in RAISED else []
    await uow.outbox.put([*notices, *again])
    return Settlement(State.SENT) if notices else unsent(notice, State.CANCELLED, "nobody")


async def check_trip(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether somebody is still to hear a word."""
    due = await due_of(uow, notice, now)
    if isinstance(due, Settlement):
        return due
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    if recipient.id not in {one.id for one in await _recipients(uow, due, known)}:
        return unsent(notice, State.CANCELLED, "no_part_any_more")
    here = at_helsinki(now)
    personal = recipient.address.kind is RecipientKind.PERSON
    later = after_quiet(here, _needed_by(due, notice.told.useful_until, here)) if personal else here
    if later > here:
        return unsent(notice, State.WAITING, "quiet_hours", later)
    name = due.taken.name if due.taken and due.of_step else ""
    told = TripTold(due.shown, due.word, due.audience, due.words, name, due.asked, await _more(uow, due, known, here))
    plan = await plan_told(uow, told, due, recipient.address, known.trip_files, now)
    if told.word is TripWord.AGREED and plan.get("was") == told.trip.agreed:
        return unsent(notice, State.CANCELLED, "changed_back")
    return Checked(replace(told, more={**told.more, **plan}), recipient)


def _needed_by(due: DueWord, latest: datetime, now: datetime) -> datetime:
    """By when a word must have come: of a plan that is changed or given up before the day on which one would travel."""
    if due.word not in _UPSET or due.audience not in (Audience.TRAVELLER, Audience.HOST):
        return latest
    plans = [due.trip.agreed, *([due.taken.before.agreed] if due.taken else [])]
    days = [plan.day for plan in plans if plan.day is not None and plan.day >= now.date()]
    return min([latest, *map(midnight, days)])


async def _more(uow: UnitOfWork, due: DueWord, known: Knowledge, now: datetime) -> Mapping[str, Any]:
    """What a word's card shows besides, as it is when it is sent: its step, what nobody offers, hosts, the report.

    The traveller's own words are not among it: they are read by a button, whose presser is checked.
    """
    more: dict[str, Any] = {}
    if due.taken and due.of_step:
        more["step"] = due.taken.step
    if due.word is TripWord.NEW:
        more["unmet"] = await unmet_themes(uow, due.trip.wanted, known.calendar.names.analyzer)
    if due.word is TripWord.SUGGESTED:
        more[SUGGESTIONS] = await suggested_hosts(uow, due.trip, known.calendar.names.analyzer, now)
    if due.word in _OF_REPORT:
        report = await uow.trips.report(due.trip.id)
        more[PUBLISH] = report is not None and report.publish
    return more


async def _recipients(uow: UnitOfWork, due: DueWord, known: Knowledge) -> Sequence[Recipient]:
    """Those who have that part in the trip now and can be reached."""
    trip = due.shown
    if due.audience is Audience.TEAM:
        return await _team(uow, known)
    if due.audience is Audience.HANDLER:
        return await _member(uow, trip.handler, known) or await _team(uow, known)
    if due.audience is Audience.FORMER:
        by_member = due.taken is not None and due.taken.by is Actor.TEAM
        return await _member(uow, due.taken.before.handler, known) if due.taken and by_member else []
    if due.audience is Audience.ASKED:
        return await _person(uow, due.asked.account if due.asked else "")
    return await _person(uow, trip.traveller if due.audience is Audience.TRAVELLER else trip.agreed.account)


async def _team(uow: UnitOfWork, known: Knowledge) -> Sequence[Recipient]:
    channel = await known.ake_channel.find(uow)
    return [channel] if channel is not None else await known.team.reachable(uow)


async def _member(uow: UnitOfWork, account: str, known: Knowledge) -> Sequence[Recipient]:
    found = await _person(uow, account)
    return found if found and await known.team.has(uow, found[0]) else []


async def _person(uow: UnitOfWork, account: str) -> Sequence[Recipient]:
    found = await uow.recipients.by_account(account) if account else None
    return [found] if found is not None and not found.unreachable else []
