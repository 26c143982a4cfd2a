"""A trip as its traveller sees it: where it is, what has happened and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.intervals import at_helsinki
from bot.domain.trip_history import OF_TRAVELLER, SPOKEN, since, unanswered
from bot.domain.trip_plans import stands
from bot.domain.trip_steps import Actor, Step, Taken, allowed
from bot.domain.trip_words import TripWord
from bot.domain.trips import CALLED_OFF, Consent, Trip, TripState
from bot.services.trip_later import reminders
from bot.texts import Texts
from bot.texts.moments import short_date
from dialogs.cards.elements import Action, fitting, heading, line, plain, reply
from dialogs.cards.trip_afterwards import afterwards_actions
from dialogs.cards.trip_list import my_trips_button
from dialogs.cards.trip_plan import calendar_buttons, plan_sentences
from dialogs.cards.trip_preview import request_sentences
from dialogs.cards.trips import aloud, trip_button

_SHOWN_STEPS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A trip as its traveller sees it: with the steps that stand, and whether the last one can be taken back.

    `file` is the address of the traveller's calendar file, empty where there is none.
    """

    trip: Trip
    steps: Sequence[Taken] = field(default=())
    undoable: bool = False
    file: str = ""

    @property
    def choosing(self) -> bool:
        """Whether the team has suggested hosts and none of them has been chosen yet."""
        last = [one.step for one in self.steps if one.step in (Step.SUGGEST_HOSTS, Step.CHOOSE_HOST)][-1:]
        may = allowed(Step.CHOOSE_HOST, self.trip.state, Actor.TRAVELLER)
        return may and bool(self.trip.agreed.suggested) and last == [Step.SUGGEST_HOSTS]


def own_trip_card(texts: Texts, shown: Shown, now: datetime, *told: str) -> Reply:
    """One trip, with what was just done above it, and of what has happened as much as fits."""
    return fitting(lambda most: _card(texts, shown, now, told, most), _SHOWN_STEPS)


def _card(texts: Texts, shown: Shown, now: datetime, told: Sequence[str], most: int) -> Reply:
    trip, title = shown.trip, texts("trip.title")
    now_lines = _now_lines(texts, shown, now, told)
    about = request_sentences(texts, trip, *plan_sentences(texts, trip))
    history = _history(texts, shown.steps, now, most)
    past = [line(texts("trip_own.history"), strong=True)] if history else []
    return reply(
        [
            heading(title),
            *(line(plain(one), strong=True) for one in told),
            *(line(plain(one)) for one in [*now_lines, *about]),
            *past,
            *(line(plain(one), close=True) for one in history),
        ],
        language=texts.language,
        summary=f"{title}. {' '.join(told) or now_lines[0]}",
        speak=aloud(title, *told, *now_lines, *about),
        intent="trip.own",
        actions=_actions(texts, shown, now),
    )


def _now_lines(texts: Texts, shown: Shown, now: datetime, above: Sequence[str]) -> list[str]:
    """Where the trip is, since when, who has it, what is awaited of the traveller, and what happens next.

    What is told `above` of the code is not told again.
    """
    trip, state = shown.trip, texts(f"trip_state.{shown.trip.state}")
    day = short_date(at_helsinki(since(trip, shown.steps)).date(), now.date())
    lines = [texts("trip_own.state", state=state, day=day)]
    if trip.handler_name and trip.open:
        lines.append(texts("trip_own.handler", name=trip.handler_name))
    if trip.reason and trip.state in CALLED_OFF:
        lines.append(texts("trip_own.reason", reason=trip.reason))
    if trip.open:
        lines += _awaited(texts, shown, above)
    return [*lines, _next(texts, shown, now)]


def _next(texts: Texts, shown: Shown, now: datetime) -> str:
    """What happens next; of an agreed trip only those reminders that are still to come are promised."""
    trip, day = shown.trip, shown.trip.agreed.day
    if trip.state is not TripState.AGREED or day is None:
        return texts(f"trip_next.{trip.state}")
    if day < at_helsinki(now).date():
        return texts("trip_next.agreed_over")
    agreed_at = max((one.at for one in shown.steps if one.step is Step.AGREE), default=trip.touched_at)
    coming = [word for word, due in reminders(day, agreed_at).items() if due > now]
    if TripWord.WEEK_BEFORE in coming:
        return texts("trip_next.agreed_week")
    return texts("trip_next.agreed_day" if coming else "trip_next.agreed")


def _awaited(texts: Texts, shown: Shown, above: Sequence[str]) -> list[str]:
    lines, consent = [], shown.trip.consent
    if question := unanswered(shown.steps):
        lines.append(texts("trip_own.waits_answer", words=question.words))
    if shown.choosing:
        lines.append(texts("trip_own.waits_choice"))
    told = consent is Consent.ASKED and any(shown.trip.code in one for one in above)
    if consent in (Consent.ASKED, Consent.CONFIRMED, Consent.REFUSED) and not told:
        lines.append(texts(f"trip_own.consent_{consent}", code=shown.trip.code))
    return lines


def _history(texts: Texts, steps: Sequence[Taken], now: datetime, most: int) -> list[str]:
    told = [one for one in steps if one.step in OF_TRAVELLER][-most:]
    found = []
    for one in told:
        what = texts(f"trip_history.{one.step}", name=one.name or "AKE")
        words = one.words if one.step in SPOKEN else ""
        slots = {"day": short_date(at_helsinki(one.at).date(), now.date()), "what": what}
        found.append(
            texts("trip_history.line_words", **slots, words=words) if words else texts("trip_history.line", **slots)
        )
    return found


def _actions(texts: Texts, shown: Shown, now: datetime) -> list[Action]:
    trip = shown.trip
    if trip.state is TripState.DRAFT:
        names = {"preview_kept": "preview", "edit": "edit", "ask_cancel": "remove"}
        return [trip_button(texts, f"own.{title}", f"trip_{do}", trip) for do, title in names.items()]
    deeds: dict[str, str] = {}
    if shown.choosing:
        deeds["choosing"] = "choose"
    asked = trip.open and unanswered(shown.steps) is not None
    if asked:
        deeds["ask_answer"] = "answer"
    if allowed(Step.CHANGE, trip.state, Actor.TRAVELLER):
        deeds["edit"] = "edit_sent"
    if trip.open and not asked:
        deeds["ask_answer"] = "write"
    if trip.open:
        deeds["ask_cancel"] = "cancel"
    if shown.undoable:
        deeds["undo"] = "undo"
    file = calendar_buttons(texts, shown.file, over=not stands(trip))
    buttons = [trip_button(texts, f"own.{title}", f"trip_{do}", trip) for do, title in deeds.items()]
    return [*afterwards_actions(texts, trip, at_helsinki(now).date()), *buttons, *file, my_trips_button(texts)]
