"""Words about peer-learning trips: put into the outbox with the step that causes them, and raised when nothing follows.

When they come due `bot/services/trip_due.py` finds whether they are still true, and `trip_telling.py` who hears them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime

from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, NoticeKind
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_steps import STEPS, Step, Taken
from bot.domain.trip_telling import RAISED_FOR, SILENT_WORKDAYS, STILL, UNTOUCHED_WORKDAYS, USEFUL, told_of
from bot.domain.trip_words import Audience, TripWord
from bot.domain.trips import Trip, TripState
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork
from bot.services.trip_later import later_words
from bot.services.workdays import morning, workdays_later


def key_of(trip: int, version: int) -> str:
    """How the keys of all notices begin that a step has caused."""
    return f"trip:{trip}:{version}:"


def key_of_word(trip: int, version: int, word: TripWord, to: Audience, offer: int = 0) -> str:
    """The key of the notice that a step has caused; those made of it, one for each who hears it, go on with a colon."""
    return f"{key_of(trip, version)}{word}:{to}:{offer}"


async def tell_of_step(
    uow: UnitOfWork,
    trip: Trip,
    taken: Taken,
    asked: Collection[AskedHost] = (),
    withdrawn: Collection[AskedHost] = (),
) -> None:
    """Put what a step tells into the outbox, and what is raised when nothing follows it.

    `asked` are the hosts that it asks, `withdrawn` those that need not answer any more.
    """
    undoable = STEPS[taken.step].undoable if taken.step in STEPS else False
    due = at_helsinki(taken.at.astimezone(UTC) + SECOND_THOUGHTS) if undoable else taken.at
    of_draft = taken.before.state is TripState.DRAFT and taken.step is not Step.SEND
    told = () if of_draft else told_of(taken)
    notices = [due_word(trip, word, to, due) for word, to in told if to is not Audience.ASKED]
    for one in asked:
        notices.append(due_word(trip, TripWord.ASK_HOST, Audience.ASKED, due, offer=one.offer))
        silent = workdays_later(taken.at, SILENT_WORKDAYS)
        raised = due_word(
            trip, TripWord.HOST_SILENT, Audience.HANDLER, silent, until=silent + RAISED_FOR, offer=one.offer
        )
        notices.append(raised)
    notices += [due_word(trip, TripWord.WITHDRAWN, Audience.ASKED, due, offer=one.offer) for one in withdrawn]
    later = later_words(trip, taken)
    notices += [due_word(trip, word, to, at, until=until) for word, to, at, until in later]
    await uow.outbox.put(notices)
    await raise_later(uow, trip, taken.at)


async def raise_later(uow: UnitOfWork, trip: Trip, now: datetime) -> None:
    """Let a trip be raised when nobody touches it: a request after some days, an agreed one some days after its day."""
    if trip.state not in STILL[TripWord.STALE]:
        return
    day = trip.agreed.day if trip.state is TripState.AGREED else None
    since = max(now, morning(day)) if day else now
    due = workdays_later(since, UNTOUCHED_WORKDAYS)
    await uow.outbox.put([due_word(trip, TripWord.STALE, Audience.TEAM, due, until=due + RAISED_FOR)])


def raised_again(notice: NewNotice, now: datetime) -> NewNotice:
    """The notice that raises the same once more, if still nobody has done anything by then."""
    again = notice.data.get("round", 1) + 1
    days = UNTOUCHED_WORKDAYS if notice.data["word"] == TripWord.STALE else SILENT_WORKDAYS
    due = workdays_later(now, days)
    key = f"{notice.key.partition('#')[0]}#{again}"
    data = {**notice.data, "round": again}
    return NewNotice(key, notice.kind, due, due + RAISED_FOR, data=data, trip=notice.trip)


def due_word(
    trip: Trip, word: TripWord, to: Audience, due: datetime, *, until: datetime | None = None, offer: int = 0
) -> NewNotice:
    """The notice that finds out, when it is due, who hears a word. Of an `offer` it tells the one that was asked."""
    useful = until or at_helsinki(due.astimezone(UTC) + USEFUL)
    data = {"word": word, "to": to, "version": trip.version, "offer": offer, "day": day_told(trip)}
    key = key_of_word(trip.id, trip.version, word, to, offer)
    return NewNotice(key, NoticeKind.DUE_TRIP, due, useful, data=data, trip=trip.id)


async def offers_told(uow: UnitOfWork, trip: int, beginning: str, word: TripWord) -> frozenset[int]:
    """The offers through which those were asked to whom notices whose keys begin so tell a word."""
    told = await uow.outbox.data_of_trip(trip, beginning)
    return frozenset(one["offer"] for one in told if one["word"] == word)


def day_told(trip: Trip) -> str:
    """The agreed day as a notice keeps it, empty when none is agreed."""
    day: date | None = trip.agreed.day
    return day.isoformat() if day else ""
