"""Fields of the forms about events: the element of each, with its label and what to do when it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.event_forms import LIMITED, NO, PERMANENT, YES, Field, longest
from bot.domain.events import Form
from bot.domain.written import day_of
from bot.texts import Texts
from dialogs.cards.elements import CardElement

_REQUIRED = frozenset({Field.DAY})
_DAYS = frozenset({Field.DAY, Field.LAST_DAY, Field.CLOSES, Field.UNTIL})
_CLOCKS = frozenset({Field.START, Field.END})
_ADDRESSES = frozenset({Field.LINK, Field.REGISTRATION, Field.RECORDING})
_SEATS_DIGITS = 6


def input_of(texts: Texts, field: Field, value: str, series: list[str]) -> CardElement:
    """A field with what is written in it."""
    element: CardElement = {
        "id": field.value,
        "label": texts(f"event_form.label.{field}"),
        "errorMessage": texts(f"event_form.error.{field}"),
        "isRequired": field in _REQUIRED,
    }
    if field in _DAYS:
        return element | {"type": "Input.Date"} | ({"value": value} if day_of(value) else {})
    if field in _CLOCKS:
        return element | {"type": "Input.Time"} | ({"value": value} if value else {})
    options = _OPTIONS.get(field)
    if field is Field.SERIES:
        return element | _choice({name: name for name in series}, value, style="compact")
    if options:
        return element | _choice(options(texts), value, style="expanded")
    return element | _text(field, value)


def _text(field: Field, value: str) -> CardElement:
    element: CardElement = {"type": "Input.Text", "maxLength": longest(field), "value": value}
    if field is Field.DESCRIPTION:
        element["isMultiline"] = True
    if field in _ADDRESSES:
        element |= {"style": "Url", "placeholder": "https://"}
    if field is Field.SEATS:
        element |= {"maxLength": _SEATS_DIGITS, "regex": "^[0-9]*$"}
    return element


def _choice(options: Mapping[str, str], value: str, *, style: str) -> CardElement:
    element: CardElement = {
        "type": "Input.ChoiceSet",
        "style": style,
        "wrap": True,
        "choices": [{"title": title, "value": one} for one, title in options.items()],
    }
    return element | {"value": value} if value in options else element


_OPTIONS: dict[Field, Callable[[Texts], dict[str, str]]] = {
    Field.FORM: lambda texts: {str(form): texts(f"event_form.form.{form}") for form in Form},
    Field.HELD: lambda texts: {one: texts(f"event_form.held.{one}") for one in (YES, NO)},
    Field.VALIDITY: lambda texts: {one: texts(f"event_form.validity.{one}") for one in (PERMANENT, LIMITED)},
}
