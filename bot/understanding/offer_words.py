"""What libraries offer in their own words, and how much of what a traveller writes they speak of."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from bot.understanding.calendar_names import Terms, words_of
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.themes import themes_at
from bot.understanding.topics import MOST_POSTINGS, TITLE, TopicIndex, event_terms
from bot.understanding.trip_topics import topic_of

_SURE = 0.65
"""How surely a word must be said for an offer to be found by it."""

_FEW, _FEW_OF_MANY = 8, 1 / 8
"""A word that more offers have than these tells nothing by itself."""

_SENTENCES = re.compile(r"[.!?;\n]+\s*")

_Read = tuple[Terms, frozenset[str]]
_READ: WeakKeyDictionary[Analyzer, dict[str, _Read]] = WeakKeyDictionary()
"""The terms and themes of offers' words, by what these are: so no store has a part in them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an offer speaks of: `score` adds up the words, rare ones first; `share` is that of a sentence's words.

    The share is 0 when no single word is said surely enough to find the offer by it.
    """

    score: float
    share: float


class OfferWords:
    """The words of offers, ready to be searched. `themes` are those which each of them speaks of."""

    def __init__(self, texts: Sequence[str], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._index = TopicIndex()
        read = _read(texts, analyzer)
        for terms, _ in read:
            self._index.add(terms)
        self.themes = tuple(themes for _, themes in read)

    def spoken(self, text: str) -> Mapping[int, Spoken]:
        """The offers, by their positions, that speak of some of a text's words."""
        scores: defaultdict[int, float] = defaultdict(float)
        shares: dict[int, float] = {}
        for sentence in _SENTENCES.split(text):
            for position, share in self._shares(topic_of(sentence, self._analyzer), scores).items():
                shares[position] = max(share, shares.get(position, 0.0))
        return {position: Spoken(score, shares.get(position, 0.0)) for position, score in scores.items()}

    def _shares(self, topic: Collection[tuple[TopicWord, bool]], scores: dict[int, float]) -> Mapping[int, float]:
        """The shares of one sentence; adds to the scores."""
        shares: defaultdict[int, float] = defaultdict(float)
        sure: set[int] = set()
        for word, own in topic:
            hits = self._index.search([word], range(self._index.size))
            if len(hits) >= MOST_POSTINGS:
                continue
            rare = math.log((1 + self._index.size) / max(len(hits), 1))
            few = len(hits) <= max(_FEW, _FEW_OF_MANY * self._index.size)
            for hit in hits:
                scores[hit.position] += rare * hit.coverage
                if own:
                    shares[hit.position] += hit.coverage
                    sure.update({hit.position} if few and hit.coverage >= _SURE else ())
        own_words = sum(own for _, own in topic)
        return {position: shares[position] / own_words for position in sure}


def themes_of(texts: Sequence[str], analyzer: Analyzer) -> tuple[frozenset[str], ...]:
    """The themes that each of these offers' words speak of, without making them ready to be searched."""
    return tuple(themes for _, themes in _read(texts, analyzer))


def _read(texts: Sequence[str], analyzer: Analyzer) -> list[_Read]:
    kept = _READ.setdefault(analyzer, {})
    if len(kept) > 2 * len(texts):  # What nobody offers any more is let go of.
        for gone in kept.keys() - set(texts):
            del kept[gone]
    for text in texts:
        if text not in kept:
            words = words_of(text, analyzer)
            kept[text] = event_terms([(TITLE, words)]), frozenset(themes_at(words))
    return [kept[text] for text in texts]
