"""What an announcement shows and whom it goes to besides channels: on its form, and in words below its preview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.events import Event
from bot.texts import Texts
from bot.texts.moments import when
from dialogs.announcement_form import NO_EVENT, Filled
from dialogs.cards.elements import CardElement, plain, shortened

_SHOWN_OF_TITLE = 80


def event_field(texts: Texts, form: Filled, events: Sequence[Event], now: datetime) -> CardElement:
    """The field in which the event is chosen."""
    options = {NO_EVENT: texts("news.no_event"), **{str(event.id): event_named(texts, event, now) for event in events}}
    return {
        "type": "Input.ChoiceSet",
        "id": "event",
        "label": texts("news.label.event"),
        "style": "compact",
        "wrap": True,
        "isRequired": False,
        "errorMessage": texts("news.error.event"),
        "choices": [{"title": title, "value": value} for value, title in options.items()],
        "value": form.event if form.event in options else NO_EVENT,
    }


def event_named(texts: Texts, event: Event, now: datetime) -> str:
    """An event in a line: its title and when it is."""
    title = shortened(event.facts.title, _SHOWN_OF_TITLE)
    return texts("event_form.about", title=title, when=when(texts, event.facts, now))


def event_told(texts: Texts, event: Event, now: datetime) -> str:
    """Which event a command's words were taken to mean."""
    return texts("news.event_chosen", event=plain(event_named(texts, event, now)))
