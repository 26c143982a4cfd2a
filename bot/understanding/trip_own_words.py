"""What somebody wants to learn, or offers to teach, cut out of a sentence in their own wording."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.morphology.words import Case, Word, WordClass
from bot.understanding.sentence import Sentence
from bot.understanding.trip_cues import TripCues
from bot.understanding.trip_topics import is_act, topics_at

_LEADS = ("visit", "look", "see_how", "learn")
"""Cues that stand before what is to be learnt."""


def own_words(sentence: Sentence, cues: TripCues) -> str:
    """From the first word that tells what is to be learnt to the last; nothing when the themes tell it all.

    Words after "haluaisin tutustua" and the like go before those in front of it, which tell why.
    """
    beside = cues.at | {i for i, word in enumerate(sentence.words) if _verb(word) and not is_act(word)}
    topics = [(i, own) for _, i, own in topics_at(sentence.words) if not own or i not in beside]
    for start in (*cues.ends_of(*_LEADS), 0):
        behind = [(i, own) for i, own in topics if i >= start]
        if behind:
            return _cut(sentence, [i for i, _ in behind]) if any(own for _, own in behind) else ""
    return ""


def _cut(sentence: Sentence, at: Sequence[int]) -> str:
    """The text from the first of these words to the last, and to what a last genitive belongs to."""
    last = at[-1]
    genitive = any(reading.case is Case.GENITIVE for reading in sentence.words[last].readings)
    if genitive and last + 1 < len(sentence.tokens) and _touch(sentence, last):
        last += 1
    return sentence.text[sentence.tokens[at[0]].start : sentence.tokens[last].end]


def _touch(sentence: Sentence, i: int) -> bool:
    """Whether nothing but a space stands between a word and the next."""
    return sentence.text[sentence.tokens[i].end : sentence.tokens[i + 1].start].isspace()


def _verb(word: Word) -> bool:
    return word.readings[0].word_class is WordClass.VERB
