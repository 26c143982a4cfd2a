"""Keys that a question asks for in portions, since databases bound how many one may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

KEYS_AT_ONCE = 500

_Key = TypeVar("_Key")


def portions(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    """The keys in their order, so many at a time that any database takes them."""
    rest = iter(keys)
    while some := list(islice(rest, KEYS_AT_ONCE)):
        yield some
