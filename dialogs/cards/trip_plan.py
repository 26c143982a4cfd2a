"""The plan of a peer-learning trip as its words tell it to both sides: when, where, what has changed, what is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.trip_words import OF_PLAN, PLAN_OVER, Audience, TripTold, TripWord
from bot.domain.trips import Agreed, Travel, Trip, TripState
from bot.services.libraries import municipalities
from bot.texts import Texts
from bot.texts.moments import EN_DASH, clock, full_day
from dialogs.cards.elements import Action, open_button

_NEAR = {0: "trip_plan.today", 1: "trip_word.day_before", 7: "trip_word.week_before"}
_BY_TICKET = frozenset({Travel.TRAIN, Travel.BUS})


def plan_title(texts: Texts, told: TripTold, now: datetime) -> str:
    """The title of a word: of a plan told again that it has changed, of a reminder what is true when it is read."""
    day = told.trip.agreed.day
    if told.word is TripWord.AGREED and isinstance(told.more.get("was"), Agreed):
        return texts("trip_plan.changed")
    if told.word not in (TripWord.WEEK_BEFORE, TripWord.DAY_BEFORE) or day is None:
        return texts(f"trip_word.{told.word}")
    near = _NEAR.get((day - now.date()).days)
    return texts(near) if near else texts("trip_plan.on", day=full_day(texts, day))


def plan_told(texts: Texts, told: TripTold) -> list[str]:
    """What a word says of the plan below the trip; nothing when it is not about it."""
    if told.word in OF_PLAN:
        return [*_changes(texts, told), *plan_sentences(texts, told.trip), *_to_do(texts, told)]
    return list(_ended(texts, told)) if told.word in PLAN_OVER else []


def plan_buttons(texts: Texts, told: TripTold) -> list[Action]:
    """The button of the calendar file below a word about the plan."""
    over = told.word in PLAN_OVER
    return calendar_buttons(texts, told.more.get("file", ""), over=over) if over or told.word in OF_PLAN else []


def plan_sentences(texts: Texts, trip: Trip) -> list[str]:
    """What the trip's own lines do not tell of its plan: the times, the house, the programme."""
    agreed = trip.agreed
    house = municipalities().get(agreed.host, "")
    times, *programme = agreement_sentences(texts, agreed)
    found = [times, texts("trip_plan.house", house=house) if house else "", *programme]
    return [one for one in found if one]


def agreement_sentences(texts: Texts, agreed: Agreed) -> list[str]:
    """The times and the programme, each empty while it is not agreed."""
    times = _times(agreed)
    return [
        texts("trip_plan.times", times=times) if times else "",
        texts("trip_plan.plan", plan=agreed.plan) if agreed.plan else "",
    ]


def calendar_buttons(texts: Texts, address: str, *, over: bool = False) -> list[Action]:
    """The button of the calendar file, where there is an address for it; of a trip that is `over` it strikes it out."""
    title = texts("trip_plan_button.strike_out" if over else "trip_plan_button.calendar")
    return [open_button(title, address)] if address else []


def _changes(texts: Texts, told: TripTold) -> Iterator[str]:
    """What is otherwise than it was told before."""
    was, now = told.more.get("was"), told.trip.agreed
    if not isinstance(was, Agreed):
        return
    if was.day and now.day and was.day != now.day:
        yield texts("trip_plan.day_changed", old=full_day(texts, was.day), new=full_day(texts, now.day))
    if _times(was) != _times(now):
        nothing = texts("trip_plan.no_times")
        yield texts("trip_plan.times_changed", old=_times(was) or nothing, new=_times(now) or nothing)
    if was.host != now.host:
        yield texts("trip_plan.host_changed", old=was.host, new=now.host)
    elif was.contact != now.contact:
        yield texts("trip_plan.contact_changed", new=now.contact or texts("trip_plan.nobody"))
    if was.plan != now.plan:
        yield texts("trip_plan.plan_changed")


def _to_do(texts: Texts, told: TripTold) -> Iterator[str]:
    """What is still to be done before the day."""
    traveller = told.audience is Audience.TRAVELLER
    if told.word is TripWord.AGREED and traveller and told.trip.wanted.travel in _BY_TICKET:
        yield texts("trip_plan.tickets")
    if told.word is TripWord.AGREED and traveller and told.trip.wanted.travel is Travel.CAR:
        yield texts("trip_plan.kilometres")
    if told.word is not TripWord.AGREED:
        yield texts("trip_plan.if_hindered" if traveller else "trip_plan.if_hindered_host")


def _ended(texts: Texts, told: TripTold) -> Iterator[str]:
    """What a plan that was given up leaves to be done."""
    was, traveller = told.more.get("was"), told.audience is Audience.TRAVELLER
    if not isinstance(was, Agreed):
        return
    if was.day and told.trip.agreed.day != was.day:
        yield texts("trip_plan.was_to_be", day=full_day(texts, was.day), host=was.host)
    if told.more.get("before") is TripState.AGREED:
        yield texts("trip_plan.undo_bookings" if traveller else "trip_plan.undo_nothing_but_calendar")
    elif not traveller:
        yield texts("trip_plan.nothing_to_do")
    if told.word is TripWord.HOST_GONE:
        yield texts("trip_plan.another_is_sought")


def _times(agreed: Agreed) -> str:
    """ "9.30–15.00", or one of them alone with a dash where the other would be."""
    if agreed.starts is None and agreed.ends is None:
        return ""
    return EN_DASH.join(clock(one) if one else "" for one in (agreed.starts, agreed.ends))
