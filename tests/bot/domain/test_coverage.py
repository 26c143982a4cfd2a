"""Pictures of coverage, and an attacker who watches them beside each answer as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.domain.coverage import counted_until, due_again, enough, reach_may_be_told, window_start
from bot.domain.small_groups import Group, band_of, bounds_of, may_be_shown

TODAY = date(2027, 3, 15)


@pytest.mark.parametrize(
    ("made_on", "since_then", "due"),
    [("2027-02-28", 8, True), ("2027-02-28", 7, False), ("2027-03-01", 99, False), ("2026-03-20", 8, True)],
)
def test_a_picture_is_made_anew_in_another_month_after_enough_answers(made_on: str, since_then: int, due: bool) -> None:
    assert due_again(date.fromisoformat(made_on), TODAY, since_then, 4) is due


def test_the_window_of_reach_moves_on_when_none_or_enough_drop_out_of_it() -> None:
    before, now = date(2026, 8, 1), TODAY - timedelta(days=183)
    assert window_start(None, TODAY, 3, 4) == now
    assert [window_start(before, TODAY, dropped, 4) for dropped in (0, 1, 7, 8)] == [now, before, before, now]


def test_few_answers_after_a_terms_last_picture_do_not_count_at_its_closing() -> None:
    closing, last = date(2027, 8, 14), date(2027, 7, 31)
    assert [counted_until(closing, last, number, 4) for number in (0, 1, 7, 8)] == [closing, last, last, closing]
    assert counted_until(closing, None, 1, 4) == closing


def test_reach_is_told_when_there_are_more_answers_than_it_accounts_for() -> None:
    eight = {f"l{number}": 1 for number in range(8)}
    assert not reach_may_be_told(eight, (), 8, 4)
    assert not reach_may_be_told({**eight, "l0": 23}, (), 30, 4), "twenty of it are told, and the rest is three"
    assert reach_may_be_told({**eight, "l0": 24}, (), 31, 4)
    assert reach_may_be_told({**eight, "": 4}, (), 12, 4)
    assert not reach_may_be_told({**eight, "": 3}, (), 11, 4)
    assert not reach_may_be_told({"l1": 40, "l2": 40}, (), 80, 4)


def test_libraries_that_are_reached_anew_are_told_among_enough_new_answers() -> None:
    many = {f"l{number}": 3 for number in range(8)}
    assert reach_may_be_told(many, ["l1"], 5, 4)
    assert not reach_may_be_told(many, ["l1"], 4, 4)
    assert reach_may_be_told(many, [], 0, 4)


Numbers = tuple[int, ...]


def divisions(people: int, groups: int) -> Iterator[Numbers]:
    """All ways in which so many people can come from so many libraries."""
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in divisions(people - first, groups - 1))


def by_name(numbers: Numbers) -> dict[str, int]:
    """The same by names; the first place is that of no library."""
    return {str(place or ""): number for place, number in enumerate(numbers)}


def picture(numbers: Numbers, smallest: int) -> object:
    """What is shown of libraries, the first place being that of none: their bands, and who is reached if it may be."""
    reached = [number > 0 for number in numbers[1:]]
    told = reach_may_be_told(by_name(numbers), [], sum(numbers), smallest)
    return tuple(band_of(number, smallest) for number in numbers[1:]), reached if told else None


def few_known(worlds: dict[str, list[Numbers]], smallest: int) -> list[Numbers]:
    """Numbers of which a library's small one follows, since all that looks alike agrees about it."""
    return [
        alike[0]
        for alike in worlds.values()
        for place in range(1, len(alike[0]))
        if len(found := {numbers[place] for numbers in alike}) == 1 and 0 < min(found) < smallest
    ]


@pytest.mark.parametrize("people", [6, 7, 9, 10])
def test_no_picture_tells_how_many_few_are(people: int) -> None:
    smallest = 3
    worlds: dict[str, list[Numbers]] = {}
    for numbers in divisions(people, 7):
        worlds.setdefault(repr(picture(numbers, smallest)), []).append(numbers)
    assert few_known(worlds, smallest) == []
    told = [one for one in worlds if "None" not in one]
    assert bool(told) == (people >= 9)


@pytest.mark.parametrize(("first", "second"), [(6, 6), (7, 6), (8, 7)])
def test_whoever_watches_two_pictures_and_every_answer_finds_no_few(first: int, second: int) -> None:
    """It is seen when each answer comes, but not from where; all that looks alike disagrees about every few."""
    smallest = 3
    assert min(first, second) >= enough(smallest)
    between: dict[str, list[Numbers]] = {}
    for early in divisions(first, 4):
        for late in divisions(second, 4):
            now = tuple(a + b for a, b in zip(early, late, strict=True))
            between.setdefault(repr((picture(early, smallest), picture(now, smallest))), []).append(late)
    assert few_known(between, smallest) == []


SAVO = Group("", "", (*(Group(key, key) for key in "123"), Group("", "?")))


def closed(early: Numbers, numbers: Numbers, smallest: int) -> object:
    """The figures of a closed term after a picture, the first place being that of no library."""
    by_key = dict(zip("?123", numbers, strict=True))
    known = {key: bounds_of(band_of(number, smallest), smallest) for key, number in zip("?123", early, strict=True)}
    shown = may_be_shown(SAVO, by_key, smallest, known)
    return sorted((key, by_key[key]) for key in shown)


@pytest.mark.parametrize(("first", "second"), [(7, 0), (8, 1), (9, 2), (7, 5), (10, 1), (12, 0)])
def test_a_terms_last_picture_and_its_figures_tell_of_no_few(first: int, second: int) -> None:
    smallest = 3
    worlds: dict[str, list[Numbers]] = {}
    for early in divisions(first, 4):
        for late in divisions(second, 4):
            few = counted_until(date.max, date.min, second, smallest) == date.min
            now = early if few else tuple(a + b for a, b in zip(early, late, strict=True))
            seen = repr((picture(early, smallest), closed(early, now, smallest)))
            worlds.setdefault(seen, []).append((*early, *late))
    assert few_known(worlds, smallest) == []
