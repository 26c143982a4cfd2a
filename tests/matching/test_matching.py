"""How good suggestions are, by data whose author had not seen the code."""

from __future__ import annotations

import pytest

from bot.understanding.themes import themes
from tests.matching.scoring import read_offers, read_requests, verdicts

OFFERS, REQUESTS = read_offers(), read_requests()
VERDICTS = verdicts(OFFERS, REQUESTS)


def test_the_data_is_whole() -> None:
    known = {offer.key for offer in OFFERS}
    assert len(REQUESTS) >= 60
    assert all({*request.acceptable, *request.absurd} <= known for request in REQUESTS)
    assert {theme for offer in OFFERS for theme in offer.themes} <= set(themes())


def test_the_first_suggestion_is_acceptable() -> None:
    wrong = [one.request.text for one in VERDICTS if not one.acceptable]
    assert len(wrong) <= 0.05 * len(VERDICTS), wrong


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda verdict: verdict.request.id)
def test_nothing_absurd_is_suggested_and_nothing_where_nothing_fits(verdict: object) -> None:
    assert verdict.absurd == (), verdict.request.text  # type: ignore[attr-defined]
