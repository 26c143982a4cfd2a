"""How a list is parted into pages, which are counted from 0."""

from __future__ import annotations


def pages_of(total: int, size: int) -> int:
    """How many pages of a size there are, at least one."""
    return max(1, -(-total // size))


def page_within(number: int, total: int, size: int) -> int:
    """The page of a number; the last one for a number beyond, the first for one below."""
    return max(0, min(number, pages_of(total, size) - 1))
