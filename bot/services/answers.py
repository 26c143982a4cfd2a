"""From a meaning to an answer: which events of the calendar, how surely, and what else may help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.services.choosing import at_asked_times, at_nearest_times, settled, standing_alone
from bot.services.moving import is_moved, was_at
from bot.services.placing import names_something, placed
from bot.services.selection import Search
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning, Selector, Which
from bot.understanding.reminding import Action, Reminding


class Outcome(StrEnum):
    """How the calendar answered."""

    FOUND = "found"
    NOTHING = "nothing"
    UNSURE = "unsure"
    NO_EVENTS_ASKED = "no_events_asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: `events` answer the question; `nearest` are offered when nothing does.

    `assumed` names an assumption that must be said: "next" when no event was named and the next was taken.
    """

    meaning: Meaning
    outcome: Outcome
    events: tuple[Event, ...] = ()
    nearest: tuple[Event, ...] = ()
    assumed: str = ""


_ONE_EVENT_ASPECTS = frozenset(
    {Aspect.TIME, Aspect.LINK, Aspect.HOST, Aspect.DURATION, Aspect.PLACE, Aspect.TOPIC, Aspect.REGISTRATION,
     Aspect.DEADLINE, Aspect.SEATS, Aspect.FORM, Aspect.AUDIENCE, Aspect.CERTIFICATE}
)  # fmt: skip


def answer(meaning: Meaning, calendar: Calendar, now: datetime) -> Answer:
    """Answer a meaning from the calendar as it is at a moment."""
    if meaning.choice or meaning.step:
        meaning = settled(meaning, calendar, now)
        if meaning.step:
            return Answer(meaning, Outcome.NOTHING)
    meaning = placed(meaning, calendar, now)
    if meaning.stranger and meaning.intent in (Intent.EVENTS, Intent.RECORDING):
        named = bool(meaning.topic or (meaning.series and not meaning.group))
        others = Search(meaning, calendar, now).run(Direction.COMING)[0] if named else []
        return Answer(meaning, Outcome.NOTHING, nearest=tuple(others[:2]))
    if meaning.intent is Intent.EVENTS:
        return _events(meaning, calendar, now)
    if meaning.intent is Intent.RECORDING:
        return _recordings(meaning, calendar, now)
    if meaning.intent is Intent.FEEDBACK:
        return _one_meant(meaning, calendar, now, Direction.PAST)
    if meaning.intent is Intent.REMINDER and (meaning.reminding or Reminding()).action in (Action.SET, Action.STOP):
        return _one_meant(meaning, calendar, now, Direction.COMING)
    return Answer(meaning, Outcome.NO_EVENTS_ASKED)


def _events(meaning: Meaning, calendar: Calendar, now: datetime) -> Answer:
    search = Search(meaning, calendar, now)
    if meaning.shown:
        return _found(meaning, search.shown())
    special = _by_registration_or_status(meaning, search)
    if special is not None:
        return special
    found, unsure = search.run()
    if _looks_back(meaning, search) and not found and not unsure:
        # "Oliko siitä jotain tulossa": people ask in the past tense of what is to come, too.
        return _events(replace(meaning, direction=Direction.COMING), calendar, now)
    if unsure and search.past_topic():
        unsure = []
    elif unsure:
        return Answer(meaning, Outcome.UNSURE, tuple(unsure[:3]))
    if not found and "series" in meaning.evidence and not any(word.cued for word in meaning.topic):
        found = search.on_any_topic()
    if not found and (asked := at_asked_times(meaning)):
        return _events(asked, calendar, now)
    if not found and (called := search.called_by_times()):
        return _found(replace(meaning, times=()), called)
    if not found and {"watch", "watch_later"} & set(meaning.evidence):
        return _recordings(replace(meaning, intent=Intent.RECORDING, times=(), direction=Direction.PAST), calendar, now)
    if not found and (lately := at_nearest_times(meaning, now)):
        found = Search(lately, calendar, now).run()[0]
        meaning = lately if found else meaning
    if not found and "loosely" in meaning.evidence:
        return _events(standing_alone(meaning), calendar, now)
    if not found and (moved := _moved_from(meaning, search)):
        return _found(meaning, moved)
    if not found:
        return Answer(meaning, Outcome.NOTHING, nearest=_nearest(meaning, search))
    chosen = _choose(meaning, found)
    return _found(meaning, chosen, "" if search.refers else "next")


