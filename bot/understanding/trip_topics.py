"""The words of a traveller that tell what is to be learnt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.english import singular
from bot.understanding.likeness import tells
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.themes import themes_at
from bot.understanding.topic_words import translated
from bot.understanding.topics import known_phrases, topic_word, weak


def topic_of(text: str, analyzer: Analyzer) -> list[tuple[TopicWord, bool]]:
    """The words that tell what is to be learnt, each with whether an offer may be found by it.

    None is by words that say no more than the text's themes do, or what is done rather than with what.
    """
    return [(topic, finds) for topic, _, finds in topics_at(words_of(text, analyzer))]


def topics_at(words: Sequence[Word]) -> list[tuple[TopicWord, int, bool]]:
    """The same of words, each topic with the position of its word."""
    themed = {i for at in themes_at(words).values() for i in at}
    found = ((topic, i) for i in range(len(words)) for topic in _topics(words, i))
    return [(topic, i, i not in themed and _common().isdisjoint((topic.keys[0], *topic.stems))) for topic, i in found]


def _topics(words: Sequence[Word], i: int) -> Iterator[TopicWord]:
    word = words[i]
    if phrases := known_phrases(word, words[i + 1]) if i + 1 < len(words) else ():
        yield TopicWord(word.surface, tuple(phrases), cued=True)
    if _beside().isdisjoint({word.surface, singular(word.surface), *word.lemmas}) and (tells(word) or is_act(word)):
        topic = translated(words, i, True) or topic_word(word, cued=True)
        if not weak(topic):
            keys = tuple(key for key in topic.keys if key not in _common()) or topic.keys
            yield replace(topic, keys=keys, first=topic.first if _beginnings().isdisjoint(topic.first) else ())


def is_act(word: Word) -> bool:
    """Whether a word names what is done: "karsiminen", "karsimista"."""
    first = word.readings[0]
    verb = first.word_class is WordClass.VERB and first.case is not None
    return verb and "mi" in word.written[len(first.lemma) - 2 :]


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
