"""Text is split where people would split it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.morphology.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onko kahveja 17.2.?", ["Onko", "kahveja", "17.2."]),
        ("klo 9.30-10.15, vk 49", ["klo", "9.30", "10.15", "vk", "49"]),
        ("3D-tulostus, QR-koodi ja e-kirja!", ["3D-tulostus", "QR-koodi", "ja", "e-kirja"]),
        ("lanu-vinkkikahvit / Suomi.fi-valtuudet", ["lanu-vinkkikahvit", "Suomi.fi-valtuudet"]),
        ("huomenna.Entä Suomi.fi?", ["huomenna", "Entä", "Suomi.fi"]),
        ("AVI:n ala- ja yläkoulu", ["AVI:n", "ala-", "ja", "yläkoulu"]),
        ("1,5 tuntia 3. maaliskuuta viikolla 8.", ["1,5", "tuntia", "3.", "maaliskuuta", "viikolla", "8"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


@given(st.text(max_size=200))
def test_offsets_point_at_the_text(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
