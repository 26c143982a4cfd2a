"""What events are about: an index of their words, and the search in it by words of a question."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.concepts import load_toml
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.words import Case, Reading, Word, WordClass

_CACHED_WORDS = 8192
WHOLE, DERIVED, SYNONYM, PART = 1.0, 0.9, 0.8, 0.8
"""How surely a shared key means a shared topic: the same base form; the same stem ("lainata", "lainaus");
a synonym; a compound's first part ("siemen" of "siemenkirjasto")."""

FIRST, LAST = 1, 2
"""Parts of a compound; 0 is the word itself."""

ONE_OF_MANY, EVENT_HEAD, QUERY_HEAD, GUESSED = 0.55, 0.75, 0.4, 0.85
"""Less surely: one of a long compound's earlier parts; the last part of the event's compound ("koira" finds
"lukukoira"); the last part of the question's compound ("matkaopas" hardly means any "opas"); a new word
without what looks like its case ending."""

_CASE_ENDINGS = (
    "iin", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "ista", "istä", "illa",
    "issa", "in", "na", "nä", "ia", "iä", "ja", "jä", "en", "n", "a", "ä", "t",
)  # fmt: skip

TITLE, SERIES, BODY = 1.0, 0.85, 0.6
"""What a hit in the title, in the series' name and in the description are worth against each other."""

UNMARKED, OTHER_HEAD = 0.6, 0.85
"""How much less a part of a compound tells when nothing marks the compound as a topic, and when its last part
names another thing altogether ("virtuaali" of "virtuaalilasit")."""

SERIES_PART = 0.75
"""How much less a part of a series' name tells than a part of a title's word."""

MOST_POSTINGS = 40
"""Events that one word is looked up in: keeps a search's cost apart from how much is stored."""

SHORTEST_STEM = 4
SHORTEST_BEGINNING = 6
"""Letters: shorter beginnings of an unknown word would find other words ("kirja" in "kirjaimellisesti")."""

OTHER_AS_PART = 0.7
"""How much less a synonym tells of the end of another compound: "lukukoira" is no "opaskoira"."""

KNOWN_WHOLE = 0.7
"""How much less a part of a compound tells when some event has the compound itself: "kuva" of "kuvakaappaus"."""

TWICE_A_PART = 0.8
"""How much less the beginning of one compound tells of the end of another: "kielikahvila", "äidinkieli"."""

ENOUGH, SOME = 0.6, 0.45
"""The share of a question's topic words that an event must have to be shown, and to be asked about."""


class Key(NamedTuple):
    """One thing to look up, how surely a hit means the topic, and which part of a compound it is.

    `other` says that it is another word of the same meaning.
    """

    text: str
    strength: float
    part: int = 0
    other: bool = False


