"""Which words of a sentence tell what an event is about, and which nobody knows."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found, load_toml
from bot.understanding.english import singular
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.derivation import adjective_roots
from bot.understanding.morphology.words import Case, Word, WordClass
from bot.understanding.sentence import POINTING, Sentence
from bot.understanding.series_names import SeriesMatch
from bot.understanding.topic_cues import Cues, noun
from bot.understanding.topics import topic_word, weak

_EMPTY = frozenset({"filler", "please", "pronoun", "who", "where", "and_what", "about_to", "always"})
_MEANT_AS_TOPIC = frozenset(
    {"weather", "world", "office", "lending", "opening_hours", "secret", "smalltalk", "platform", "own_car",
     "apply", "costs", "form_paper", "send", "channel", "contact", "watch", "observe", "for_a_day", "aid"}
)  # fmt: skip
"""Concepts whose words may still be an event's topic when marked so ("koulutus salasanoista")."""

LONG_WORD = 9
"""Letters: so long a word with two errors is still no other word than the one it is near to."""

_ODD_PARTS, _ODD_LETTERS = 3, 12
"""From so many parts and letters on a compound may rather be a typing error."""

_RATHER_TOPIC = frozenset({"form_paper", "own_car", "for_a_day", "apply", "send"})
"""Those of them whose words are a topic already when a title has them."""

_NEVER_WATCHED = frozenset({"platform"})
"""Those of them that have no recordings: where one is asked for, it is of an event about them."""

_JOINING = frozenset({"ja", "sekä", "tai", "vai", "and", "or", "&"})


def find_topic(
    sentence: Sentence,
    series: Sequence[SeriesMatch],
    concepts: list[Found],
    skipped: Container[int],
    names: CalendarNames,
) -> tuple[list[TopicWord], int]:
    """The topic words of a sentence, and how many of its words nobody knows.

    A concept outside the bot's world that turns out to be a topic is taken off `concepts`.
    """
    groups = _groups(sentence)
    heads = {match.head: match.start for match in series} | {found.head: found.at[0] for found in concepts}
    words = [topic_word(names.analyzer.word(head), cued=True, group=groups[i]) for head, i in heads.items() if head]
    words = [word for word in words if not weak(word)]
    concepts[:] = [f for f in concepts if f.concept != "event_noun" or not _attribute(sentence, f.at[0], skipped)]
    cues = Cues(sentence, series, concepts)
    by_position: dict[int, set[str]] = {}
    for found in concepts:
        for i in found.at:
            by_position.setdefault(i, set()).add(found.concept)
    reader = _Reader(sentence, cues, by_position, groups, names, any(not match.target.group for match in series))
    candidates = _candidates(sentence, skipped, by_position, names)
    apart = _written_apart(sentence, candidates, names)
    for i in candidates:
        if i in apart:
            reader.take(i, topic_word(apart[i], cues.marks(i), groups[i]))
        elif i - 1 not in apart:
            reader.read(i)
    told = reader.taken | {i + 1 for i in apart}
    concepts[:] = [f for f in concepts if not told.intersection(f.at) or f.concept not in _MEANT_AS_TOPIC]
    return words + reader.topic(), reader.unknown


