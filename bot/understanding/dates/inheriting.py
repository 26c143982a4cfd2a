"""What parts of a list take from each other: "ensi viikolla tiistaina tai torstaina", "huomenna klo 9 tai 13"."""

from __future__ import annotations

from bot.understanding.dates.parts import Part, Tokens, small, text
from bot.understanding.dates.phrase import Phrase

_TIME = frozenset({"hours", "clock"})
_WEEK = ("week", "week_shift", "counted", "year", "year_shift")
_PLACE = ("day", "day_shift", "weekday", "which", "month", "month_shift", *_WEEK)


def inherited(tokens: Tokens, parts: list[Part]) -> list[Part]:
    """The parts, those of a list completed by what only one of them tells."""
    found = list(parts)
    for i in range(len(found) - 1, 0, -1):
        if _listed(tokens, found[i - 1], found[i]):
            found[i - 1] = _dated(_completed(found[i - 1], found[i].phrase), found[i].phrase)
    for i in range(1, len(found)):
        if _listed(tokens, found[i - 1], found[i]):
            found[i] = _completed(found[i], found[i - 1].phrase)
    return found


def _listed(tokens: Tokens, first: Part, last: Part) -> bool:
    between = range(first.end, last.first)
    return len(between) == 1 and (small(tokens, first.end, "and", "or") or text(tokens, first.end) == ",")


def _completed(part: Part, other: Phrase) -> Part:
    said = part.phrase.said()
    if said and said <= _TIME:
        return _taking(part, other, _PLACE)
    if "weekday" in said and said <= _TIME | {"weekday"} and other.weekday is not None:
        return _taking(part, other, _WEEK)
    return part


def _dated(part: Part, later: Phrase) -> Part:
    """A month with the year that is told behind the last one: "tammikuussa ja helmikuussa 2028"."""
    if part.phrase.said() != {"month"} or later.month is None or later.year is None:
        return part
    turned = part.phrase.month is not None and part.phrase.month > later.month
    return part.with_(phrase=part.phrase.with_(year=later.year - turned))


def _taking(part: Part, other: Phrase, names: tuple[str, ...]) -> Part:
    taken = {name: value for name in names if (value := getattr(other, name)) is not None}
    shy = part.shy and not taken
    return part.with_(phrase=part.phrase.with_(**taken), shy=shy) if taken else part