def _moved_from(meaning: Meaning, search: Search) -> list[Event]:
    """What is named and was to be at the times that were asked: "onhan johtajien kahvit 16.11."."""
    named = meaning.topic or (meaning.series and not meaning.group)
    return [event for event in search.without_times() if was_at(event, meaning.times)] if named else []


def _looks_back(meaning: Meaning, search: Search) -> bool:
    """Whether something certain of the past is asked for, at no certain time."""
    return meaning.direction is Direction.PAST and not meaning.times and search.refers


def _found(meaning: Meaning, events: list[Event], assumed: str = "") -> Answer:
    return Answer(meaning, Outcome.FOUND, tuple(events), assumed=assumed)


def _choose(meaning: Meaning, found: list[Event]) -> list[Event]:
    """Those of the found that are meant: the next, the last, or all."""
    selector = _selector(meaning)
    if selector.which is Which.ALL:
        return found
    going_on = [event for event in found if not event.cancelled] or found
    if len(meaning.series) > 1 and not meaning.group and not meaning.topic:
        # "Milloin on seuraava työpaja ja milloin seuraava digivartti": of each its own.
        of_each = [[e for e in going_on if e.facts.series == name] for name in meaning.series]
        chosen = {event.id for events in of_each for event in _end_of(events, selector)}
        return [event for event in going_on if event.id in chosen]
    return _end_of(going_on, selector)


def _end_of(events: list[Event], selector: Selector) -> list[Event]:
    """The first or the last so many."""
    return events[-selector.count :] if selector.which is Which.LAST else events[: selector.count]


def _selector(meaning: Meaning) -> Selector:
    """What was said of which; a question about one thing of a series means its next event."""
    if meaning.selector.which is not Which.ALL:
        return meaning.selector
    asks_one = bool(meaning.aspects & _ONE_EVENT_ASPECTS) and not meaning.aspects & {
        Aspect.COUNT,
        Aspect.STATUS,
    }
    lists = (
        "all_of_them" in meaning.evidence
        or meaning.times
        or meaning.topic
        or meaning.hosts
        or meaning.place
        or meaning.form
    )
    if asks_one and not lists:
        return Selector(Which.LAST if meaning.direction is Direction.PAST else Which.FIRST)
    if meaning.direction is Direction.PAST and not meaning.times and not meaning.topic and asks_one:
        return Selector(Which.LAST)
    return meaning.selector


def _by_registration_or_status(meaning: Meaning, search: Search) -> Answer | None:
    """ "Mihin pitää ilmoittautua ensi kuussa", "onko jotain peruttu": lists of their own."""
    if (meaning.series and not meaning.group) or meaning.topic or meaning.hosts:
        return None
    closing = Aspect.DEADLINE in meaning.aspects and meaning.times
    if closing:
        return _listed(meaning, search.to_sign_up_for(lambda event: _closes_within(event, meaning)))
    if Aspect.REGISTRATION in meaning.aspects and meaning.times and (not meaning.series or meaning.group):
        found = search.to_sign_up_for(
            lambda event: _closes_within(event, meaning) or (not event.cancelled and _within(event, meaning))
        )
        return _listed(meaning, found) if found else None
    if meaning.aspects & {Aspect.REGISTRATION, Aspect.DEADLINE, Aspect.SEATS} and not meaning.times:
        found = search.to_sign_up_for(search.can_register)
        # Of several series together that ask for none, all are told to need none; "nothing found" would be false.
        return _listed(meaning, found or (search.run()[0] if meaning.group else []))
    if Aspect.STATUS in meaning.aspects and meaning.times and (not meaning.series or meaning.group):
        found = search.changed(
            lambda event: was_at(event, meaning.times) or (_changed(event, meaning) and _within(event, meaning))
        )
        return _listed(meaning, found) if found else None
    if Aspect.STATUS in meaning.aspects and not meaning.times:
        return _listed(meaning, search.changed(lambda event: _changed(event, meaning)))
    return None


