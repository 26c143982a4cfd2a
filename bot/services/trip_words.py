"""Words about peer-learning trips: put into the outbox with the step that causes them, checked when due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.intervals import HELSINKI, at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.reminders import after_quiet, works_on
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import STEPS, Taken
from bot.domain.trip_words import (
    ANY,
    OF_THE_DAY,
    SILENT_WORKDAYS,
    STILL,
    SUGGESTIONS,
    TOLD,
    UNTOUCHED_WORKDAYS,
    USEFUL,
    Audience,
    TripTold,
    TripWord,
)
from bot.domain.trips import Trip
from bot.services.checked import Checked, Knowledge
from bot.services.holidays import is_holiday
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork
from bot.services.trip_later import later_words
from bot.services.trip_matching import suggested_hosts

_MORNING = time(9, 0)


def key_of(trip: int, version: int) -> str:
    """How the keys of all notices begin that a step has caused."""
    return f"trip:{trip}:{version}:"


async def tell_of_step(uow: UnitOfWork, trip: Trip, taken: Taken, asked: Collection[AskedHost] = ()) -> None:
    """Put what a step tells into the outbox, and what is raised when nothing follows it."""
    undoable = STEPS[taken.step].undoable if taken.step in STEPS else False
    due = at_helsinki(taken.at.astimezone(UTC) + SECOND_THOUGHTS) if undoable else taken.at
    told = TOLD.get(taken.step, ())
    notices = [due_word(trip, word, to, due) for word, to in told if to is not Audience.ASKED]
    for one in asked:
        notices.append(due_word(trip, TripWord.ASK_HOST, Audience.ASKED, due, offer=one.offer))
        silent = workdays_later(taken.at, SILENT_WORKDAYS)
        notices.append(due_word(trip, TripWord.HOST_SILENT, Audience.HANDLER, silent, offer=one.offer))
    if trip.state in STILL[TripWord.STALE]:
        stale = workdays_later(taken.at, UNTOUCHED_WORKDAYS)
        notices.append(due_word(trip, TripWord.STALE, Audience.TEAM, stale))
    later = later_words(trip, taken)
    notices += [due_word(trip, word, to, at, until=until) for word, to, at, until in later]
    await uow.outbox.put(notices)


def due_word(
    trip: Trip, word: TripWord, to: Audience, due: datetime, *, until: datetime | None = None, offer: int = 0
) -> NewNotice:
    """The notice that finds out, when it is due, who hears a word. Of an `offer` it tells the one that was asked."""
    useful = until or at_helsinki(due.astimezone(UTC) + USEFUL)
    data = {"word": word, "to": to, "version": trip.version, "offer": offer, "day": _day(trip)}
    key = f"{key_of(trip.id, trip.version)}{word}:{to}:{offer}"
    return NewNotice(key, NoticeKind.DUE_TRIP, due, useful, data=data, trip=trip.id)


def workdays_later(moment: datetime, number: int) -> datetime:
    """The morning so many working days later."""
    day = at_helsinki(moment).date()
    while number:
        day += timedelta(days=1)
        number -= works_on(day, is_holiday)
    return datetime.combine(day, _MORNING, HELSINKI)


async def expand_trip(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make a notice for each who is to hear a word now."""
    trip = await uow.trips.by_id(notice.told.trip or 0)
    wrong = await _past(uow, notice, trip, now)
    if wrong is not None or trip is None:
        return wrong or unsent(notice, State.CANCELLED, "gone")
    told, taken = notice.told, await _step_of(uow, notice)
    audience, offer = Audience(told.data["to"]), told.data["offer"]
    wanted = await _recipients(uow, trip, audience, offer, known)
    # Whoever took the step knows of it; of what they asked the clock to tell later they do not.
    author = taken.who if taken is not None and _of_step(notice, taken) else ""
    notices = [
        NewNotice(
            f"{told.key}:{one.id}",
            NoticeKind.TRIP,
            told.due,
            told.useful_until,
            recipient=one.id,
            data=told.data,
            trip=trip.id,
        )
        for one in wanted
        if not author or one.address.account != author or one.address.kind is RecipientKind.CHANNEL
    ]
    await uow.outbox.put(notices)
    return Settlement(State.SENT) if notices else unsent(notice, State.CANCELLED, "nobody")