class _Reader:
    """Reads a sentence's candidates one by one, into topic words and words that nobody knows."""

    def __init__(
        self,
        sentence: Sentence,
        cues: Cues,
        by_position: dict[int, set[str]],
        groups: Sequence[int],
        names: CalendarNames,
        named: bool,
    ) -> None:
        self._sentence, self._cues, self._by_position = sentence, cues, by_position
        self._groups, self._names, self._named = groups, names, named
        self._words: dict[int, TopicWord] = {}
        self._missed: list[int] = []
        self.unknown = 0

    @property
    def taken(self) -> set[int]:
        """Positions of the words that are a topic."""
        return set(self._words)

    def topic(self) -> list[TopicWord]:
        """The topic words in their order."""
        return [self._words[i] for i in sorted(self._words)]

    def take(self, i: int, word: TopicWord) -> None:
        """Take a word for a topic."""
        self._words[i] = replace(word, group=self._groups[i])

    def read(self, i: int) -> None:
        """Decide whether the word at a position is a topic, unknown, or neither."""
        word, marked = self._sentence.words[i], self._cues.marks(i)
        if not marked and _may_be_verb(word):
            return
        options = _topic_options(self._sentence, i, marked)
        known = next((option for option in options if self._names.topics.knows(option)), None)
        if known is None and not word.known:
            known = _guessed(word, self._names)
        known = _mended(word, self._names) or known
        titled = known is not None and self._names.topics.in_title(known)
        outside = self._by_position.get(i, set()) & _MEANT_AS_TOPIC
        asked_for = self._asked_for(word, outside, marked)
        if outside and not asked_for and not (known and (marked or self._meant(i, outside, titled))):
            return
        if known and not (marked or titled):
            if _adjective(word):
                return
            self._take_modifiers(i)
        if known or marked or asked_for:
            self.take(i, known or options[0])
        elif i not in self._sentence.background:
            self.unknown += 1
            self._missed += [i] if _may_modify(word) else ()

    def _asked_for(self, word: Word, outside: set[str], marked: bool) -> bool:
        """Whether events of what the team tells of are asked for, be there any: "mentoriohjelman seuraavat kahvit"."""
        if not (self._cues.of_events and outside and outside <= _NEVER_WATCHED):
            return False
        return marked or word.readings[0].case is Case.GENITIVE

    def _meant(self, i: int, outside: set[str], titled: bool) -> bool:
        """Whether a word from outside the bot's world is a topic although nothing marks it."""
        if self._cues.watched and outside <= _NEVER_WATCHED:
            return True
        return self._named or self._cues.recorded(i) or (titled and outside <= _RATHER_TOPIC)

    def _take_modifiers(self, i: int) -> None:
        """What no event speaks of but the topic is: without it "vaihto" alone would find any change."""
        for at in _before(i, self._missed):
            self.take(at, topic_word(self._sentence.words[at], cued=True))


def _written_apart(sentence: Sentence, candidates: Sequence[int], names: CalendarNames) -> dict[int, Word]:
    """Words of the calendar that were written in two, by the position of the first part: "varaus hylly"."""
    found: dict[int, Word] = {}
    words = sentence.words
    for i in candidates if sentence.language == "fi" else ():
        if i + 1 not in candidates or i - 1 in found or not names.topics.has_part(words[i].lemmas):
            continue
        both = names.analyzer.listed(words[i].surface + words[i + 1].surface)
        if both and names.topics.has_word(both.lemmas):
            found[i] = both
    return found | _with_adjectives(words, candidates, names)


def _with_adjectives(words: Sequence[Word], candidates: Sequence[int], names: CalendarNames) -> dict[int, Word]:
    """Words of the calendar that were said by an adjective: "uhkaavat tilanteet", "paikallinen historia"."""
    found: dict[int, Word] = {}
    for i in candidates:
        for root in adjective_roots(words[i]) if i + 1 in candidates else ():
            both = next((root + noun_ for noun_ in words[i + 1].lemmas if names.topics.has_word((root + noun_,))), "")
            if both:
                found[i] = names.analyzer.word(both)
    return found


def _groups(sentence: Sentence) -> list[int]:
    """For each word how many joining words and commas stand before it: what they part are several things."""
    groups: list[int] = []
    end = group = 0
    for token, word in zip(sentence.tokens, sentence.words, strict=True):
        group += word.surface in _JOINING or "," in sentence.text[end : token.start]
        groups.append(group)
        end = token.end
    return groups


def _may_modify(word: Word) -> bool:
    """Whether a word may tell of what the noun after it is: "tarrojen vaihto"."""
    return not word.known or any(r.case is Case.GENITIVE and r.word_class in _NOUNS for r in word.readings[:1])


def _before(i: int, missed: Sequence[int]) -> list[int]:
    """Those of the positions that lead up to a position without a gap."""
    run: list[int] = []
    for position in reversed(missed):
        if position != i - len(run) - 1:
            break
        run.insert(0, position)
    return run


def _attribute(sentence: Sentence, i: int, skipped: Container[int]) -> bool:
    """Whether a noun of events belongs to the noun after it: "kurssin rakentaminen" is about courses."""
    words = sentence.words
    genitive = words[i].readings[0].case is Case.GENITIVE and i + 1 < len(words)
    return genitive and i not in skipped and noun(words[i + 1]) and not words[i + 1].lemmas & TIMES_OF_EVENTS


