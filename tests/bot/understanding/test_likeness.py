"""Which short texts are about the same."""

from __future__ import annotations

import pytest

from bot.understanding.likeness import alike
from tests.support.world import base_analyzer

WISHES = [
    "Kaukolainojen hinnat ja kuljetus",
    "Kaukolainat",
    "Lukukoirien hankinta",
    "Tekoäly kirjastotyössä",
    "Reading dogs at the library",
    "Kahvit",
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("kaukolainat", ["Kaukolainat", "Kaukolainojen hinnat ja kuljetus"]),
        ("Kaukolainojen hinnoista", ["Kaukolainojen hinnat ja kuljetus"]),
        ("Lukukoira", ["Lukukoirien hankinta"]),
        ("tekoälyn käyttö", ["Tekoäly kirjastotyössä"]),
        ("dogs that are reading", ["Reading dogs at the library"]),
        ("KAHVIT", ["Kahvit"]),
        ("the library", []),
        ("Miten kirjastossa olisi?", []),
        ("pelit", []),
        ("", []),
    ],
)
def test_the_likest_comes_first(said: str, found: list[str]) -> None:
    assert [WISHES[position] for position in alike(said, WISHES, base_analyzer())] == found
