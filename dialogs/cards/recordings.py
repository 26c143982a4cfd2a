"""The card that tells the AKE team's channel of recordings that end soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.domain.conversation import Reply
from bot.domain.event_forms import Kind
from bot.domain.events import Event
from bot.texts import Texts
from bot.texts.moments import short_date, when
from dialogs.cards.elements import Action, fitting, heading, line, plain, reply, shortened
from dialogs.cards.event_form import open_button

# Teams shows six buttons of a card and hides the rest.
_MOST = 6
_SHOWN_OF_TITLE = 80


def recordings_card(texts: Texts, events: Sequence[Event], now: datetime) -> Reply:
    """The events and the last days of their recordings, each with the form that gives a new one."""
    return fitting(partial(_card, texts, events, now), _MOST)


def _card(texts: Texts, events: Sequence[Event], now: datetime, most: int) -> Reply:
    title = texts.count("recordings_end.title", len(events))
    lines = [_line(texts, event, now, plain(_title(event))) for event in events[:most]]
    spoken = [_line(texts, event, now, _title(event)) for event in events[:most]]
    notes = [texts("recordings_end.how")]
    if len(events) > most:
        notes.insert(0, texts.count("recordings_end.more", len(events) - most))
    return reply(
        [heading(title), *(line(text) for text in lines), *(line(text, subtle=True) for text in notes)],
        language=texts.language,
        summary=f"{title}: {_title(events[0])}",
        speak=" ".join([f"{title}.", *spoken, *notes]),
        intent="recordings_end",
        actions=[_button(texts, event, alone=len(events) == 1) for event in events[:most]],
    )


def _line(texts: Texts, event: Event, now: datetime, title: str) -> str:
    last = event.facts.recording.until if event.facts.recording else None
    until = texts("event.recording_until", day=short_date(last or now.date(), now.date()))
    return texts("recordings_end.line", title=title, when=when(texts, event.facts, now), until=until)


def _button(texts: Texts, event: Event, *, alone: bool) -> Action:
    key = "recordings_end.renew" if alone else "recordings_end.renew_which"
    return open_button(texts, Kind.RECORDING, event, texts(key, title=_title(event)))


def _title(event: Event) -> str:
    return shortened(event.facts.title, _SHOWN_OF_TITLE)
