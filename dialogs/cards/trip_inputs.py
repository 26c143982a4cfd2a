"""Fields of the form of a trip's request: the element of each, with its label and what to do when it is wrong."""

from __future__ import annotations

from bot.domain.trip_forms import DAYS, NO, YES, Field, longest
from bot.domain.trips import Travel
from bot.domain.written import day_of
from bot.services.libraries import municipalities
from bot.texts import Texts
from bot.understanding.themes import themes
from dialogs.cards.elements import CardElement
from dialogs.cards.inputs import choice, choices

_TICKS = (Field.LODGING, Field.AGREED)
_LONG = (Field.WORDS, Field.CAR_REASON)


def trip_input(texts: Texts, field: Field, value: str) -> CardElement:
    """A field with what is written in it. None is required by the card: a draft may be kept with anything missing."""
    if field in (Field.THEMES, Field.HOSTS):
        return _several(texts, field, value)
    label, error = texts(f"trip_form.label.{field}"), _error(texts, field)
    if field is Field.TRAVEL:
        ways = {one.value: texts(f"trip_travel.{one}") for one in Travel}
        return choice(field.value, label, ways, value, error=error, required=False)
    if field is Field.LIBRARY:
        named = {name: _named(texts, name, library) for name, library in municipalities().items()}
        return choice(field.value, label, named, value, error=error, required=False, style="filtered")
    element = {"id": field.value, "label": label, "errorMessage": error, "isRequired": False}
    if field in DAYS:
        return element | {"type": "Input.Date"} | ({"value": value} if day_of(value) else {})
    if field in _TICKS:
        return element | {
            "type": "Input.Toggle",
            "title": texts(f"trip_form.tick.{field}"),
            "valueOn": YES,
            "valueOff": NO,
            "value": YES if value == YES else NO,
            "wrap": True,
        }
    text = {"type": "Input.Text", "maxLength": longest(field), "value": value}
    return element | text | ({"isMultiline": True} if field in _LONG else {})


def _several(texts: Texts, field: Field, value: str) -> CardElement:
    hosts = field is Field.HOSTS
    options = {one: one for one in municipalities()} if hosts else {one: texts(f"trip_theme.{one}") for one in themes()}
    chosen = [one for one in value.split(",") if one in options]
    label, error = texts(f"trip_form.label.{field}"), _error(texts, field)
    element = choices(field.value, label, options, chosen, error=error, required=False)
    return element | {"style": "filtered"} if hosts else element


def _named(texts: Texts, municipality: str, library: str) -> str:
    return texts("trip_form.library_named", municipality=municipality, library=library)


def _error(texts: Texts, field: Field) -> str:
    return texts(f"trip_form.error.{'day' if field in DAYS else field}", limit=longest(field))
