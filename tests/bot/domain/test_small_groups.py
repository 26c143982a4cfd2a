"""What is shown of groups, and an attacker who computes all that follows from it."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.small_groups import Group, band_lows, band_of, bounds_of, may_be_shown, several, shown_figures


def group(key: str, *parts: Group) -> Group:
    return Group(key, key, parts)


def leaves(*keys: str) -> tuple[Group, ...]:
    return tuple(group(key) for key in keys)


SAVO = group(
    "",
    group("E", group("EL", *leaves("juva", "mikkeli", "puumala")), *leaves("sulkava")),
    group("P", group("PL", *leaves("varkaus")), group("PR", *leaves("tervo", "vesanto")), *leaves("siilinjärvi")),
    *leaves("?"),
)
KEYS = [leaf.key for leaf in SAVO.leaves()]

Vector = list[Fraction]


def below(whole: Group, key: str) -> Group | None:
    if whole.key == key:
        return whole
    return next((found for part in whole.parts if (found := below(part, key))), None)


def within(key: str) -> set[str]:
    found = below(SAVO, key)
    assert found is not None
    return {leaf.key for leaf in found.leaves()}


def follows(told: list[Vector], wanted: Vector) -> bool:
    """Whether a sum follows from sums that were told, by adding and subtracting them."""
    rows: list[Vector] = []
    for row in [*told, wanted]:
        rest = list(row)
        for known in rows:
            lead = next(i for i, value in enumerate(known) if value)
            rest = [a - rest[lead] * b / known[lead] for a, b in zip(rest, known, strict=True)]
        if any(rest):
            rows.append(rest)
            last_is_new = True
        else:
            last_is_new = False
    return not last_is_new


@given(
    st.lists(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 7)), min_size=1, max_size=3),
    st.integers(2, 5),
)
def test_no_few_people_follow_from_all_sums_of_all_scopes(events: list[dict[str, int]], smallest: int) -> None:
    """Every event, and so every series, term and year, tells its sum over all; the term tells its groups."""
    cells = [(number, key) for number in range(len(events)) for key in KEYS]
    numbers = {key: sum(event.get(key, 0) for event in events) for key in KEYS}
    shown = may_be_shown(SAVO, numbers, smallest, {})
    told = [[Fraction(of == number) for of, _ in cells] for number in range(len(events))]
    told += [[Fraction(key in within(one)) for _, key in cells] for one in shown]
    unshown = [key for key in KEYS if key not in shown and numbers[key]]
    for some in chain.from_iterable(combinations(unshown, size) for size in range(1, len(unshown) + 1)):
        if sum(numbers[key] for key in some) < smallest:
            nobody = [set(extra) for size in range(2) for extra in combinations(set(KEYS) - {*unshown, *shown}, size)]
            for extra in nobody:
                wanted = [Fraction(key in {*some, *extra}) for _, key in cells]
                assert not follows(told, wanted), (some, numbers, shown)


def test_the_attacker_would_find_what_can_be_subtracted() -> None:
    cells = [*leaves("a", "b")]
    told = [[Fraction(1), Fraction(1)], [Fraction(1), Fraction(0)]]
    assert len(cells) == 2
    assert follows(told, [Fraction(0), Fraction(1)])
    assert not follows(told[:1], [Fraction(0), Fraction(1)])


Answer = tuple[str, int]
Data = tuple[tuple[Answer, ...], ...]
SMALL = group("", group("R", group("C", *leaves("a", "b")), *leaves("c")), *leaves("?"))
SMALL_KEYS = [leaf.key for leaf in SMALL.leaves()]


def figures(answers: list[Answer], keys: set[str]) -> tuple[int, int]:
    ratings = [rating for key, rating in answers if key in keys]
    return len(ratings), sum(ratings)


def everything_shown(events: Data, smallest: int) -> object:
    """What the team sees of events and their closed term: each rating, whence many come, figures by group."""
    together = list(chain.from_iterable(events))
    numbers = {key: figures(together, {key})[0] for key in SMALL_KEYS}
    of_events = tuple(
        (
            tuple(sorted(rating for _, rating in event)),
            several({key.strip("?"): figures(list(event), {key})[0] for key in SMALL_KEYS}, smallest),
        )
        for event in events
    )
    shown = may_be_shown(SMALL, numbers, smallest, {})
    parts = {key: {leaf.key for leaf in found.leaves()} for key in shown if (found := below(SMALL, key))}
    return of_events, tuple(sorted((key, figures(together, keys)) for key, keys in parts.items()))


def possible(most: int) -> list[tuple[Answer, ...]]:
    answers = [(key, rating) for key in SMALL_KEYS for rating in (1, 2)]
    return list(chain.from_iterable(combinations_with_replacement(answers, size) for size in range(most + 1)))


@pytest.mark.parametrize("sizes", [(7, 0), (4, 2), (3, 3)])
def test_whoever_knows_all_and_tries_every_possibility_finds_no_library_of_few(sizes: tuple[int, int]) -> None:
    """For each thing that can be seen, all answers that would look so: they must disagree about every small library.

    What everybody rated alike is known of each, whatever is shown; such worlds tell nothing.
    """
    smallest = 3
    worlds: dict[object, list[Data]] = {}
    for first in possible(sizes[0]):
        for second in possible(sizes[1]):
            worlds.setdefault(everything_shown((first, second), smallest), []).append((first, second))
    for alike in worlds.values():
        together = [list(chain.from_iterable(world)) for world in alike]
        for key in ("a", "b", "c"):
            found = {figures(answers, {key}) for answers in together}
            if len(found) == 1:
                ((number, _),) = found
                assert number == 0 or number >= smallest, (alike[0], key)


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 30)), st.integers(1, 6))
def test_what_is_left_out_of_a_group_is_nobody_or_enough(numbers: dict[str, int], smallest: int) -> None:
    shown = may_be_shown(SAVO, numbers, smallest, {})
    for whole in (SAVO, *(found for key in shown if (found := below(SAVO, key)))):
        left = sum(numbers.get(key, 0) for part in whole.parts if part.key not in shown for key in within(part.key))
        total = sum(numbers.get(leaf.key, 0) for leaf in whole.leaves())
        assert left == 0 or left >= smallest or total < smallest or not whole.parts


def test_the_smallest_that_is_shown_goes_with_those_that_are_too_few() -> None:
    assert may_be_shown(SAVO, {"juva": 9, "mikkeli": 5, "puumala": 2}, 4, {}) == {"E", "EL", "juva"}
    assert may_be_shown(SAVO, {"juva": 9, "sulkava": 3}, 4, {}) == {"E"}
    assert may_be_shown(SAVO, {"juva": 9, "?": 4}, 4, {}) == {"E", "EL", "juva", "?"}
    assert may_be_shown(SAVO, {"juva": 3}, 4, {}) == set()


def test_whom_it_is_known_to_hold_does_not_make_a_remainder_large() -> None:
    numbers = {"juva": 9, "mikkeli": 5, "puumala": 2}
    assert may_be_shown(SAVO, numbers, 4, {"juva": (4, 9), "mikkeli": (4, 9)}) == {"E", "EL"}
    assert may_be_shown(SAVO, numbers, 4, {"juva": (4, 9)}) == {"E", "EL", "juva"}


def test_nothing_is_shown_beside_a_remainder_that_is_as_large_as_it_could_be() -> None:
    numbers = {"juva": 9, "mikkeli": 3, "puumala": 3}
    few = {key: bounds_of(0, 4) for key in ("mikkeli", "puumala")}
    assert may_be_shown(SAVO, numbers, 4, few) == {"E", "EL"}
    assert may_be_shown(SAVO, {**numbers, "puumala": 2}, 4, few) == {"E", "EL", "juva"}


def test_what_is_shown_is_told_before_its_parts_and_what_is_left_after_them() -> None:
    figures = {"": (20, 80), "E": (14, 60), "EL": (9, 45), "juva": (5, 25)}
    told = [(one.group.key, one.number, one.total, one.rest) for one in shown_figures(SAVO, figures)]
    assert told == [
        ("E", 14, 60, False),
        ("EL", 9, 45, False),
        ("juva", 5, 25, False),
        ("EL", 4, 20, True),
        ("E", 5, 15, True),
        ("", 6, 20, True),
    ]
    assert list(shown_figures(SAVO, {"": (0, 0)})) == []


def test_bands_begin_at_their_lowest() -> None:
    assert band_lows(4) == (0, 4, 10, 20)
    assert band_lows(12) == (0, 12, 20)
    assert [band_of(number, 4) for number in (0, 3, 4, 9, 10, 19, 20, 500)] == [0, 0, 4, 4, 10, 10, 20, 20]


def test_whether_answers_come_from_several_libraries_is_told_of_enough_answers_alone() -> None:
    assert several({"a": 4, "b": 1, "c": 1, "d": 1, "": 9}, 4) is None
    assert several({"a": 5, "b": 1, "c": 1, "d": 1}, 4) is True
    assert several({"a": 50, "b": 50, "c": 1, "": 1}, 4) is False
