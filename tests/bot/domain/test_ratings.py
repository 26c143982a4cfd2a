"""Statistics of ratings."""

from __future__ import annotations

from bot.domain.ratings import Ratings, sum_of


def test_ratings_are_counted_summed_and_averaged() -> None:
    ratings = Ratings.of([(5, 2), (1, 1), (5, 1), (4, 0)])
    assert ratings.counts == (1, 0, 0, 0, 3)
    assert (ratings.number, ratings.total, ratings.mean, ratings.good) == (4, 16, 4.0, 3)


def test_nothing_has_no_mean() -> None:
    assert Ratings().mean is None
    assert Ratings().number == 0


def test_ratings_are_put_together() -> None:
    assert sum_of([Ratings.of([(1, 2)]), Ratings.of([(1, 1), (5, 1)])]).counts == (3, 0, 0, 0, 1)
    assert sum_of([]) == Ratings()
