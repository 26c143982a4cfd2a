"""One typing error is mended, two are only suggested."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.spelling import SpellingIndex, oddity

INDEX = SpellingIndex(["tallenne", "tallenteen", "muistutus", "kirjastoauto", "leppävirralla", "talle"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tallene", "tallenne"),
        ("tallennee", "tallenne"),
        ("talelnne", "tallenne"),
        ("tsllenne", "tallenne"),
        ("muisutus", "muistutus"),
        ("leppävirrala", "leppävirralla"),
        ("leppavirralla", "leppävirralla"),
        ("kirjastoautk", "kirjastoauto"),
    ],
)
def test_one_error(typed: str, meant: str) -> None:
    assert INDEX.one_error(typed) == (meant,)


def test_the_first_letter_must_be_right() -> None:
    assert INDEX.one_error("dallenne") == ()


def test_two_errors_are_a_suggestion_only() -> None:
    assert INDEX.one_error("kirjstoaut") == ()
    assert INDEX.suggestion("kirjstoaut") == "kirjastoauto"
    assert INDEX.suggestion("krjstoaut") == ""


def test_usual_errors_are_less_odd() -> None:
    assert oddity("tallene", "tallenne") < oddity("tallnne", "tallenne") < oddity("tallenbe", "tallenne")
