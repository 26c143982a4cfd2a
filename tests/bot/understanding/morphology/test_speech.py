"""Spoken and Savo sounds are rewritten by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.morphology.speech import candidates, dotted


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("kolome", "kolme"),
        ("etteekahvit", "etäkahvit"),
        ("etteäpajja", "etäpajja"),
        ("vanahan", "vanhan"),
        ("sillon", "silloin"),
        ("antoo", "antaa"),
        ("piäsen", "pääsen"),
        ("oekee", "oikee"),
        ("päevä", "päivä"),
        ("talol", "talolla"),
        ("metsäs", "metsässä"),
        ("kirjoi", "kirjoja"),
        ("kauppaa", "kauppaan"),
        ("tärkee", "tärkeä"),
        ("käyny", "käynyt"),
        ("punanen", "punainen"),
        ("katto", "katso"),
        ("yhen", "yhden"),
        ("voisko", "voisiko"),
    ],
)
def test_the_written_form_is_a_candidate(said: str, written: str) -> None:
    assert written in set(candidates(said))


def test_missing_dots() -> None:
    assert "ystävä" in set(dotted("ystava"))
    assert "lukupäivä" in set(dotted("lukupaiva"))


@given(st.text(max_size=60))
def test_any_text_gives_few_candidates(text: str) -> None:
    found = list(candidates(text))
    assert len(found) < 100
    assert text not in found
