"""Forms of nouns by their stems."""

from __future__ import annotations

import pytest

from bot.understanding.dates.inflection import forms_of, plain


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        (
            {"nom": "torstai"},
            {"torstaina", "torstaita", "torstaihin", "torstaista", "torstaisin", "torstaena"},
        ),
        (
            {"nom": "viikko", "weak": "viiko"},
            {"viikolla", "viikkona", "viikkoon", "viikkoja", "viikoilla", "viikol"},
        ),
        ({"nom": "huominen"}, {"huomisen", "huomista", "huomiseen", "huomisia", "huomisille", "huomisiin"}),
        ({"nom": "päivä"}, {"päivänä", "päivää", "päivään", "päivien", "päivinä", "päivät"}),
    ],
)
def test_inflects(noun: dict[str, object], expected: set[str]) -> None:
    assert expected <= {form.text for form in forms_of(noun)}


def test_writes_without_dots() -> None:
    assert plain("tänään") == "tanaan"
