"""Times that stand apart in a sentence and limit each other: "onko torstaina mitään iltapäivällä"."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.dates.context import Context
from bot.understanding.dates.joining import gap_is_thin
from bot.understanding.dates.merging import merged
from bot.understanding.dates.parts import Part, Tokens, small, text
from bot.understanding.dates.reading import Direction, Grain
from bot.understanding.dates.resolve import Meant, resolve, seen_from
from bot.understanding.dates.sides import meant_by

Found = tuple[Part, Meant]
_LISTED = frozenset({"month", "month_shift", "week", "week_shift", "season", "holiday", "year", "year_shift"})
_DATED = frozenset({"day", "weekday", "weekend"})
_RELATIVE = frozenset({"jotka", "joita", "joista", "joka", "which", "that"})
_STOPS = frozenset(
    {
        ".",
        "?",
        "!",
        ";",
        ":",
        ",",
        "entä",
        "entäs",
        "entäpä",
        "mites",
        "and",
        "mutta",
        "vaan",
        "ei",
        "than",
        "kuin",
    }
)


def together(tokens: Tokens, found: list[Found], context: Context) -> list[Found]:
    """The readings, those that belong together with their common interval; adjacent ones become one."""
    done: list[Found] = []
    for part, meant in found:
        if done:
            both = _common(tokens, done[-1], (part, meant), context)
            if both:
                done[-1:] = both
                continue
        done.append((part, meant))
    return done


def _common(tokens: Tokens, first: Found, last: Found, context: Context) -> list[Found] | None:
    one, other = first[0], last[0]
    thin = gap_is_thin(tokens, one.end, other.first)
    if not thin and not _one_clause(tokens, one.end, other.first):
        return None
    if one.side is None and other.side is None:
        meant = _merged(tokens, one, other, context) if not thin else None
    else:
        meant = _limited(first, last, context)
    if meant is None:
        return None
    if thin:
        return [(one.with_(end=other.end), meant)]
    return [(one, meant), (other, meant)]


def _one_clause(tokens: Tokens, start: int, end: int) -> bool:
    return not any(small(tokens, i, "and", "or") or _stops(tokens, i) for i in range(start, end))


def _stops(tokens: Tokens, i: int) -> bool:
    """Whether a word or mark ends what limits a time; "toukokuun kahvit, jotka ovat aamulla" goes on."""
    return text(tokens, i) in _STOPS and not (text(tokens, i) == "," and text(tokens, i + 1) in _RELATIVE)


def _merged(tokens: Tokens, one: Part, other: Part, context: Context) -> Meant | None:
    if one.until or other.until:
        return None
    one_rank, other_rank = _fineness(one), _fineness(other)
    if one_rank == other_rank:
        return None
    fine, coarse = (one, other) if one_rank > other_rank else (other, one)
    if "gen" in (coarse.case, fine.case) and not (_of_list(one, fine, coarse) and not _done_to(tokens, one)):
        return None
    phrase = merged(coarse.phrase, fine.phrase, context.today)
    return resolve(phrase, context) if phrase else None


def _of_list(first: Part, fine: Part, coarse: Part) -> bool:
    """Whether a genitive tells what a list is of: "toukokuun kahvit aamulla", "aamun kahvit toukokuussa".

    "Torstain kahvit ensi viikolla" and "huomenna ensi viikon kahveista" may be of two times.
    """
    said = coarse.phrase.said()
    if not said & _LISTED or said & _DATED or fine.case == coarse.case:
        return False
    return first is coarse if coarse.case == "gen" else fine.phrase.weekday is None or bool(said & {"month", "season"})


def _done_to(tokens: Tokens, first: Part) -> bool:
    """Whether something is done to what the time tells of: "voisiko ensi viikon palaverin pitää maanantaina"."""
    return first.case == "gen" and text(tokens, first.end).endswith("n")


def _fineness(part: Part) -> int:
    """How much it needs another to say of which day or week: 2 a time of the day, 1 a bare weekday."""
    said = part.phrase.said()
    if said <= {"hours", "clock", "habit"}:
        return 2
    if said <= {"year"}:
        return -1
    return 1 if said <= {"weekday", "hours", "clock", "habit"} else 0


def _limited(first: Found, last: Found, context: Context) -> Meant | None:
    """What two times leave of each other when one is "ennen" or "jälkeen" something."""
    (one, one_meant), (other, other_meant) = first, last
    if one.side is None or other.side is None:
        (frame, whole), (bound, _) = (first, last) if one.side is None else (last, first)
        if whole.interval.start is None or whole.daily or frame.phrase.said() <= {"hours", "clock"}:
            return None
        limit = meant_by(bound, seen_from(bound.phrase, context, whole.interval.start, Direction.FUTURE))
        if limit is None:
            return None
    else:
        whole, limit = one_meant, other_meant
        if whole.interval.end is None and whole.interval.start and limit.interval.start != whole.interval.start:
            later = seen_from(other.phrase, context, whole.interval.start, context.direction)
            limit = meant_by(other, later) or limit
    shared = whole.interval.intersection(limit.interval)
    if shared is None:
        return None
    closed = shared.start is not None and shared.end is not None
    grain = Grain.PERIOD if closed and whole.grain is Grain.OPEN else whole.grain
    return replace(whole, interval=shared, grain=grain, alternatives=(), ambiguous=False)
