"""A text cut into words, numbers, dates and punctuation, each with what it may mean as a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.finnish import month_names
from bot.understanding.dates.lexicon import LEXICON, Entries, meanings

_TOKEN = re.compile(
    rf"""
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)
  | (?P<date>\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:20\d\d|\d\d(?![\d.:])))?)(?!\d)
  | (?P<colon>\d{{1,2}}:\d\d)(?!\d)
  | (?P<dotted>\d{{1,2}}\.\d{{1,2}})(?![\d])
  | (?P<slashed>\d{{1,2}}/\d{{1,4}}(?:/\d{{2,4}})?)(?![\d/])
  | (?P<ordinal>\d{{1,2}}\.)(?=[\s\-–—]|$)
  | (?P<mixed>\d{{1,2}}(?:st|nd|rd|th|am|pm|a\.m\.?|p\.m\.?|h)\b|(?:vko|vk|wk|w)\.?\d{{1,2}}\b)
  | (?P<number>\d+(?![^\W\d_]))
  | (?P<short>(?:{"|".join(month_names())})k\.)
  | (?P<word>[^\W_]+(?:['’:][^\W\d_]+)*)
  | (?P<dash>[-–—]+)
  | (?P<mark>[^\w\s])
    """,
    re.X | re.I,
)
_SUFFIX = re.compile(
    r"[:'’]?(nä|na|nen|nnen|n|s|ksi|lle|lla|llä|lta|ltä|sta|stä|een|ssa|ssä|aan|ään|iin|hin|ta|tä|t)\b",
    re.I,
)
_SUFFIX_CASES = {
    **dict.fromkeys(("nä", "na"), "ess"),
    **dict.fromkeys(("n", "nnen"), "gen"),
    **dict.fromkeys(("lla", "llä"), "ade"),
    **dict.fromkeys(("lta", "ltä"), "abl"),
    **dict.fromkeys(("sta", "stä"), "ela"),
    **dict.fromkeys(("een", "aan", "ään", "iin", "hin"), "ill"),
    **dict.fromkeys(("s", "nen"), "ord"),
    "lle": "all",
    "ksi": "tra",
}
FIRST_YEAR, LAST_YEAR = 2000, 2099


class Token(NamedTuple):
    """One word, number or mark; `start` and `end` are its offsets in the text."""

    start: int
    end: int
    text: str
    entries: Entries
    kind: str

    def get(self, tag: Tag) -> Entry | None:
        """Its meaning of that kind."""
        for entry in self.entries:
            if entry.tag is tag:
                return entry
        return None

    def is_(self, tag: Tag, *values: object) -> bool:
        """Whether it may be of a kind, and has one of the values."""
        return any(entry.tag is tag and (not values or entry.value in values) for entry in self.entries)

    def small(self, *values: str) -> bool:
        """Whether it is one of the small words."""
        return self.is_(Tag.SMALL, *values)


def tokenise(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of a text; what touches a masked span means nothing and is of the kind "masked"."""
    found: list[Token] = []
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        token = _token(match, text)
        if any(token.start < end and start < token.end for start, end in masked):
            token = token._replace(entries=(), kind="masked")
        elif token.kind in ("number", "colon", "dotted", "ordinal"):
            token = _with_case(token, text)
        position = token.end
        found.append(token)
    return _joined(found, text)


def _token(match: re.Match[str], text: str) -> Token:
    kind = match.lastgroup or "mark"
    start, end = match.span()
    word = match.group().lower().replace("’", "'")
    if kind == "word":
        entries = meanings(word)
        if not entries and (":" in word or "'" in word):
            entries = meanings(re.split("[:']", word)[0])
        return Token(start, end, word, entries, kind)
    if kind == "short":
        return Token(start, end, word[:-1], meanings(word[:-1]), "word")
    if kind in ("dash", "mark"):
        return Token(start, end, word, (), kind)
    if kind == "date" and not _date(word):
        return _without_dot(start, word)
    return Token(start, end, word, tuple(_READERS[kind](word)), kind)


def _without_dot(start: int, word: str) -> Token:
    """ "12.30." at the end of a sentence is a clock time and no date."""
    short = re.match(r"\d{1,2}\.\d{1,2}", word)
    if short:
        return Token(start, start + short.end(), short.group(), tuple(_dotted(short.group())), "dotted")
    head = word.split(".")[0]
    return Token(start, start + len(head), head, tuple(_number(head)), "number")


def _with_case(token: Token, text: str) -> Token:
    """A number with its Finnish ending: "17:nä", "9.30:ltä", "klo 9:stä 11:een"."""
    suffix = _SUFFIX.match(text, token.end) if text[token.end : token.end + 1] in (":", "'", "’") else None
    if not suffix:
        return token
    case = _SUFFIX_CASES.get(suffix[1].lower(), "")
    entries = tuple(entry._replace(case=case) for entry in token.entries)
    if case in ("ord", "ess", "gen") and token.kind == "number":
        entries += tuple(Entry(Tag.ORDINAL, e.value, case) for e in entries if e.tag is Tag.NUMBER)
    return token._replace(end=suffix.end(), entries=entries)


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """Names of many words ("runebergin päivä") and words cut by a hyphen ("torstai-iltana") made one."""
    if len(tokens) < 2:
        return tokens
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        joined = None
        if token.kind == "word":
            if _is_tail(found, token):
                token = token._replace(entries=())
            elif token.text in LEXICON.first_words:
                joined = _name(tokens, i)
            elif i + 2 < len(tokens) and tokens[i + 1].kind == "dash" and tokens[i + 2].kind == "word":
                joined = _hyphenated(tokens[i : i + 3])
        if joined:
            found.append(joined[0])
            i += joined[1]
        else:
            found.append(token)
            i += 1
    return found


def _is_tail(before: list[Token], token: Token) -> bool:
    """Whether a hyphen ties the word to one that is no time: "manga-aamu"."""
    if len(before) < 2 or before[-1].kind != "dash" or before[-1].end != token.start:
        return False
    first = before[-2]
    return first.kind in ("word", "masked") and not first.entries and first.end == before[-1].start


def _name(tokens: list[Token], i: int) -> tuple[Token, int] | None:
    for size in (4, 3, 2):
        words = tokens[i : i + size]
        if len(words) == size and all(word.kind == "word" for word in words):
            entries = LEXICON.exact(" ".join(word.text for word in words))
            if entries:
                return Token(words[0].start, words[-1].end, "", entries, "word"), size
    return None


def _hyphenated(words: list[Token]) -> tuple[Token, int] | None:
    first, dash, last = words
    if first.end != dash.start or dash.end != last.start:
        return None
    entries = meanings(first.text + last.text)
    if entries:
        return Token(first.start, last.end, first.text + last.text, entries, "word"), 3
    if last.entries or last.kind == "masked" or not first.entries or len(last.text) < 2:
        return None
    # "joulu-kirjat" is a compound that names a thing.
    return Token(first.start, last.end, first.text + last.text, (), "word"), 3


def _valid(day: int, month: int, year: int | None) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(2024 if year is None else year, month, day)
    except ValueError:
        return False
    return True


def _year(text: str) -> int | None:
    if not text:
        return None
    number = int(text)
    return number if number > 99 else 2000 + number


def _date(word: str) -> list[Entry]:
    day, month, year = (word.replace(" ", "") + "..").split(".")[:3]
    value = (int(day), int(month), _year(year))
    return [Entry(Tag.DATE, value)] if _valid(*value) else []


def _iso(word: str) -> list[Entry]:
    year, month, day = (int(part) for part in word.split("-"))
    return [Entry(Tag.DATE, (day, month, year))] if _valid(day, month, year) else []


def _clock(word: str) -> list[Entry]:
    hours, _, minutes = word.replace(":", ".").partition(".")
    if int(hours) > 24 or len(minutes) != 2 or int(minutes) > 59:
        return []
    return [Entry(Tag.CLOCK, 60 * int(hours) + int(minutes))]


def _dotted(word: str) -> list[Entry]:
    return _date(word) + _clock(word)


def _slashed(word: str) -> list[Entry]:
    parts = [int(part) for part in word.split("/")]
    if len(parts) == 3:
        day, month, year = parts[0], parts[1], _year(str(parts[2]))
        return [Entry(Tag.DATE, (day, month, year))] if _valid(day, month, year) else []
    first, second = parts
    if FIRST_YEAR <= second <= LAST_YEAR:
        return [Entry(Tag.WEEK, (first, second))]
    for day, month in ((first, second), (second, first)):
        if second < 100 and _valid(day, month, None):
            return [Entry(Tag.DATE, (day, month, None))]
    return []


def _ordinal(word: str) -> list[Entry]:
    return [Entry(Tag.ORDINAL, int(word[:-1])), Entry(Tag.NUMBER, int(word[:-1]))]


def _mixed(word: str) -> list[Entry]:
    number = int(re.sub(r"\D", "", word))
    if word[0].isalpha():
        return [Entry(Tag.WEEK, (number, None))]
    if word.endswith(("st", "nd", "rd", "th")):
        return [Entry(Tag.ORDINAL, number, english=True)]
    if word.endswith("h"):
        return [Entry(Tag.UNIT, "hours", english=True)]
    late = 12 if "p" in word and number < 12 else -12 if "a" in word and number == 12 else 0
    return [Entry(Tag.CLOCK, 60 * (number + late), "hour")] if number <= 12 else []


def _number(word: str) -> list[Entry]:
    number = int(word[:6])
    entries = [Entry(Tag.NUMBER, number)]
    if len(word) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        entries.append(Entry(Tag.YEAR, number))
    return entries


_READERS = {
    "iso": _iso,
    "date": _date,
    "colon": _clock,
    "dotted": _dotted,
    "slashed": _slashed,
    "ordinal": _ordinal,
    "mixed": _mixed,
    "number": _number,
}
