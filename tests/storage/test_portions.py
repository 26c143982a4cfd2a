"""All keys are asked for, each once and in their order, and never too many at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.portions import KEYS_AT_ONCE, portions


@given(st.integers(0, 3 * KEYS_AT_ONCE + 1))
def test_portions_hold_all_keys_in_their_order(number: int) -> None:
    some = list(portions(iter(range(number))))
    assert [key for one in some for key in one] == list(range(number))
    assert all(0 < len(one) <= KEYS_AT_ONCE for one in some)
