"""Words about peer-learning trips when they come due: whether each is still true, and who hears it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import after_quiet
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step, Taken
from bot.domain.trip_words import ANY, OF_THE_DAY, RAISED, STILL, SUGGESTIONS, TOLD, Audience, TripTold, TripWord
from bot.domain.trips import Trip
from bot.services.checked import Checked, Knowledge
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import suggested_hosts, unmet_themes
from bot.services.trip_plans import plan_told
from bot.services.trip_words import day_told, key_of_word, raised_again

_OF_ASKING = frozenset({TripWord.ASK_HOST, TripWord.HOST_SILENT})


@dataclass(frozen=True, slots=True)
class _Due:
    """A word that comes due: of which trip, of which of its steps, and to which of the hosts that were asked."""

    word: TripWord
    audience: Audience
    trip: Trip
    taken: Taken | None
    asked: AskedHost | None

    @property
    def of_step(self) -> bool:
        """Whether it tells of the step itself, and not of what follows it in time."""
        told = TOLD.get(self.taken.step, ()) if self.taken else ()
        return (self.word, self.audience) in told or self.word is TripWord.WITHDRAWN

    @property
    def shown(self) -> Trip:
        """The trip as it is told: a host that was let go of knows it with the host that it was."""
        if self.taken and self.taken.step is Step.LET_HOST_GO and self.audience is Audience.HOST:
            return replace(self.trip, agreed=self.taken.before.agreed)
        return self.trip

    @property
    def words(self) -> str:
        """What was written with the step.

        Why a trip was declined or cancelled may be the traveller's own matter, and is not told to hosts.
        """
        to_host = self.audience in (Audience.HOST, Audience.ASKED)
        hidden = to_host and self.word in (TripWord.CANCELLED, TripWord.WITHDRAWN)
        return self.taken.words if self.taken and self.of_step and not hidden else ""


async def expand_trip(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make a notice for each who is to hear a word now; what is raised will be raised again."""
    due = await _due(uow, notice, now)
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
    due = await _due(uow, notice, now)
    if isinstance(due, Settlement):
        return due
    recipient = await uow.recipients.by_id(notice.told.recipient or 0)
    if recipient is None:
        return unsent(notice, State.CANCELLED, "gone")
    if recipient.unreachable:
        return unsent(notice, State.FAILED, recipient.unreachable)
    if recipient.id not in {one.id for one in await _recipients(uow, due, known)}:
        return unsent(notice, State.CANCELLED, "no_part_any_more")
    here = at_helsinki(now)
    personal = recipient.address.kind is RecipientKind.PERSON
    later = after_quiet(here, notice.told.useful_until) if personal else here
    if later > here:
        return unsent(notice, State.WAITING, "quiet_hours", later)
    name = due.taken.name if due.taken and due.of_step else ""
    told = TripTold(due.shown, due.word, due.audience, due.words, name, due.asked, await _more(uow, due, known, here))
    plan = await plan_told(uow, told, due.taken, recipient.address, known.trip_files, now)
    if told.word is TripWord.AGREED and plan.get("was") == told.trip.agreed:
        return unsent(notice, State.CANCELLED, "changed_back")
    return Checked(replace(told, more={**told.more, **plan}), recipient)


async def _more(uow: UnitOfWork, due: _Due, known: Knowledge, now: datetime) -> Mapping[str, Any]:
    """What a word's card shows besides: its step, what nobody offers, and which hosts are suggested."""
    more: dict[str, Any] = {}
    if due.taken and due.of_step:
        more["step"] = due.taken.step
    if due.word is TripWord.NEW:
        more["unmet"] = await unmet_themes(uow, due.trip.wanted, known.calendar.names.analyzer)
    if due.word is TripWord.SUGGESTED:
        more[SUGGESTIONS] = await suggested_hosts(uow, due.trip, known.calendar.names.analyzer, now)
    return more


async def _due(uow: UnitOfWork, notice: Notice, now: datetime) -> _Due | Settlement:
    """A word that is to be told, or what becomes of one that is not."""
    data = notice.told.data
    trip = await uow.trips.by_id(notice.told.trip or 0)
    if trip is None or trip.erased:
        return unsent(notice, State.CANCELLED, "gone")
    if now.timestamp() >= notice.told.useful_until.timestamp():
        return unsent(notice, State.EXPIRED, "too_late")
    steps = await uow.trips.steps(trip.id)
    taken = next((one for one in steps if one.version == data["version"]), None)
    asked = _asked(await uow.trips.asked(trip.id), taken, data["offer"])
    due = _Due(TripWord(data["word"]), Audience(data["to"]), trip, taken, asked)
    wrong = _wrong(due, steps, data["version"], data["day"])
    if not wrong and due.word is TripWord.WITHDRAWN and not await _was_asked(uow, due, steps):
        wrong = "never_asked"
    return unsent(notice, State.CANCELLED, wrong) if wrong else due


def _asked(asked: Sequence[AskedHost], taken: Taken | None, offer: int) -> AskedHost | None:
    """The host that a word is about: the one asked through an offer, or the one that has answered."""
    if offer:
        return next((one for one in asked if one.offer == offer), None)
    answered = [one for one in asked if taken and taken.by is Actor.HOST and one.account == taken.who]
    return answered[-1] if answered else None


def _wrong(due: _Due, steps: Sequence[Taken], version: int, day: str) -> str:
    """Why a word is not to be told any more, empty when it is."""
    # A step is taken back by the one that follows it.
    undone = {one.version - 1 for one in steps if one.step is Step.UNDO}
    if version in undone:
        return "undone"
    if due.trip.state not in STILL.get(due.word, ANY):
        return "trip_changed"
    if due.word in OF_THE_DAY:
        agreed = [one.version for one in steps if one.step is Step.AGREE and one.version not in undone]
        if day != day_told(due.trip) or version != max(agreed, default=version):
            return "trip_changed"
    if due.word is TripWord.STALE and version != due.trip.version:
        return "touched"
    if due.word in _OF_ASKING and not _waits(due):
        return "answered"
    if due.word is TripWord.WITHDRAWN and (due.asked is None or due.asked.reply is not Reply.WITHDRAWN):
        return "answered"
    return ""


def _waits(due: _Due) -> bool:
    """Whether a host that was asked by the step has not answered yet; one may be asked again later."""
    asked, taken = due.asked, due.taken
    return asked is not None and asked.reply is Reply.WAITING and (taken is None or taken.at == asked.asked_at)


async def _was_asked(uow: UnitOfWork, due: _Due, steps: Sequence[Taken]) -> bool:
    """Whether the question may have reached a host: one that it has not reached need not be told to leave it."""
    for step in steps:
        if step.step is Step.ASK_HOST and due.asked and step.at == due.asked.asked_at:
            asked = key_of_word(due.trip.id, step.version, TripWord.ASK_HOST, Audience.ASKED, due.asked.offer)
            return await uow.outbox.left_of_trip(due.trip.id, f"{asked}:")
    return True


async def _recipients(uow: UnitOfWork, due: _Due, known: Knowledge) -> Sequence[Recipient]:
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
