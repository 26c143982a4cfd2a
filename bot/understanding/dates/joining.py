"""Joins parts into whole expressions: those that say one time, ranges, and what binds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.inheriting import inherited
from bot.understanding.dates.merging import merged
from bot.understanding.dates.parts import Part, Tokens, get, is_, kind, small, text, unknown_word
from bot.understanding.dates.phrase import Phrase, Side, Which

_PREFIXES = {"before", "after", "by", "until", "from", "around"}
_DAYS = frozenset({"day", "day_shift", "weekday", "weekend", "counted"})
_FRAMES = frozenset({"week", "week_shift", "month", "month_shift", "season", "year", "year_shift", "holiday", "period"})
_PICKED_FROM = frozenset({"week", "week_shift", "clock", "hours", "counted"})
_ENDS = frozenset({"holiday", "portion", "month", "month_shift", "week_shift"})


def joined(tokens: Tokens, parts: list[Part], today: date) -> list[Part]:
    """Whole expressions, each with its range and its side."""
    chained = _chained(tokens, parts, today)
    ranged = inherited(tokens, _ranged(tokens, chained))
    found: list[Part] = []
    for part in ranged:
        floor = found[-1].end if found else 0
        found.append(_bound(tokens, part, floor))
    return found


def gap_is_thin(tokens: Tokens, start: int, end: int) -> bool:
    """Whether only small words stand between two parts: "ensi viikolla, heti torstaina", "Monday in the"."""
    for i in range(start, end):
        if not (small(tokens, i, "glue", "about", "clock") or text(tokens, i) in (",", "(", ")", "eli")):
            return False
    return end - start <= 3


def _chained(tokens: Tokens, parts: Iterable[Part], today: date) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        both = _both(tokens, last, part, today) if last else None
        if last and both:
            shy = last.shy and part.shy and not both.said() & {"clock", "hours", "week", "day", "year"}
            case = part.case if last.case == "gen" or not last.case else last.case
            if part.case in ("ill", "ela") and part.phrase.weekday is not None:
                case = part.case
            found[-1] = last.with_(end=part.end, phrase=both, case=case, shy=shy, english=last.english or part.english)
        else:
            found.append(part)
    return found


def _both(tokens: Tokens, last: Part, part: Part, today: date) -> Phrase | None:
    if last.until or last.side or part.until or part.side or not gap_is_thin(tokens, last.end, part.first):
        return None
    mixed = last.english != part.english and not {"clock"} & (last.phrase.said() | part.phrase.said())
    if mixed and last.case and part.case:
        return None
    if part.case == "gen" and last.case not in ("gen", "") and not _bound_behind(tokens, part.end):
        # "perjantaina ensi viikon kahveista" are two times, "ens viikol torstain" is one.
        picks = part.phrase.said() == {"weekday"} and last.phrase.said() <= _PICKED_FROM
        if not picks:
            return None
    if part.case == last.case == "gen" and last.phrase.weekday is not None and part.phrase.week_shift is not None:
        return None
    if _bound_behind(tokens, part.end) and last.case not in ("gen", "") and part.phrase.clock is None:
        return None  # "ensi viikolla torstain jälkeen": two times that limit each other
    return merged(last.phrase, part.phrase, today)


def _bound_behind(tokens: Tokens, i: int) -> bool:
    entry = get(tokens, i, Tag.BOUND)
    return bool(entry and not entry.english and entry.value in ("after", "by", "until", "from", "eve", "around"))


def _ranged(tokens: Tokens, parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        if found and _turns(tokens, found[-1], part):
            found[-1] = part.with_(first=found[-1].first)
        elif found and (ends := _range_ends(tokens, found[-1], part)):
            first = found.pop()
            # Even weekday letters are sure in a range of two: "to-pe".
            found.append(first.with_(first=ends[0], end=ends[1], until=part.phrase, case="", shy=False))
        else:
            found.append(part)
    return found


def _turns(tokens: Tokens, first: Part, last: Part) -> bool:
    """Whether one time turns to the other: "maalis-huhtikuun vaihteessa", "kevään ja kesän vaihteessa"."""
    if last.phrase.portion != "turn" or first.until or first.side or not _same_class(first.phrase, last.phrase):
        return False
    return all(kind(tokens, i) == "dash" or small(tokens, i, "and") for i in range(first.end, last.first))


def _range_ends(tokens: Tokens, first: Part, last: Part) -> tuple[int, int] | None:
    """The tokens of a range made of two parts, None when they are no range."""
    if first.until or last.until or first.side or last.side or not _same_class(first.phrase, last.phrase):
        return None
    between = [text(tokens, i) for i in range(first.end, last.first) if not small(tokens, i, "glue")]
    behind = last.end + is_(tokens, last.end, Tag.BOUND, "until")
    lead = text(tokens, first.first - 1)
    if len(between) == 1 and kind(tokens, first.end) == "dash":
        return first.first - (lead == "from"), behind
    if not between and (first.case, last.case) in (("ela", "ill"), ("abl", "all")):
        return first.first, behind
    if not between and first.case == "ela" and behind > last.end:
        return first.first, behind
    if between and set(between) <= {"to", "until", "till", "through", "thru"} and (first.english or lead == "from"):
        return first.first - (lead == "from"), last.end
    if len(between) == 1 and between[0] in ("and", "ja"):
        if lead == "between" and between[0] == "and":
            return first.first - 1, last.end
        if is_(tokens, last.end, Tag.BOUND, "between"):
            end = last.end + 1
            return first.first, end + is_(tokens, end, Tag.BOUND, "during")
    return None


def _same_class(first: Phrase, last: Phrase) -> bool:
    """Whether one can run to the other: both days or both longer, or a day up to a month or holiday."""
    mine, theirs = first.said(), last.said()
    if mine & _DAYS:
        return bool(theirs & (_DAYS | _ENDS))
    return bool(mine & _FRAMES and theirs & _FRAMES and not theirs & _DAYS)


def _bound(tokens: Tokens, part: Part, floor: int) -> Part:
    """The part with the word before or behind it that says on which side it lies."""
    if part.side or part.phrase.period:
        return part
    before = _prefix(tokens, part, floor)
    if before:
        return before
    entry = get(tokens, part.end, Tag.BOUND)
    behind = _behind(tokens, part, entry) if entry else None
    if behind:
        return behind
    to_the_end = part.phrase.portion == "end" and part.case == "ill" and part.until is None
    return part.with_(side=Side.UNTIL) if to_the_end else part


def _behind(tokens: Tokens, part: Part, entry: Entry) -> Part | None:
    """The part with the postposition that follows it, None when that is another word's."""
    name = str(entry.value)
    if entry.english:
        onwards = text(tokens, part.end) in ("onwards", "onward")
        return part.with_(end=part.end + 1, side=Side.FROM) if onwards else None
    if name == "during" and part.until is None:
        return part.with_(end=part.end + 1, shy=False)
    side = _postposed(name, part)
    return part.with_(end=part.end + 1, side=side, shy=False) if side else None


