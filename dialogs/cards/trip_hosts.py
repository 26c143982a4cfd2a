"""Cards for a host that was asked for a peer-learning trip, or that waits for a visitor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.conversation import Reply
from bot.domain.trip_hosting import Month
from bot.domain.trips import COMING, Trip, TripState
from bot.services.trip_answers import Question
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    buttons,
    fitting,
    group,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    shortened,
)
from dialogs.cards.trip_plan import calendar_buttons, plan_sentences
from dialogs.cards.trips import aloud, titled_trip_button, trip_sentences

LISTED = 10
"""Visits or questions on one card."""

_LONGEST_LINE = 200
"""Characters of a line in a list: the whole is behind its button."""

_ANSWERS = ("yes", "other", "not")


def question_card(texts: Texts, asked: Question, visitors: Mapping[Month, int], told: str = "") -> Reply:
    """What is asked: who would come by role and library, what is to be learnt, when, and how many come already."""
    title = texts("trip_word.ask_host")
    trip = unnamed(asked.trip)
    lines = [*([told] if told else []), *trip_sentences(texts, trip), *visitors_sentences(texts, visitors)]
    return reply(
        [heading(title), *(line(plain(one)) for one in lines)],
        language=texts.language,
        summary=f"{title} {lines[0]}",
        speak=aloud(title, *lines),
        intent="trip.host_asked",
        actions=answer_buttons(texts, trip, asked.asked.offer),
    )


def visit_card(texts: Texts, trip: Trip, file: str, *told: str) -> Reply:
    """A visit that is coming, for its host: who, what, when, and the ways out of it."""
    title = texts("trip_host.visit_title")
    lines = [*told, *_visit_sentences(texts, trip)]
    coming = trip.state in COMING
    return reply(
        [heading(title), *(line(plain(one)) for one in lines)],
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=aloud(title, *lines),
        intent="trip.host_visit",
        actions=[
            *calendar_buttons(texts, file, over=not coming),
            *([cancel_button(texts, trip)] if coming else []),
            visits_button(texts),
        ],
    )


def questions_card(texts: Texts, asked: Sequence[Question]) -> Reply:
    """What somebody has been asked and has not answered yet."""
    number = texts.count("trip_host.asked", len(asked)) if asked else texts("trip_host.asked_none")
    groups = [
        (trip_sentences(texts, unnamed(one.trip)), host_button(texts, "open", one.trip, offer=one.asked.offer))
        for one in asked
    ]
    title, actions = texts("trip_host.asked_title"), [visits_button(texts)]
    return fitting(lambda most: _list(texts, title, number, groups, most, "trip.host_questions", actions), LISTED)


def visits_card(texts: Texts, visits: Sequence[Trip]) -> Reply:
    """The visits that are coming, the next first."""
    number = texts.count("trip_host.visits", len(visits)) if visits else texts("trip_host.visits_none")
    groups = [(_visit_sentences(texts, one), host_button(texts, "show", one)) for one in visits]
    asked = press_button(texts("trip_host_button.asked"), {"do": "host_asked", "language": texts.language})
    title = texts("trip_host.visits_title")
    return fitting(lambda most: _list(texts, title, number, groups, most, "trip.host_visits", [asked]), LISTED)


def host_told_card(texts: Texts, *sentences: str) -> Reply:
    """What was done, or why nothing could be."""
    return sentences_card(
        texts("trip_host.visit_title"),
        *map(plain, sentences),
        language=texts.language,
        intent="trip.host_told",
        actions=[visits_button(texts)],
    )


def visitors_sentences(texts: Texts, visitors: Mapping[Month, int]) -> list[str]:
    """How many come to the host already, by month."""
    return [
        texts.count("trip_host.visitors", number, month=texts(f"month.{month}"), year=year)
        if number
        else texts("trip_host.visitors_none", month=texts(f"month.{month}"), year=year)
        for (year, month), number in visitors.items()
    ]


def unnamed(trip: Trip) -> Trip:
    """A trip as one sees it who has only been asked: the traveller by role and library, and no other hosts."""
    return replace(trip, wanted=replace(trip.wanted, name="", hosts=()))


def answer_buttons(texts: Texts, trip: Trip, offer: int) -> list[Action]:
    """The three answers."""
    return [host_button(texts, name, trip, offer=offer) for name in _ANSWERS]


def cancel_button(texts: Texts, trip: Trip) -> Action:
    """The host cannot after all."""
    return host_button(texts, "ask_cancel", trip)


def visits_button(texts: Texts) -> Action:
    """To the visits that are coming."""
    return press_button(texts("trip_host_button.visits"), {"do": "host_visits", "language": texts.language})


def coming_first(visits: Sequence[Trip], now: datetime) -> list[Trip]:
    """The visits that are still to come by their days; those without one last."""
    today = now.date()
    coming = [one for one in visits if one.state in COMING and (one.agreed.day or today) >= today]
    return sorted(coming, key=lambda one: (one.agreed.day or date.max, one.id))


def _visit_sentences(texts: Texts, trip: Trip) -> list[str]:
    return [*trip_sentences(texts, trip), *plan_sentences(texts, trip), *_state_told(texts, trip)]


def _state_told(texts: Texts, trip: Trip) -> list[str]:
    """What is not seen of the plan: that it is still to be made, or how it ended."""
    if trip.state is TripState.AGREED:
        return []
    if trip.state is TripState.HOST_FOUND:
        return [texts("trip_host.day_open")]
    return [texts("trip_host.state", state=texts(f"trip_state.{trip.state}"))]


def host_button(texts: Texts, name: str, trip: Trip, do: str = "", **more: object) -> Action:
    """A button about a trip as a host sees it; `name` is that of its title, and of what it does if `do` is not."""
    return titled_trip_button(texts, texts(f"trip_host_button.{name}"), do or f"host_{name}", trip, **more)


def _list(
    texts: Texts,
    title: str,
    number: str,
    groups: Sequence[tuple[Sequence[str], Action]],
    most: int,
    intent: str,
    actions: Sequence[Action],
) -> Reply:
    """At most so many of them, each with its button; where there are more, that is told."""
    told = [number, *([texts("trip_host.first", n=most)] if len(groups) > most else [])]
    body: list[CardElement] = [heading(title), *map(line, told)]
    for lines, action in groups[:most]:
        first, *rest = (plain(shortened(one, _LONGEST_LINE)) for one in lines or ["-"])
        # A new button has its own data: a card is made anew when it was too large.
        body.append(group([line(first, strong=True), *map(line, rest), *buttons([dict(action)])]))
    said = [title, *told, *(shortened(lines[0], _LONGEST_LINE) for lines, _ in groups[:most] if lines)]
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {number}",
        speak=aloud(*said),
        intent=intent,
        actions=actions,
    )
