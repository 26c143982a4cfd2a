"""Clitics and possessive suffixes are stripped."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.endings import bare_forms


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("tallenteetko", "tallenteet"),
        ("viikollahan", "viikolla"),
        ("onkohan", "on"),
        ("liboppiakaan", "liboppia"),
        ("huomennakkaan", "huomenna"),
        ("libopissakinko", "libopissa"),
        ("kirjastollemme", "kirjastolle"),
        ("palautteeni", "palautteen"),
    ],
)
def test_bare_form_is_among_them(form: str, bare: str) -> None:
    assert bare in set(bare_forms(form))


def test_the_word_itself_is_not_given() -> None:
    assert "kirjasto" not in set(bare_forms("kirjasto"))
