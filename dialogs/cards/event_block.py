"""One event on a card: what, when, how long, who, where, and the buttons to join, register or watch."""

from __future__ import annotations

from datetime import datetime

from bot.domain.events import Event, Form, Status
from bot.texts import Texts
from bot.texts.moments import clock, duration, said_span, short_date, when
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    group,
    line,
    open_button,
    plain,
    safe_link,
    shortened,
)

LONGEST_DESCRIPTION = 600
"""Characters of a description on a card: longer ones push what else is there off a phone's screen."""


def event_block(texts: Texts, event: Event, now: datetime, *, alone: bool, brief: bool = False) -> CardElement:
    """An event. `alone`: the only one on its card, so its buttons need not say whose they are.

    `brief` leaves out the description, for long lists.
    """
    facts = event.facts
    items = [line(plain(facts.title), strong=True), line(_when(texts, event, now), close=True)]
    if event.moved_from and not event.cancelled:
        before = said_span(texts, event.moved_from, event.moved_from, now)
        items.append(line(texts("event.moved_from", when=before), close=True))
    items.append(line(_who_and_where(texts, event), subtle=True, close=True))
    if facts.description and not brief:
        items.append(line(plain(shortened(facts.description, LONGEST_DESCRIPTION)), close=True))
    items += [line(text, close=True) for text in _registration(texts, event, now)]
    return group([*items, *buttons(_actions(texts, event, now, alone))])


def spoken(texts: Texts, event: Event, now: datetime) -> str:
    """An event as it is read aloud."""
    state = f"{texts('event.cancelled')}: " if event.cancelled else ""
    return f"{state}{event.facts.title}, {when(texts, event.facts, now)}."


def _when(texts: Texts, event: Event, now: datetime) -> str:
    said = texts("event.when", when=when(texts, event.facts, now), duration=duration(texts, event.facts))
    if event.cancelled:
        return f"**{texts('event.cancelled')}** · {said}"
    return f"**{texts('event.moved')}** · {said}" if event.facts.status is Status.MOVED else said


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
    if not event.facts.link and event.facts.form is Form.REMOTE:
        lines.append(texts("event.no_link_yet"))
    return [" · ".join(lines)] if lines else []


def _actions(texts: Texts, event: Event, now: datetime, alone: bool) -> list[Action]:
    """Buttons for what can be done: in lists each says which event it is for, as a screen reader needs."""
    facts, today = event.facts, now.date()
    which = f"{event.topic} {short_date(facts.starts.date(), today)} {clock(facts.starts)}"

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
