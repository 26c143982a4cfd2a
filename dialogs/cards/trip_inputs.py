"""Fields of the form of a trip's request: the element of each, with its label and what to do when it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.trip_forms import DAYS, NO, YES, Field, longest
from bot.domain.trips import Travel
from bot.services.libraries import municipalities
from bot.texts import Texts
from bot.understanding.themes import themes
from dialogs.cards.elements import CardElement
from dialogs.cards.inputs import choices

_TICKS = (Field.LODGING, Field.AGREED)
_LONG = (Field.WORDS, Field.CAR_REASON)


def trip_input(texts: Texts, field: Field, value: str) -> CardElement:
    """A field with what is written in it. None is required by the card: a draft may be kept with anything missing."""
    if field in (Field.THEMES, Field.HOSTS):
        return _several(texts, field, value)
    element = {
        "id": field.value,
        "label": texts(f"trip_form.label.{field}"),
        "errorMessage": _error(texts, field),
        "isRequired": False,
    }
    if field in DAYS:
        return element | {"type": "Input.Date"} | ({"value": value} if _is_day(value) else {})
    if field in _TICKS:
        return element | {
            "type": "Input.Toggle",
            "title": texts(f"trip_form.tick.{field}"),
            "valueOn": YES,
            "valueOff": NO,
            "value": YES if value == YES else NO,
            "wrap": True,
        }
    if field is Field.TRAVEL:
        return element | _one({one.value: texts(f"trip_travel.{one}") for one in Travel}, value, style="expanded")
    if field is Field.LIBRARY:
        named = {name: _named(texts, name, library) for name, library in municipalities().items()}
        return element | _one(named, value, style="filtered")
    text = {"type": "Input.Text", "maxLength": longest(field), "value": value}
    return element | text | ({"isMultiline": True} if field in _LONG else {})


def _several(texts: Texts, field: Field, value: str) -> CardElement:
    hosts = field is Field.HOSTS
    options = {one: one for one in municipalities()} if hosts else {one: texts(f"trip_theme.{one}") for one in themes()}
    chosen = [one for one in value.split(",") if one in options]
    label, error = texts(f"trip_form.label.{field}"), _error(texts, field)
    element = choices(field.value, label, options, chosen, error=error, required=False)
    return element | {"style": "filtered"} if hosts else element


def _one(options: Mapping[str, str], value: str, *, style: str) -> CardElement:
    element: CardElement = {
        "type": "Input.ChoiceSet",
        "style": style,
        "wrap": True,
        "choices": [{"title": title, "value": one} for one, title in options.items()],
    }
    return element | {"value": value} if value in options else element


def _named(texts: Texts, municipality: str, library: str) -> str:
    return texts("trip_form.library_named", municipality=municipality, library=library)


def _error(texts: Texts, field: Field) -> str:
    return texts(f"trip_form.error.{'day' if field in DAYS else field}", limit=longest(field))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
