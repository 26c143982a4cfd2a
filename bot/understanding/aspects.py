"""What of an event is asked, and which of several: read from the concepts of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.understanding.concepts import Found
from bot.understanding.meaning import Aspect, Direction, Selector, Which
from bot.understanding.morphology.words import Word
from bot.understanding.places import AT

_DIRECT = {
    "when": Aspect.TIME,
    "clock": Aspect.TIME,
    "link": Aspect.LINK,
    "host": Aspect.HOST,
    "in_charge": Aspect.HOST,
    "duration": Aspect.DURATION,
    "held_where": Aspect.PLACE,
    "registration": Aspect.REGISTRATION,
    "seats": Aspect.SEATS,
    "count": Aspect.COUNT,
    "cancelled": Aspect.STATUS,
    "moved": Aspect.STATUS,
    "audience": Aspect.AUDIENCE,
    "certificate": Aspect.CERTIFICATE,
    "subject": Aspect.TOPIC,
}
_SAID_BY = {
    Aspect.SEATS: Aspect.COUNT,
    Aspect.DURATION: Aspect.COUNT,
    Aspect.FORM: Aspect.LINK,
}
"""What an answer to the first says of the second already, or that the second was not meant beside it."""

_NOT_A_PLACE = frozenset({"link", "registration", "recording", "feedback", "form_paper", "apply", "clock", "when"})
_POINTED_AT = frozenset({"se", "sen", "sitä", "siitä", "siihen", "semmonen", "sellainen"})
_FORMS = frozenset({"remote", "on_site", "hybrid"})
_WATCHED = frozenset({"recording", "watch_later", "watch", "feedback", "missed"})
MOST_ASKED = 60
"""Events that one asks for at a time; nobody reads more."""

_NUMBERS = {
    "kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5, "kuusi": 6, "seitsemän": 7, "kahdeksan": 8, "yhdeksän": 9,
    "kymmenen": 10, "pari": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "couple": 2,
}  # fmt: skip


def aspects_of(
    found: Sequence[Found], words: Sequence[Word], topic_known: bool, event_at: Collection[int] = ()
) -> frozenset[Aspect]:
    """The aspects asked. `topic_known`: a certain event is spoken of, so "etänä" asks about its form.

    `event_at` are the positions of nouns and names of events.
    """
    names = {f.concept for f in found}
    aspects = {aspect for name, aspect in _DIRECT.items() if name in names}
    if "deadline" in names and ("registration" in names or _says(found, words, "mennessä", "viimeistään", "deadline")):
        aspects.add(Aspect.DEADLINE)
    if names & _FORMS and topic_known:
        aspects.add(Aspect.FORM)
    elif "join" in names and not aspects:
        aspects.add(Aspect.LINK)
    if names & _NOT_A_PLACE:
        aspects.discard(Aspect.PLACE)
    elif not aspects and _asks_where(found, words, event_at):
        aspects.add(Aspect.PLACE)
    for wider, narrower in _SAID_BY.items():
        if wider in aspects:
            aspects.discard(narrower)
    return frozenset(aspects)


def _asks_where(found: Sequence[Found], words: Sequence[Word], event_at: Collection[int]) -> bool:
    """Whether "missä" asks for a place, not which event it is: "missä tilaisuudessa", "se, missä puhutaan"."""
    inside = {i for i in event_at if any(reading.case in AT for reading in words[i].readings)}
    chosen = {i - 1 for i in inside} | {i + 1 for i, word in enumerate(words) if word.surface in _POINTED_AT}
    where = [f for f in found if f.concept == "where" and (len(f.at) > 1 or f.at[0] not in chosen)]
    return _says(where, words, "missä", "missäpäin", "where", "paikkakunta", "minne")


def direction_of(names: Collection[str]) -> Direction:
    """Past when the words look back ("oli", "viimeksi", a recording), else coming.

    A link is to what one joins: "missä viestissä oli torstain linkki".
    """
    if "link" in names and not _WATCHED.intersection(names):
        return Direction.COMING
    back = {"past_tense", "back", "recording", "watch_later", "feedback", "missed"}.intersection(names)
    return Direction.PAST if back and "about_to" not in names else Direction.COMING


def selector_of(found: Sequence[Found], words: Sequence[Word]) -> Selector:
    """ "Seuraava", "kolme seuraavaa", "viimeksi", or all of them."""
    for which, concept in ((Which.FIRST, "next"), (Which.LAST, "last")):
        at = next((f.at[0] for f in found if f.concept == concept), None)
        if at is not None:
            return Selector(which, number_near(words, at))
    return Selector()


def number_near(words: Sequence[Word], at: int) -> int:
    """The number that stands beside a position, at most MOST_ASKED; 1 when none does."""
    for i in (at - 1, at + 1):
        if 0 <= i < len(words):
            if words[i].surface.isdecimal() and int(words[i].surface) > 0:
                return min(int(words[i].surface), MOST_ASKED)
            number = next((_NUMBERS[lemma] for lemma in sorted(words[i].lemmas) if lemma in _NUMBERS), None)
            if number:
                return number
    return 1


def _says(found: Sequence[Found], words: Sequence[Word], *lemmas: str) -> bool:
    return any(lemma in words[i].lemmas or words[i].surface == lemma for f in found for i in f.at for lemma in lemmas)
