"""What is known of a word: its possible readings, each with base form, compound parts and case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_ASKING = ("kohan", "köhän", "ko", "kö")


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
    `stems` are the keys under which derivations of one word meet, those of the parts in order: "lainaus"
    and "lainata" both have ("lainata",), "kuvankäsittely" has ("kuva", "käsitellä"). Two words have the
    same subject when they share a key. `person` says that the dictionary has it as a person's name.
    """

    lemma: str
    parts: tuple[str, ...]
    word_class: WordClass = WordClass.OTHER
    case: Case | None = None
    stems: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, eq=False)
class Word:
    """A token as written (in lower case) and its readings, the likeliest first.

    `known` says that the lexicon or the dictionary has it as written or in its spoken or dialect form.
    `corrected` holds the form that spelling correction took it for; it is empty when none was needed.
    A word that nobody knows has one reading: itself. `standard` is its form in the written language
    when it was said otherwise ("viikolla" for "viikol"). `suggested` is a form that is two typing errors
    away: good for asking "tarkoititko", never for answering.

    Analyzers keep their words: what follows from one is worked out once for all sentences, and each is equal
    to itself alone, which makes looking it up quick.
    """

    surface: str
    readings: tuple[Reading, ...]
    known: bool = True
    corrected: str = ""
    standard: str = ""
    suggested: str = ""

    @cached_property
    def written(self) -> str:
        """The word as the written language has it: "missä" for "mis", "tallenne" for "tallene"."""
        return self.standard or self.corrected or self.surface

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All base forms it may have."""
        return frozenset(reading.lemma for reading in self.readings)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What it is looked up by among concepts: as written (marked by ', also without "-ko"), and its base forms."""
        bare = next((self.surface.removesuffix(end) for end in _ASKING if self.surface.endswith(end)), self.surface)
        forms = ("'" + self.surface, "'" + bare, self.surface, self.written)
        return tuple(dict.fromkeys((*forms, *(reading.lemma for reading in self.readings))))

    @cached_property
    def name_forms(self) -> tuple[str, ...]:
        """What it may be in a name: its base forms and itself, all without hyphens."""
        forms = (*(reading.lemma for reading in self.readings), self.surface)
        return tuple(dict.fromkeys(joined(form) for form in forms))

    def before(self, last_part: str) -> str:
        """The earlier parts of a compound as written, given the base form of its last part; or nothing.

        "kesätyöntekijä" of "kesätyöntekijäkahveille" and "kahvi".
        """
        for length in range(min(len(last_part), 5), 1, -1):
            at = self.written.rfind(last_part[:length])
            if at > 0:
                return self.written[:at].rstrip("-")
        return ""


def joined(word: str) -> str:
    """A word without hyphens, so that "lanu-vinkkikahvi" and "lanuvinkkikahvi" are one."""
    return word.replace("-", "")


def finite(word: Word) -> bool:
    """Whether a word is most likely a verb that has a subject: "kysyi"."""
    return word.readings[0].word_class is WordClass.VERB and word.readings[0].case is None
