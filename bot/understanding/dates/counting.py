"""Times counted or chosen: "kahden viikon päästä", "seuraavat kolme kuukautta", "ensi viikolla"."""

from __future__ import annotations

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.lexicon import chosen
from bot.understanding.dates.parts import Part, Tokens, get, is_, kind, skip, small, text
from bot.understanding.dates.phrase import Period, Phrase, Which

_SEVERAL = {"day": 7, "week": 4, "month": 3, "year": 3}
"""How many are meant by "tulevina viikkoina", "viime kuukausina"."""
_UNITS = frozenset({"day", "week", "month", "year", "hour", "minute"})
_CLOCK_UNITS = frozenset({"hour", "minute"})
_IT_UNITS = {"week": "week_shift", "month": "month_shift", "year": "year_shift", "day": "day_shift"}


def counted(tokens: Tokens, i: int) -> Part | None:
    """ "kahden viikon päästä", "viikko sitten", "in two weeks", "within a month", "kuukauden sisällä"."""
    within = _within_next(tokens, i)
    if within:
        return within
    prefix = text(tokens, i) if text(tokens, i) in ("in", "within") else ""
    start = i + 1 if prefix else i
    amount = _amount(tokens, start)
    if not amount:
        return None
    count, unit, end, entry = amount
    if prefix:
        if not entry.english or end == start + 1:
            return None
        period = Period(unit, count)
        return Part(i, end, Phrase(counted=period) if prefix == "in" else Phrase(period=period), english=True)
    if text(tokens, end) == "from" and text(tokens, end + 1) in ("now", "today"):
        return Part(i, end + 2, Phrase(counted=Period(unit, count)), english=True)
    bound = get(tokens, end, Tag.BOUND)
    if bound is None:
        return None
    inexact = is_(tokens, start, Tag.NUMBER) and bool(_number(tokens, start)[1])
    if bound.value == "ahead" and not entry.english and entry.case in ("gen", "ess", "nom"):
        return Part(i, end + 1, Phrase(counted=Period(unit, count, inexact)), "ess")
    if bound.value == "ago" and entry.case in ("nom", "par", ""):
        return Part(i, end + 1, Phrase(counted=Period(unit, -count, inexact)), "ess")
    if bound.value == "from" and entry.case in ("par", "nom") and unit not in _CLOCK_UNITS:
        return Part(i, end + 1, Phrase(period=Period(unit, count)))
    if bound.value in ("within", "during") and entry.case == "gen" and unit not in _CLOCK_UNITS:
        lone_day = unit == "day" and count == 1
        return None if lone_day and bound.value == "during" else Part(i, end + 1, Phrase(period=Period(unit, count)))
    return None


def _within_next(tokens: Tokens, i: int) -> Part | None:
    """ "within the next month": a month from today."""
    if text(tokens, i) != "within":
        return None
    modifier = i + 1 + (text(tokens, i + 1) == "the")
    unit = get(tokens, modifier + 1, Tag.UNIT)
    if not is_(tokens, modifier, Tag.MODIFIER, Which.NEXT) or unit is None or unit.value not in _SEVERAL:
        return None
    return Part(i, modifier + 2, Phrase(period=Period(str(unit.value), 1)), english=True)


def _number(tokens: Tokens, i: int) -> tuple[int, bool]:
    entry = get(tokens, i, Tag.NUMBER)
    return (entry.number, entry.plural) if entry else (0, False)


def _amount(tokens: Tokens, i: int) -> tuple[int, str, int, Entry] | None:
    """A count and its unit: "kahden viikon", "a couple of weeks", "puolen vuoden", "viikon"."""
    count, end, half = 1, i, False
    if kind(tokens, i) == "ordinal":
        return None  # "7. viikko sitten" is week 7
    if is_(tokens, i, Tag.NUMBER):
        count, end = _number(tokens, i)[0], i + 1
        if text(tokens, end) in ("couple", "few"):
            count, end = _number(tokens, end)[0], end + 1
        end = end + 1 if text(tokens, end) == "of" else end
    elif small(tokens, i, "half"):
        half, end = True, i + 1
    unit = get(tokens, end, Tag.UNIT)
    if unit is None or unit.value not in _UNITS or not 0 < count < 100:
        return None
    if half:
        halves = {"year": (6, "month"), "hour": (30, "minute")}
        if unit.value not in halves:
            return None
        return *halves[str(unit.value)], end + 1, unit
    if unit.plural and end == i:
        return None
    return count, str(unit.value), end + 1, unit


