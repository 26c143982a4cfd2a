"""Fields of forms: each with a label that is seen and read aloud, and what to do when it is left wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from dialogs.cards.elements import CardElement

_Deed = TypeVar("_Deed")

_FORM_KEY = re.compile(r"[0-9a-f]{32}")


def choices(
    name: str, label: str, options: Mapping[str, str], chosen: Iterable[str], *, error: str, required: bool = True
) -> CardElement:
    """A field of which any number of options can be chosen."""
    return {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "isMultiSelect": True,
        "isRequired": required,
        "errorMessage": error,
        "style": "expanded",
        "wrap": True,
        "choices": [{"title": title, "value": value} for value, title in options.items()],
        "value": ",".join(chosen),
    }


def choice(
    name: str,
    label: str,
    options: Mapping[str, str],
    chosen: str,
    *,
    error: str,
    required: bool = True,
    style: str = "expanded",
) -> CardElement:
    """A field of which one option is chosen; as "compact" it is folded until pressed, as "filtered" searched too."""
    field: CardElement = {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "isRequired": required,
        "errorMessage": error,
        "style": style,
        "wrap": True,
        "choices": [{"title": title, "value": value} for value, title in options.items()],
    }
    return field | {"value": chosen} if chosen in options else field


def words(
    name: str, label: str, value: str, longest: int, *, error: str, required: bool = False, lines: bool = True
) -> CardElement:
    """A field for free words of at most so many characters, of several lines or of one."""
    return {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "isRequired": required,
        "errorMessage": error,
        "isMultiline": lines,
        "maxLength": longest,
        "value": value[:longest],
    }


def day(name: str, label: str, value: date | None, first: date, *, error: str, required: bool = True) -> CardElement:
    """A field for a day, not before the first."""
    field: CardElement = {
        "type": "Input.Date",
        "id": name,
        "label": label,
        "isRequired": required,
        "errorMessage": error,
        "min": first.isoformat(),
    }
    return field | {"value": value.isoformat()} if value else field


def chosen_of(value: object, options: Sequence[str]) -> list[str] | None:
    """What came back of a field of choices, None when it is nothing that the card offers."""
    if not isinstance(value, str):
        return None
    chosen = [one for one in value.split(",") if one]
    return chosen if len(chosen) <= len(options) and set(chosen) <= set(options) else None


def deed_of(data: Mapping[str, Any], deeds: Mapping[str, _Deed]) -> _Deed | None:
    """What a pressed button does, of a talk's deeds by their names; None when it is none of these."""
    do = data.get("do")
    return deeds.get(do) if isinstance(do, str) else None


def form_key_of(value: object) -> str:
    """The key that a form was given when it was made, empty when what came back is none."""
    return value if isinstance(value, str) and _FORM_KEY.fullmatch(value) else ""


def number_of(value: object) -> int:
    """A number of something stored as it came back, 0 when it can be none; on a larger one a database would fail."""
    return value if type(value) is int and 0 < value < 1 << 31 else 0
