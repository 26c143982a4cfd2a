"""Which words of a sentence tell what an event is about, and which nobody knows."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found, load_toml
from bot.understanding.english import singular
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.words import Case, Word, WordClass
from bot.understanding.sentence import POINTING, Sentence
from bot.understanding.series_names import SeriesMatch
from bot.understanding.topics import topic_word, weak

_EMPTY = frozenset({"filler", "please", "pronoun", "who", "where", "and_what", "about_to", "always"})
_MEANT_AS_TOPIC = frozenset(
    {"weather", "world", "office", "lending", "opening_hours", "secret", "smalltalk", "platform", "own_car",
     "apply", "costs", "form_paper", "send", "channel", "contact", "watch", "observe", "for_a_day", "aid"}
)  # fmt: skip
"""Concepts whose words may still be an event's topic when marked so ("koulutus salasanoista")."""

LONG_WORD = 9
"""Letters: so long a word with two errors is still no other word than the one it is near to."""

_RATHER_TOPIC = frozenset({"form_paper", "own_car", "for_a_day", "apply", "send"})
"""Those of them whose words are a topic already when a title has them."""

_JOINING = frozenset({"ja", "sekä", "tai", "vai", "and", "or", "&"})
_ENGLISH_CUES = frozenset({"about", "on", "regarding", "concerning"})
_TOPICAL = frozenset({"topic_cue", "subject", "wish"})


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
    cues = _Cues(sentence, series, concepts)
    by_position: dict[int, set[str]] = {}
    for found in concepts:
        for i in found.at:
            by_position.setdefault(i, set()).add(found.concept)
    behind = sentence.background
    named = any(not match.target.group for match in series)
    unknown = 0
    missed: list[int] = []
    candidates = _candidates(sentence, skipped, by_position, names)
    apart = _written_apart(sentence, candidates, names)
    for i in candidates:
        if i - 1 in apart:
            continue
        marked = cues.marks(i)
        if i in apart:
            words.append(topic_word(apart[i], marked, groups[i]))
            concepts[:] = [f for f in concepts if not {i, i + 1}.intersection(f.at) or f.concept not in _MEANT_AS_TOPIC]
            continue
        if not marked and _may_be_verb(sentence.words[i]):
            continue
        options = _topic_options(sentence, i, marked)
        known = next((option for option in options if names.topics.knows(option)), None)
        if known is None and not sentence.words[i].known:
            known = _guessed(sentence.words[i], names)
        outside = by_position.get(i, set()) & _MEANT_AS_TOPIC
        titled = known is not None and names.topics.in_title(known)
        if outside and not (known and (marked or named or cues.recorded(i) or (titled and outside <= _RATHER_TOPIC))):
            continue
        if known and not (marked or titled) and _adjective(sentence.words[i]):
            continue
        if known or (marked and not outside):
            if known and not (marked or titled):
                words += [_modifier(sentence, at, groups) for at in _before(i, missed)]
            words.append(replace(known or options[0], group=groups[i]))
            concepts[:] = [f for f in concepts if i not in f.at or f.concept not in _MEANT_AS_TOPIC]
        elif not outside and i not in behind:
            unknown += 1
            missed += [i] if _may_modify(sentence.words[i]) else ()
    return words, unknown


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


def _modifier(sentence: Sentence, i: int, groups: Sequence[int]) -> TopicWord:
    """What no event speaks of but the topic is: without it "vaihto" alone would find any change."""
    return topic_word(sentence.words[i], cued=True, group=groups[i])


def _attribute(sentence: Sentence, i: int, skipped: Container[int]) -> bool:
    """Whether a noun of events belongs to the noun after it: "kurssin rakentaminen" is about courses."""
    words = sentence.words
    genitive = words[i].readings[0].case is Case.GENITIVE and i + 1 < len(words)
    return genitive and i not in skipped and _noun(words[i + 1]) and not words[i + 1].lemmas & TIMES_OF_EVENTS


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
        if names.series.colleague(word):
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
    return [_translated(sentence.words, i, cued) or own, own]


def _translated(words: Sequence[Word], i: int, cued: bool) -> TopicWord | None:
    """An English word as the Finnish topic that the glossary gives, two-word terms first."""
    glossary = _glossary()
    singles = [singular(word.surface) for word in words]
    pairs = [
        " ".join(singles[i : i + 2]),
        " ".join(singles[max(i - 1, 0) : i + 1]),
        singles[i],
        words[i].surface,
    ]
    keys = next((glossary[term] for term in pairs if term in glossary), None)
    return TopicWord(words[i].surface, tuple(keys), cued=cued) if keys else None


@cache
def _glossary() -> dict[str, list[str]]:
    words = load_toml("glossary_en.toml")["words"]
    assert isinstance(words, dict)
    return words


class _Cues:
    """What marks a word as a topic: its case, a noun of events after it, or a verb of telling nearby."""

    def __init__(self, sentence: Sentence, series: Sequence[SeriesMatch], concepts: Sequence[Found]) -> None:
        self._sentence = sentence
        self._event_at = {m.start for m in series}
        self._event_at.update(f.at[0] for f in concepts if f.concept in ("event_noun", "thing"))
        self._recorded = {f.at[0] for f in concepts if f.concept == "recording"}
        self._topical = {i for f in concepts if f.concept in _TOPICAL for i in f.at}

    def recorded(self, i: int) -> bool:
        """Whether what the word names was recorded: "myöhästymismaksujen tallenne" is no question of fines."""
        return i + 1 in self._recorded

    def marks(self, i: int) -> bool:
        """Whether the word at a position is marked as a topic; no mark reaches beyond its sentence."""
        words, behind = self._sentence.words, self._sentence.background
        if self._sentence.language == "en":
            before = {word.surface for word in words[max(0, i - 3) : i]}
            return bool(before & _ENGLISH_CUES) or i + 1 in self._event_at
        if any(reading.case is Case.ELATIVE for reading in words[i].readings):
            return True
        start = self._phrase_start(i)
        telling_near = any(start - at <= 2 and at - i <= 2 and (i in behind) == (at in behind) for at in self._topical)
        return i + 1 in self._event_at or (telling_near and _noun(words[i]))

    def _phrase_start(self, i: int) -> int:
        """Where the genitives that lead up to a word begin: "lehtisalin kalusteiden vaihto" is one topic."""
        words = self._sentence.words
        while i and _noun(words[i - 1]) and words[i - 1].readings[0].case is Case.GENITIVE:
            i -= 1
        return i


def _noun(word: Word) -> bool:
    return any(r.word_class is WordClass.NOUN or (r.word_class is WordClass.VERB and r.case) for r in word.readings)
