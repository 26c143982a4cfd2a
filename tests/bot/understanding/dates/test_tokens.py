"""How a text is cut, where dates, clock times and sentence ends look alike."""

from __future__ import annotations

import pytest

from bot.understanding.dates.entries import Tag
from bot.understanding.dates.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("3.12.", ["date"]),
        ("3.12.2026", ["date"]),
        ("klo 12.30.", ["word", "dotted", "mark"]),
        ("15.-19.2.", ["ordinal", "dash", "date"]),
        ("2027-02-17", ["iso"]),
        ("vko7", ["mixed"]),
        ("3D", ["word"]),
        ("24/7", ["slashed"]),
    ],
)
def test_cuts(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenise(text)] == kinds


@pytest.mark.parametrize("text", ["30.2.", "2026-02-30", "31/31", "0.0."])
def test_an_impossible_date_is_none(text: str) -> None:
    assert not any(token.is_(Tag.DATE) for token in tokenise(text))


def test_joins_names_of_many_words_and_hyphens() -> None:
    assert [(token.start, token.end) for token in tokenise("runebergin päivänä")] == [(0, 18)]
    (evening,) = tokenise("torstai-iltana")
    assert evening.is_(Tag.TIME)


def test_a_hyphenated_name_is_no_time() -> None:
    assert not any(token.entries for token in tokenise("manga-aamu"))


def test_what_is_masked_means_nothing() -> None:
    (first, second) = tokenise("huomenna huomenna", [(0, 3)])
    assert first.kind == "masked" and not first.entries
    assert second.entries