class Posting(NamedTuple):
    """A word's occurrence in an event: which, how surely, and in how weighty a place."""

    position: int
    strength: float
    field: float


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that speaks of the topic. `coverage` is the share of the words it has; `rank` orders hits."""

    position: int
    coverage: float
    rank: float


@dataclass(slots=True)
class TopicIndex:
    """Words to events. Positions run in the order of the events' starts, so a range of time is a slice."""

    size: int = 0
    _postings: dict[str, list[Posting]] = field(default_factory=dict)

    def add(self, terms: Sequence[tuple[str, float, float]]) -> None:
        """Add the next event's terms, as `event_terms` gave them."""
        for text, strength, weight in terms:
            self._postings.setdefault(text, []).append(Posting(self.size, strength, weight))
        self.size += 1

    def knows(self, word: TopicWord) -> bool:
        """Whether any event speaks of the word."""
        return any(key.text in self._postings for key in query_keys(word))

    def has_word(self, lemmas: Iterable[str]) -> bool:
        """Whether any event has one of these very words."""
        return any(posting.strength == WHOLE for lemma in lemmas for posting in self._postings.get(lemma, ())[:1])

    def has_part(self, lemmas: Iterable[str]) -> bool:
        """Whether one of these words may be a part of an event's compound."""
        return any(lemma in self._postings or lemma in _generic() for lemma in lemmas)

    def titled(self, lemmas: Iterable[str]) -> bool:
        """Whether one of these very words stands in a title."""
        postings = (posting for lemma in lemmas for posting in self._postings.get(lemma, ()))
        return any(posting.field == TITLE and posting.strength == WHOLE for posting in postings)

    def in_title(self, word: TopicWord) -> bool:
        """Whether the word itself stands in a title, or as the last part of a word there."""
        postings = (posting for key in word.keys for posting in self._postings.get(key, ()))
        return any(posting.field == TITLE and posting.strength >= EVENT_HEAD for posting in postings)

    def beginning(self, surface: str) -> str:
        """The longest known key that a word begins with, for words that nobody knows; or nothing."""
        ends = range(len(surface) - 1, SHORTEST_BEGINNING - 1, -1)
        return next((surface[:end] for end in ends if surface[:end] in self._postings), "")

    def search(self, words: Sequence[TopicWord], span: range, *, latest: bool = False) -> list[Hit]:
        """Events at the span's positions that speak of the words, the best first.

        Of a very common word only MOST_POSTINGS events are weighed: the first of the span, or the `latest`.
        """
        shares: dict[int, float] = {}
        ranks: dict[int, float] = {}
        total = 0.0
        for word in words:
            best = self._best(word, span, latest)
            weight = self._weight(word, len(best))
            total += weight
            for position, (strength, rank) in best.items():
                shares[position] = shares.get(position, 0.0) + weight * strength
                ranks[position] = ranks.get(position, 0.0) + weight * rank
        total = max(total, 1.0)
        hits = [Hit(p, share / total, ranks[p] / total) for p, share in shares.items()]
        return sorted(hits, key=lambda hit: (-round(hit.rank, 6), hit.position))

    def _best(self, word: TopicWord, span: range, latest: bool) -> dict[int, tuple[float, float]]:
        best: dict[int, list[float]] = {}
        by_part = KNOWN_WHOLE if word.parts > 1 and self.has_word(word.keys) else WHOLE
        for key in query_keys(word):
            of_key = key.strength * by_part if key.part else key.strength
            for posting in self._within(key.text, span, latest):
                strength = of_key * posting.strength
                if posting.strength == EVENT_HEAD:
                    strength *= OTHER_AS_PART if key.other else TWICE_A_PART if key.part == FIRST else WHOLE
                known = best.setdefault(posting.position, [0.0, 0.0, 0.0, 0.0])
                known[key.part] = max(known[key.part], strength)
                rank = strength * posting.field
                known[3] = max(known[3], rank) + 0.02 * rank
        # A compound of which an event has both parts is there, even if each part alone would say little.
        return {p: (min(max(whole, first + last), WHOLE), rank) for p, (whole, first, last, rank) in best.items()}

    def _within(self, key: str, span: range, latest: bool) -> Sequence[Posting]:
        postings = self._postings.get(key)
        if not postings:
            return ()
        first = bisect_left(postings, (span.start, 0.0, 0.0))
        last = bisect_left(postings, (span.stop, 0.0, 0.0), first)
        if last - first > MOST_POSTINGS:
            first, last = (last - MOST_POSTINGS, last) if latest else (first, first + MOST_POSTINGS)
        return postings[first:last]

    def _weight(self, word: TopicWord, found: int) -> float:
        """Rare words tell more; an unmarked one that is nowhere tells less, and a weak one least."""
        if weak(word):
            return 0.3
        if not found:
            return 1.0 if word.cued else 0.6
        return 1.0 + 0.2 * math.log((1 + self.size) / (1 + found)) / math.log(2 + self.size)


def event_terms(fields: Iterable[tuple[float, Sequence[Word]]]) -> list[tuple[str, float, float]]:
    """The index terms of one event: text, strength, weight; the best of each text only.

    A series' common words ("tunti" of "Digiä tunnissa") are no topic.
    """
    best: dict[str, tuple[float, float]] = {}
    for weight, words in fields:
        for word in words:
            for key in _keys(word):
                if weight == SERIES:
                    if key.text in _generic() or key.strength == EVENT_HEAD:
                        continue
                    key = Key(key.text, key.strength if key.strength >= DERIVED else SERIES_PART * key.strength)
                if key.strength * weight > math.prod(best.get(key.text, (0.0, 0.0))):
                    best[key.text] = (key.strength, weight)
        for pair in pairwise(words):
            for phrase in known_phrases(*pair):
                best.setdefault(phrase, (WHOLE, weight))
            for compound in _compounds(*pair) if weight != SERIES else ():
                best.setdefault(compound, (DERIVED, weight))
    return [(text, strength, weight) for text, (strength, weight) in best.items()]


@lru_cache(_CACHED_WORDS)
def topic_word(word: Word, cued: bool = False, group: int = 0) -> TopicWord:
    """A question's word as a topic."""
    readings = word.readings[:4]
    plain = [reading for reading in readings if len(reading.parts) == 1]
    compounds = [reading for reading in readings if len(reading.parts) > 1]
    compound = next((r for r in compounds if r.parts[-1] in _generic()), compounds[0] if compounds else None)
    keys = dict.fromkeys(reading.lemma for reading in readings)
    stems = dict.fromkeys(stem for reading in plain for stem in reading.stems if stem not in keys)
    first, last = _split(compound) if compound else ((), ())
    parts = len(compound.parts) if compound else 1
    if not word.known:
        stems.update(dict.fromkeys(guessed_stems(word.surface)))
    if compound and parts > 2:
        stems["".join(compound.parts[:-1])] = None
    return TopicWord(word.surface, tuple(keys), tuple(stems), first, last, parts, cued, group)


