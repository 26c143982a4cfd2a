"""What is known of a word: its possible readings, each with base form, compound parts and case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Case(StrEnum):
    """Finnish cases by their usual English names."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PARTITIVE = "partitive"
    INESSIVE = "inessive"
    ELATIVE = "elative"
    ILLATIVE = "illative"
    ADESSIVE = "adessive"
    ABLATIVE = "ablative"
    ALLATIVE = "allative"
    ESSIVE = "essive"
    TRANSLATIVE = "translative"
    OTHER = "other"


class WordClass(StrEnum):
    """Word classes as far as understanding needs them."""

    NOUN = "noun"
    NAME = "name"
    ADJECTIVE = "adjective"
    VERB = "verb"
    PRONOUN = "pronoun"
    NUMERAL = "numeral"
    ADVERB = "adverb"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word.

    `lemma` is the base form in lower case (verbs in the infinitive: "muistuttaa"). `parts` are the base
    forms of a compound's parts in order ("kirjasto", "auto"); of a plain word, the lemma alone.
    """

    lemma: str
    parts: tuple[str, ...]
    word_class: WordClass = WordClass.OTHER
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A token as written (in lower case) and its readings, the likeliest first.

    `known` says that the lexicon or the dictionary has it as written or in its spoken or dialect form.
    `corrected` holds the form that spelling correction took it for; it is empty when none was needed.
    A word that nobody knows has one reading: itself.
    """

    surface: str
    readings: tuple[Reading, ...]
    known: bool = True
    corrected: str = ""

    @property
    def lemmas(self) -> frozenset[str]:
        """All base forms it may have."""
        return frozenset(reading.lemma for reading in self.readings)
