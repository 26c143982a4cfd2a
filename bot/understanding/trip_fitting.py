"""How well what libraries offer fits what a traveller wants to learn, and what nobody offers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import Fit, Unmet
from bot.domain.trips import Wanted
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.offer_words import OfferWords, Spoken, themes_of
from bot.understanding.topics import SOME
from bot.understanding.trip_topics import topic_of

_TOLD = 0.3
"""The share of a sentence's words by which an offer without themes is found, whose words tell what it is about.

One with themes may mention much besides, and takes more (SOME)."""

_INFERRED = 0.8
"""What a theme is worth that an offer's words speak of though it was not chosen for it."""

_WORDS_WORTH = 0.5
"""What words are worth beside themes."""

_SILENT = Spoken(0.0, 0.0)


def fits(offers: Sequence[Offer], wanted: Wanted, analyzer: Analyzer) -> list[Fit | None]:
    """How well each offer fits, in their order; None for those that do not.

    Who wants nothing but to see certain libraries finds all that these offer.
    """
    if not wanted.themes and not wanted.words.strip():
        return [Fit(1.0) if offer.library in wanted.hosts else None for offer in offers]
    # The calendar's words change all the time, and have no part in this.
    words = OfferWords([offer.words for offer in offers], analyzer.lasting)
    spoken = words.spoken(wanted.words)
    most = max((one.score for one in spoken.values()), default=0.0) or 1.0
    found: list[Fit | None] = []
    for position, (offer, inferred) in enumerate(zip(offers, words.themes, strict=True)):
        worth = {
            key: 1.0 if key in offer.themes else _INFERRED for key in wanted.themes if key in (*offer.themes, *inferred)
        }
        said = spoken.get(position, _SILENT)
        by_words = said.share >= (SOME if offer.themes else _TOLD)
        found.append(_fit(worth, len(wanted.themes), said.score / most, by_words) if worth or by_words else None)
    return found


def unmet(offers: Sequence[Offer], wanted: Wanted, analyzer: Analyzer) -> Unmet:
    """What of the wanted none of the offers has; own words count where they tell all that is wanted."""
    if wanted.themes:
        met = offered_themes(offers, analyzer)
        return Unmet(tuple(theme for theme in wanted.themes if theme not in met), "")
    by_words = not any(fits(offers, wanted, analyzer)) and bool(topic_of(wanted.words, analyzer.lasting))
    return Unmet((), wanted.words if by_words else "")


def offered_themes(offers: Sequence[Offer], analyzer: Analyzer) -> frozenset[str]:
    """The themes for which somebody can be asked: those that offers were given, and those that their words speak of."""
    inferred = themes_of([offer.words for offer in offers], analyzer.lasting)
    return frozenset(theme for offer, of in zip(offers, inferred, strict=True) for theme in (*offer.themes, *of))


def _fit(worth: dict[str, float], wanted: int, words: float, by_words: bool) -> Fit:
    if not wanted:
        return Fit(words, words=True)
    share = (sum(worth.values()) / wanted + _WORDS_WORTH * words) / (1 + _WORDS_WORTH)
    return Fit(share, tuple(worth), by_words)
