"""Cards about the care of events beside their forms: which one is meant, what was done, the latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.event_forms import Kind
from bot.domain.events import Event
from bot.services.event_records import EventChange
from bot.texts import Texts
from bot.texts.moments import EN_DASH, clock, said_span, short_date, weekday, when
from dialogs.cards.elements import (
    Action,
    buttons,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    shortened,
)
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.event_form import open_button

LISTED = 8
"""Events to choose from, and changes in a list."""

_SHOWN_OF_TITLE = 100


def choose_event_card(texts: Texts, kind: Kind, events: Sequence[Event], now: datetime) -> Reply:
    """Asks which of several events a command means."""
    title = texts("event_care.which")
    actions = [
        open_button(texts, kind, event, f"{shortened(event.facts.title, _SHOWN_OF_TITLE)}, {_when(texts, event, now)}")
        for event in events[:LISTED]
    ]
    return reply(
        [heading(title), line(texts("event_care.which_more"))],
        language=texts.language,
        summary=title,
        speak=" ".join([title, *(action["title"] + "." for action in actions)]),
        intent=f"event_care.choose.{kind}",
        actions=actions,
    )


def care_told_card(texts: Texts, *sentences: str, actions: Sequence[Action] = ()) -> Reply:
    """What was done with events, or why nothing could be."""
    title, intent = texts("event_care.title"), "event_care.told"
    return sentences_card(title, *sentences, language=texts.language, intent=intent, actions=actions)


def done_card(texts: Texts, kind: Kind, event: Event, now: datetime, held: Sequence[str] = ()) -> Reply:
    """An event as it is after a change, with the way back; `held` are titles of announcements that wait for it."""
    title = texts(f"event_care.done.{kind}")
    waiting = [texts("news.event_holds", title=one) for one in held]
    return reply(
        [heading(title), event_block(texts, event, now, alone=True), *(line(plain(one)) for one in waiting)],
        language=texts.language,
        summary=f"{title}: {event.facts.title}",
        speak=" ".join([f"{title}. {spoken(texts, event, now)}", *waiting]),
        intent=f"event_care.{kind}",
        actions=[open_button(texts, Kind.CHANGE, event), undo_button(texts, event.revision), changes_button(texts)],
    )


def added_card(texts: Texts, events: Sequence[Event], now: datetime) -> Reply:
    """The events of a series that were added at once."""
    said = texts.count("event_care.several_added", len(events), title=plain(events[0].facts.title))
    facts = events[0].facts
    times = texts("event_care.all_day") if facts.all_day else f"{clock(facts.starts)}{EN_DASH}{clock(facts.ends)}"
    told = texts("event_care.several_times", times=times)
    starts = [event.facts.starts.date() for event in events]
    days = [f"{weekday(texts, day)} {short_date(day, now.date())}" for day in starts]
    return reply(
        [heading(said), line(told), line(", ".join(days))],
        language=texts.language,
        summary=said,
        speak=f"{said}. {told} {', '.join(days)}.",
        intent="event_care.added",
        actions=[undo_button(texts, events[0].revision), changes_button(texts)],
    )


def changes_card(texts: Texts, changes: Sequence[EventChange], now: datetime) -> Reply:
    """The latest changes of events, each with its undo."""
    title = texts("event_changes.title")
    spoken_lines = [_change(texts, one, now, marked=False) for one in changes] or [texts("event_changes.none")]
    listed = [
        group([line(_change(texts, one, now, marked=True)), *buttons([undo_button(texts, one.revision)])])
        for one in changes
    ]
    return reply(
        [heading(title), *(listed or [line(text) for text in spoken_lines])],
        language=texts.language,
        summary=title,
        speak=" ".join([f"{title}.", *(text + "." for text in spoken_lines)]),
        intent="event_changes",
    )


def with_edit_button(card: Reply, texts: Texts, event: Event) -> Reply:
    """The card of one event, with the way to change it."""
    button = open_button(texts, Kind.CHANGE, event)
    shown = {**card.card, "actions": [*card.card.get("actions", ()), button]}
    return Reply(shown, card.summary, f"{card.text}\n[{button['title']}]", card.intent)


def undo_button(texts: Texts, revision: int) -> Action:
    """The button that takes back the change that made a revision."""
    data = {"do": "event_undo", "revision": revision, "language": texts.language}
    return press_button(texts("event_button.undo"), data)


def changes_button(texts: Texts) -> Action:
    """The button that lists the latest changes."""
    return press_button(texts("event_button.changes"), {"do": "event_changes", "language": texts.language})


def _change(texts: Texts, one: EventChange, now: datetime, *, marked: bool) -> str:
    name = one.name or texts("event_changes.someone")
    said = said_span(texts, one.at, one.at, now)
    what = _what(texts, one, marked=marked)
    return texts("event_changes.line", when=said, what=what, name=plain(name) if marked else name)


def _what(texts: Texts, one: EventChange, *, marked: bool) -> str:
    title = shortened(one.title, _SHOWN_OF_TITLE)
    said = texts(f"event_changes.what.{one.what}", title=plain(title) if marked else title)
    return said if len(one.touched) == 1 else f"{said} ({len(one.touched)})"


def _when(texts: Texts, event: Event, now: datetime) -> str:
    return when(texts, event.facts, now)
