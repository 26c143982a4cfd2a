"""Whether a sentence asks something of the events that were shown: "mikä linkki", "onko se maanantaina"."""

from __future__ import annotations

from bot.understanding.cues import Cues
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Aspect
from bot.understanding.morphology.words import Case, Word
from bot.understanding.topics import ENOUGH

_COPULAS = frozenset({"olla", "eikö", "is", "was", "isn't", "wasn't"})
_WISHES = frozenset({"reminder", "feedback"})
_ASKING = frozenset({"recording", "watch_later", "watch", "missed", "about_to"}) | _WISHES
_ANY = frozenset({"jokin", "jotain", "joku", "mikään", "mitään", "kaikki", "any", "anything", "something"})
_OF_WHAT = frozenset({Case.ELATIVE, Case.GENITIVE})
_OF_ANY = frozenset({"when", "next", "last", "upcoming", "event_noun", "thing", "topic_cue", "all_of_them"})
"""Concepts by which one asks for events anew."""
_PLURAL = ("t", "ita", "itä", "eita", "eitä", "oita", "teista", "ings")


def refers_to_shown(draft: Draft, cues: Cues, aspects: frozenset[Aspect], earlier: Earlier) -> bool:
    """Whether it asks something of the shown events: "mikä linkki", "muistuta minua siitä"."""
    asks = bool(aspects or draft.names & _ASKING) or _doubts_its_time(draft, cues)
    if draft.refers or draft.series or not asks:
        return False
    pronoun = "pronoun" in draft.names or "it" in cues.names
    if not pronoun and ("event_noun" in draft.names or draft.unknown or ("last" in draft.names and not aspects)):
        return False
    if draft.places.place and asks_for_any(draft):
        return False
    single = len(earlier.shown) == 1
    if draft.times:
        return single and (bool(cues.at("it") - draft.timed) or _when_to_remind(draft, cues))
    return pronoun or not asks_for_any(draft)


def _doubts_its_time(draft: Draft, cues: Cues) -> bool:
    """Whether a time is said of the shown event itself: "eikö se ollut keskiviikkona", "is it on Monday"."""
    words = draft.sentence.words
    it = {i for i in cues.at("it") if words[i].surface in ("se", "it")}
    is_ = {i for i, word in enumerate(words) if word.lemmas & _COPULAS or word.surface in _COPULAS}
    return bool(draft.times and it & {i + k for i in is_ for k in (-1, 1)}) and not asks_for_any(draft)


def rather_of_shown(draft: Draft, earlier: Earlier) -> bool:
    """Whether a detail is asked for that the shown event may tell: "mistä bussi lähtee" after a study trip."""
    named = draft.series or draft.hosts or draft.times or draft.places.place or draft.names & _OF_ANY
    return len(earlier.shown) == 1 and draft.coverage >= ENOUGH and not named and not asks_for_any(draft)


def _when_to_remind(draft: Draft, cues: Cues) -> bool:
    """Whether the time is that of the reminder, not of the event: "muistuta maanantaina", but not "torstaista"."""
    words = (draft.sentence.words[i] for i in draft.timed - cues.at("it"))
    own = any(reading.case in _OF_WHAT for word in words for reading in word.readings)
    return "reminder" in draft.names and not own


def asks_for_any(draft: Draft) -> bool:
    """Whether any event will do: "onko jotain peruttu", "mitä tallenteita on"."""
    words = draft.sentence.words
    recordings = {i for found in draft.concepts if found.concept == "recording" for i in found.at}
    return any(word.lemmas & _ANY for word in words) or any(_plural(words[i]) for i in recordings)


def _plural(word: Word) -> bool:
    return word.surface.endswith(_PLURAL)
