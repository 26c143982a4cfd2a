"""Ways of asking for what the AKE team has answered, and how surely a question is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.likeness import tells
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.topics import TITLE, event_terms, query_keys, topic_word, weak

WEAK = 0.3
"""What a word that is too common to tell a topic counts for against others."""

SAME = 0.8
"""The share of a way's words that a question must have, and of a question's that the way must have, to be it."""

WHOLLY = 0.99

SUBJECT = 0.65
"""The share of a question's words that a way which is a mere subject ("laitelootat") must have."""

HALF_OF_WAY, HALF_OF_QUESTION = 0.6, 0.3
"""Shares from which on it is asked whether that was meant."""

QUESTION, EXACT, SURE, UNSURE = 4, 3, 2, 1
"""How surely: the very question, a subject and nothing else, a subject and little else, it is to be asked."""

Terms = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A text as a question: the things it names, what is done with them, and the kind of question it is.

    `keys` are by what its things and deeds are sought, `terms` by what they are found, and how surely.
    """

    things: tuple[TopicWord, ...]
    deeds: tuple[TopicWord, ...]
    kind: str
    keys: frozenset[str]
    terms: Terms

    @property
    def subject(self) -> bool:
        """Whether it only names something."""
        return not self.deeds and not self.kind

    @property
    def signature(self) -> str:
        """The same for the same question in another order and other forms; empty when it names nothing."""
        if not self.things:
            return ""
        return " ".join([*sorted({word.keys[0] for word in (*self.things, *self.deeds)}), self.kind])


def asked_of(text: str, analyzer: Analyzer) -> Asked:
    """A text as a question."""
    words = words_of(text, analyzer)
    things = [word for word in words if _names(word)]
    deeds = [word for word in words if word.readings[0].word_class is WordClass.VERB and not _light(word)]
    kind = _kind(frozenset().union(*map(_forms, words)))
    named, done = (tuple(topic_word(word, cued=True) for word in some) for some in (things, deeds))
    keys = frozenset(key.text for word in (*named, *done) for key in query_keys(word))
    terms = {text: strength for text, strength, _ in event_terms([(TITLE, [*things, *deeds])])}
    return Asked(named, done, kind, keys, terms)


def same(one: Asked, other: Asked) -> bool:
    """Whether two texts are the same question in other words: each is a way of asking the other."""
    # Most texts have no word in common, which is seen at once.
    return not one.keys.isdisjoint(other.terms) and min(fit(one, other), fit(other, one)) >= SURE


def fit(question: Asked, way: Asked) -> int:
    """QUESTION, EXACT or SURE when a question is asked by this way, UNSURE when it may be, else 0."""
    if way.subject:
        has = _share(way.things, question.terms)
        of_question = _share(question.things, way.terms)
        if has >= SAME and of_question >= SUBJECT:
            return EXACT if of_question >= WHOLLY else SURE
        return UNSURE if has >= HALF_OF_WAY and of_question >= HALF_OF_QUESTION else 0
    has = _share((*way.things, *way.deeds), question.terms)
    of_question = _share((*question.things, *question.deeds), way.terms)
    if has >= SAME and of_question >= SAME and question.kind == way.kind:
        return QUESTION
    names = _share(way.things or way.deeds, question.terms) >= HALF_OF_WAY
    return UNSURE if names and of_question >= HALF_OF_QUESTION else 0


class Ways:
    """The ways of asking for several answers, each by a key; a search costs what the question's words find."""

    def __init__(self, ways: Iterable[tuple[str, str]], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._ways: list[tuple[str, Asked]] = []
        self._by_term: dict[str, list[int]] = {}
        for key, text in ways:
            asked = asked_of(text, analyzer)
            for term in asked.terms:
                self._by_term.setdefault(term, []).append(len(self._ways))
            self._ways.append((key, asked))

    def find(self, text: str) -> dict[str, int]:
        """The keys of the answers that a text asks for, or may, and how surely."""
        asked = asked_of(text, self.analyzer)
        best: dict[str, int] = {}
        for position in sorted({position for key in asked.keys for position in self._by_term.get(key, ())}):
            key, way = self._ways[position]
            best[key] = max(best.get(key, 0), fit(asked, way))
        return {key: how for key, how in best.items() if how}


def _share(words: Sequence[TopicWord], terms: Terms) -> float:
    """How much of some words a text has by whose terms they are sought."""
    found = [_found(word, terms) for word in words]
    weights = [WEAK if weak(word) and not there else 1.0 for word, there in zip(words, found, strict=True)]
    return sum(map(mul, weights, found)) / sum(weights) if weights else 0.0


def _found(word: TopicWord, terms: Terms) -> float:
    """How surely a word is there; of a compound, both parts are as good as the whole."""
    best = [0.0, 0.0, 0.0]
    for key in query_keys(word):
        best[key.part] = max(best[key.part], key.strength * terms.get(key.text, 0.0))
    whole, first, last = best
    return min(max(whole, first + last), 1.0)


def _names(word: Word) -> bool:
    return tells(word) and not _light(word) and not _kind(_forms(word))


def _light(word: Word) -> bool:
    return not _light_words().isdisjoint(_forms(word))


def _forms(word: Word) -> frozenset[str]:
    return word.lemmas | {word.surface}


def _kind(forms: frozenset[str]) -> str:
    """The kind of question that a text with these words is; empty when any other."""
    return next((kind for kind, ways in _kinds().items() if any(way <= forms for way in ways)), "")


@cache
def _light_words() -> frozenset[str]:
    entry = load_toml("ways.toml")["light"]
    assert isinstance(entry, dict)
    return frozenset([*entry["fi"], *entry["en"]])


@cache
def _kinds() -> dict[str, tuple[frozenset[str], ...]]:
    entry = load_toml("ways.toml")["asks"]
    assert isinstance(entry, dict)
    return {
        kind: tuple(frozenset(way.split()) for way in (*words["fi"], *words["en"])) for kind, words in entry.items()
    }
