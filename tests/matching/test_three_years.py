"""Three years of requests: nobody hosts too much, nobody is sent twice, and hosting spreads better than by lot."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.matching.scoring import read_offers
from tests.matching.three_years import A_MONTH, Played, play, requests, shuffled, suggested

OFFERS = read_offers()
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def three_years(request: pytest.FixtureRequest) -> tuple[Played, Played]:
    """The same requests, by the suggestions and by lot."""
    asked = requests(request.param)
    assert len(asked) == 36 * A_MONTH
    return play(OFFERS, asked, suggested), play(OFFERS, asked, shuffled(request.param))


def test_no_offer_takes_more_visitors_than_it_can_and_none_when_it_is_closed(
    three_years: tuple[Played, Played],
) -> None:
    ours, _ = three_years
    offers = {offer.id: offer for offer in OFFERS}
    for (number, month), visitors in Counter((visit.offer, visit.month) for visit in ours.visits).items():
        assert number is not None
        assert month is not None
        assert visitors <= offers[number].per_month
        assert month[1] not in offers[number].closed


def test_nobody_is_sent_where_they_have_been_while_another_host_fits(three_years: tuple[Played, Played]) -> None:
    ours, _ = three_years
    assert ours.repeats, "in three years some theme has been seen everywhere"
    assert [hosts for _, hosts in ours.repeats if hosts] == []


def test_nobody_visits_the_own_library(three_years: tuple[Played, Played]) -> None:
    ours, _ = three_years
    assert all(visit.host != visit.library for visit in ours.visits)


def test_hosting_spreads_better_than_by_lot_and_the_ways_are_shorter(
    three_years: tuple[Played, Played], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, by_lot = three_years
    with capsys.disabled():
        for name, one in (("suggested", ours), ("by lot", by_lot)):
            print(
                f"\n{name}: {len(one.visits)} visits, {one.without} found no host, Gini {one.gini:.2f}, "
                f"least and most for its size {one.loads[0]:.1f} and {one.loads[-1]:.1f}, {one.kilometres:.0f} km"
            )
    assert ours.gini < by_lot.gini
    assert ours.loads[0] / ours.loads[-1] > by_lot.loads[0] / by_lot.loads[-1]
    assert ours.kilometres < by_lot.kilometres
    assert len(ours.visits) > 0.95 * len(by_lot.visits)
