"""Whether a sentence leans on what was talked of, and what it takes from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.understanding.cues import Cues
from bot.understanding.dates.reading import TimeReading
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Aspect
from bot.understanding.morphology.words import Case, Word
from bot.understanding.onward import beside, counted_on, narrowed, step_in_time
from bot.understanding.pointing import Pointed

_WISHES = frozenset({"reminder", "feedback"})
_ASKING = frozenset({"recording", "watch_later", "watch", "missed"}) | _WISHES
_ANY = frozenset({"jokin", "jotain", "joku", "mikään", "mitään", "kaikki", "any", "anything", "something"})
_WHEN = frozenset({Case.ADESSIVE, Case.ESSIVE, Case.INESSIVE, Case.ALLATIVE})
"""Cases of a time: "sitä seuraavalla" is a week, "sitä seuraava" an event."""

_OF_WHAT = frozenset({Case.ELATIVE, Case.GENITIVE})

_PLURAL = ("t", "ita", "itä", "eita", "eitä", "oita", "teista", "ings")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a sentence takes from before.

    `elliptical`: it leaves out what it does not change ("entä toukokuussa"); `refers`: it speaks of the shown
    events; `step`: of the next one after them, or the one before; `times` are its own, seen from what was talked
    of, and `counted` says that its words count them from there; `hosts` whom "hän" means; `others`: not the shown ones.
    """

    elliptical: bool = False
    refers: bool = False
    step: int = 0
    times: tuple[TimeReading, ...] = ()
    counted: bool = False
    hosts: tuple[str, ...] = ()
    others: bool = False
    pointed: Pointed | None = None


def followed(
    draft: Draft, cues: Cues, aspects: frozenset[Aspect], pointed: Pointed | None, earlier: Earlier, now: datetime
) -> FollowUp | None:
    """What a sentence takes from what was talked of; None when it stands by itself."""
    if pointed:
        return FollowUp(pointed=pointed)
    step, times = _onward(draft, cues, earlier)
    others = bool(cues.at("others") - draft.timed) and not (draft.topic or draft.names & {"other_library"})
    hosts = _same_host(draft, cues, aspects, earlier)
    elliptical = _elliptical(draft, cues, aspects) or (others and _names_nothing(draft))
    refers = not (step or times or hosts) and _refers(draft, cues, aspects, earlier)
    if not (elliptical or refers or step or times or hosts or others):
        return None
    own = times or (narrowed(draft, cues, earlier, now) if elliptical else draft.times)
    return FollowUp(elliptical, refers, step, tuple(own), bool(times), hosts, others and not refers)


def _onward(draft: Draft, cues: Cues, earlier: Earlier) -> tuple[int, list[TimeReading]]:
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
    chosen = {i for f in draft.concepts if f.concept in ("next", "last") for i in f.at}
    if cues.at("following", "next_one") & chosen:
        return 1
    return -1 if cues.at("preceding") & chosen else 0


def _noun_of_choice(draft: Draft, cues: Cues) -> bool:
    """Whether "sitä seuraava" was taken for a time though its case is that of something chosen."""
    at = cues.at("following", "preceding")
    cases = {reading.case for i in at for reading in draft.sentence.words[i].readings}
    return draft.timed <= cues.at("after_it", "before_it") and not cases & _WHEN


def _same_host(draft: Draft, cues: Cues, aspects: frozenset[Aspect], earlier: Earlier) -> tuple[str, ...]:
    """Whom "hän" means: the host that was asked about, or that of the shown events."""
    if "same_host" not in cues.names or draft.hosts:
        return ()
    if aspects == {Aspect.HOST} and "who" in draft.names:
        return ()
    return earlier.meaning.hosts or earlier.hosts


def _elliptical(draft: Draft, cues: Cues, aspects: frozenset[Aspect]) -> bool:
    """Whether a sentence goes on from the earlier one: it begins so, or is but a time or a place."""
    if cues.begins_with("opener") or cues.begins_with("correction"):
        return True
    if cues.begins_with("not_that") and "but" in cues.names:
        return True
    if aspects or draft.series or draft.refers or not (draft.times or draft.places.place):
        return False
    place = set(draft.places.place.at) if draft.places.place else set()
    told = draft.timed | place | cues.at("lead_in", "opener", "correction", "it", "that_very")
    return all(i in told for i in range(len(draft.sentence.words)))


def _refers(draft: Draft, cues: Cues, aspects: frozenset[Aspect], earlier: Earlier) -> bool:
    """Whether it asks something of the shown events: "mikä linkki", "muistuta minua siitä"."""
    asks = bool(aspects or draft.names & _ASKING)
    if draft.refers or draft.series or not asks:
        return False
    if "event_noun" in draft.names and "pronoun" not in draft.names:
        return False
    single = len(earlier.shown) == 1
    if draft.times:
        return single and (bool(cues.at("it") - draft.timed) or ("reminder" in draft.names and _when_to_remind(draft)))
    return "pronoun" in draft.names or "it" in cues.names or not _asks_for_any(draft)


def _when_to_remind(draft: Draft) -> bool:
    """Whether the time is that of the reminder, not of the event: "muistuta maanantaina", but not "torstaista"."""
    words = (draft.sentence.words[i] for i in draft.timed)
    return not any(reading.case in _OF_WHAT for word in words for reading in word.readings)


def _names_nothing(draft: Draft) -> bool:
    return not (draft.times or draft.series or draft.refers or draft.places.place)


def _asks_for_any(draft: Draft) -> bool:
    """Whether any event will do: "onko jotain peruttu", "mitä tallenteita on"."""
    words = draft.sentence.words
    recordings = {i for found in draft.concepts if found.concept == "recording" for i in found.at}
    return any(word.lemmas & _ANY for word in words) or any(_plural(words[i]) for i in recordings)


def _plural(word: Word) -> bool:
    return word.surface.endswith(_PLURAL)
