"""Times of a follow-up that count from what was talked of: "entä sitä seuraavalla viikolla", "samana päivänä"."""

from __future__ import annotations

from datetime import date

from bot.domain.intervals import Interval, midnight
from bot.understanding.aspects import number_near
from bot.understanding.cues import Cues
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.dates.weeks import DAY, WEEK, monday, month_of
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier, Since
from bot.understanding.meaning import Direction
from bot.understanding.timing import times_seen_from

UNITS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "weekend": Grain.WEEKEND}
_COUNTING = frozenset({"following", "preceding", "same", "then"})
OF_ONE_DAY = frozenset({Grain.DAY, Grain.DAYPART, Grain.CLOCK})


def counted_on(draft: Draft, cues: Cues, earlier: Earlier) -> list[TimeReading]:
    """The times of a sentence, when its words count them from the time that was talked of; else none."""
    if not cues.names & _COUNTING:
        return []
    unit = UNITS.get(_unit(cues))
    since = earlier.since(unit)
    if since is None:
        return []
    if _says_same(cues) and not draft.timed - cues.at("same", "then", *UNITS):
        return _stretch(since, unit or since.grain, 0)
    step = step_in_time(draft, cues)
    if not step:
        return []
    steps = cues.at("following", "preceding", "after_it", "before_it", "same", "it", "that_very", *UNITS)
    if draft.timed - steps and not cues.at(*UNITS) - draft.timed:
        # "Seuraavan viikon torstaina" is read as if it was said on the last day of what was talked of.
        day = since.last if step > 0 else since.first
        return times_seen_from(draft, midnight(day), Direction.COMING)
    return _stretch(since, unit or since.grain, step)


def step_in_time(draft: Draft, cues: Cues) -> int:
    """How many units on from the stretch of time talked of, or back; 0 when the sentence says no such."""
    if cues.at("from_now") & draft.timed or any(time.grain is Grain.PERIOD for time in draft.times):
        return 0
    for name, step in (("following", 1), ("preceding", -1)):
        for i in sorted(cues.at(name)):
            units = cues.at(*UNITS) & {i - 1, i + 1}
            if units or i in draft.timed:
                return step * max((number_near(draft.sentence.words, at) for at in units), default=1)
    return 0


def beside(since: Since, step: int) -> list[TimeReading]:
    """The stretch of time after the one talked of, or before it: "entä sitä seuraava"."""
    return _stretch(since, since.grain, step)


def _unit(cues: Cues) -> str:
    """The unit of time beside a word that counts on, or nothing."""
    counting = cues.at("following", "preceding", "same")
    near = {i + k for i in counting for k in (-1, 1)}
    return next((name for name in UNITS if cues.at(name) & near), "")


def _says_same(cues: Cues) -> bool:
    """ "Samana päivänä", "sillä viikolla", "silloin"."""
    behind = {i + 1 for i in cues.at("same")}
    return "then" in cues.names or bool(behind & cues.at(*UNITS))


def _stretch(since: Since, unit: Grain, step: int) -> list[TimeReading]:
    """The unit that holds what was talked of, or so many units on."""
    span = _span(since, unit, step)
    return [TimeReading(0, 0, "", Interval.of_days(*span), unit)] if span else []


def _span(since: Since, unit: Grain, step: int) -> tuple[date, date] | None:
    day = since.last if step > 0 else since.first
    if unit in OF_ONE_DAY:
        other = day + step * DAY
        return (other, other) if step else (since.first, since.last)
    if unit is Grain.WEEK:
        first = monday(day) + step * WEEK
        return first, first + 6 * DAY
    if unit is Grain.WEEKEND:
        first = monday(day) + 5 * DAY + step * WEEK
        return first, first + DAY
    if unit is Grain.MONTH:
        return month_of(day.year, day.month + step)
    if unit is Grain.YEAR:
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    length = since.last - since.first + DAY
    return since.first + step * length, since.last + step * length
