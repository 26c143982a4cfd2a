"""Cards held against Microsoft's own model of them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from microsoft_teams import cards
from pydantic import BaseModel, ValidationError

_MODELS: dict[str, type[BaseModel]] = {
    model.model_fields["type"].default: model
    for model in vars(cards).values()
    if inspect.isclass(model) and issubclass(model, BaseModel) and "type" in model.model_fields
}


def complaints(element: dict[str, Any], path: str = "card") -> Iterator[str]:
    """What the model does not know of an element and of all within it: types, properties, values."""
    model = _MODELS.get(element.get("type", ""))
    if model is None:
        yield f"{path}: no such type {element.get('type')!r}"
        return
    # The model keeps what it does not know, so the names are compared apart.
    yield from (f"{path}: no such property {name!r}" for name in sorted(element.keys() - _names(model)))
    try:
        model.model_validate(element)
    except ValidationError as error:
        yield from (f"{path}: {one['loc']} {one['msg']}" for one in error.errors())
    for name in ("body", "items", "actions"):
        for number, item in enumerate(element.get(name, ())):
            yield from complaints(item, f"{path}.{name}[{number}]")


def _names(model: type[BaseModel]) -> set[str]:
    return {field.serialization_alias or field.alias or _camel(name) for name, field in model.model_fields.items()}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
