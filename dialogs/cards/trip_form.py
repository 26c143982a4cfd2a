"""The form of a trip's request: its fields as they were written, what is wrong in them, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.errors import Problem
from bot.domain.trip_forms import Field
from bot.domain.trips import Trip, TripState
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    without_inputs,
)
from dialogs.cards.trip_inputs import trip_input
from dialogs.cards.trips import aloud, trip_button


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it is filled in: of a new draft, whose `key` it has, or of a stored trip.

    `sentences` stand above the fields. With `kept` what it tells is stored, though it cannot be sent.
    """

    told: Mapping[Field, str]
    key: str = ""
    trip: Trip | None = None
    tick: bool = True
    problems: Mapping[Field, Problem] = field(default_factory=dict)
    kept: bool = False
    sentences: Sequence[str] = ()

    @property
    def sent(self) -> bool:
        """Whether it changes a request that the team has."""
        return self.trip is not None and self.trip.state is not TripState.DRAFT


def trip_form_card(texts: Texts, filled: Filled) -> Reply:
    """The form. What is wrong is told above each field, and once more next to the buttons, where one has pressed."""
    name = "new" if filled.trip is None else "change" if filled.sent else "draft"
    title = texts(f"trip_form.title_{name}")
    about = [*filled.sentences, texts("trip_form.how_change" if filled.sent else "trip_form.how")]
    wrong = _wrong(texts, filled)
    return reply(
        [
            heading(title),
            *(line(plain(one)) for one in about),
            *_fields(texts, filled),
            *(_attention(one) for one in wrong),
        ],
        language=texts.language,
        summary=" ".join([f"{title}.", *wrong, *about[:1]]),
        speak=aloud(title, *wrong, *about),
        intent=f"trip.form.{name}",
        actions=_buttons(texts, filled),
    )


def _wrong(texts: Texts, filled: Filled) -> list[str]:
    if not filled.problems:
        return []
    fields = ", ".join(texts(f"trip_form.short.{one}") for one in filled.problems)
    return [texts(f"trip_form.{'missing' if filled.kept else 'wrong'}", fields=fields)]


def _fields(texts: Texts, filled: Filled) -> list[CardElement]:
    elements: list[CardElement] = []
    for one in Field:
        if one is Field.AGREED and not filled.tick:
            continue
        if problem := filled.problems.get(one):
            sentence = texts(f"trip_problem.{problem.code}", **problem.slots)
            named = texts("trip_form.wrong_field", field=texts(f"trip_form.short.{one}"), sentence=sentence)
            elements.append(_attention(named[:1].upper() + named[1:]))
        elements.append(trip_input(texts, one, filled.told.get(one, "")))
    return elements


def _buttons(texts: Texts, filled: Filled) -> list[Action]:
    if filled.trip is None:
        # Not "key": with data of that name the simulator sends no press at all.
        data = {"made": filled.key, "language": texts.language}
        return [
            press_button(texts(f"trip_button.own.{name}"), {"do": f"trip_{name}", **data})
            for name in ("preview", "keep")
        ]
    if filled.sent:
        back = without_inputs(trip_button(texts, "own.show", "trip_show", filled.trip))
        return [trip_button(texts, "own.save_change", "trip_change", filled.trip), back]
    remove = without_inputs(trip_button(texts, "own.remove", "trip_ask_cancel", filled.trip))
    return [*(trip_button(texts, f"own.{name}", f"trip_{name}", filled.trip) for name in ("preview", "keep")), remove]


def open_request_button(texts: Texts, told: Mapping[Field, str], name: str = "open") -> Action:
    """A button that opens a new request, filled in with this."""
    fields: dict[str, Any] = {one.value: text for one, text in told.items() if text}
    return press_button(texts(f"trip_button.{name}"), {"do": "trip_open", "language": texts.language, **fields})


def _attention(text: str) -> CardElement:
    return mend_line(plain(text))
