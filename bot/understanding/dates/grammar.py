"""The ordered patterns: which part of a time expression begins at a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.understanding.dates.clock import clock
from bot.understanding.dates.company import COFFEE
from bot.understanding.dates.counting import counted, following, modified, nth_weekday, stretch, week_of_month
from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.numbered import date, week, year
from bot.understanding.dates.parts import Part, Tokens, get, is_, kind, small, text, unknown_word
from bot.understanding.dates.phrase import Phrase, Side

_LONE_CASES = {
    "hours": frozenset({"ess", "ade", "ins", "ela"}),
    "holiday": frozenset({"gen", "ess", "ade", "tra", "all", "ine"}),
}
"""Cases in which such a word is a time without company; "jouluun" and "iltaa" rather are not."""
_MONTH_LEADS = frozenset({"in", "by", "of", "before", "after", "until", "since", "during", "from", "the"})
_WEEK_CASES = frozenset({"ade", "gen", "all", "tra", "nom", "ess", ""})
_BARE_UNITS = {"week": "week_shift", "month": "month_shift", "year": "year_shift"}
_OF_PRESENT = {**_BARE_UNITS, "day": "day_shift"}
_CHOOSING = frozenset({"ensimmäiset", "ekat", "vikat", "loput", "muut", "tulevat"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the kinds of word that it can begin with."""

    read: Callable[[Tokens, int, Part | None], Part | None]
    begins: frozenset[Tag]


def _rule(read: Callable[[Tokens, int], Part | None], *begins: Tag) -> Rule:
    """A rule that needs to know nothing of what came before."""
    return Rule(lambda tokens, i, _: read(tokens, i), frozenset(begins))