def _postposed(name: str, part: Part) -> Side | None:
    said = part.phrase.said()
    if said <= {"hours", "habit"}:
        return None
    if name == "until":
        return Side.FROM if part.case == "ela" and part.until is None else Side.UNTIL
    if name in ("after", "by", "from"):
        return Side(name)
    if name == "around" and part.case in ("gen", "") and part.until is None:
        return Side.AROUND
    if name == "eve" and part.case == "gen" and said & {"holiday", "day", "season"}:
        return Side.EVE
    return None


def _prefix(tokens: Tokens, part: Part, floor: int) -> Part | None:
    i = part.first - 1
    while i > floor and small(tokens, i, "glue", "about") and not is_(tokens, i, Tag.BOUND):
        i -= 1
    entry = get(tokens, i, Tag.BOUND) if i >= floor else None
    if entry is None or str(entry.value) not in _PREFIXES:
        return None
    if entry.value == "around" and not entry.english:
        return None
    if entry.value == "before" and not entry.english and part.case in ("ine", "ade"):
        return None  # "sitä ennen toukokuussa"
    finnish = entry.value == "before" or text(tokens, i) == "alkaen"
    if not (entry.english or finnish) or (entry.english and part.case and not part.english):
        return None
    side = Side(str(entry.value))
    end = part.end
    if side is Side.FROM and entry.english:
        return _from(tokens, part, i, end)
    return part.with_(first=i, end=end, side=side, shy=False)


def _from(tokens: Tokens, part: Part, i: int, end: int) -> Part:
    """ "from Monday on", "since January"; "the recording from the May webinar" is of May."""
    if text(tokens, i) == "since":
        which = None if part.phrase.which or part.phrase.year else Which.LAST
        return part.with_(first=i, side=Side.FROM, phrase=part.phrase.with_(which=which or part.phrase.which))
    if is_(tokens, end, Tag.BOUND, "from") or text(tokens, end) == "on":
        return part.with_(first=i, end=end + 1, side=Side.FROM, shy=False)
    if unknown_word(tokens, end):
        return part.with_(shy=False)
    return part.with_(first=i, side=Side.FROM, shy=False)
