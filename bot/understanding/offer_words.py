"""What libraries offer in their own words, and how much of what a traveller writes they speak of."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from bot.understanding.calendar_names import Terms, words_of
from bot.understanding.concepts import load_toml
from bot.understanding.english import singular
from bot.understanding.likeness import tells
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.themes import themes_at
from bot.understanding.topic_words import translated
from bot.understanding.topics import MOST_POSTINGS, TITLE, TopicIndex, event_terms, known_phrases, topic_word, weak

_SURE = 0.65
"""How surely a word must be said for an offer to be found by it."""

_FEW, _FEW_OF_MANY = 8, 1 / 8
"""A word that more offers have than these tells nothing by itself."""

_MOST_TEXTS = 2000
"""Texts of offers whose analysis is kept: many times those of a region."""

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
        read = [_read(text, analyzer) for text in texts]
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


def topic_of(text: str, analyzer: Analyzer) -> list[tuple[TopicWord, bool]]:
    """The words that tell what is to be learnt, each with whether an offer may be found by it.

    None is by words that say no more than the text's themes do, or what is done rather than with what.
    """
    words = words_of(text, analyzer)
    themed = {i for at in themes_at(words).values() for i in at}
    found = ((topic, i) for i in range(len(words)) for topic in _topics(words, i))
    return [(topic, i not in themed and _common().isdisjoint((topic.keys[0], *topic.stems))) for topic, i in found]


def _topics(words: Sequence[Word], i: int) -> Iterator[TopicWord]:
    word = words[i]
    if phrases := known_phrases(word, words[i + 1]) if i + 1 < len(words) else ():
        yield TopicWord(word.surface, tuple(phrases), cued=True)
    if _beside().isdisjoint({word.surface, singular(word.surface), *word.lemmas}) and (tells(word) or _act(word)):
        topic = translated(words, i, True) or topic_word(word, cued=True)
        if not weak(topic):
            keys = tuple(key for key in topic.keys if key not in _common()) or topic.keys
            yield replace(topic, keys=keys, first=topic.first if _beginnings().isdisjoint(topic.first) else ())


def _act(word: Word) -> bool:
    """Whether a word names what is done: "karsiminen", "karsimista"."""
    first = word.readings[0]
    verb = first.word_class is WordClass.VERB and first.case is not None
    return verb and "mi" in word.written[len(first.lemma) - 2 :]


def _read(text: str, analyzer: Analyzer) -> _Read:
    kept = _READ.setdefault(analyzer, {})
    if text not in kept:
        if len(kept) >= _MOST_TEXTS:
            kept.clear()
        words = words_of(text, analyzer)
        kept[text] = event_terms([(TITLE, words)]), frozenset(themes_at(words))
    return kept[text]


@cache
def _beside() -> frozenset[str]:
    return _words("beside").union(place.lower() for place in load_lexicon().places)


@cache
def _common() -> frozenset[str]:
    return _words("common")


@cache
def _beginnings() -> frozenset[str]:
    return _words("beginnings")


def _words(name: str) -> frozenset[str]:
    words = load_toml("trip_matching.toml")[name]
    assert isinstance(words, list)
    return frozenset(words)