def topic_groups(words: Sequence[TopicWord]) -> list[list[TopicWord]]:
    """The words of each thing that is asked of, in their order."""
    groups: dict[int, list[TopicWord]] = {}
    for word in words:
        groups.setdefault(word.group, []).append(word)
    return list(groups.values())


def guessed_stems(unknown: str) -> list[str]:
    """What a word that no dictionary has may be without its case ending: "canva" of "canvalla"."""
    stems = (unknown.removesuffix(ending) for ending in _CASE_ENDINGS if unknown.endswith(ending))
    return [stem for stem in stems if len(stem) >= SHORTEST_STEM]


def _split(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of a compound's earlier parts and of its last part, stems among them."""
    stems = reading.stems if len(reading.stems) == len(reading.parts) else reading.parts
    first = dict.fromkeys((*reading.parts[:-1], *stems[:-1]))
    return tuple(first), tuple(dict.fromkeys((reading.parts[-1], stems[-1])))


@cache
def _generic() -> frozenset[str]:
    return _words("generic_parts")


@cache
def _event_parts() -> frozenset[str]:
    return _words("event_parts")


@cache
def _weak() -> frozenset[str]:
    return _generic() | _words("weak_words")


def weak(word: TopicWord) -> bool:
    """Whether a word is too common to tell a topic by itself."""
    return word.keys[0] in _weak()


def _words(name: str) -> frozenset[str]:
    words = load_toml("topics.toml")[name]
    assert isinstance(words, list)
    return frozenset(words)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    rows = load_toml("synonyms.toml")["rows"]
    assert isinstance(rows, list)
    table: dict[str, list[str]] = {}
    for row in rows:
        for word in row:
            table.setdefault(word, []).extend(other for other in row if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}


@lru_cache(_CACHED_WORDS)
def query_keys(word: TopicWord) -> tuple[Key, ...]:
    """What a question's word is looked up by, the surest first."""
    keys = [Key(text, WHOLE) for text in word.keys]
    keys += [Key(text, DERIVED) for text in word.stems]
    for text in (*word.keys, *word.stems):
        keys += [Key(other, SYNONYM, other=True) for other in _synonyms().get(text, ())]
    first = [part for part in word.first if part not in _generic()]
    parts = _part_keys(word.first, word.last, word.parts, QUERY_HEAD)
    for part in first:
        parts += [Key(other, PART * SYNONYM, FIRST) for other in _synonyms().get(part, ())]
    # "Joululahja" by itself is hardly about Christmas, but "lohikäärmekirjat" is about dragons.
    about = all(part in _generic() for part in word.last)
    event = all(part in _event_parts() for part in word.last)
    share = 1.0 if about else OTHER_HEAD if word.cued else UNMARKED
    return (*keys, *(Key(key.text, share * key.strength, 0 if event else key.part) for key in parts))


def _part_keys(first: Sequence[str], last: Sequence[str], parts: int, head: float) -> list[Key]:
    generic = _generic()
    strength = PART if parts <= 2 else ONE_OF_MANY
    keys = [Key(part, strength, FIRST) for part in first if part not in generic]
    return keys + [Key(part, head, LAST) for part in last if part not in generic]


def _keys(word: Word) -> list[Key]:
    """What an event's word is found by."""
    keys: list[Key] = []
    for reading in word.readings[:3]:
        if reading.word_class is WordClass.PRONOUN:
            continue
        keys.append(Key(reading.lemma, WHOLE))
        if reading.word_class in (WordClass.NAME, WordClass.OTHER):
            keys += [Key(stem, GUESSED) for stem in guessed_stems(reading.lemma)]
        if len(reading.parts) > 1:
            keys += _part_keys(*_split(reading), 2, EVENT_HEAD)
            keys += _longer_parts(reading)
        else:
            keys += [Key(stem, DERIVED) for stem in reading.stems if stem != reading.lemma]
    return keys


def _longer_parts(reading: Reading) -> list[Key]:
    """The compounds inside a longer one: "salasana" of "salasanapankki"."""
    parts = reading.parts
    if len(parts) < 3:
        return []
    return [Key("".join(parts[:-1]), PART), Key("".join(parts[1:]), EVENT_HEAD)]


def _compounds(first: Word, second: Word) -> list[str]:
    """What a noun and the genitive before it are in one word: "kirjastotilan suunnittelu" is "tilasuunnittelu"."""
    owners = [r for r in first.readings[:2] if r.case is Case.GENITIVE and r.word_class is WordClass.NOUN]
    heads = [r for r in second.readings[:2] if r.word_class is WordClass.NOUN]
    return [owner + head.lemma for r in owners for owner in {r.lemma: 0, r.parts[-1]: 0} for head in heads]


def known_phrases(first: Word, second: Word) -> list[str]:
    """Two words that together mean the same as some other word: "sosiaalinen media"."""
    known = _synonyms()
    pairs = (f"{a.lemma} {b.lemma}" for a in first.readings[:3] for b in second.readings[:3])
    return [pair for pair in pairs if pair in known]
