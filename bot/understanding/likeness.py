"""Whether two short texts are about the same, by the words that tell a topic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.topics import ENOUGH, TITLE, TopicIndex, event_terms, topic_word, weak

_TELLING = frozenset({WordClass.NOUN, WordClass.NAME, WordClass.ADJECTIVE, WordClass.OTHER})


def alike(text: str, others: Sequence[str], analyzer: Analyzer) -> list[int]:
    """Positions of the texts that are about the same as one, the likest first."""
    topic = [topic_word(word, cued=True) for word in words_of(text, analyzer) if tells(word)]
    topic = [word for word in topic if not weak(word)]
    same = [position for position, other in enumerate(others) if other.casefold() == text.casefold()]
    if not topic:
        return same
    index = TopicIndex()
    for other in others:
        index.add(event_terms([(TITLE, words_of(other, analyzer))]))
    hits = [hit.position for hit in index.search(topic, range(len(others))) if hit.coverage >= ENOUGH]
    return list(dict.fromkeys([*same, *hits]))


def tells(word: Word) -> bool:
    """Whether a word may tell what a text is about."""
    # An English word is as written: "somen" is no form of "some".
    filler = word.surface in _fillers("en") or not _fillers("fi").isdisjoint({word.surface, *word.lemmas})
    return word.readings[0].word_class in _TELLING and not filler


@cache
def _fillers(language: str) -> frozenset[str]:
    filler = load_toml("concepts.toml")["filler"]
    assert isinstance(filler, dict)
    return frozenset(filler[language])
