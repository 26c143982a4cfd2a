"""Which period words mean, and which words mean none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.trip_period import Period
from dialogs.trip_period import period_named

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "2026"),
        (" . ", "2026"),
        ("2025", "2025"),
        ("vuonna 2025", "2025"),
        ("vuodelta  2025!", "2025"),
        ("in 2025", "2025"),
        ("tänä vuonna", "2026"),
        ("viime vuodelta", "2025"),
        ("Last year", "2025"),
        ("syksy 2025", "2025-2"),
        ("keväältä 2027", "2027-1"),
        ("autumn 2025", "2025-2"),
        ("syksyltä", "2026-2"),
        ("spring", "2026-1"),
    ],
)
def test_words_that_mean_a_period(words: str, name: str) -> None:
    assert period_named(words, TODAY) == Period.named(name)


@pytest.mark.parametrize(
    "words",
    ["?", "2026?", "99999", "1999", "2500", "syksy 2500", "huomenna", "iisalmeen", "2026 iisalmeen", "-1", "２０２６"],
)
def test_other_words_are_of_something_else(words: str) -> None:
    assert period_named(words, TODAY) is None