def part_at(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    """The part that begins at a token, `before` being the one found last in the text."""
    for rule in _rules_for(frozenset(entry.tag for entry in tokens[i].entries)):
        found = rule.read(tokens, i, before)
        if found:
            return _with_portion(tokens, found)
    return None


@cache
def _rules_for(tags: frozenset[Tag]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.begins & tags)


def _before_next(tokens: Tokens, i: int) -> Part | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    if text(tokens, i) != "day":
        return None
    pairs = {
        ("after", "tomorrow"): 2,
        ("before", "yesterday"): -2,
        ("after", "tommorow"): 2,
        ("after", "tomorow"): 2,
    }
    shift = pairs.get((text(tokens, i + 1), text(tokens, i + 2)))
    return Part(i, i + 3, Phrase(day_shift=shift), english=True) if shift else None


def _from_here(tokens: Tokens, i: int) -> Part | None:
    """ "tästä eteenpäin", "tästä lähtien", "from now on"."""
    if text(tokens, i) in ("tästä", "tasta") and is_(tokens, i + 1, Tag.BOUND, "from"):
        return Part(i, i + 2, Phrase(day_shift=0), side=Side.FROM)
    if text(tokens, i) == "from" and text(tokens, i + 1) == "now" and text(tokens, i + 2) in ("on", "onwards"):
        return Part(i, i + 3, Phrase(day_shift=0), side=Side.FROM, english=True)
    return None


def _word(tokens: Tokens, i: int) -> Part | None:
    """A word that is a time by itself, or weekday letters and other shy words."""
    entry = get(tokens, i, Tag.TIME) or get(tokens, i, Tag.LETTERS)
    if entry is None or _english_to(tokens, i):
        return None
    return Part(
        i,
        i + 1,
        entry.phrase,
        entry.case,
        shy=_shy(tokens, i, entry),
        plural=entry.plural,
        english=entry.english,
    )


def _english_to(tokens: Tokens, i: int) -> bool:
    """Whether "to" is the English preposition beside English times or behind "from"."""
    if text(tokens, i) != "to":
        return False
    around = [entry for token in tokens[max(i - 3, 0) : i + 4] for entry in token.entries]
    return any(entry.english and entry.tag in (Tag.TIME, Tag.UNIT, Tag.LETTERS) for entry in around)


def _shy(tokens: Tokens, i: int, entry: Entry) -> bool:
    if entry.tag is Tag.LETTERS:
        return not (entry.english and entry.phrase.month and text(tokens, i - 1) in _MONTH_LEADS)
    if entry.english and text(tokens, i) == "march":
        return text(tokens, i - 1) in ("i", "we", "you", "to")
    if entry.english:
        daypart = entry.phrase.said() == {"hours"}
        return daypart and text(tokens, i - 1) not in ("the", "this", "in") and not entry.plural
    for field, cases in _LONE_CASES.items():
        if getattr(entry.phrase, field) is not None:
            if field == "holiday" and entry.case == "gen" and _topic(tokens, i + 1):
                return True
            if field == "hours" and entry.case == "gen" and _of_events(tokens, i + 1):
                return False
            lone = entry.phrase.said() <= {field, "habit", "portion"}
            return lone and entry.case not in cases
    return entry.phrase.season is not None and text(tokens, i + 1) == "varten"


def _topic(tokens: Tokens, i: int) -> bool:
    """Whether "joulun" rather tells what a thing is about: "joulun kirjavinkit"."""
    word = unknown_word(tokens, i)
    return bool(word) and not any(stem in word for stem in COFFEE)


def _bare_unit(tokens: Tokens, i: int) -> Part | None:
    """ "viikonloppuna", and "kuun" of "kuun lopussa"."""
    entry = get(tokens, i, Tag.UNIT)
    if entry is None:
        return None
    if entry.value == "weekend":
        habit = True if entry.case == "ins" else None
        shy = entry.case in ("par",) or (entry.english and entry.plural)
        return Part(i, i + 1, Phrase(weekend=True, habit=habit), entry.case, shy=shy, english=entry.english)
    portion = is_(tokens, i + 1, Tag.PORTION) and entry.case == "gen"
    if portion and entry.value in _BARE_UNITS:
        phrase = Phrase(unsure=True, **{_BARE_UNITS[str(entry.value)]: 0})  # type: ignore[arg-type]
        return Part(i, i + 1, phrase, entry.case)
    if _of_present(tokens, i, entry):
        return Part(i, i + 1, Phrase(**{_OF_PRESENT[str(entry.value)]: 0}), entry.case)  # type: ignore[arg-type]
    if entry.value in ("term", "school_year") and (
        portion or (entry.value == "school_year" and entry.case in ("ess", "gen"))
    ):
        return Part(i, i + 1, Phrase(season=str(entry.value)), entry.case)
    return None


def _of_present(tokens: Tokens, i: int, entry: Entry) -> bool:
    """Whether the present one is meant: "viikon kahvit", "vuoden viimeiset kahvit", but not "yhden päivän kahvit"."""
    if entry.english or entry.plural or entry.case != "gen" or entry.value not in _OF_PRESENT:
        return False
    counted = is_(tokens, i - 1, Tag.NUMBER) or is_(tokens, i - 1, Tag.ORDINAL) or small(tokens, i - 1, "half")
    return not counted and _of_events(tokens, i + 1)


def _of_events(tokens: Tokens, i: int) -> bool:
    """Whether a noun of events follows, perhaps behind a word that chooses among them."""
    i += is_(tokens, i, Tag.MODIFIER) or is_(tokens, i, Tag.ORDINAL) or text(tokens, i) in _CHOOSING
    return kind(tokens, i) == "masked" or any(stem in text(tokens, i) for stem in COFFEE)


def _with_portion(tokens: Tokens, part: Part) -> Part:
    """ "joulukuun" with "alussa", "ensi kuun" with "loppupuolella", "vapun" with "viikolla"."""
    beside = _beside_holiday(tokens, part)
    if beside:
        return beside
    entry = get(tokens, part.end, Tag.PORTION)
    if entry is None or part.case not in ("gen", "par") or entry.english or part.until or part.phrase.portion:
        return part
    said = part.phrase.said()
    if said & {"day", "clock", "hours", "period", "counted"}:
        return part
    return part.with_(end=part.end + 1, phrase=part.phrase.with_(portion=str(entry.value)), case=entry.case, shy=False)


def _beside_holiday(tokens: Tokens, part: Part) -> Part | None:
    """ "vapun viikolla", "joulua edeltävällä viikolla", "isänpäivän jälkeisenä maanantaina", "vapun aattona"."""
    if part.phrase.holiday is None or (part.case not in ("gen", "par") and not part.english):
        return None
    if part.case == "gen" and small(tokens, part.end, "eve_of"):
        return part.with_(end=part.end + 1, phrase=part.phrase.with_(portion="day_before"), case="ess")
    side = _side_of_holiday(tokens, part)
    if part.case == "par" and not side:
        return None
    end = part.end + bool(side)
    weekday, unit = get(tokens, end, Tag.TIME), get(tokens, end, Tag.UNIT)
    if side and weekday and weekday.phrase.said() == {"weekday"}:
        phrase = part.phrase.with_(portion=side, weekday=weekday.phrase.weekday)
        return part.with_(end=end + 1, phrase=phrase, case=weekday.case, shy=False)
    if unit is None or unit.plural or unit.case not in _WEEK_CASES or unit.english != part.english:
        return None
    if unit.value != "week" and not (side and unit.value == "day"):
        return None
    portion = f"{unit.value}_{side}" if side else "week"
    return part.with_(end=end + 1, phrase=part.phrase.with_(portion=portion), case=unit.case, shy=False)


def _side_of_holiday(tokens: Tokens, part: Part) -> str:
    """On which side of a holiday what is told lies: "joulun jälkeinen", "joulua edeltävä"."""
    if part.case == "gen" and small(tokens, part.end, "after_it"):
        return "after"
    if part.case == "par" and small(tokens, part.end, "following"):
        return "after"
    return "before" if part.case == "par" and small(tokens, part.end, "preceding") else ""


def _near_holiday(tokens: Tokens, i: int) -> Part | None:
    """ "the week after Easter", "the week of Independence Day", "the Friday before Christmas"."""
    unit, first = get(tokens, i, Tag.UNIT), get(tokens, i, Tag.TIME)
    week = unit is not None and unit.english and unit.value == "week" and not unit.plural
    weekday = first.phrase.weekday if first and first.english and first.phrase.said() == {"weekday"} else None
    bound = text(tokens, i + 1)
    if not (week and bound in ("before", "after", "of")) and not (weekday is not None and bound in ("before", "after")):
        return None
    holiday = _word(tokens, i + 2)
    if holiday is None or holiday.phrase.holiday is None:
        return None
    portion = bound if weekday is not None else "week" if bound == "of" else f"week_{bound}"
    return holiday.with_(first=i, phrase=holiday.phrase.with_(portion=portion, weekday=weekday))


def _portioned_prefix(tokens: Tokens, i: int) -> Part | None:
    """ "end of March", "early next month", "mid-February", "lopulla helmikuuta", "loppu viikosta"."""
    entry = get(tokens, i, Tag.PORTION)
    if entry is None:
        return None
    nxt = i + 1
    while text(tokens, nxt) in ("of", "in", "the") or (kind(tokens, nxt) == "dash" and entry.english):
        nxt += 1
    if nxt >= len(tokens):
        return None
    unit = get(tokens, nxt, Tag.UNIT)
    if unit and unit.value in _BARE_UNITS and (unit.english or unit.case in ("ela", "par")):
        if unit.english and nxt == i + 1:
            return None
        phrase = Phrase(portion=str(entry.value), unsure=True, **{_BARE_UNITS[str(unit.value)]: 0})  # type: ignore[arg-type]
        return Part(i, nxt + 1, phrase, "ess", english=unit.english)
    found = modified(tokens, nxt) or year(tokens, nxt) or _word(tokens, nxt)
    if found is None or not found.phrase.said() & {
        "month",
        "season",
        "month_shift",
        "week_shift",
        "year",
        "year_shift",
    }:
        return None
    if not (found.english if entry.english else found.case == "par"):
        return None
    return found.with_(first=i, phrase=found.phrase.with_(portion=str(entry.value)), shy=False)


RULES = (
    _rule(counted, Tag.NUMBER, Tag.UNIT, Tag.SMALL, Tag.BOUND),
    Rule(following, frozenset({Tag.SMALL, Tag.UNIT})),
    _rule(_before_next, Tag.UNIT),
    _rule(_near_holiday, Tag.UNIT, Tag.TIME),
    _rule(_from_here, Tag.MODIFIER, Tag.BOUND),
    Rule(week_of_month, frozenset({Tag.ORDINAL, Tag.MODIFIER})),
    _rule(stretch, Tag.MODIFIER, Tag.NUMBER),
    _rule(modified, Tag.MODIFIER),
    _rule(nth_weekday, Tag.ORDINAL),
    Rule(week, frozenset({Tag.UNIT, Tag.WEEK, Tag.ORDINAL, Tag.NUMBER})),
    _rule(date, Tag.DATE, Tag.ORDINAL, Tag.NUMBER, Tag.TIME, Tag.LETTERS, Tag.MONTH_STEM),
    _rule(year, Tag.UNIT, Tag.YEAR, Tag.WEEK),
    Rule(clock, frozenset({Tag.SMALL, Tag.BOUND, Tag.CLOCK, Tag.NUMBER})),
    _rule(_portioned_prefix, Tag.PORTION),
    _rule(_bare_unit, Tag.UNIT),
    _rule(_word, Tag.TIME, Tag.LETTERS),
)
"""In order: the first that reads anything wins."""
