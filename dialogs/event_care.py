"""The conversation about events in the AKE team's care: commands in words, and forms, checked as hostile input."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.errors import Problem
from bot.domain.event_differences import differences, marks_of, together
from bot.domain.event_forms import Field, Kind, cleaned, fields_of, written
from bot.domain.event_reading import read
from bot.domain.events import Event, EventDraft
from bot.domain.roles import Deed
from bot.services import event_care as care
from bot.services.calendar import Calendar
from bot.services.event_announcements import waiting_titles
from bot.services.event_records import latest_changes
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.wish_care import WishCare
from bot.texts import Texts
from bot.understanding.earlier import Earlier
from dialogs.cards.elements import plain
from dialogs.cards.event_care import (
    LISTED,
    added_card,
    care_told_card,
    changes_button,
    changes_card,
    choose_event_card,
    done_card,
)
from dialogs.cards.event_filled import Filled, too_long
from dialogs.cards.event_form import form_card, open_button
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.talk import error_card
from dialogs.cards.wishes import wish_told_card
from dialogs.commands import Command
from dialogs.event_choice import meant_events
from dialogs.event_seen import seen, seen_dates
from dialogs.event_series import choices_of, chosen_days, drafts_of, prefilled, series_days

_KINDS = {
    "event_change": Kind.CHANGE,
    "event_move": Kind.MOVE,
    "event_cancel": Kind.CANCEL,
    "event_recording": Kind.RECORDING,
}


class EventTalk:
    """One member's turn about events, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team
        self._now = said.at

    async def command(self, command: Command, earlier: Earlier | None) -> Reply | None:
        """Do what a command says; None when it is none of events."""
        if command.deed is not Deed.EDIT_EVENTS:
            return None
        await self._require()
        if command.name == "event_changes":
            return await self._changes()
        if command.name == "event_add":
            told = prefilled(command.rest, self._calendar, self._now, self._texts.language)
            return self._form(Filled(Kind.ADD, None, told, key=care.new_key()))
        kind = _KINDS[command.name]
        past = kind is Kind.RECORDING
        events = meant_events(command.rest, self._calendar, earlier, self._now, self._texts.language, past=past)
        if not events:
            example = self._texts(f"event_care.example.{kind}")
            return self._told(self._texts("event_care.unknown", example=example))
        if len(events) > 1:
            return choose_event_card(self._texts, kind, events, self._now)
        return self._open(kind, events[0])

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of events, or its data cannot be."""
        action = deed_of(data, self._buttons)
        if action is None:
            return None
        await self._require()
        return await action(self, data)

    async def _require(self) -> None:
        await self._team.require(self._uow, self._said.person, Deed.EDIT_EVENTS)

    def _open(self, kind: Kind, event: Event) -> Reply:
        """The form as it is before anything is written into it."""
        if kind is Kind.CANCEL and event.cancelled:
            sentence = self._texts("event_care.already_cancelled", title=plain(event.facts.title))
            return care_told_card(self._texts, sentence, actions=[open_button(self._texts, Kind.CHANGE, event)])
        return self._form(Filled(kind, event, written(event.facts)))

    async def _press_open(self, data: Mapping[str, Any]) -> Reply | None:
        kind = _kind_of(data.get("kind"))
        if kind is None:
            return None
        if kind is Kind.ADD:
            return self._form(Filled(kind, None, {}, key=care.new_key()))
        event = self._event(data)
        return self._open(kind, event) if event else error_card(self._texts.language, "gone")

    async def _press_save(self, data: Mapping[str, Any]) -> Reply | None:
        kind = _kind_of(data.get("kind"))
        if kind is None:
            return None
        if kind is Kind.ADD:
            return await self._save_new(data)
        event = self._event(data)
        if event is None:
            return error_card(self._texts.language, "gone")
        return await self._save(kind, await care.fresh(self._uow, event), data)

    async def _save(self, kind: Kind, event: Event, data: Mapping[str, Any]) -> Reply:
        """Save a form of an event, unless something is wrong, has changed or is to be pointed out first."""
        now_written, was = written(event.facts), marks_of(data.get("was"))
        fields = fields_of(kind, cancelled=event.cancelled or was.get(Field.HELD) == "no")
        told = cleaned(data, fields) | {one: now_written[one] for one in too_long(event) if one in fields}
        news = differences(was, now_written) if data.get("revision") != event.revision else []
        told = together(told, was, now_written) if news else told
        reading = read(kind, told, event.facts, cancelled=self._texts("event_care.reason_told"))
        filled = Filled(kind, event, told, reading.problems, news=news)
        if reading.facts is None or news:
            return self._form(filled)
        facts = care.with_status(reading.facts, event)
        if facts.same_as(event.facts):
            return self._told(self._texts("event_care.same"))
        concerns = care.concerns(facts, event, self._calendar, self._now)
        if concerns and data.get("aware") != seen(concerns):
            return self._form(replace(filled, concerns=concerns, aware=seen(concerns)))
        after = await care.change(self._uow, self._said, kind, event, facts)
        held = await waiting_titles(self._uow, after) if after.cancelled else ()
        return done_card(self._texts, kind, after, self._now, held)

    async def _save_new(self, data: Mapping[str, Any]) -> Reply:
        told = cleaned(data, fields_of(Kind.ADD))
        key = care.known_key(data.get("made"))
        reading = read(Kind.ADD, told, None, key=key)
        filled = Filled(Kind.ADD, None, told, reading.problems, key=key, wish=number_of(data.get("wish")))
        if reading.facts is None:
            return self._form(filled)
        if told[Field.REPEAT]:
            return await self._save_series(filled, reading.facts, data)
        there = await self._uow.events.by_keys([key])
        if there:
            return done_card(self._texts, Kind.ADD, there[key], self._now)
        concerns = care.concerns(reading.facts, None, self._calendar, self._now)
        if concerns and data.get("aware") != seen(concerns):
            return self._form(replace(filled, concerns=concerns, aware=seen(concerns)))
        (event,) = await care.add(self._uow, self._said, [reading.facts])
        await self._plan_wish(filled.wish, event)
        return done_card(self._texts, Kind.ADD, event, self._now)

    async def _save_series(self, filled: Filled, facts: EventDraft, data: Mapping[str, Any]) -> Reply:
        """Save the chosen dates of a series, once all of them have been seen."""
        days = series_days(filled.told[Field.REPEAT], facts, self._now)
        if isinstance(days, Problem):
            return self._form(replace(filled, problems={Field.REPEAT: days}))
        chosen = chosen_days(data, days)
        aware = seen_dates(facts, days)
        if not chosen or data.get("aware") != aware:
            dates = choices_of(facts, days, self._calendar)
            return self._form(replace(filled, dates=dates, aware=aware))
        events = await care.add(self._uow, self._said, drafts_of(facts, chosen))
        await self._plan_wish(filled.wish, events[0])
        return added_card(self._texts, events, self._now)

    async def _press_of_wish(self, data: Mapping[str, Any]) -> Reply:
        """The form of a new event about what was wished."""
        wish = await self._uow.wishes.by_id(number_of(data.get("wish")))
        if wish is None or not wish.listed:
            return wish_told_card(self._texts, self._texts("wish_care.ended"))
        return self._form(Filled(Kind.ADD, None, {Field.TITLE: wish.text}, key=care.new_key(), wish=wish.id))

    async def _plan_wish(self, number: int, event: Event) -> None:
        wish = await self._uow.wishes.by_id(number) if number else None
        if wish is not None:
            await WishCare(self._uow, self._said, self._team).plan(wish, event)

    async def _press_leave(self, data: Mapping[str, Any]) -> Reply:
        return self._told(self._texts("event_care.left"))

    async def _press_changes(self, data: Mapping[str, Any]) -> Reply:
        return await self._changes()

    async def _changes(self) -> Reply:
        return changes_card(self._texts, await latest_changes(self._uow, LISTED), self._now)

    async def _press_undo(self, data: Mapping[str, Any]) -> Reply | None:
        revision = data.get("revision")
        if type(revision) is not int:
            return None
        undone, events = await care.undo(self._uow, self._said, revision)
        if undone is not care.Undo.DONE:
            return self._told(self._texts(f"event_undo.{undone}"))
        added = all(event.cancelled for event in events)
        key = "added" if added else "done"
        return self._told(self._texts(f"event_undo.{key}", title=plain(events[0].facts.title)))

    def _event(self, data: Mapping[str, Any]) -> Event | None:
        return self._calendar.event(number_of(data.get("event")))

    def _form(self, filled: Filled) -> Reply:
        by_count = sorted(self._calendar.by_series, key=lambda name: (-len(self._calendar.by_series[name]), name))
        return form_card(self._texts, filled, by_count, self._now)

    def _told(self, sentence: str) -> Reply:
        return care_told_card(self._texts, sentence, actions=[changes_button(self._texts)])

    _buttons: Mapping[str, Callable[[EventTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "event_open": _press_open,
        "event_save": _press_save,
        "event_leave": _press_leave,
        "event_changes": _press_changes,
        "event_undo": _press_undo,
        "wish_plan": _press_of_wish,
    }


def _kind_of(value: object) -> Kind | None:
    return next((kind for kind in Kind if kind.value == value), None)