async def check_trip(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether somebody is still to hear a word."""
    trip = await uow.trips.by_id(notice.told.trip or 0)
    recipient = await uow.recipients.by_id(notice.told.recipient or 0)
    wrong = await _past(uow, notice, trip, now)
    if wrong is not None or trip is None or recipient is None:
        return wrong or unsent(notice, State.CANCELLED, "gone")
    if recipient.unreachable:
        return unsent(notice, State.FAILED, recipient.unreachable)
    data = notice.told.data
    audience = Audience(data["to"])
    if recipient.id not in {one.id for one in await _recipients(uow, trip, audience, data["offer"], known)}:
        return unsent(notice, State.CANCELLED, "no_part_any_more")
    here = at_helsinki(now)
    personal = recipient.address.kind is RecipientKind.PERSON
    later = after_quiet(here, notice.told.useful_until) if personal else here
    if later > here:
        return unsent(notice, State.WAITING, "quiet_hours", later)
    taken, asked = await _step_of(uow, notice), await _asked(uow, trip, data["offer"])
    words, name = (taken.words, taken.name) if taken else ("", "")
    word = TripWord(data["word"])
    analyzer = known.calendar.names.analyzer
    more = {SUGGESTIONS: await suggested_hosts(uow, trip, analyzer, here)} if word is TripWord.SUGGESTED else {}
    return Checked(TripTold(trip, word, audience, words, name, asked, more), recipient)


async def _past(uow: UnitOfWork, notice: Notice, trip: Trip | None, now: datetime) -> Settlement | None:
    """What becomes of a word that is not to be told any more."""
    data = notice.told.data
    word = TripWord(data["word"])
    if trip is None or trip.erased:
        return unsent(notice, State.CANCELLED, "gone")
    if now.timestamp() >= notice.told.useful_until.timestamp():
        return unsent(notice, State.EXPIRED, "too_late")
    if trip.state not in STILL.get(word, ANY) or (word in OF_THE_DAY and data["day"] != _day(trip)):
        return unsent(notice, State.CANCELLED, "trip_changed")
    if word is TripWord.STALE and data["version"] != trip.version:
        return unsent(notice, State.CANCELLED, "touched")
    if word in (TripWord.ASK_HOST, TripWord.HOST_SILENT):
        asked = await _asked(uow, trip, data["offer"])
        if asked is None or asked.reply is not Reply.WAITING:
            return unsent(notice, State.CANCELLED, "answered")
    return None


async def _recipients(
    uow: UnitOfWork, trip: Trip, audience: Audience, offer: int, known: Knowledge
) -> Sequence[Recipient]:
    """Those who have that part in the trip now and can be reached."""
    if audience is Audience.TEAM:
        return await _team(uow, known)
    if audience is Audience.HANDLER:
        handler = await _person(uow, trip.handler)
        if handler and await known.team.has(uow, handler[0]):
            return handler
        return await _team(uow, known)
    if audience is Audience.ASKED:
        asked = await _asked(uow, trip, offer)
        return await _person(uow, asked.account if asked else "")
    return await _person(uow, trip.traveller if audience is Audience.TRAVELLER else trip.agreed.account)


async def _team(uow: UnitOfWork, known: Knowledge) -> Sequence[Recipient]:
    channel = await known.ake_channel.find(uow)
    return [channel] if channel is not None else await known.team.reachable(uow)


async def _person(uow: UnitOfWork, account: str) -> Sequence[Recipient]:
    found = await uow.recipients.by_account(account) if account else None
    return [found] if found is not None and not found.unreachable else []


async def _asked(uow: UnitOfWork, trip: Trip, offer: int) -> AskedHost | None:
    if not offer:
        return None
    return next((one for one in await uow.trips.asked(trip.id) if one.offer == offer), None)


async def _step_of(uow: UnitOfWork, notice: Notice) -> Taken | None:
    """The step that caused a notice."""
    version = notice.told.data["version"]
    return next((one for one in await uow.trips.steps(notice.told.trip or 0) if one.version == version), None)


def _of_step(notice: Notice, taken: Taken) -> bool:
    """Whether a word tells of the step itself, and not of what follows it in time."""
    data = notice.told.data
    return (data["word"], data["to"]) in TOLD.get(taken.step, ())


def _day(trip: Trip) -> str:
    day: date | None = trip.agreed.day
    return day.isoformat() if day else ""