def _candidates(
    sentence: Sentence, skipped: Container[int], by_position: dict[int, set[str]], names: CalendarNames
) -> list[int]:
    """Positions whose word may be a topic: content words that say nothing about the question itself."""
    candidates = []
    for i, word in enumerate(sentence.words):
        if i in skipped or len(word.surface) < 2 or word.surface.isdecimal():
            continue
        concepts = by_position.get(i, set())
        if sentence.background and i and sentence.words[i - 1].surface in POINTING:
            continue  # "näihin tilanteisiin": what was told before
        if names.series.colleague(word, sentence.words[i + 1 : i + 3]):
            continue
        if concepts <= _MEANT_AS_TOPIC and not concepts & _EMPTY and _content(word, sentence.language):
            candidates.append(i)
    return candidates


def _guessed(word: Word, names: CalendarNames) -> TopicWord | None:
    """A word that nobody knows, as a calendar's word with two typing errors, or one that it begins with."""
    if word.suggested and len(word.surface) >= LONG_WORD:
        meant = topic_word(names.analyzer.word(word.suggested), cued=True)
        if names.topics.knows(meant):
            return meant
    beginning = names.topics.beginning(word.surface)
    return TopicWord(word.surface, (beginning,), cued=True) if beginning else None


def _mended(word: Word, names: CalendarNames) -> TopicWord | None:
    """A compound that no event has and that hardly is a word, as a calendar's word with one typing error.

    "Syyslomalasista" may be read as glass of the autumn holidays, but "syyslomalaisista" is a title's.
    """
    parts = max(len(reading.parts) for reading in word.readings)
    if not word.known or parts < _ODD_PARTS or len(word.surface) < _ODD_LETTERS or names.topics.has_word(word.lemmas):
        return None
    meant = names.analyzer.listed(word.surface)
    return topic_word(meant, cued=True) if meant and names.topics.has_word(meant.lemmas) else None


def _content(word: Word, language: str) -> bool:
    """Whether a word has content: not a finite verb, which tells what is done rather than of what."""
    if language == "en":
        return True
    first = word.readings[0]
    return (
        not word.known or first.word_class in _NOUNS or (first.word_class is WordClass.VERB and first.case is not None)
    )


def _adjective(word: Word) -> bool:
    return all(reading.word_class is WordClass.ADJECTIVE for reading in word.readings)


def _may_be_verb(word: Word) -> bool:
    """Whether a word may tell what is done: "palaan" is rather "I return" than "into a piece"."""
    first = word.readings[0]
    participle = first.word_class is WordClass.ADJECTIVE and first.lemma.endswith(PAST_PARTICIPLES)
    verbs = [r for r in word.readings if r.word_class is WordClass.VERB and len(r.parts) == 1]
    return any(participle or verb.case is None for verb in verbs)


TIMES_OF_EVENTS = frozenset(
    {
        "aika",
        "ajankohta",
        "ilmoittautumisaika",
        "ilmoittautuminen",
        "alku",
        "alkamisaika",
        "linkki",
        "vetäjä",
        "aihe",
        "tallenne",
        "nimi",
    }
)
"""What an event has: "koulutuksen linkki" is no topic."""

PAST_PARTICIPLES = ("ttu", "tty", "tu", "ty", "dty", "nut", "nyt")

_NOUNS = frozenset({WordClass.NOUN, WordClass.NAME, WordClass.ADJECTIVE, WordClass.OTHER})


def _topic_options(sentence: Sentence, i: int, cued: bool) -> list[TopicWord]:
    word = sentence.words[i]
    own = topic_word(word, cued)
    if sentence.language == "fi":
        return [own]
    return [translated(sentence.words, i, cued) or own, own]


def translated(words: Sequence[Word], i: int, cued: bool) -> TopicWord | None:
    """An English word as the Finnish topic that the glossary gives, terms of several words first."""
    glossary = _glossary()
    singles = [singular(word.surface) for word in words]
    spans = [(i + 1 - length + after, length) for length in (3, 2) for after in range(length - 1, -1, -1)]
    terms = [" ".join(singles[start : start + length]) for start, length in spans if start >= 0]
    keys = next((glossary[term] for term in (*terms, singles[i], words[i].surface) if term in glossary), None)
    return TopicWord(words[i].surface, tuple(keys), cued=cued) if keys else None


@cache
def _glossary() -> dict[str, list[str]]:
    words = load_toml("glossary_en.toml")["words"]
    assert isinstance(words, dict)
    return words
