"""The region's libraries, divided into regions and the consortia within them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby

from bot.domain.small_groups import Group
from bot.understanding.morphology.lexicon import Municipality, load_lexicon

NO_LIBRARY = ""
"""The key of those who have not told their library."""


@cache
def libraries() -> Group:
    """All of them, and those who have not told theirs, as groups that do not overlap.

    A consortium that reaches over two regions is a part of each. A library's key is its municipality's name, which no
    other group has for its key.
    """
    known = load_lexicon().municipalities
    regions = groupby(sorted(known, key=lambda one: one.region), key=lambda one: one.region)
    return Group("", "*", (*(_region(name, list(those)) for name, those in regions), Group("", NO_LIBRARY)))


@cache
def library_names() -> frozenset[str]:
    """The names by which answers tell their libraries."""
    return frozenset(one.name for one in load_lexicon().municipalities)


def _region(name: str, those: list[Municipality]) -> Group:
    names = sorted({one.consortium for one in those if one.consortium})
    consortia = (
        Group(consortium, f"{name}/{consortium}", _leaves(one for one in those if one.consortium == consortium))
        for consortium in names
    )
    return Group(name, f"{name}/", (*consortia, *_leaves(one for one in those if not one.consortium)))


def _leaves(those: Iterable[Municipality]) -> tuple[Group, ...]:
    return tuple(Group(name, name) for name in sorted(one.name for one in those))
