"""The meanings of a word in time expressions: by its form, its ending, its parts, or a typing error."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.dates.english import english_entries
from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.finnish import HERE, finnish_entries, read
from bot.understanding.dates.holidays import holiday_entries
from bot.understanding.dates.inflection import forms_of, plain
from bot.understanding.dates.phrase import Phrase, Which
from bot.understanding.dates.spelling import SHORTEST, Corrector

Entries = tuple[Entry, ...]
_CLITICS = re.compile(r"(?:k[oö](?:h[aä]n)?s?|kin|(?<=[aeiouyäö])ki|k[aä]+n|h[aä]n|p[aä]s?|ks)$")
_LONG = 8
"""Letters from which on a typing error of any word of time is recognised."""
_CORRECTED = (Tag.TIME, Tag.UNIT, Tag.MODIFIER, Tag.PORTION, Tag.BOUND)
_SHIFTS = {"week": "week_shift", "month": "month_shift", "year": "year_shift", "day": "day_shift"}


class Lexicon:
    """Every known form and what it may mean, with the rules for words that are not listed."""

    def __init__(self) -> None:
        self._ordinary = _ordinary_words()
        self._forms = _collect(self._ordinary)
        self.first_words = frozenset(form.split()[0] for form in self._forms if " " in form)
        self._prefixes = _prefixes()
        self._corrector = Corrector(
            (form for form, found in self._forms.items() if _correctable(form, found)), self._ordinary
        )
        self._adjectives = _adjectives()

    def exact(self, form: str) -> Entries:
        """The meanings of a form that is listed."""
        return self._forms.get(form, ())

    def look_up(self, word: str) -> Entries:
        """The meanings of a word in lower case; none for a word that has nothing to do with time."""
        found = self._forms.get(word) or self._joined(word)
        if found or len(word) < 4:
            return found or ()
        bare = _CLITICS.sub("", word)
        if bare != word and len(bare) > 3:
            found = self._forms.get(bare) or self._joined(bare)
        if found:
            return found
        corrected = self._corrector.correct(word) or (self._corrector.correct(bare) if bare != word else "")
        return self._forms.get(corrected, ()) if corrected else ()

    def _joined(self, word: str) -> Entries:
        """A compound such as "huomisaamuna", "torstai-iltana", "ensiviikolla" or "loppukuusta"."""
        if len(word) < SHORTEST:
            return ()
        for prefix in self._prefixes.get(word[:2], ()):
            if word.startswith(prefix[0]):
                rest = word[len(prefix[0]) :]
                for entry in self._forms.get(rest, self._adjectives.get(rest, ())):
                    phrase = _join(prefix[1], entry)
                    if phrase:
                        return (Entry(Tag.TIME, phrase, entry.case, entry.plural),)
        return ()


def _ordinary_words() -> frozenset[str]:
    lines = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    listed = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    return listed | _adjectives().keys()


def _collect(ordinary: frozenset[str]) -> dict[str, Entries]:
    forms: dict[str, Entries] = {}
    for text, entry in (*finnish_entries(), *holiday_entries(), *english_entries()):
        known = forms.get(text, ())
        if not any(other.tag is entry.tag and other.english == entry.english for other in known):
            forms[text] = (*known, entry)
    for text in list(forms):
        bare = plain(text)
        if len(text) > 3 and bare not in ordinary:
            forms.setdefault(bare, forms[text])
    return forms


def _correctable(form: str, found: Entries) -> bool:
    """Whether typing errors of a form are recognised: of long ones, and of the commonest short ones."""
    entry = found[0]
    if " " in form or entry.tag not in _CORRECTED or entry.case in ("abl", "tra"):
        return False
    if len(form) >= _LONG:
        return not (entry.plural and entry.case not in ("nom", "gen", "ins"))
    if entry.tag in (Tag.PORTION, Tag.BOUND):
        return False
    if entry.tag is Tag.TIME:
        common = bool(entry.phrase.said() & {"weekday", "day_shift"})
    else:
        common = entry.value == "week" or entry.tag is Tag.MODIFIER
    return common and len(form) >= SHORTEST - 1


def _prefixes() -> dict[str, list[tuple[str, Entry]]]:
    """First parts of compounds by their first two letters, the longest first."""
    data = read("finnish.toml")
    found: list[tuple[str, Entry]] = []
    for shift, words in data["offset"]["prefixes"].items():
        found += [(word, Entry(Tag.TIME, Phrase(day_shift=int(shift)))) for word in words]
    for noun in data["weekday"]:
        names = [noun["nom"], *(other for other in noun["also"] if isinstance(other, str))]
        found += [(name, Entry(Tag.TIME, Phrase(weekday=noun["value"]))) for name in names]
    found += [(_leading(form), entry) for form, entry in holiday_entries() if _leads_a_week(form, entry)]
    for which, words in data["modifier_prefixes"].items():
        found += [(word, Entry(Tag.MODIFIER, Which(which))) for word in words]
    for portion, words in data["portion_prefixes"].items():
        found += [(word, Entry(Tag.PORTION, portion)) for word in words]
    found += [(plain(word), entry) for word, entry in found if plain(word) != word]
    by_start: dict[str, list[tuple[str, Entry]]] = {}
    for word, entry in sorted(found, key=lambda pair: -len(pair[0])):
        by_start.setdefault(word[:2], []).append((word, entry))
    return by_start


def _leads_a_week(form: str, entry: Entry) -> bool:
    """Whether a holiday's name may begin a compound: "itsenäisyyspäiväviikolla", "vapunviikolla"."""
    return not entry.english and not entry.plural and entry.case in ("nom", "gen") and " " not in form


