"""Times told by a number: dates, week numbers, years, and months beside a year."""

from __future__ import annotations

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.parts import Part, Tokens, at, get, is_, kind, small, text, unknown_word
from bot.understanding.dates.phrase import Phrase


def week(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    """ "viikolla 49", "vk 8/2027", "7. viikolla", "viikot 7-9", and "9" behind "viikoilla 7 ja"."""
    return _week_then_number(tokens, i) or _number_then_week(tokens, i) or _another_week(tokens, i, before)


def _week_then_number(tokens: Tokens, i: int) -> Part | None:
    joined = get(tokens, i, Tag.WEEK)
    if joined and kind(tokens, i) == "mixed":
        return _with_last(tokens, Part(i, i + 1, _week(joined)))
    unit = get(tokens, i, Tag.UNIT)
    if unit is None or unit.value != "week" or (unit.case in ("ine", "par") and not unit.plural):
        return None
    number = i + 1
    if text(tokens, number) == "." and tokens[number].start == tokens[i].end:
        number += 1
    slashed = get(tokens, number, Tag.WEEK)
    if slashed:
        return Part(i, number + 1, _week(slashed), unit.case, plural=unit.plural, english=unit.english)
    end = _week_number_end(tokens, number)
    if not end:
        return None
    phrase = Phrase(week=tokens[number].get(Tag.NUMBER).number)  # type: ignore[union-attr]
    return _with_last(tokens, Part(i, end, phrase, unit.case, plural=unit.plural, english=unit.english))


def _week_number_end(tokens: Tokens, i: int) -> int:
    entry = get(tokens, i, Tag.NUMBER)
    if entry is None or not 1 <= entry.number <= 53 or entry.plural:
        return 0
    counted = get(tokens, i + 1, Tag.UNIT)
    if counted and counted.case in ("par", "") and kind(tokens, i) != "ordinal":
        return 0
    return i + 1


def _with_last(tokens: Tokens, part: Part) -> Part:
    """A run of weeks when a dash and another number follow: "viikot 7-9"."""
    if kind(tokens, part.end) != "dash":
        return part
    slashed = get(tokens, part.end + 1, Tag.WEEK)
    if slashed:
        return part.with_(end=part.end + 2, until=_week(slashed))
    end = _week_number_end(tokens, part.end + 1)
    if not end:
        return part
    last = get(tokens, part.end + 1, Tag.NUMBER)
    assert last is not None
    return part.with_(end=end, until=Phrase(week=last.number))


def _week(entry: Entry) -> Phrase:
    assert isinstance(entry.value, tuple)
    return Phrase(week=entry.value[0], year=entry.value[1])


def _number_then_week(tokens: Tokens, i: int) -> Part | None:
    entry, unit = get(tokens, i, Tag.ORDINAL), get(tokens, i + 1, Tag.UNIT)
    if entry is None or unit is None or unit.value != "week" or unit.case not in ("ade", "gen", "nom", "all"):
        return None
    if entry.number < 5 and kind(tokens, i) == "word" and unit.case == "nom":
        return None  # "ensimmäinen viikko" of a course
    return Part(i, i + 2, Phrase(week=entry.number), unit.case)


def _another_week(tokens: Tokens, i: int, before: Part | None) -> Part | None:
    if before is None or before.phrase.week is None or before.phrase.weekday is not None or i != before.end + 1:
        return None
    if not (small(tokens, i - 1, "and", "or") or text(tokens, i - 1) == ","):
        return None
    end = _week_number_end(tokens, i)
    entry = get(tokens, i, Tag.NUMBER)
    if not end or entry is None:
        return None
    if unknown_word(tokens, end).endswith(("a", "ä")) and not before.plural:
        return None  # "viikolla 7 ja 3 kirjastoa"
    return _with_last(tokens, Part(i, end, Phrase(week=entry.number), before.case, plural=before.plural))


def year(tokens: Tokens, i: int) -> Part | None:
    """ "vuonna 2027", "vuoden 2027", "in 2027", and a bare "2027" that needs company."""
    if is_(tokens, i, Tag.UNIT, "year"):
        number = get(tokens, i + 1, Tag.YEAR)
        unit = get(tokens, i, Tag.UNIT)
        return Part(i, i + 2, Phrase(year=number.number), unit.case if unit else "") if number else None
    number = get(tokens, i, Tag.YEAR)
    if number:
        return Part(i, i + 1, Phrase(year=number.number), shy=text(tokens, i - 1) not in ("in", "during", "of"))
    slashed = get(tokens, i, Tag.WEEK)
    if slashed and kind(tokens, i) == "slashed":
        assert isinstance(slashed.value, tuple)
        month, number_of_year = slashed.value
        if 1 <= month <= 12:
            return Part(i, i + 1, Phrase(month=month, year=number_of_year))
    return None


def date(tokens: Tokens, i: int) -> Part | None:
    """ "3.12.2026", "joulukuun kolmantena", "Feb 15th", "15/2", "17. päivä", "15." of "15.-19.2."."""
    return (
        _written(tokens, i)
        or _day_then_month(tokens, i)
        or _with_last_day(tokens, _month_then_day(tokens, i))
        or _day_alone(tokens, i)
        or _first_of_several(tokens, i)
        or _stem_of_several(tokens, i)
    )


def _written(tokens: Tokens, i: int) -> Part | None:
    entry = get(tokens, i, Tag.DATE)
    if entry is None:
        return None
    assert isinstance(entry.value, tuple)
    day, month, number = entry.value
    phrase = Phrase(day=day, month=month, year=number)
    token = tokens[i]
    if token.kind == "dotted":
        return Part(i, i + 1, phrase, entry.case, shy=_counts_something(tokens, i))
    shy = token.kind == "slashed" and number is None and not _english_lead(tokens, i) and day < 13
    return _with_year(tokens, Part(i, i + 1, phrase, shy=shy or token.text == "24/7"))


def _counts_something(tokens: Tokens, i: int) -> bool:
    """Whether "3.12" is rather a version, a price or a measure."""
    before = next((word for j in (i - 1, i - 2, i - 3) if (word := unknown_word(tokens, j))), "")
    measured = text(tokens, i + 1) in ("euroa", "€", "%", "prosenttia", "e", "eur", "h", "kertaa", "km", "gb")
    return before.startswith(("versio", "version", "v", "luku", "kohta", "liite", "windows", "office")) or measured


def _english_lead(tokens: Tokens, i: int) -> bool:
    return text(tokens, i - 1) in ("on", "by", "before", "after", "until", "till", "from", "to", "since")


def _with_year(tokens: Tokens, part: Part) -> Part:
    if part.phrase.year is not None:
        return part
    end = part.end + 1 if text(tokens, part.end) == "," and part.english else part.end
    number = get(tokens, end, Tag.YEAR)
    if number is None:
        return part
    return part.with_(end=end + 1, phrase=part.phrase.with_(year=number.number))


def _day_number(tokens: Tokens, i: int) -> Entry | None:
    entry = get(tokens, i, Tag.ORDINAL) or get(tokens, i, Tag.NUMBER)
    return entry if entry and 1 <= entry.number <= 31 and not entry.plural else None


def _month_at(tokens: Tokens, i: int) -> Entry | None:
    for entry in tokens[i].entries if i < len(tokens) else ():
        if entry.tag in (Tag.TIME, Tag.LETTERS) and entry.phrase.said() == {"month"}:
            return entry
    return None


def _day_then_month(tokens: Tokens, i: int) -> Part | None:
    day = _day_number(tokens, i)
    if day is None:
        return None
    end = i + 1
    if is_(tokens, end, Tag.UNIT, "day") or text(tokens, end) == "of":
        end += 1
    month = _month_at(tokens, end)
    if month is None or not (month.english or month.case == "par" or (day.tag is Tag.ORDINAL and month.case != "gen")):
        return None
    if month.english and text(tokens, i) in ("a", "an"):
        return None
    return _dated(tokens, i, end + 1, day.number, month)


def _dated(tokens: Tokens, first: int, end: int, day: int, month: Entry) -> Part | None:
    number = month.phrase.month
    assert number is not None
    if day > (30 if number in (4, 6, 9, 11) else 29 if number == 2 else 31):
        return None
    return _with_year(tokens, Part(first, end, Phrase(day=day, month=number), "ess", english=month.english))


def _month_then_day(tokens: Tokens, i: int) -> Part | None:
    month = _month_at(tokens, i)
    if month is None or not (month.english or month.case == "gen"):
        return None
    number = i + 1
    number += text(tokens, number) == "." and month.english
    number += text(tokens, number) == "the"
    day = _day_number(tokens, number)
    if day is None or (is_(tokens, number + 1, Tag.UNIT, "week") or _weekday_at(tokens, number + 1)):
        return None
    if month.english:
        plain = kind(tokens, number) in ("number", "mixed") or day.tag is Tag.ORDINAL
        return _dated(tokens, i, number + 1, day.number, month) if plain else None
    has_unit = is_(tokens, number + 1, Tag.UNIT, "day")
    ordinal = day.tag is Tag.ORDINAL and (day.case in ("ess", "nom", "all", "ord") or kind(tokens, number) == "ordinal")
    if not has_unit and not ordinal:
        return None
    if not has_unit and day.case == "nom" and unknown_word(tokens, number + 1) and day.number < 6:
        return None  # "maaliskuun toinen etäkahvi"
    return _dated(tokens, i, number + 1 + has_unit, day.number, month)


def _with_last_day(tokens: Tokens, part: Part | None) -> Part | None:
    """The run of days of "February 15-19" and "helmikuun 15.–19."."""
    if part is None or kind(tokens, part.end) != "dash":
        return part
    last = _day_number(tokens, part.end + 1)
    shared = part.phrase.day is not None and last is not None and last.number > part.phrase.day
    if last is None or not shared or _month_at(tokens, part.end + 2) or kind(tokens, part.end + 1) == "word":
        return part
    end = part.end + 2 + is_(tokens, part.end + 2, Tag.UNIT, "day")
    return part.with_(end=end, until=part.phrase.with_(day=last.number))


def _weekday_at(tokens: Tokens, i: int) -> bool:
    entry = get(tokens, i, Tag.TIME)
    return bool(entry and entry.phrase.weekday is not None)


def _day_alone(tokens: Tokens, i: int) -> Part | None:
    """ "17. päivä", "17:nä", "the 15th": the month follows from the direction."""
    day = get(tokens, i, Tag.ORDINAL)
    if day is None or not 1 <= day.number <= 31:
        return None
    if is_(tokens, i + 1, Tag.UNIT, "day"):
        unit = get(tokens, i + 1, Tag.UNIT)
        if (kind(tokens, i) == "word" and day.number < 10) or (unit and unit.plural):
            return None
        return Part(i, i + 2, Phrase(day=day.number), "ess")
    if kind(tokens, i) == "mixed" and text(tokens, i - 1) == "the" and not unknown_word(tokens, i + 1):
        return Part(i, i + 1, Phrase(day=day.number), "ess", english=True)
    if kind(tokens, i) == "number" and day.case == "ess":
        return Part(i, i + 1, Phrase(day=day.number), "ess")
    return None


def _joint(tokens: Tokens, i: int) -> int:
    """The index behind a dash, "ja" or "tai", 0 when there is none."""
    joined = kind(tokens, i) == "dash" or small(tokens, i, "and", "or") or text(tokens, i) in ("to", ",")
    return i + 1 if joined else 0


def _first_of_several(tokens: Tokens, i: int) -> Part | None:
    """The day of "15.-19.2." or "3. ja 5. joulukuuta" whose month comes with the last one."""
    day = _day_number(tokens, i) if kind(tokens, i) in ("ordinal", "number", "mixed") else None
    other = _joint(tokens, i + 1) if day else 0
    if day is None or not other:
        return None
    between = text(tokens, i - 1) == "between"
    if kind(tokens, i) == "number" and kind(tokens, i + 1) != "dash" and text(tokens, i + 1) != "to" and not between:
        return None
    last = date(tokens, other)
    if last is None or last.phrase.month is None or last.phrase.day is None or last.shy:
        return None
    crosses = kind(tokens, i + 1) == "dash" and day.number > last.phrase.day
    month = (last.phrase.month - 2) % 12 + 1 if crosses else last.phrase.month
    number = last.phrase.year
    if number is not None and crosses and month == 12:
        number -= 1
    return Part(i, i + 1, Phrase(day=min(day.number, 28 if month == 2 else 31), month=month, year=number))


def _stem_of_several(tokens: Tokens, i: int) -> Part | None:
    """The first month of "tammi-helmikuussa" or "tammi- ja helmikuussa"."""
    stem = get(tokens, i, Tag.MONTH_STEM)
    if stem is None or kind(tokens, i + 1) != "dash":
        return None
    other = i + 3 if small(tokens, i + 2, "and", "or") else i + 2
    if kind(tokens, other) == "dash":
        other += 1
    month = _month_at(tokens, other) if at(tokens, other) else None
    if month is None and not is_(tokens, other, Tag.MONTH_STEM):
        return None
    end = i + 2 if other == i + 3 else i + 1
    return Part(i, end, Phrase(month=stem.number), month.case if month else "ine")
