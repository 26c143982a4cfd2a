"""The Finnish dictionary, Voikko: by the system's libvoikko, or by pyvoikko from pip, with equal results."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Lock
from typing import Protocol

from bot.understanding.morphology import finite_state
from bot.understanding.morphology.derivation import verbs_of
from bot.understanding.morphology.words import Case, Reading, WordClass

logger = logging.getLogger(__name__)

_LONGEST_WORD = 80


class Dictionary(Protocol):
    """What knows the words of ordinary Finnish."""

    def analyze(self, word: str) -> tuple[Reading, ...]:
        """The readings of a word in any inflected form, the likeliest first; empty when not known."""


class DictionaryNotFoundError(Exception):
    """The dictionary asked for cannot be opened on this machine."""


class Libvoikko:
    """The system's library: small and fast. Debian has it in libvoikko1 and voikko-fi.

    Raises DictionaryNotFoundError where the library or its Finnish dictionary is missing.
    """

    def __init__(self) -> None:
        import libvoikko

        try:
            self._voikko = libvoikko.Voikko("fi")
        except (OSError, libvoikko.VoikkoException) as error:
            raise DictionaryNotFoundError(str(error)) from error
        # One handle of the library must not be used by two threads at a time.
        self._lock = Lock()

    def analyze(self, word: str) -> tuple[Reading, ...]:
        """See Dictionary."""
        return _readings(word, self._outputs)

    def _outputs(self, word: str) -> list[str]:
        with self._lock:
            return [a["FSTOUTPUT"] for a in self._voikko.analyze(word) if "FSTOUTPUT" in a]


class Pyvoikko:
    """The same dictionary in pure Python: seconds to load, over 200 MB, and slower."""

    def __init__(self) -> None:
        try:
            import pyvoikko
        except ImportError as error:
            raise DictionaryNotFoundError(str(error)) from error
        self._analyse = pyvoikko.analyse

    def analyze(self, word: str) -> tuple[Reading, ...]:
        """See Dictionary."""
        return _readings(word, self._outputs)

    def _outputs(self, word: str) -> list[str]:
        return [analysis.FSTOUTPUT for analysis in self._analyse(word)]


def open_dictionary(prefer: str = "auto") -> Dictionary:
    """Open "libvoikko" or "pyvoikko", or with "auto" the first of them that this machine has.

    Raises DictionaryNotFoundError when it cannot be opened, ValueError for another name.
    """
    backends: dict[str, Callable[[], Dictionary]] = {"libvoikko": Libvoikko, "pyvoikko": Pyvoikko}
    if prefer != "auto" and prefer not in backends:
        raise ValueError(f"no such dictionary: {prefer}")
    dictionary: Dictionary
    if prefer == "auto":
        try:
            dictionary = Libvoikko()
        except DictionaryNotFoundError:
            dictionary = Pyvoikko()
    else:
        dictionary = backends[prefer]()
    logger.info("dictionary: %s", type(dictionary).__name__.lower())
    return dictionary


def _readings(word: str, outputs: Callable[[str], Iterable[str]]) -> tuple[Reading, ...]:
    lowered = word.lower()
    if not lowered or len(lowered) > _LONGEST_WORD:
        return ()
    analyses = [found for output in outputs(lowered) for found in finite_state.read(output)]
    analyses.sort(key=lambda analysis: _order(analysis, lowered))
    found: dict[tuple[str, WordClass, Case | None], Reading] = {}
    for analysis in sorted(analyses, key=lambda a: (len(a.reading.parts), a.origin)):
        reading = analysis.reading
        found.setdefault((reading.lemma, reading.word_class, reading.case), reading)
    ordered = dict.fromkeys((a.reading.lemma, a.reading.word_class, a.reading.case) for a in analyses)
    return tuple(_with_verb(found[same], outputs) for same in ordered)


def _order(analysis: finite_state.Analysis, word: str) -> tuple[int, bool, str, str, str, tuple[str, ...]]:
    """The likeliest first, the same on every machine: the backends list their analyses in unlike orders."""
    reading = analysis.reading
    other_form = reading.lemma != word
    return (analysis.cost, other_form, reading.lemma, reading.word_class, reading.case or "", reading.stems)


def _with_verb(reading: Reading, outputs: Callable[[str], Iterable[str]]) -> Reading:
    """Give a noun that Voikko lists whole ("opetus") the key of its verb ("opettaa"), where there is one."""
    noun = reading.parts[-1]
    if reading.word_class is not WordClass.NOUN or reading.stems[-1] != noun:
        return reading
    for verb in verbs_of(noun):
        if any(output.startswith("[Lt]") and f"[Xp]{verb}[X]" in output for output in outputs(verb)):
            return replace(reading, stems=(*reading.stems[:-1], verb))
    return reading
