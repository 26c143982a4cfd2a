"""A sentence said while something is talked of: how it leans on that, and its meaning when it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.understanding.choosing import pointed_out, stands
from bot.understanding.cues import cues_of
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.following import FollowUp, followed
from bot.understanding.inheriting import inherit
from bot.understanding.meaning import Aspect, Intent, Meaning
from bot.understanding.reminding import Action, Reminding

LEANING = frozenset({Intent.EVENTS, Intent.RECORDING, Intent.REMINDER, Intent.FEEDBACK, Intent.OTHER})
"""Intents that a follow-up may have."""

WISHES = frozenset({Intent.TRIP, Intent.TOPIC_WISH, Intent.ANNOUNCEMENT})
"""Intents that owe nothing to the calendar, but may be gone on with."""

_OF_WISH = {Intent.TRIP: "of_trip"}
_ELSEWHERE = frozenset({"greeting", "thanks", "event_noun", "help"})
_NEUTRAL = ("opener", "lead_in", "correction", "same_host", "others", "earlier_in", "later_in")
"""Cues whose words tell nothing of what an event is about."""


class Leaning:
    """The cues of a sentence, and what it points out of the shown events.

    The words of these are marked as used in its draft.
    """

    def __init__(self, draft: Draft, earlier: Earlier) -> None:
        self._draft = draft
        self._earlier = earlier
        self._cues = cues_of(draft.sentence)
        self._pointed = pointed_out(draft, self._cues, earlier)
        draft.used.update(self._cues.at(*_NEUTRAL))
        if self._pointed:
            draft.used.update(self._pointed[1])

    def followed(self, aspects: frozenset[Aspect], now: datetime) -> FollowUp | None:
        """What the finished draft takes from before; None when it stands by itself."""
        if self._earlier.meaning.intent in WISHES:
            return None
        pointed = self._pointed if self._pointed and stands(self._pointed, self._draft) else None
        return followed(self._draft, self._cues, aspects, pointed, self._earlier, now)

    def completed(self, meaning: Meaning, follow: FollowUp | None, now: datetime) -> Meaning:
        """The meaning with what it leaves unsaid."""
        if meaning.reminding and self._of_all_reminders(meaning.reminding):
            return meaning
        if follow and meaning.intent in LEANING:
            return inherit(meaning, follow, self._earlier, now)
        return replace(meaning, intent=self._earlier.meaning.intent) if self._goes_on_wishing(meaning) else meaning

    def _of_all_reminders(self, wish: Reminding) -> bool:
        """Whether reminders are spoken of by themselves: "lopeta muistutukset", but not "lopeta sen muistutukset"."""
        if wish.action in (Action.SET, Action.STOP) and (self._pointed or "it" in self._cues.names):
            return False
        return wish.action is not Action.SET or wish.everything

    def _goes_on_wishing(self, meaning: Meaning) -> bool:
        """Whether it is still about the wish before: "kuka maksaa junaliput" after a question about the trip."""
        wished, draft = self._earlier.meaning.intent, self._draft
        if wished not in WISHES or meaning.hint or meaning.intent not in (Intent.EVENTS, Intent.OTHER):
            return False
        of_wish = {draft.sentence.words[i].surface for i in self._cues.at(_OF_WISH.get(wished, ""))}
        if any(word.text not in of_wish for word in draft.topic):
            return False
        if draft.series or draft.hosts or draft.times or draft.names & _ELSEWHERE:
            return False
        return bool(of_wish) or "it" in self._cues.names
