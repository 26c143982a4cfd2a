"""JSON there and back, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jsontext import decoded, encoded

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
)  # fmt: skip


@given(value=JSON)
def test_what_is_written_is_read_again(value: Any) -> None:
    assert decoded(encoded(value)) == value


def test_letters_are_written_as_they_are() -> None:
    assert encoded({"ä": "klo 9.00–10.00"}) == '{"ä":"klo 9.00–10.00"}'.encode()


def test_other_values_are_made_plain() -> None:
    assert encoded({"at": {1}}, default=sorted) == b'{"at":[1]}'


@pytest.mark.parametrize("value", ["\ud800", {1}, {"a": object()}])
def test_what_json_does_not_know_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        encoded(value)


@pytest.mark.parametrize("text", ["", "{", "NaN", '"\\ud800"', b'"\xff"', "[" * 3000 + "]" * 3000, "1 2"])
def test_what_is_no_json_is_refused(text: bytes | str) -> None:
    with pytest.raises(ValueError):
        decoded(text)
