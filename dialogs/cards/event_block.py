"""One event on a card: what, when, how long, who, where, and the buttons to join, register or watch."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.events import Event, Form, Status
from bot.texts import Texts
from bot.texts.moments import clock, duration, said_span, short_date, when
from bot.understanding.meaning import Aspect
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    line,
    open_button,
    plain,
    press_button,
    safe_link,
    shortened,
)

LONGEST_DESCRIPTION = 600
"""Characters of a description on a card: longer ones push what else is there off a phone's screen."""


def event_block(
    texts: Texts,
    event: Event,
    now: datetime,
    *,
    alone: bool,
    brief: bool = False,
    said: Collection[Aspect] = (),
    titled: bool = True,
) -> CardElement:
    """An event. `alone`: the only one on its card, so its buttons need not say whose they are.

    `brief` leaves out the description, for long lists; `said` are aspects that the card has told already;
    without `titled` the card's heading is the title.
    """
    facts = event.facts
    items = [line(plain(facts.title), strong=True)] if titled else []
    if Aspect.TIME not in said or event.cancelled:
        items.append(line(_when(texts, event, now), close=titled))
    if event.moved_from and not event.cancelled:
        before = said_span(texts, event.moved_from, event.moved_from, now)
        items.append(line(texts("event.moved_from", when=before), close=True))
    items.append(line(_who_and_where(texts, event), subtle=True, close=True))
    if facts.description and not brief:
        items.append(line(plain(shortened(facts.description, LONGEST_DESCRIPTION)), close=True))
    if not set(said) & {Aspect.REGISTRATION, Aspect.DEADLINE}:
        items += [line(text, close=True) for text in _registration(texts, event, now)]
    if not event.facts.link and facts.form is Form.REMOTE and Aspect.LINK not in said and not event.over(now):
        items.append(line(texts("event.no_link_yet"), close=True))
    if not alone and (watchable := recording_line(texts, event, now)):
        items.append(line(watchable, close=True))
    return group([*items, *buttons(_actions(texts, event, now, alone))])


def remind_button(texts: Texts, event: Event, now: datetime) -> list[Action]:
    """The button that reminds of an event, while it is to come."""
    if event.cancelled or event.facts.starts.timestamp() <= now.timestamp():
        return []
    data = {"do": "reminder_event", "event": event.id, "language": texts.language}
    return [press_button(texts("button.remind"), data)]


def spoken(texts: Texts, event: Event, now: datetime) -> str:
    """An event as it is read aloud."""
    state = f"{told}: " if (told := state_of(texts, event)) else ""
    return f"{state}{event.facts.title}, {when(texts, event.facts, now)}."


def state_of(texts: Texts, event: Event) -> str:
    """That an event is cancelled or moved; empty when it takes place as planned."""
    if event.cancelled:
        return texts("event.cancelled")
    return texts("event.moved") if event.facts.status is Status.MOVED else ""


def recording_line(texts: Texts, event: Event, now: datetime) -> str:
    """Until when an event's recording can be watched, for lists; empty when it cannot."""
    recording = event.facts.recording
    if recording is None or not event.over(now) or not recording.watchable(now.date()):
        return ""
    if recording.until is None:
        return texts("event.recording_permanent")
    return texts("event.recording_until", day=short_date(recording.until, now.date()))


def _when(texts: Texts, event: Event, now: datetime) -> str:
    said = texts("event.when", when=when(texts, event.facts, now), duration=duration(texts, event.facts))
    return f"**{state}** · {said}" if (state := state_of(texts, event)) else said


def _who_and_where(texts: Texts, event: Event) -> str:
    facts = event.facts
    parts = [texts("event.host", host=plain(facts.host))] if facts.host else []
    if facts.place and facts.form is not Form.REMOTE:
        parts.append(texts("event.place", place=plain(facts.place)))
    parts.append(texts(f"event.form.{facts.form}"))
    return " · ".join(parts)


def _registration(texts: Texts, event: Event, now: datetime) -> list[str]:
    registration, lines = event.facts.registration, []
    if event.over(now) or event.cancelled:
        return []
    if registration.closes:
        key = "event.registration_closed" if registration.closes < now.date() else "event.registration"
        lines.append(texts(key, day=short_date(registration.closes, now.date())))
    elif registration.url:
        lines.append(texts("event.registration_open"))
    if registration.seats:
        lines.append(texts.count("event.seats", registration.seats))
    return [" · ".join(lines)] if lines else []


def _actions(texts: Texts, event: Event, now: datetime, alone: bool) -> list[Action]:
    """Buttons for what can be done: in lists each says which event it is for, as a screen reader needs."""
    facts, today = event.facts, now.date()
    which = texts("moment.day_and_time", day=short_date(facts.starts.date(), today), time=clock(facts.starts))

    def title(key: str) -> str:
        return texts(f"button.{key}") if alone else texts(f"button.{key}_which", which=which)

    actions: list[Action] = []
    if not event.over(now) and not event.cancelled:
        if safe_link(facts.link):
            actions.append(open_button(title("join"), facts.link))
        closes = facts.registration.closes
        if safe_link(facts.registration.url) and (closes is None or closes >= today):
            actions.append(open_button(title("register"), facts.registration.url))
    recording = facts.recording
    if recording and event.over(now) and recording.watchable(today) and safe_link(recording.url):
        actions.append(open_button(title("watch"), recording.url))
    return actions
