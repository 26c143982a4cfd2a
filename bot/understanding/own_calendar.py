"""Whether one asks for the bot's calendar in a calendar of one's own, or for the address by which it is followed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import pairwise

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.words import Case, Word
from bot.understanding.ways import asked_of

_QUESTIONS = frozenset({Intent.EVENTS, Intent.CONTACT, Intent.HELP, Intent.OTHER, Intent.TOPIC_WISH})
_OF_EVENTS = frozenset({"when", "host", "recording"})
"""Evidence that something else is asked of the calendar."""

_ABOUT = frozenset({Case.ELATIVE, Case.INESSIVE})
"""Forms by which a calendar is spoken of: "koulutusta Outlookin kalenterista", "mitä kalenterissa on"."""

_ADDRESS = frozenset({"osoite", "linkki"})
_INTO = (Case.ILLATIVE, Case.ALLATIVE)


class Wanted(Enum):
    """What one wants of the own calendar address."""

    IT = "it"
    ENDED = "ended"


def own_calendar_wanted(text: str, meaning: Meaning, analyzer: Analyzer) -> Wanted | None:
    """What a question that means this wants of the own calendar address; None when nothing."""
    if meaning.intent not in _QUESTIONS or meaning.hint or meaning.times or _OF_EVENTS & set(meaning.evidence):
        return None
    words = words_of(text, analyzer)
    if not _address(words) and (not _followed(words, meaning) or _else_named(words, text, meaning, analyzer)):
        return None
    return Wanted.ENDED if _says(words, "ending") else Wanted.IT


def _followed(words: Sequence[Word], meaning: Meaning) -> bool:
    """Whether the calendar, or what is in it, is wanted into a calendar of one's own."""
    things = bool(meaning.series) or _says(words, "things")
    if things and any(map(_into_outlook, words)) and (_says(words, "put") or _says(words, "order")):
        return True
    calendars = [word for word in words if _calendar(word)]
    if not calendars or any(word.readings[0].case in _ABOUT for word in calendars):
        return False
    english, device = meaning.language == "en", any(map(_device, words))
    own = device or _says(words, "own") or any(word.surface.endswith("ni") for word in calendars)
    if any(_case(word, Case.ILLATIVE) for word in calendars) or (english and things):
        return own and things and _says(words, "put")
    into = any(_device(word) and (english or _case(word, *_INTO)) for word in words)
    return into or _says(words, "order")


def _else_named(words: Sequence[Word], text: str, meaning: Meaning, analyzer: Analyzer) -> bool:
    """Whether something else is named besides: "tilaa kalenteri, jossa on runoutta"."""
    told = ("order", "put", "things", "own", "ending")
    where = (_calendar, _device, _into_outlook)
    own = {word.surface for word in words if any(one(word) for one in where) or any(_is(word, one) for one in told)}
    named = meaning.topic if meaning.series else asked_of(text, analyzer).things
    return any(one.text not in own for one in named)


def _calendar(word: Word) -> bool:
    if _is(word, "calendar"):
        return True
    return any(r.parts[-1] == "kalenteri" and _listed("heads").issuperset(r.parts[:-1]) for r in word.readings)


def _address(words: Sequence[Word]) -> bool:
    """Whether its address is named: "kalenteriosoite", "kalenterin osoite", "linkki kalenteriin"."""
    joined = any(r.parts[-1] in _ADDRESS and r.parts[0] == "kalenteri" for word in words for r in word.readings)
    return joined or any(
        (_calendar(first) and _case(first, Case.GENITIVE) and not _ADDRESS.isdisjoint(second.lemmas))
        or (not _ADDRESS.isdisjoint(first.lemmas) and _calendar(second) and _case(second, Case.ILLATIVE))
        for first, second in pairwise(words)
    )


def _device(word: Word) -> bool:
    """A phone or an Outlook, alone or as the first part of its calendar."""
    return _is(word, "device") or (_calendar(word) and not _listed("device").isdisjoint(word.readings[0].parts))


def _into_outlook(word: Word) -> bool:
    """ "Outlookiin" needs no calendar beside it; it is said with two k, too, which no dictionary has."""
    return word.surface.startswith("outlook") and word.surface.endswith("iin")


def _case(word: Word, *cases: Case) -> bool:
    return any(reading.case in cases for reading in word.readings)


def _says(words: Sequence[Word], name: str) -> bool:
    return any(_is(word, name) for word in words)


def _is(word: Word, name: str) -> bool:
    return not _listed(name).isdisjoint({word.surface, word.written, *word.lemmas})


@cache
def _listed(name: str) -> frozenset[str]:
    listed = load_toml("own_calendar.toml")[name]
    assert isinstance(listed, list)
    return frozenset(listed)
