"""Whether a question leans on the earlier one: it begins so, or it names nothing of its own."""

from __future__ import annotations

from bot.understanding.draft import Draft
from bot.understanding.meaning import Aspect, Intent
from bot.understanding.morphology.words import Word

LEANING = frozenset({Intent.EVENTS, Intent.RECORDING, Intent.REMINDER, Intent.FEEDBACK, Intent.OTHER})
"""Intents that a follow-up may have."""

_BEGINNINGS = frozenset({"and_what", "not_this_but"})
_ASKING = frozenset({"recording", "watch_later", "watch", "reminder", "feedback", "latter", "former", "after_that"})
_ANY = frozenset({"jokin", "jotain", "joku", "mikään", "mitään", "kaikki", "any", "anything", "something"})
_PLURAL = ("t", "ita", "itä", "eita", "eitä", "oita", "teista", "ings")


def leans(draft: Draft, aspects: frozenset[Aspect]) -> bool:
    """Whether a sentence is a follow-up, if there is something to follow."""
    first = {found.concept for found in draft.concepts if found.at[0] <= 1}
    if first & _BEGINNINGS or "after_that" in draft.names:
        return True
    asks = bool(aspects or draft.names & _ASKING)
    if not asks or draft.refers or draft.series:
        return False
    if "pronoun" in draft.names:
        return True
    return not (draft.times or "event_noun" in draft.names or _asks_for_any(draft))


def goes_on(draft: Draft, aspects: frozenset[Aspect]) -> bool:
    """Whether a follow-up asks for the next after what was shown: "entä seuraavat"."""
    return "next" in draft.names and not (draft.refers or draft.series or draft.times or aspects)


def _asks_for_any(draft: Draft) -> bool:
    """Whether any event will do: "onko jotain peruttu", "mitä tallenteita on"."""
    words = draft.sentence.words
    recordings = {i for found in draft.concepts if found.concept == "recording" for i in found.at}
    return any(word.lemmas & _ANY for word in words) or any(_plural(words[i]) for i in recordings)


def _plural(word: Word) -> bool:
    return word.surface.endswith(_PLURAL)