def stretch(tokens: Tokens, i: int) -> Part | None:
    """ "seuraavat kaksi viikkoa", "kahden seuraavan viikon aikana", "next two weeks", "viime viikkoina"."""
    modifier, number, end = _modifier_and_number(tokens, i)
    unit = get(tokens, end, Tag.UNIT)
    if modifier is None or unit is None or unit.value not in _UNITS - {"hour", "minute"}:
        return None
    name = str(unit.value)
    backwards = modifier == "final" or (isinstance(modifier, Which) and modifier.backwards)
    if not number:
        if modifier == "final" and not unit.plural and name != "day":
            number = 1
        elif unit.plural and modifier != Which.THIS and not (unit.english and name == "day" and not backwards):
            number = _SEVERAL[name]
        else:
            return None
    elif modifier == Which.THIS:
        return None
    end += 1
    if is_(tokens, end, Tag.BOUND, "during", "within"):
        end += 1
    count = -number if backwards else number
    return Part(i, end, Phrase(period=Period(name, count)), unit.case, english=unit.english)


def _modifier_and_number(tokens: Tokens, i: int) -> tuple[object, int, int]:
    """A modifier and a number in either order, and the index behind them."""
    modifier, number, end = None, 0, i
    for _ in range(2):
        if modifier is None and (entry := get(tokens, end, Tag.MODIFIER)) and entry.value is not Which.EVERY:
            modifier, end = entry.value, end + 1
        elif not number and is_(tokens, end, Tag.NUMBER):
            number, end = _number(tokens, end)[0], end + 1
    return modifier, number if number < 100 else 0, end


def modified(tokens: Tokens, i: int) -> Part | None:
    """ "ensi viikolla", "tänä keväänä", "viime torstaina", "joka maanantai", "this afternoon"."""
    entry = get(tokens, i, Tag.MODIFIER)
    if entry is None:
        return None
    if entry.value == "final":
        return _nth(tokens, i, -1)
    assert isinstance(entry.value, Which)
    if text(tokens, i) == "last" and text(tokens, i + 2) in ("of", "in") and (last := _nth(tokens, i, -1)):
        return last
    found = _chosen(entry.value, tokens, i + 1)
    if found:
        return found.with_(first=i)
    return _shared_unit(entry.value, tokens, i)


def _chosen(which: Which, tokens: Tokens, i: int) -> Part | None:
    for entry in tokens[i].entries if i < len(tokens) else ():
        phrase = chosen(which, entry)
        if phrase:
            end = i + 1
            if is_(tokens, end, Tag.BOUND, "during"):
                end += 1
            return Part(i, end, phrase, entry.case, plural=entry.plural, english=entry.english)
    return None


def _shared_unit(which: Which, tokens: Tokens, i: int) -> Part | None:
    """The first half of "tällä ja ensi viikolla": the unit comes with the other half."""
    if not small(tokens, i + 1, "and", "or"):
        return None
    other = skip(tokens, i + 2, "it")
    if not (is_(tokens, other, Tag.MODIFIER) or small(tokens, other, "following")):
        return None
    unit = get(tokens, other + 1, Tag.UNIT) or get(tokens, other + 1, Tag.TIME)
    phrase = chosen(which, unit) if unit else None
    return Part(i, i + 1, phrase, unit.case if unit else "") if phrase else None


def nth_weekday(tokens: Tokens, i: int) -> Part | None:
    """ "ensimmäinen torstai", "second Tuesday": which one the month beside it tells."""
    entry = get(tokens, i, Tag.ORDINAL)
    return _nth(tokens, i, entry.number) if entry and entry.number <= 5 else None


