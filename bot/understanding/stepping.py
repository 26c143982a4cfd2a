"""Whether a follow-up goes on to the next event after the shown ones, or to the next stretch of time."""

from __future__ import annotations

from bot.understanding.cues import Cues
from bot.understanding.dates.reading import TimeReading
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.morphology.words import Case
from bot.understanding.onward import beside, counted_on, step_in_time

_WHEN = frozenset({Case.ADESSIVE, Case.ESSIVE, Case.INESSIVE, Case.ALLATIVE})
"""Cases of a time: "sitä seuraavalla" is a week, "sitä seuraava" an event."""


def steps_on(draft: Draft, cues: Cues, earlier: Earlier) -> tuple[int, list[TimeReading]]:
    """How many events on from the shown ones, or else the time that counts on from the one talked of."""
    if "reminder" in draft.names:
        return 0, []  # "edellisenä päivänä" is when to remind
    by_event = 0 if draft.refers or draft.series else _step(draft, cues)
    if not by_event:
        return 0, counted_on(draft, cues, earlier)
    before, since = earlier.meaning, earlier.since(None)
    named = before.series or before.topic or before.hosts or before.place
    if before.times and since and not named and len(earlier.shown) != 1 and cues.at("following", "preceding"):
        return 0, beside(since, by_event)
    return by_event, []


def _step(draft: Draft, cues: Cues) -> int:
    """1 when the next event after the shown ones is meant, -1 for the one before them, else 0."""
    if step_in_time(draft, cues) and not _noun_of_choice(draft, cues):
        return 0
    if "after_it" in cues.names or "before_it" in cues.names:
        return 1 if "after_it" in cues.names else -1
    if draft.times or draft.names & {"event_noun"} or "of_them" in cues.names:
        return 0
    leading = cues.at("opener", "lead_in", "whether")
    for name, step in (("later_in", 1), ("earlier_in", -1)):
        if cues.at(name) and len(cues.at(name) | leading) == len(draft.sentence.words):
            return step
    chosen = {i for f in draft.concepts if f.concept in ("next", "last") for i in f.at}
    if cues.at("following", "next_one") & chosen:
        return 1
    return -1 if cues.at("preceding") & chosen else 0


def _noun_of_choice(draft: Draft, cues: Cues) -> bool:
    """Whether "sitä seuraava" was taken for a time though its case is that of something chosen."""
    at = cues.at("following", "preceding")
    cases = {reading.case for i in at for reading in draft.sentence.words[i].readings}
    return draft.timed <= cues.at("after_it", "before_it") and not cases & _WHEN