def _leading(form: str) -> str:
    """How a word begins a compound: "loppiais" of "loppiainen"."""
    return form.removesuffix("nen") + "s" if form.endswith("nen") else form


def _adjectives() -> dict[str, Entries]:
    """Second parts such as "viikkoinen", which mean a unit or season only inside a compound."""
    found: dict[str, Entries] = {}
    for value, words in read("finnish.toml")["unit_adjectives"].items():
        season = value in ("spring", "summer", "autumn", "winter")
        for word in words:
            for form in forms_of({"nom": word}):
                meaning = Entry(Tag.TIME, Phrase(season=value)) if season else Entry(Tag.UNIT, value)
                entry = meaning._replace(case=form.case, plural=form.plural)
                found[form.text] = (entry,)
                found.setdefault(plain(form.text), (entry,))
    return found


def _join(first: Entry, rest: Entry) -> Phrase | None:
    """What a compound of two known parts says, None when they do not go together."""
    if first.tag is Tag.TIME and first.phrase.holiday is not None:
        return first.phrase.with_(portion="week") if rest.tag is Tag.UNIT and rest.value == "week" else None
    if first.tag is Tag.TIME:
        fits = rest.tag is Tag.TIME and rest.phrase.hours and not rest.phrase.said() - {"hours", "habit"}
        return first.phrase.with_(hours=rest.phrase.hours, habit=rest.phrase.habit) if fits else None
    if first.tag is Tag.MODIFIER:
        assert isinstance(first.value, Which)
        return chosen(first.value, rest)
    assert isinstance(first.value, str)
    return _part_of(first.value, rest)


def chosen(which: Which, entry: Entry) -> Phrase | None:
    """What "ensi", "tämä" or "viime" says together with a unit or a time; None when it says nothing."""
    if entry.tag is Tag.UNIT:
        return _chosen_unit(which, str(entry.value))
    if entry.tag not in (Tag.TIME, Tag.LETTERS):
        return None
    phrase = entry.phrase
    said = phrase.said() - {"habit"}
    if said == {"hours"}:
        night = phrase.hours is not None and phrase.hours[0] == 0
        # The night that is over is the one before this morning.
        shift = 1 if which is Which.NEXT else -1 if which is Which.LAST and not night else 0
        return phrase.with_(day_shift=shift) if which is not Which.EVERY else phrase.with_(habit=True)
    if said & {"day_shift", "period"} or phrase.which:
        return None
    if which is Which.EVERY:
        return phrase.with_(habit=True) if "weekday" in said else None
    return phrase.with_(which=which)


def _chosen_unit(which: Which, unit: str) -> Phrase | None:
    if which is Which.EVERY or unit in ("hour", "minute"):
        return None
    if unit == "weekend":
        return Phrase(weekend=True, which=which)
    if unit in ("term", "school_year"):
        return Phrase(season=unit, which=which)
    return Phrase(**{_SHIFTS[unit]: which.shift})  # type: ignore[arg-type]


def _part_of(portion: str, entry: Entry) -> Phrase | None:
    if portion == "middle" and entry.value == "week":
        return None  # "keskivikko" is a Wednesday
    if entry.tag is Tag.UNIT and entry.value in ("week", "month", "year"):
        return Phrase(portion=portion, unsure=True, **{_SHIFTS[str(entry.value)]: 0})  # type: ignore[arg-type]
    if entry.tag is Tag.UNIT and entry.value in ("term", "school_year"):
        return Phrase(season=str(entry.value), portion=portion)
    if entry.tag is Tag.TIME and entry.phrase.said() in ({"month"}, {"season"}):
        return entry.phrase.with_(portion=portion)
    return None


LEXICON = Lexicon()


@lru_cache(maxsize=8192)
def meanings(word: str) -> Entries:
    """The meanings of a word in lower case, remembered for the words that were asked last."""
    return LEXICON.look_up(word)
