"""A word about a peer-learning trip that comes due: what it tells, and whether it is still true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.outbox import Notice, Settlement, State, unsent
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step, Taken
from bot.domain.trip_telling import ANY, OF_THE_DAY, STILL, told_of
from bot.domain.trip_words import Audience, TripWord
from bot.domain.trips import Trip
from bot.services.ports import UnitOfWork
from bot.services.trip_words import day_told, key_of_word

_OF_ASKING = frozenset({TripWord.ASK_HOST, TripWord.HOST_SILENT})


@dataclass(frozen=True, slots=True)
class DueWord:
    """A word that comes due: of which trip, of which of its steps, and to which of the hosts that were asked.

    `steps` are all of the trip's.
    """

    word: TripWord
    audience: Audience
    trip: Trip
    taken: Taken | None
    asked: AskedHost | None
    steps: Sequence[Taken]

    @property
    def of_step(self) -> bool:
        """Whether it tells of the step itself, and not of what follows it in time."""
        told = told_of(self.taken) if self.taken else ()
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


async def due_of(uow: UnitOfWork, notice: Notice, now: datetime) -> DueWord | Settlement:
    """A word that is to be told, or what becomes of one that is not."""
    data = notice.told.data
    trip = await uow.trips.by_id(notice.told.trip or 0)
    if trip is None or trip.erased:
        return unsent(notice, State.CANCELLED, "gone")
    if notice.told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    steps = await uow.trips.steps(trip.id)
    taken = next((one for one in steps if one.version == data["version"]), None)
    asked = _asked(await uow.trips.asked(trip.id), taken, data["offer"])
    due = DueWord(TripWord(data["word"]), Audience(data["to"]), trip, taken, asked, steps)
    wrong = _wrong(due, data["version"], data["day"])
    if not wrong and due.word is TripWord.WITHDRAWN and not await _was_asked(uow, due):
        wrong = "never_asked"
    return unsent(notice, State.CANCELLED, wrong) if wrong else due


def _asked(asked: Sequence[AskedHost], taken: Taken | None, offer: int) -> AskedHost | None:
    """The host that a word is about: the one asked through an offer, or the one that has answered."""
    if offer:
        return next((one for one in asked if one.offer == offer), None)
    answered = [one for one in asked if taken and taken.by is Actor.HOST and one.account == taken.who]
    return answered[-1] if answered else None


def _wrong(due: DueWord, version: int, day: str) -> str:
    """Why a word is not to be told any more, empty when it is."""
    # A step is taken back by the one that follows it.
    undone = {one.version - 1 for one in due.steps if one.step is Step.UNDO}
    if version in undone:
        return "undone"
    if due.trip.state not in STILL.get(due.word, ANY):
        return "trip_changed"
    if due.word in OF_THE_DAY:
        agreed = [one.version for one in due.steps if one.step is Step.AGREE and one.version not in undone]
        if day != day_told(due.trip) or version != max(agreed, default=version):
            return "trip_changed"
    if due.word is TripWord.STALE and version != due.trip.version:
        return "touched"
    if due.word in _OF_ASKING and not _waits(due):
        return "answered"
    if due.word is TripWord.WITHDRAWN and (due.asked is None or due.asked.reply is not Reply.WITHDRAWN):
        return "answered"
    return ""


def _waits(due: DueWord) -> bool:
    """Whether a host that was asked by the step has not answered yet; one may be asked again later."""
    asked, taken = due.asked, due.taken
    return asked is not None and asked.reply is Reply.WAITING and (taken is None or taken.at == asked.asked_at)


async def _was_asked(uow: UnitOfWork, due: DueWord) -> bool:
    """Whether the question may have reached a host: one that it has not reached need not be told to leave it."""
    for step in due.steps:
        if step.step is Step.ASK_HOST and due.asked and step.at == due.asked.asked_at:
            asked = key_of_word(due.trip.id, step.version, TripWord.ASK_HOST, Audience.ASKED, due.asked.offer)
            return await uow.outbox.left_of_trip(due.trip.id, f"{asked}:")
    return True