def _changed(event: Event, meaning: Meaning) -> bool:
    """Whether an event is cancelled or moved, whichever was asked."""
    return (event.cancelled and "cancelled" in meaning.evidence) or (is_moved(event) and "moved" in meaning.evidence)


def _within(event: Event, meaning: Meaning) -> bool:
    facts = event.facts
    return any(time.interval.overlaps(facts.starts, facts.ends) for time in meaning.times)


def _closes_within(event: Event, meaning: Meaning) -> bool:
    closes = event.facts.registration.closes
    if closes is None or event.cancelled:
        return False
    day = Interval.of_day(closes)
    return any(day.intersection(time.interval) for time in meaning.times)


def _listed(meaning: Meaning, events: list[Event]) -> Answer:
    return _found(meaning, events) if events else Answer(meaning, Outcome.NOTHING)


def _nearest(meaning: Meaning, search: Search) -> tuple[Event, ...]:
    """The nearest true alternative: the same of another host, in another place, at another time, moved, the series."""
    if meaning.besides:
        return tuple(event for event in search.nearest_in_time() if event.facts.series in meaning.series)
    if names_something(meaning) and (of_others := search.of_others() or search.elsewhere()):
        return tuple(of_others[:2])
    if meaning.topic:
        options = search.without_times() or search.without_series() or search.past_topic()
        if not options and meaning.series and not meaning.group:
            options = search.without_topic()
        return tuple(options[:2])
    if meaning.times and (moved := search.changed(lambda event: was_at(event, meaning.times))):
        return tuple(moved[:2])
    if meaning.direction is Direction.PAST and not meaning.series:
        return ()
    if meaning.series and not meaning.group:
        return tuple(search.nearest_in_time())
    return tuple(search.at_those_times()[:2] or search.nearest_in_time())


def _recordings(meaning: Meaning, calendar: Calendar, now: datetime) -> Answer:
    search = Search(meaning, calendar, now)
    if meaning.shown:
        return _found(meaning, search.shown())
    names_one = meaning.topic or meaning.hosts or meaning.times
    if not names_one and not (meaning.selector.which is Which.LAST and meaning.series):
        watchable = search.watchable()
        if meaning.selector.which is not Which.ALL:
            watchable = watchable[: meaning.selector.count]
        return _listed(meaning, watchable)
    found, unsure = search.run(None if meaning.times else Direction.PAST)
    if not found and not unsure:
        found, unsure = search.run(Direction.COMING)
    if not found and not unsure and meaning.times and (meaning.topic or meaning.series):
        # "Onko tallenne voimassa vielä ensi vuonna": the time is the recording's, not the event's.
        return _recordings(replace(meaning, times=()), calendar, now)
    if unsure:
        return Answer(meaning, Outcome.UNSURE, tuple(unsure[:3]))
    if not found:
        return Answer(meaning, Outcome.NOTHING)
    if meaning.selector.which is Which.LAST:
        found = found[-meaning.selector.count :]
    with_one = [event for event in found if search.can_watch(event)]
    missed = "missed" in meaning.evidence and not {"recording", "watch_later", "watch"} & set(meaning.evidence)
    return _found(meaning, with_one if with_one and not missed and not meaning.topic else found)


def _one_meant(meaning: Meaning, calendar: Calendar, now: datetime, direction: Direction) -> Answer:
    """The event that feedback or a reminder is about, if one is named."""
    search = Search(meaning, calendar, now)
    if meaning.shown:
        return _found(meaning, search.shown())
    if not search.refers:
        return Answer(meaning, Outcome.NO_EVENTS_ASKED)
    found, unsure = search.run(direction)
    if not found and not unsure and direction is Direction.COMING:
        found = search.called_by_times() or search.without_series()
    if unsure or not found:
        return Answer(meaning, Outcome.UNSURE if unsure else Outcome.NOTHING, tuple(unsure[:3]))
    going_on = [event for event in found if not event.cancelled] or found
    one = going_on[-1:] if direction is Direction.PAST else going_on[:1]
    several = meaning.topic or (meaning.times and direction is Direction.COMING)
    return _found(meaning, going_on if several else one)
