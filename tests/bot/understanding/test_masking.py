"""What tells of persons is taken out of a question, and the rest stays."""

from __future__ import annotations

import pytest

from bot.understanding.masking import masked
from tests.support.world import base_analyzer


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kuka maksaa kopiokoneen vuonna 2027", "kuka maksaa kopiokoneen vuonna 2027"),
        ("montako kertaa 4.11. klo 9.30", "montako kertaa 4.11. klo 9.30"),
        ("soita +358 40 1234567 heti", "soita […] heti"),
        ("tunnus 010190-123A on väärä", "tunnus […] on väärä"),
        ("kirjoita a.b@c.example", "kirjoita […]"),
        ("Virtaselta Mikkelissä", "[…] Mikkelissä"),
        ("onko Ossi Ohjelmalla avain", "onko […] avain"),
        ("", ""),
    ],
)
def test_masks(text: str, left: str) -> None:
    assert masked(text, base_analyzer(), ["Ossi Ohjelma"]) == left
