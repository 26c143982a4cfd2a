"""Terms and bands as people say them."""

from __future__ import annotations

from itertools import pairwise

from bot.domain.small_groups import band_lows
from bot.domain.terms import Term
from bot.texts.sentences import Texts


def term_name(texts: Texts, term: Term) -> str:
    """ "kevät 2027" """
    return texts(f"summary.term.{'autumn' if term.autumn else 'spring'}", year=term.year)


def band_name(texts: Texts, low: int, smallest: int) -> str:
    """ "4–9" of a band's lowest number."""
    if low == 0:
        return texts("coverage.band_first", next=smallest)
    highs = {first: following - 1 for first, following in pairwise(band_lows(smallest))}
    if low not in highs:
        return texts("coverage.band_last", low=low)
    return texts("coverage.band", low=low, high=highs[low])
