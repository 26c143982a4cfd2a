"""What marks a word of a sentence as a topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.concepts import Found
from bot.understanding.morphology.words import Case, Word, WordClass
from bot.understanding.sentence import Sentence
from bot.understanding.series_names import SeriesMatch

_ENGLISH_CUES = frozenset({"about", "on", "regarding", "concerning"})
_NAMING = frozenset({Case.NOMINATIVE, Case.PARTITIVE, Case.ALLATIVE})
_FEW_WORDS = 2
"""Words of a sentence that is hardly more than its topic."""

_WATCHING = frozenset({"recording", "watch_later", "missed"})
_TOPICAL = frozenset({"topic_cue", "subject", "wish", "in_charge"})


class Cues:
    """What marks a word as a topic: its case, a noun of events after it, or a verb of telling nearby.

    `watched` says that the sentence asks for a recording, or for what was missed, `of_events` that it names events.
    """

    def __init__(self, sentence: Sentence, series: Sequence[SeriesMatch], concepts: Sequence[Found]) -> None:
        self._sentence = sentence
        self._event_at = {m.start for m in series}
        self._event_at.update(f.at[0] for f in concepts if f.concept in ("event_noun", "thing"))
        self.of_events = bool(self._event_at)
        self._recorded = {f.at[0] for f in concepts if f.concept == "recording"}
        self.watched = any(f.concept in _WATCHING for f in concepts)
        self._told = {i for f in concepts for i in f.at}
        self._topical = {i for f in concepts if f.concept in _TOPICAL for i in f.at}

    def recorded(self, i: int) -> bool:
        """Whether what the word names was recorded: "myöhästymismaksujen tallenne" is no question of fines."""
        return i + 1 in self._recorded

    def marks(self, i: int) -> bool:
        """Whether the word at a position is marked as a topic; no mark reaches beyond its sentence."""
        words, behind = self._sentence.words, self._sentence.background
        if len(words) <= _FEW_WORDS and i not in self._told and not self._event_at and _compound_named(words[i]):
            return True
        if self._sentence.language == "en":
            before = {word.surface for word in words[max(0, i - 3) : i]}
            return bool(before & _ENGLISH_CUES) or i + 1 in self._event_at
        if any(reading.case is Case.ELATIVE for reading in words[i].readings):
            return True
        start = self._phrase_start(i)
        telling_near = any(start - at <= 2 and at - i <= 2 and (i in behind) == (at in behind) for at in self._topical)
        return i + 1 in self._event_at or (telling_near and noun(words[i]))

    def _phrase_start(self, i: int) -> int:
        """Where the genitives that lead up to a word begin: "lehtisalin kalusteiden vaihto" is one topic."""
        words = self._sentence.words
        while i and noun(words[i - 1]) and words[i - 1].readings[0].case is Case.GENITIVE:
            i -= 1
        return i


def _compound_named(word: Word) -> bool:
    """Whether a word is a compound that names what is sought: "3D-tulostus", "3D-tulostajille jotain?"."""
    return any(len(r.parts) > 1 and r.word_class is WordClass.NOUN and r.case in _NAMING for r in word.readings)


def noun(word: Word) -> bool:
    """Whether a word may be a noun, or a form of a verb that stands like one."""
    return any(r.word_class is WordClass.NOUN or (r.word_class is WordClass.VERB and r.case) for r in word.readings)