def _nth(tokens: Tokens, i: int, nth: int) -> Part | None:
    entry = get(tokens, i + 1, Tag.TIME)
    if entry is None or entry.phrase.said() != {"weekday"}:
        return None
    return Part(i, i + 2, entry.phrase.with_(nth=nth), entry.case, shy=True, english=entry.english)


def following(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    """ "sitä seuraavalla viikolla", "the week after next": one further than what was said `before`."""
    english = _after_next(tokens, i)
    if english:
        return english
    if not small(tokens, i, "it"):
        return None
    step = 1 if small(tokens, i + 1, "following") else -1 if small(tokens, i + 1, "preceding") else 0
    if not step:
        return None
    unit = get(tokens, i + 2, Tag.UNIT)
    if unit is None and tokens[i + 2 : i + 3] and tokens[i + 2].kind == "word" and not tokens[i + 2].entries:
        return None  # "sitä seuraava tapahtuma" chooses an event
    end = i + 3 if unit else i + 2
    return _stepped(i, end, step, str(unit.value) if unit else "", before)


def _after_next(tokens: Tokens, i: int) -> Part | None:
    unit = get(tokens, i, Tag.UNIT)
    if unit is None or not unit.english or text(tokens, i + 1) != "after":
        return None
    if text(tokens, i + 2) not in ("next", "that") or unit.value not in _IT_UNITS:
        return None
    return Part(i, i + 3, Phrase(**{_IT_UNITS[str(unit.value)]: 2}), english=True)  # type: ignore[arg-type]


def _stepped(i: int, end: int, step: int, unit: str, before: Part | None) -> Part | None:
    """The neighbour of what was said before, else of the week, month, ... that is next."""
    said = before.phrase if before else Phrase()
    for name, shift_field in _IT_UNITS.items():
        shift = getattr(said, shift_field)
        if shift is not None and unit in ("", name):
            return Part(i, end, Phrase(**{shift_field: shift + step}), "ade")
    if said.week is not None and unit in ("", "week"):
        return Part(i, end, said.with_(week=said.week + step, weekday=None), "ade")
    if said.month is not None and said.day is None and unit in ("", "month"):
        return Part(i, end, said.with_(month=(said.month - 1 + step) % 12 + 1), "ade")
    field = _IT_UNITS.get(unit or "week")
    if field is None:
        return None
    return Part(i, end, Phrase(unsure=True, **{field: 2 if step > 0 else -2}), "ade")  # type: ignore[arg-type]


def week_of_month(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    """ "viimeisellä viikolla" beside "syyskuun", "last day" before "of March": a portion of the month."""
    which = get(tokens, i, Tag.ORDINAL) or get(tokens, i, Tag.MODIFIER)
    unit = get(tokens, i + 1, Tag.UNIT)
    if which is None or unit is None or unit.value not in ("week", "day"):
        return None
    if which.tag is Tag.MODIFIER:
        nth = -1 if which.value == "final" or text(tokens, i) == "last" else 0
    else:
        nth = which.number if which.number <= 5 else 0
    behind = before is not None and before.end == i and before.case == "gen" and _is_month(before.phrase)
    ahead = text(tokens, i + 2) in ("of", "in") and any(_names_month(entry) for entry in _entries(tokens, i + 3))
    if not nth or not (behind or ahead) or (unit.value == "day" and nth > 0):
        return None
    end = i + 3 if ahead else i + 2
    return Part(i, end, Phrase(portion=f"{unit.value}{nth}"), unit.case, shy=True, english=unit.english)


def _entries(tokens: Tokens, i: int) -> tuple[Entry, ...]:
    i += text(tokens, i) == "the"
    return tokens[i].entries if i < len(tokens) else ()


def _names_month(entry: Entry) -> bool:
    return entry.tag is Tag.MODIFIER or (entry.tag in (Tag.TIME, Tag.LETTERS) and _is_month(entry.phrase))


def _is_month(phrase: Phrase) -> bool:
    return (phrase.month is not None or phrase.month_shift is not None) and phrase.day is None
