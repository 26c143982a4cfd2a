"""Analyses words: lexicon, live names, dictionary, spoken and Savo forms, and at last typing errors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bot.understanding.morphology import speech
from bot.understanding.morphology.derivation import verb_of_unknown
from bot.understanding.morphology.endings import bare_forms
from bot.understanding.morphology.lexicon import Lexicon
from bot.understanding.morphology.paradigms import inflect
from bot.understanding.morphology.spelling import oddity
from bot.understanding.morphology.tokens import tokens
from bot.understanding.morphology.vocabulary import Entry, Vocabulary
from bot.understanding.morphology.voikko import Dictionary
from bot.understanding.morphology.words import Case, Reading, Word, WordClass

_CACHED_WORDS = 8192
_LONGEST_WORD = 60
_MOST_LIVE_WORDS = 3000
_CORRECTABLE = 6
_SUGGESTIBLE = 8
_SCRAP = 4
_JOINABLE = frozenset({Case.NOMINATIVE, Case.GENITIVE})
_ASKED_OF_DICTIONARY = 36


class Analyzer:
    """Knows words by the lexicon, the dictionary and the words that live in the calendar at the moment."""

    def __init__(self, dictionary: Dictionary, lexicon: Lexicon, live: Iterable[str] = ()) -> None:
        self._dictionary = dictionary
        self._lexicon = lexicon
        self._vocabularies: tuple[Vocabulary, ...] = (lexicon.vocabulary,)
        self._word = lru_cache(_CACHED_WORDS)(self._analyze)
        # Shared by all analyzers made from this one: a calendar changes little at a time.
        self._inflected: dict[str, Entry | None] = {}
        self.lasting: Analyzer = self
        """The one without any calendar's words that this one was made from, or itself."""
        self._learn(live)

    def with_live_words(self, words: Iterable[str]) -> Analyzer:
        """Another analyzer that knows these names too; dictionary and lexicon are shared.

        `words` are titles, names and places in the nominative; those of several words are split.
        """
        other = Analyzer(self._dictionary, self._lexicon)
        other._inflected = self._inflected
        other.lasting = self.lasting
        other._learn(words)
        return other

    def word(self, token: str) -> Word:
        """What a token may be, without regard to case; the same answer always."""
        return self._word(_normal(token))

    def listed(self, token: str) -> Word | None:
        """A token as a word of the lexicon or of the calendar, with one typing error at most."""
        surface = _normal(token)
        readings = self._listed(surface)
        return Word(surface, readings) if readings else self._corrected(surface)

    def _analyze(self, surface: str) -> Word:
        if not surface or len(surface) > _LONGEST_WORD or not any(letter.isalpha() for letter in surface):
            return Word(surface, (_plain(surface, WordClass.NUMERAL if surface else WordClass.OTHER),))
        if standard := self._lexicon.spoken.get(surface):
            return Word(surface, self._as_written(standard), standard=standard)
        if readings := self._as_written(surface):
            return self._odd_compound(surface, readings) or Word(surface, readings)
        spoken = self._listed_as_spoken(surface) or self._spoken(surface, speech.close(surface), most_parts=4)
        known = spoken or self._corrected(surface) or self._compounded(surface) or self._guessed(surface)
        return known or self._corrected_bare(surface) or self._unknown(surface)

    def _odd_compound(self, surface: str, readings: tuple[Reading, ...]) -> Word | None:
        """A listed word in its Savo form that also happens to be a compound of scraps: "palaote" of "palaute"."""
        if not all(len(reading.parts) > 1 and max(map(len, reading.parts)) <= _SCRAP for reading in readings):
            return None
        forms = (form for form in speech.close(surface) if self._lexicon.vocabulary.find(form))
        return next((Word(surface, self._listed(form), standard=form) for form in forms), None)

    def _as_written(self, form: str) -> tuple[Reading, ...]:
        """Readings that need no guess: listed, with clitics, in the dictionary, by the last hyphened part."""
        own = self._listed(form)
        if own and form in self._lexicon.fixed:
            return tuple(replace(reading, stems=(reading.lemma,)) for reading in own)
        found = self._dictionary.analyze(form)
        if not own:
            own = self._listed_bare(form)
            if found:
                lemmas = {reading.lemma for reading in found}
                own = tuple(reading for reading in own if reading.lemma in lemmas)
        return self._merged(own, found) if own else found or self._by_last_part(form)

    def _listed(self, form: str) -> tuple[Reading, ...]:
        return tuple(reading for vocabulary in self._vocabularies for reading in vocabulary.find(form))

    def _listed_bare(self, form: str) -> tuple[Reading, ...]:
        for bare in bare_forms(form):
            if readings := self._listed(bare):
                return readings
        standards = (self._lexicon.spoken.get(bare) for bare in bare_forms(form))
        return next((self._dictionary.analyze(standard) for standard in standards if standard), ())

    def _merged(self, own: tuple[Reading, ...], found: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """The listed words first, as the dictionary reads them if it does, then its other readings."""
        merged: dict[Reading, None] = {}
        for reading in own:
            same = [other for other in found if other.lemma == reading.lemma]
            merged.update(dict.fromkeys(same or [self._enriched(reading)]))
        merged.update(dict.fromkeys(found))
        return tuple(merged)

    def _enriched(self, reading: Reading) -> Reading:
        """The reading of a listed word with the parts and stems that the dictionary or its rules give it."""
        if reading.stems:
            return reading
        for known in self._dictionary.analyze(reading.lemma):
            if known.lemma == reading.lemma and len(known.parts) >= len(reading.parts):
                return replace(reading, parts=known.parts, stems=known.stems)
        return replace(reading, stems=tuple(self._key(part) for part in reading.parts))

    def _key(self, part: str) -> str:
        known = self._dictionary.analyze(part)
        return known[0].stems[-1] if known and len(known[0].parts) == 1 else verb_of_unknown(part)

    def _by_last_part(self, form: str) -> tuple[Reading, ...]:
        """ "qr-koodi", "suomi.fi-valtuudet": the part after the hyphen tells the inflection."""
        head, hyphen, last = form.rpartition("-")
        if not hyphen or not head:
            return ()
        ends = self._as_written(last) if last else ()
        heads = self._as_written(head)
        head_parts = heads[0].parts if heads else tuple(head.split("-"))
        head_stems = heads[0].stems if heads else head_parts
        return tuple(
            replace(
                reading,
                lemma=f"{head}-{reading.lemma}",
                parts=(*head_parts, *reading.parts),
                stems=(*head_stems, *reading.stems),
            )
            for reading in ends
        )

    def _listed_as_spoken(self, surface: str) -> Word | None:
        dots = (vocabulary.with_dots(surface) for vocabulary in self._vocabularies)
        for form in (*filter(None, dots), *speech.candidates(surface)):
            if readings := self._listed(form) or self._listed_bare(form):
                return Word(surface, self._merged(readings, self._dictionary.analyze(form)), standard=form)
            if standard := self._lexicon.spoken.get(form):
                return Word(surface, self._as_written(standard), standard=standard)
        return None

    def _spoken(self, surface: str, forms: Iterable[str], most_parts: int) -> Word | None:
        """The first form that is a word; people's names are not spoken otherwise than written."""
        for form in islice(forms, _ASKED_OF_DICTIONARY):
            readings = self._dictionary.analyze(form)
            if readings and len(readings[0].parts) <= most_parts and readings[0].word_class is not WordClass.NAME:
                return Word(surface, readings, standard=form)
        return None

    def _guessed(self, surface: str) -> Word | None:
        """Guesses that need more courage than a typing error: all dots missing, two sounds changed."""
        for form in islice(speech.dotted(surface), _ASKED_OF_DICTIONARY):
            if readings := self._dictionary.analyze(form):
                return Word(surface, readings, standard=form)
        return self._spoken(surface, speech.candidates(surface, most_rules=2), most_parts=2)

    def _corrected(self, surface: str) -> Word | None:
        """One typing error mended; none where forms of different words are equally near."""
        for vocabulary in self._vocabularies:
            own = vocabulary is self._lexicon.vocabulary
            near = [form for form in vocabulary.spelling.one_error(surface) if _mendable(surface, form, own)]
            best = [form for form in near if oddity(surface, form) == oddity(surface, near[0])]
            nouns = [form for form in best if vocabulary.find(form)[0].word_class is not WordClass.VERB]
            best = nouns or best
            if best and frozenset.intersection(*map(vocabulary.lemmas, best)):
                return Word(surface, self._merged(vocabulary.find(best[0]), ()), corrected=best[0])
        return None

    def _corrected_bare(self, surface: str) -> Word | None:
        """One typing error in a word with a suffix of the writer's own: "matkapyntöni"."""
        bare = surface.removesuffix("ni")
        return self._corrected(bare) if bare != surface and len(bare) >= _SUGGESTIBLE else None

    def _compounded(self, surface: str) -> Word | None:
        """A compound of two words that the lexicon or the calendar has, one of them perhaps with a typing error."""
        for cut in range(_CORRECTABLE - 1, len(surface) - _CORRECTABLE + 2):
            head, tail = surface[:cut], surface[cut:]
            heads, tails = self._listed(head), self._listed(tail)
            if not heads and not tails:
                continue
            exact = bool(heads and tails)
            heads, tails = heads or self._one_error(head), tails or self._one_error(tail)
            first = next((reading for reading in heads if reading.case in _JOINABLE), None)
            if first and tails:
                readings = tuple(_compound(first, last) for last in tails if last.word_class is not WordClass.VERB)
                corrected = "" if exact else first.lemma + tail
                return Word(surface, readings, corrected=corrected) if readings else None
        return None

    def _one_error(self, form: str) -> tuple[Reading, ...]:
        for vocabulary in self._vocabularies:
            near = [other for other in vocabulary.spelling.one_error(form) if _mendable(form, other, False)]
            if near:
                return vocabulary.find(near[0])
        return ()

    def _unknown(self, surface: str) -> Word:
        plain = _plain(surface, WordClass.OTHER)
        key = verb_of_unknown(surface)
        suggested = ""
        if len(surface) >= _SUGGESTIBLE:
            suggested = next(filter(None, (v.spelling.suggestion(surface) for v in self._vocabularies)), "")
        return Word(surface, (replace(plain, stems=(key,)),), known=False, suggested=suggested)

    def _learn(self, names: Iterable[str]) -> None:
        words = dict.fromkeys(_normal(token.text) for name in names for token in tokens(name))
        known = [word for word in words if any(map(str.isalpha, word))][:_MOST_LIVE_WORDS]
        if len(self._inflected) > 2 * _MOST_LIVE_WORDS:
            self._inflected.clear()
        for word in known:
            if word not in self._inflected:
                self._inflected[word] = self._live_entry(word)
        entries = [entry for word in known if (entry := self._inflected[word])]
        if entries:
            self._vocabularies = (self._lexicon.vocabulary, Vocabulary(entries))

    def _live_entry(self, word: str) -> Entry | None:
        """A word of the calendar with its forms; None for verbs in a finite form, which name nothing."""
        readings = self._as_written(word)
        if not readings:
            return self._enriched(Reading(word, (word,), WordClass.NAME)), inflect(word)
        reading = readings[0]
        if reading.case is None:
            return None if reading.word_class is WordClass.VERB else (reading, {word: None})
        if reading.word_class is not WordClass.VERB:
            return reading, inflect(reading.lemma)
        return (reading, inflect(word)) if reading.case is Case.NOMINATIVE else None


def _compound(first: Reading, last: Reading) -> Reading:
    return replace(
        last, lemma=first.lemma + last.lemma, parts=(*first.parts, *last.parts), stems=(*first.stems, *last.stems)
    )


def _mendable(typed: str, meant: str, listed: bool) -> bool:
    """Short words are near to many others; the calendar's words are more ordinary than the lexicon's."""
    if len(typed) < _CORRECTABLE:
        return listed and len(typed) == _CORRECTABLE - 1 and len(meant) > len(typed)
    return oddity(typed, meant) < 2 or len(typed) >= (7 if listed else 9)


def _normal(token: str) -> str:
    """Lower case, composed letters, straight apostrophes, no colon before a case ending, no last hyphen."""
    text = unicodedata.normalize("NFC", token).lower().replace("’", "'")
    head, colon, ending = text.partition(":")
    if colon and head.isalpha() and ending.isalpha():
        text = head + ending
    return text.rstrip("-")


def _plain(surface: str, word_class: WordClass) -> Reading:
    return Reading(surface, (surface,), word_class, None, (surface,))
