"""The Finnish words of the data files with all their forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.inflection import Form, forms_of, harmonic
from bot.understanding.dates.phrase import Period, Phrase, Which

HERE = Path(__file__).parent
_MONTH_TAIL = {"nom": "kuu", "part": "kuuta", "ill": "kuuhun", "plural": "kui"}
_TEENS = ("toista", "toist")
_ORDINAL_ENDINGS = {
    "s": "nom",
    "nnen": "gen",
    "ntenA": "ess",
    "ttA": "par",
    "nnellA": "ade",
    "nnelle": "all",
    "nnessA": "ine",
    "nteen": "ill",
    "nnestA": "ela",
    "nneksi": "tra",
}


@cache
def month_names() -> tuple[str, ...]:
    """The beginnings of the months' names: "joulu"."""
    return tuple(read("finnish.toml")["months"]["names"])


@cache
def read(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def variants(noun: Mapping[str, Any]) -> Iterator[Form]:
    """All forms of a noun of a data file, with its spoken and Savo stems."""
    if "nom" in noun:
        yield from forms_of(noun)
    for other in noun.get("also", ()):
        yield from forms_of({"nom": other} if isinstance(other, str) else other)
    for form in noun.get("forms", ()):
        yield Form(form, "ess")


def finnish_entries() -> Iterator[tuple[str, Entry]]:
    """Every Finnish form and what it may mean; of two meanings of one kind the first counts."""
    data = read("finnish.toml")
    yield from _days(data)
    yield from _months(data["months"])
    yield from _seasons(data)
    yield from _units(data)
    yield from _dayparts(data)
    yield from _small_words(data)
    yield from _cardinals(read("numerals.toml"))
    yield from _ordinals(read("numerals.toml"))


def _days(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for noun in data["weekday"]:
        phrase = Phrase(weekday=noun["value"])
        for form in variants(noun):
            habit = phrase.with_(habit=True) if form.case == "ins" else phrase
            yield form.text, Entry(Tag.TIME, habit, form.case, form.plural)
        for form in forms_of({"nom": noun["nom"] + "nen"}):
            yield form.text, Entry(Tag.TIME, phrase, form.case)
        yield noun["nom"][:2], Entry(Tag.LETTERS, phrase)
    for shift, forms in data["offset"]["forms"].items():
        for text in forms:
            yield text, Entry(Tag.TIME, Phrase(day_shift=int(shift)), "ess")
    for shift, names in data["offset"]["adjectives"].items():
        for name in names:
            for form in forms_of({"nom": name}):
                yield form.text, Entry(Tag.TIME, Phrase(day_shift=int(shift)), form.case, form.plural)


def _months(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for number, name in enumerate(data["names"], start=1):
        for stem in (name, *data["also"].get(str(number), ())):
            yield stem, Entry(Tag.MONTH_STEM, number)
            # Short names are read like "joulukuuta": "3. jouluk.", "jouluk. lopussa".
            yield stem + "k", Entry(Tag.TIME, Phrase(month=number), "par")
            for form in forms_of(_MONTH_TAIL):
                yield stem + form.text, Entry(Tag.TIME, Phrase(month=number), form.case, form.plural)
            for form in forms_of({"nom": stem + "kuinen"}):
                yield form.text, Entry(Tag.TIME, Phrase(month=number), form.case, form.plural)


def _seasons(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for noun in data["season"]:
        for form in variants(noun):
            yield form.text, Entry(Tag.TIME, Phrase(season=noun["value"]), form.case, form.plural)
    for prefix, season in data["term"]["prefixes"].items():
        for tail in data["term"]["tail"]:
            for form in forms_of(tail):
                entry = Entry(Tag.TIME, Phrase(season=season), form.case, form.plural)
                yield prefix + form.text, entry


def _units(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for noun in data["unit"]:
        for form in variants(noun):
            yield form.text, Entry(Tag.UNIT, noun["value"], form.case, form.plural)
    turn = Phrase(month_shift=0, portion="turn", unsure=True)
    for form in variants(data["turn_of_month"]):
        yield form.text, Entry(Tag.TIME, turn, form.case, form.plural)


def _dayparts(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for noun in data["daypart"]:
        phrase = Phrase(hours=tuple(noun["value"]))
        for text in noun.get("habit", ()):
            yield text, Entry(Tag.TIME, phrase.with_(habit=True), "ins", True)
        for form in variants(noun):
            yield form.text, Entry(Tag.TIME, phrase, form.case, form.plural)


def _small_words(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for text in data["midday"]["forms"]:
        yield text, Entry(Tag.SMALL, "midday")
    for value, forms in data["modifiers"].items():
        for text in forms:
            yield text, Entry(Tag.MODIFIER, "final" if value == "final" else Which(value))
    for value, forms in data["portions"].items():
        for text in forms:
            yield text, Entry(Tag.PORTION, value, _portion_case(text))
    for value, forms in data["bounds"].items():
        for text in forms:
            yield text, Entry(Tag.BOUND, value)
    for value, forms in data["vague"].items():
        way, days = value.split("_")
        period = Phrase(period=Period("day", int(days) if way == "ahead" else -int(days)))
        for text in forms:
            yield text, Entry(Tag.TIME, period, "ess")
    for value, forms in data["small"].items():
        for text in forms:
            yield text, Entry(Tag.SMALL, value)


def _portion_case(text: str) -> str:
    endings = {"uun": "ill", "iin": "ill", "een": "ill", "sta": "ela", "stä": "ela", "lta": "ela", "n": "gen"}
    return next((case for ending, case in endings.items() if text.endswith(ending)), "ess")


def _cardinals(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    endings = {
        "n": "gen",
        "llA": "ade",
        "ltA": "abl",
        "lle": "all",
        "stA": "ela",
        "nA": "ess",
        "t": "abl",
        "ssA": "ine",
    }
    for word in data["cardinal"]:
        value = word["value"]
        forms = [(text, case) for case in ("nom", "part", "ill") for text in word[case]]
        cases = {"nom": "nom", "part": "par", "ill": "ill"}
        written = [(text, cases[case]) for text, case in forms]
        for weak in word["weak"]:
            written += [
                (weak + harmonic("lt" if ending == "t" else ending, weak), case) for ending, case in endings.items()
            ]
        for text, case in written:
            yield text, Entry(Tag.NUMBER, value, case, plural=bool(word.get("inexact")))
            if value < 10 and not word.keys() & {"inexact", "slang"}:
                for teen in _TEENS:
                    yield text + teen, Entry(Tag.NUMBER, value + 10, case)
    yield from _tens([w for w in data["cardinal"] if not w.keys() & {"inexact", "slang"}])


def _tens(words: list[dict[str, Any]]) -> Iterator[tuple[str, Entry]]:
    for tens in words[1:5]:
        for case, head, tail in (
            ("nom", tens["nom"][0], "kymmentä"),
            ("gen", tens["weak"][0] + "n", "kymmenen"),
        ):
            yield head + tail, Entry(Tag.NUMBER, 10 * tens["value"], case)
            for one in words[:9]:
                end = one["nom"][0] if case == "nom" else one["weak"][0] + "n"
                yield head + tail + end, Entry(Tag.NUMBER, 10 * tens["value"] + one["value"], case)


def _ordinals(data: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    for text, value in data["own_ordinals"].items():
        for form in forms_of({"nom": text}):
            # Of several ("maaliskuun ekat kahvit") it is no day.
            if not form.plural:
                yield form.text, Entry(Tag.ORDINAL, value, form.case)
    stems = {word["value"]: word["stem"] for word in data["ordinal"]}
    for value, stem in stems.items():
        for ending, case in _ORDINAL_ENDINGS.items():
            text = stem + harmonic(ending, stem)
            if value > 2:
                yield text, Entry(Tag.ORDINAL, value, case)
            if value < 10:
                yield text + "toista", Entry(Tag.ORDINAL, value + 10, case)
            if value < 4 or value == 10:
                yield from _tens_of_ordinals(value, text, ending, case, stems)


def _tens_of_ordinals(
    value: int, text: str, ending: str, case: str, stems: dict[int, str]
) -> Iterator[tuple[str, Entry]]:
    """ "kahdeskymmenes", "kahdeskymmenesneljäs", "kolmaskymmenes", in each case."""
    if value not in (2, 3):
        return
    head = text + "kymmene" + harmonic(ending, "kymmene")
    yield head, Entry(Tag.ORDINAL, 10 * value, case)
    for one in range(1, 10):
        last = stems[one] + harmonic(ending, stems[one])
        for gap in ("", " "):
            yield head + gap + last, Entry(Tag.ORDINAL, 10 * value + one, case)
    if case == "nom":
        yield head + "ensimmäinen", Entry(Tag.ORDINAL, 10 * value + 1, case)
        yield head + "toinen", Entry(Tag.ORDINAL, 10 * value + 2, case)
