"""Strong and weak grades."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.gradation import strengthen, weaken


@pytest.mark.parametrize(
    ("strong", "weak"),
    [
        ("linkki", "linki"),
        ("tunti", "tunni"),
        ("lampi", "lammi"),
        ("virta", "virra"),
        ("katu", "kadu"),
        ("talo", "talo"),
    ],
)
def test_weak_grade_comes_first(strong: str, weak: str) -> None:
    assert weaken(strong)[0] == weak


@pytest.mark.parametrize(("weak", "strong"), [("tallenne", "tallente"), ("lomake", "lomakke"), ("tiede", "tiete")])
def test_strong_grade_comes_first(weak: str, strong: str) -> None:
    assert strengthen(weak)[0] == strong


def test_new_names_may_keep_their_consonant() -> None:
    assert "kati" in weaken("kati")
