"""The first step of reading a sentence: the series it names, and the words that tell of the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found, concepts_of
from bot.understanding.draft import Draft
from bot.understanding.exclusion import denied, left_out, other_form, taken_back
from bot.understanding.morphology.words import Word
from bot.understanding.sentence import Sentence
from bot.understanding.series_names import SeriesMatch, Target
from bot.understanding.topic_words import LONG_WORD

KEPT = frozenset({"past_tense", "then"})
"""Concepts that a word goes on telling although it belongs to a longer pattern."""

FORMS = frozenset({"remote", "on_site", "hybrid"})


def find_names(sentence: Sentence, calendar: CalendarNames) -> Draft:
    """The series and concepts of a sentence, the beginning of its draft."""
    words = [_meant(word, calendar) for word in sentence.words]
    found_series = [_parted(match, words, calendar) for match in calendar.series.find(words, sentence.language)]
    series = _without_apposition([match for match in found_series if not _titled(match, words, calendar)])
    back = taken_back(sentence)
    series = [match for match in series if match.start not in back]
    out, ruled_out = left_out(sentence), denied(sentence) | back
    kept = [match for match in series if match.start not in out]
    draft = Draft(sentence, calendar, kept, [], left_out=out, taken_back=back)
    draft.excluded_series = [match for match in series if match.start in out]
    for match in series:
        draft.used.update(range(match.start, match.end))
    found = other_form(concepts_of(sentence.language).find(words), ruled_out | out)
    found = _longest([f for f in found if not draft.used.intersection(f.at)])
    draft.excluded_concepts = [f for f in found if out.intersection(f.at)]
    draft.concepts = [f for f in found if f.concept in FORMS or not (out | ruled_out).intersection(f.at)]
    draft.used.update(ruled_out | out)
    _add_series_of_heads(draft)
    _add_series_of_people(draft)
    return draft


def _without_apposition(series: list[SeriesMatch]) -> list[SeriesMatch]:
    """ "Makupaloja Libopista -kahvit" is one series, not that and all coffees."""
    ends = {match.end for match in series if not match.target.group}
    return [match for match in series if not (match.target.group and match.start in ends and not match.head)]


def _titled(match: SeriesMatch, words: Sequence[Word], calendar: CalendarNames) -> bool:
    """Whether the whole compound is a title's own word, not the topic of a series: "keramiikkapaja" of the coffees."""
    return bool(match.head) and calendar.topics.titled(words[match.start].lemmas)


def _parted(match: SeriesMatch, words: Sequence[Word], calendar: CalendarNames) -> SeriesMatch:
    """A compound parted where a title says so: "lautapelikahvit" are about board games, not "pelikahvit" of "lauta"."""
    if not match.head or _titled_head(match, calendar):
        return match
    others = calendar.series.tails(words[match.start], match.start)
    return next((other for other in others if other.head and _titled_head(other, calendar)), match)


def _titled_head(match: SeriesMatch, calendar: CalendarNames) -> bool:
    return calendar.topics.titled(calendar.analyzer.word(match.head).lemmas)


def _meant(word: Word, calendar: CalendarNames) -> Word:
    """A long word with two typing errors, as the known word that it is nearest to."""
    guess = word.suggested if not word.known and len(word.surface) >= LONG_WORD else ""
    return calendar.analyzer.word(guess) if guess else word


def _add_series_of_heads(draft: Draft) -> None:
    """ "Digivarttitallenne" names a series as well as a recording."""
    kept: list[Found] = []
    for found in draft.concepts:
        target = draft.calendar.series.named(found.head) if found.head else None
        if target:
            draft.series.append(SeriesMatch(found.at[0], found.at[0] + 1, target))
            found = Found(found.concept, found.at)
        kept.append(found)
    draft.concepts = kept


def _add_series_of_people(draft: Draft) -> None:
    """ "Milloin johtajat kokoontuvat kahveille" means the leaders' series, not all coffees."""
    meet = any(match.target.group for match in draft.series) or draft.names & {"event_noun", "existence", "next"}
    people = [i for i in draft.free() if draft.calendar.series.led_by(draft.sentence.words[i]) and _meant_for(draft, i)]
    of_trip = "peer_learning" in draft.names
    if meet and people and not of_trip and all(match.target.group for match in draft.series):
        series = draft.calendar.series.led_by(draft.sentence.words[people[0]])
        spans = draft.series or [SeriesMatch(people[0], people[0] + 1, Target(()))]
        draft.series = [SeriesMatch(m.start, m.end, Target((series,)), m.head) for m in spans]
        draft.used.update(people)


def _meant_for(draft: Draft, i: int) -> bool:
    """Whether people are told as an audience: in English "for library managers", not "password managers"."""
    before = draft.sentence.words[max(0, i - 2) : i]
    return draft.sentence.language != "en" or any(word.surface in ("for", "of", "our", "the") for word in before)


def _longest(found: Sequence[Found]) -> list[Found]:
    """Concepts without those whose words all belong to a longer pattern."""
    reach: dict[int, int] = {}
    for f in found:
        for i in f.at:
            reach[i] = max(len(f.at), reach.get(i, 0))
    return [f for f in found if len(f.at) > 1 or reach[f.at[0]] == 1 or f.concept in KEPT]
