"""People whom a question names and the calendar does not know: nothing of theirs can be shown."""

from __future__ import annotations

from bot.understanding.draft import Draft
from bot.understanding.morphology.words import Case, Word
from bot.understanding.references import HAVING
from bot.understanding.topics import topic_word

_AFTER_GENITIVE = 2
_HOLDING = frozenset(
    {"pitää", "vetää", "järjestää", "esiintyä", "puhua", "kouluttaa", "alustaa", "luennoida", "have", "host", "hosting"}
)


def find_stranger(draft: Draft) -> list[int]:
    """Positions of the name of a person who is asked for as a host and is none; empty when there is none."""
    free = [i for i in draft.free() if _may_name(draft, i)]
    for i in free:
        end = i + 1 if _surname(draft, i + 1) else i
        if _hosts(draft, i, end):
            return list(range(i, end + 1))
    return []


def _may_name(draft: Draft, i: int) -> bool:
    """Whether a word is a first name, in lower case only one that is nothing else."""
    word = draft.sentence.words[i]
    names = [reading.person for reading in word.readings]
    if not any(names) or not (all(names) or (_capital(draft, i) and i > 0)):
        return False
    known = word.lemmas & draft.calendar.places or draft.calendar.topics.knows(topic_word(word))
    full = i + 1 < len(draft.sentence.words) and _capital(draft, i) and _capital(draft, i + 1)
    return not known and (full or not any(i in found.at for found in draft.concepts))


def _surname(draft: Draft, i: int) -> bool:
    """Whether the word behind a first name is written as a name, or inflected for both."""
    if i not in draft.free() or any(i in found.at for found in draft.concepts):
        return False
    inflected = any(reading.case in (*HAVING, Case.GENITIVE) for reading in draft.sentence.words[i].readings)
    first = draft.sentence.words[i - 1].readings
    return _capital(draft, i) or (inflected and any(reading.case is Case.NOMINATIVE for reading in first))


def _capital(draft: Draft, i: int) -> bool:
    return draft.sentence.tokens[i].text[:1].isupper()


def _hosts(draft: Draft, first: int, last: int) -> bool:
    """Whether the name stands where a host would: "onko Pirkolla jotain", "Pirkon kahvit", "vetääkö Pirkko"."""
    words = draft.sentence.words
    if any(reading.case in HAVING for reading in words[last].readings):
        return bool(draft.names & {"existence", "event_noun", "upcoming"} or draft.series)
    after = range(last + 1, last + 2 + _AFTER_GENITIVE)
    if any(reading.case is Case.GENITIVE for reading in words[last].readings):
        return bool(draft.event_positions().intersection(after))
    near = [*words[max(0, first - 1) : first], *words[last + 1 : last + 2]]
    return any(_holds(word) for word in near) and "who" not in draft.names


def _holds(word: Word) -> bool:
    return bool(word.lemmas & _HOLDING)
