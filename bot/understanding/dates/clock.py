"""Times of the day by the clock: "klo 9.30", "puoli yhdeksältä", "varttia vaille kymmenen", "at 9 am"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.numbered import date
from bot.understanding.dates.parts import Part, Tokens, get, is_, kind, small, text, unknown_word
from bot.understanding.dates.phrase import Clock, Phrase, Side

_DAYS = frozenset({"day", "day_shift", "weekday"})
_NOON = 12 * 60
_BEFORE = {"before": Side.BEFORE, "by": Side.BY, "until": Side.UNTIL, "after": Side.AFTER, "from": Side.FROM}
_BEHIND = {
    "after": Side.AFTER, "by": Side.BY, "until": Side.UNTIL, "from": Side.FROM, "around": Side.AROUND,
}  # fmt: skip
_OR_SO = {
    ("tai", "myöhemmin"): Side.FROM, ("tai", "siitä", "eteenpäin"): Side.FROM, ("tai", "sen", "jälkeen"): Side.FROM,
    ("tai", "aiemmin"): Side.UNTIL, ("tai", "aikaisemmin"): Side.UNTIL, ("tai", "sitä", "ennen"): Side.UNTIL,
    ("or", "later"): Side.FROM, ("or", "after"): Side.FROM, ("or", "earlier"): Side.UNTIL, ("or", "before"): Side.UNTIL,
}  # fmt: skip
"""What widens a clock time: "klo 14 tai myöhemmin"."""

_NOT_ENDING = frozenset({"mitä", "tänä", "missä", "mistä", "siellä", "täällä", "vielä", "yhtä"})


class Reading(NamedTuple):
    """A clock time, the index behind it, its case, and whether it can be nothing else."""

    clock: Clock
    end: int
    case: str = ""
    sure: bool = True


def clock(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    """A time of the day that begins at a token; a bare number only counts right behind a day."""
    day_before = before is not None and before.end == i and bool(before.phrase.said() & _DAYS)
    if small(tokens, i, "about") and _side_before(tokens, i) is None:
        return None  # "noin" belongs to what follows it
    start = _skip_lead(tokens, i)
    told = is_(tokens, start, Tag.SMALL, "clock")
    side = _side_before(tokens, i)
    number = start + 1 if told else start
    if told and text(tokens, number) == ".":
        number += 1
    number = _skip_lead(tokens, number)
    found = _time(tokens, number, told)
    if found is None or (not told and number > i and date(tokens, number)):
        return None
    if told and text(tokens, start) == "at" and unknown_word(tokens, found.end).endswith("s"):
        return None
    found = _ranged(tokens, found, told)
    if side is None and found.end < len(tokens):
        side, end = _side_behind(tokens, found)
        found = found._replace(end=end)
    bare = not told and side is None and not found.sure
    if bare and not (day_before and _stands_alone(tokens, found)):
        return None
    lone = not told and found.case in ("nom", "") and _only_number(tokens, number, found)
    if lone and not (side or day_before or found.clock.until is not None):
        return None
    if side is Side.FROM and found.clock.until is not None:
        side = None  # "from 9 to 11"
    return Part(i, found.end, Phrase(clock=replace(found.clock, side=side)), found.case)


def _skip_lead(tokens: Tokens, i: int) -> int:
    while small(tokens, i, "about") or (is_(tokens, i, Tag.BOUND, *_BEFORE) and _prefix_bound(tokens, i)):
        i += 1
        if text(tokens, i) == ".":
            i += 1
    return i


def _prefix_bound(tokens: Tokens, i: int) -> bool:
    entry = get(tokens, i, Tag.BOUND)
    return bool(entry and (entry.english or entry.value == "before" or text(tokens, i) == "alkaen"))


def _side_before(tokens: Tokens, i: int) -> Side | None:
    entry = get(tokens, i, Tag.BOUND)
    if entry and _prefix_bound(tokens, i):
        return _BEFORE.get(str(entry.value))
    return Side.BY if text(tokens, i) in ("viimeistään", "viimeistää") else None


def _side_behind(tokens: Tokens, found: Reading) -> tuple[Side | None, int]:
    entry = get(tokens, found.end, Tag.BOUND)
    if entry and not entry.english and str(entry.value) in _BEHIND:
        return _BEHIND[str(entry.value)], found.end + 1
    if entry and entry.english and text(tokens, found.end) in ("onwards", "onward"):
        return Side.FROM, found.end + 1
    for words, side in _OR_SO.items():
        if tuple(text(tokens, found.end + n) for n in range(len(words))) == words:
            return side, found.end + len(words)
    return None, found.end


def _time(tokens: Tokens, i: int, told: bool) -> Reading | None:
    return (
        _digits(tokens, i, told)
        or _midday(tokens, i)
        or _half(tokens, i)
        or _minutes_off(tokens, i)
        or _hour(tokens, i, told)
    )


def _digits(tokens: Tokens, i: int, told: bool) -> Reading | None:
    entry = get(tokens, i, Tag.CLOCK)
    if entry is None or entry.number > 24 * 60:
        return None
    dotted = kind(tokens, i) == "dotted"
    has_date = is_(tokens, i, Tag.DATE)
    half_day = text(tokens, i + 1) if text(tokens, i + 1) in ("am", "pm") else ""
    minutes = entry.number + (12 * 60 if half_day == "pm" and entry.number < _NOON else 0)
    exact = entry.case != "hour"
    sure = told or not dotted or entry.case == "abl"
    if has_date and not told and not entry.case and not half_day:
        return None
    return Reading(Clock(minutes, exact=exact), i + 1 + bool(half_day), entry.case, sure or bool(half_day))


def _midday(tokens: Tokens, i: int) -> Reading | None:
    if not small(tokens, i, "midday", "noon"):
        return None
    word = text(tokens, i)
    if word in ("puolta", "puolilta", "puolelta", "puolen"):
        # "puolelta päivin", "puolen päivän": two words
        if not is_(tokens, i + 1, Tag.UNIT, "day") and text(tokens, i + 1) != "päivin":
            return None
        return Reading(Clock(_NOON), i + 2, "abl")
    return Reading(Clock(_NOON, exact=small(tokens, i, "noon")), i + 1, "abl")


def _half(tokens: Tokens, i: int) -> Reading | None:
    if not small(tokens, i, "half"):
        return None
    if small(tokens, i + 1, "past") and (hour := _hour_entry(tokens, i + 2)):
        return Reading(_spoken(60 * hour.number + 30, exact=True), i + 3, hour.case or "abl")
    if (
        is_(tokens, i + 1, Tag.UNIT, "day")
        and text(tokens, i) in ("puolta", "puolen")
        and text(tokens, i + 1)[-1] in "än"
    ):
        return Reading(Clock(_NOON), i + 2, "abl")
    hour = _hour_entry(tokens, i + 1)
    if hour is None or hour.english or _counts(tokens, i + 1, hour):
        return None
    return Reading(_spoken(60 * hour.number - 30, exact=True), i + 2, hour.case or "abl")


def _minutes_off(tokens: Tokens, i: int) -> Reading | None:
    """ "varttia vaille kymmenen", "kymmentä yli yhdeksän", "a quarter to ten"."""
    i += text(tokens, i) == "a"
    if small(tokens, i, "quarter"):
        minutes = 15
    elif (entry := get(tokens, i, Tag.NUMBER)) and 1 <= entry.number < 30:
        minutes = entry.number
    else:
        return None
    to = small(tokens, i + 1, "to")
    hour = _hour_entry(tokens, i + 2)
    if hour is None or not (to or small(tokens, i + 1, "past")):
        return None
    if text(tokens, i + 1) == "to" and not small(tokens, i, "quarter"):
        return None
    at = 60 * hour.number + (-minutes if to else minutes)
    return Reading(_spoken(at, exact=True), i + 3, hour.case or "abl")


def _hour_entry(tokens: Tokens, i: int) -> Entry | None:
    entry = get(tokens, i, Tag.NUMBER)
    return (
        entry if entry and 0 <= entry.number <= 24 and not entry.plural and text(tokens, i) not in ("a", "an") else None
    )


def _hour(tokens: Tokens, i: int, told: bool) -> Reading | None:
    entry = _hour_entry(tokens, i)
    if entry is None:
        return None
    end = i + 1
    after = text(tokens, end)
    if after in ("am", "pm"):
        return Reading(Clock(60 * (entry.number % 12 + (12 if after == "pm" else 0))), end + 1, "abl")
    if small(tokens, end, "oclock"):
        return Reading(_spoken(60 * entry.number), end + 1, "abl")
    if entry.case == "abl" and not _counts(tokens, i, entry):
        return Reading(_spoken(60 * entry.number), end, "abl")
    if told:
        if kind(tokens, i) != "word":
            return Reading(_written(60 * entry.number), end, entry.case)
        return None if _counts(tokens, i, entry) else Reading(_spoken(60 * entry.number), end, entry.case)
    bound = get(tokens, end, Tag.BOUND)
    goes = {"by": ("ill", ""), "until": ("ill",), "from": ("ela",), "after": ("gen",), "around": ("gen",)}
    if bound and not bound.english and entry.case and entry.case in goes.get(str(bound.value), ()):
        return Reading(_spoken(60 * entry.number), end, entry.case)
    if entry.english and is_(tokens, i - 1, Tag.BOUND, "by", "before", "after", "until") and kind(tokens, i) == "word":
        return None
    if _runs_to_hour(tokens, i, entry):
        return Reading(_spoken(60 * entry.number), end, entry.case)
    return Reading(_written(60 * entry.number), end, entry.case, sure=False)


def _runs_to_hour(tokens: Tokens, i: int, entry: Entry) -> bool:
    """Whether this is the first hour of "yhdeksästä kymmeneen"."""
    other = _hour_entry(tokens, i + 1)
    return bool(entry.case == "ela" and other and other.case == "ill" and not _counts(tokens, i + 1, other))


def _written(minutes: int) -> Clock:
    """An hour in figures: what it says, but one to six are hardly of the night."""
    return _spoken(minutes) if 0 < minutes <= 6 * 60 else Clock(minutes)


def _spoken(minutes: int, exact: bool = False) -> Clock:
    """An hour as people say it: one to half past six is after midday."""
    if minutes < 0:
        minutes += 12 * 60
    if minutes < 6.5 * 60:
        minutes += 12 * 60
    return Clock(min(minutes, 24 * 60), exact=exact, spoken=minutes <= _NOON + 60)


def _counts(tokens: Tokens, i: int, entry: Entry) -> bool:
    """Whether a numeral counts the next word: "kahdelta kirjastolta", "puoli kymmentä kirjaa"."""
    if is_(tokens, i + 1, Tag.UNIT) and not is_(tokens, i + 1, Tag.BOUND):
        return True
    word = unknown_word(tokens, i + 1)
    if not word or word in _NOT_ENDING:
        return False
    if entry.case == "abl":
        return word.endswith(("lta", "ltä"))
    if entry.case in ("ill", "ela", "gen", "par"):
        return word.endswith(
            {"ill": ("aan", "ään", "een", "iin", "oon", "uun"), "ela": ("sta", "stä"), "gen": ("n",)}.get(
                entry.case, ("a", "ä")
            )
        )
    return len(word) > 3 and word.endswith(("a", "ä"))


def _only_number(tokens: Tokens, i: int, found: Reading) -> bool:
    return found.end == i + 1 and kind(tokens, i) == "number"


def _stands_alone(tokens: Tokens, found: Reading) -> bool:
    """Whether no word follows that a bare number could count."""
    at = found.clock.at
    if not 7 * 60 <= at <= 21 * 60 and not found.clock.exact:
        return False
    word = unknown_word(tokens, found.end)
    if found.clock.until is not None or found.clock.exact:
        return True
    return not word and not is_(tokens, found.end, Tag.UNIT) and not is_(tokens, found.end, Tag.BOUND, "between")


def _ranged(tokens: Tokens, found: Reading, told: bool) -> Reading:
    """A stretch when another clock time follows: "9-11", "yhdeksästä kymmeneen", "from 9 to 11"."""
    i = found.end
    joint = i
    if kind(tokens, i) == "dash" or text(tokens, i) in ("to", "till", "until"):
        joint = i + 1
    elif found.case != "ela":
        return _between(tokens, found)
    if small(tokens, joint, "clock"):
        joint += 1
    other = _time(tokens, joint, told or found.sure)
    if other is None or other.clock.at == found.clock.at or _is_date(tokens, joint):
        return found
    if found.case == "ela" and joint == i and other.case != "ill":
        return found
    end_at = other.clock.at
    start = found.clock.at
    if end_at < start and start >= 12 * 60 and found.clock.spoken and start - 12 * 60 < end_at:
        start -= 12 * 60
    if end_at <= start:
        return found
    end = other.end + is_(tokens, other.end, Tag.BOUND, "until")
    sure = found.sure or other.sure or (found.clock.exact and other.clock.exact)
    return Reading(Clock(start, end_at, exact=True), end, "abl", sure)


def _is_date(tokens: Tokens, i: int) -> bool:
    return is_(tokens, i, Tag.DATE) and not is_(tokens, i, Tag.CLOCK)


def _between(tokens: Tokens, found: Reading) -> Reading:
    """ "klo 9 ja 11 välillä", "between 9 and 11"."""
    if not small(tokens, found.end, "and"):
        return found
    start = found.end + 1 + small(tokens, found.end + 1, "clock")
    other = _time(tokens, start, True)
    if other is None or other.clock.at <= found.clock.at:
        return found
    if is_(tokens, other.end, Tag.BOUND, "between"):
        return Reading(Clock(found.clock.at, other.clock.at, exact=True), other.end + 1, "abl")
    return found
