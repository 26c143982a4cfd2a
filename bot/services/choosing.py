"""Which of the events that were shown a follow-up means, and which of the times that it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.events import Event, Form
from bot.services.calendar import Calendar
from bot.services.moving import is_moved
from bot.services.selection import Search, held_in
from bot.understanding.calendar_names import host_names
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Choice, Direction, Intent, Meaning

_SEVERAL = 2


def settled(meaning: Meaning, calendar: Calendar, now: datetime) -> Meaning:
    """A follow-up with the events that it points out as its `shown`; a step that leads nowhere stays."""
    if meaning.choice:
        shown = _pointed_out(meaning.choice, meaning, calendar, now)
        return replace(meaning, shown=shown, choice=None)
    beside = Search(meaning, calendar, now).beside_shown()[: meaning.selector.count]
    if not beside:
        return replace(meaning, shown=())
    return replace(meaning, shown=tuple(event.id for event in beside), step=0)


def _pointed_out(choice: Choice, meaning: Meaning, calendar: Calendar, now: datetime) -> tuple[int, ...]:
    """The numbers of the chosen events.

    If none of the shown ones is so, it is all of them, or none when what was named can be looked for elsewhere.
    """
    search = Search(meaning, calendar, now)
    shown = search.numbered(meaning.among)
    if choice.nth:
        chosen = [shown[place] for place in _places(choice.nth, len(shown))]
    elif choice.asked:
        chosen = [event for event in shown if _has_what_is_asked(event, meaning, search)]
    else:
        chosen = [event for event in shown if _is_so(event, choice, calendar)]
    if not chosen and choice.by_name:
        return ()
    return tuple(event.id for event in chosen or shown)


def at_nearest_times(meaning: Meaning, now: datetime) -> Meaning | None:
    """A follow-up at what is past of the times it may mean: "entä tammikuussa" said in February."""
    if "follow_up" not in meaning.evidence or not meaning.times:
        return None
    times = []
    for time in meaning.times:
        over = (other for other in time.alternatives if other.end is not None and other.end <= now)
        lately = time.interval if time.interval.contains(now) else next(over, None)
        if lately is None:
            return None
        times.append(replace(time, interval=lately, alternatives=(), ambiguous=False))
    return replace(meaning, times=tuple(times), direction=Direction.PAST)


def at_asked_times(meaning: Meaning) -> Meaning | None:
    """The meaning without its times if these are what is asked: "onko se aamulla vai illalla", "alkaako se 9.30"."""
    named = meaning.topic or (meaning.series and not meaning.group)
    either = "either" in meaning.evidence and len(meaning.times) >= _SEVERAL
    of_clock = Aspect.TIME in meaning.aspects and all(time.hours and not time.daily for time in meaning.times)
    if not (named and meaning.times and (either or of_clock)):
        return None
    return replace(meaning, times=(), aspects=meaning.aspects | {Aspect.TIME})


def standing_alone(meaning: Meaning) -> Meaning:
    """A time said after something else was talked of, as a question by itself: "ylihuomenna?"."""
    evidence = tuple(name for name in meaning.evidence if name != "loosely")
    own = replace(meaning, series=(), group="", topic=(), hosts=(), place="", form=None, aspects=frozenset())
    return replace(own, evidence=evidence)


def _places(nth: Sequence[int], length: int) -> list[int]:
    places = (n - 1 if n > 0 else length + n for n in nth)
    return [place for place in places if 0 <= place < length]


def _is_so(event: Event, choice: Choice, calendar: Calendar) -> bool:
    facts = event.facts
    if (choice.cancelled and not event.cancelled) or (choice.moved and not is_moved(event)):
        return False
    if choice.form and not _of_form(facts.form, choice.form):
        return False
    if choice.series and facts.series not in choice.series:
        return False
    if choice.hosts and not set(host_names(facts.host)) & set(choice.hosts):
        return False
    if choice.place and not held_in(facts.place, choice.place, calendar):
        return False
    return not choice.times or any(_at(event, time) for time in choice.times)


def _of_form(form: Form, asked: Form) -> bool:
    return form is asked or (form is Form.HYBRID and asked is not Form.REMOTE)


def _at(event: Event, time: TimeReading) -> bool:
    """Whether an event is at a time; a weekday alone is any such day of the list."""
    start = time.interval.start
    if any(interval.overlaps(event.facts.starts, event.facts.ends) for interval in (time.interval, *time.alternatives)):
        return True
    weekday = time.grain is Grain.DAY and time.text.isalpha() and start is not None
    return weekday and start is not None and start.weekday() == event.facts.starts.weekday()


def _has_what_is_asked(event: Event, meaning: Meaning, search: Search) -> bool:
    """Whether what is asked of several is true of this one."""
    facts, aspects = event.facts, meaning.aspects
    if meaning.intent is Intent.RECORDING:
        return search.can_watch(event)
    if aspects & {Aspect.REGISTRATION, Aspect.DEADLINE}:
        return facts.registration.needed
    if Aspect.SEATS in aspects:
        return facts.registration.seats is not None
    if Aspect.STATUS in aspects:
        return (event.cancelled and "cancelled" in meaning.evidence) or (
            is_moved(event) and "moved" in meaning.evidence
        )
    if Aspect.FORM in aspects and meaning.form:
        return facts.form in (meaning.form, Form.HYBRID)
    return False
