"""What an announcement shows and whom it goes to besides channels: on its form, and in words below its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.announcements import Writing
from bot.domain.events import Event
from bot.services.libraries import chosen_libraries, consortia, libraries, people_of
from bot.texts import Texts
from bot.texts.moments import when
from dialogs.announcement_form import NO_EVENT, Filled
from dialogs.cards.elements import CardElement, plain, shortened
from dialogs.cards.inputs import choices

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


def library_fields(texts: Texts, form: Filled, by_library: Mapping[str, Sequence[int]]) -> list[CardElement]:
    """The fields in which libraries and consortia are chosen, each with how many people are known there."""
    runs = {name: ", ".join((name, *branches)) for name, branches in libraries().items()}
    singles = {name: _counted(texts, runs[name], people_of([name], by_library)) for name in runs}
    together = {name: _counted(texts, name, people_of(of, by_library)) for name, of in consortia().items()}
    return [
        _several(texts, "libraries", singles, form.libraries) | {"style": "filtered"},
        _several(texts, "consortia", together, form.consortia),
    ]


def library_lines(texts: Texts, writing: Writing, by_library: Mapping[str, Sequence[int]]) -> list[str]:
    """How many people the chosen libraries mean now, and at which of them nobody is known."""
    chosen = chosen_libraries(writing)
    if not chosen:
        return []
    nobody = [name for name in chosen if not people_of([name], by_library)]
    people, at = len(people_of(chosen, by_library)), len(chosen) - len(nobody)
    lines = [texts("news.libraries_reach", people=texts.count("news.people", people), of=at)]
    if nobody:
        lines.append(texts("news.libraries_nobody", names=", ".join(nobody)))
    return lines


def library_targets(texts: Texts, writing: Writing) -> list[str]:
    """The chosen libraries and consortia by their names."""
    named = {"libraries_named": writing.libraries, "consortia_named": writing.consortia}
    return [texts(f"news.{key}", names=", ".join(names)) for key, names in named.items() if names]


def _several(texts: Texts, name: str, options: Mapping[str, str], told: str) -> CardElement:
    chosen = [one for one in told.split(",") if one in options]
    error = texts(f"news.error.{name}")
    return choices(name, texts(f"news.label.{name}"), options, chosen, error=error, required=False)


def _counted(texts: Texts, name: str, people: Sequence[int]) -> str:
    known = texts.count("news.people", len(people)) if people else texts("news.goes_to_none")
    return texts("news.counted", name=name, people=known)


def event_told(texts: Texts, event: Event, now: datetime) -> str:
    """Which event a command's words were taken to mean."""
    return texts("news.event_chosen", event=plain(event_named(texts, event, now)))
