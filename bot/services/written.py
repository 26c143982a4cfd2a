"""The AKE team's own answers in memory, and when one of them is given in place of what the calendar has."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.domain.written_answers import START, Writing, WrittenAnswer
from bot.services.answers import Answer, Outcome
from bot.services.ports import UnitOfWork
from bot.texts import texts_of
from bot.understanding.concepts import load_toml
from bot.understanding.flags import ASKING
from bot.understanding.meaning import Intent
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.ways import EXACT, QUESTION, SURE, UNSURE, Ways

OFFERED = 3
"""Answers of which it is asked whether one was meant."""

_ELSEWHERE = frozenset({Intent.OTHER, Intent.CONTACT, Intent.HELP})
_CALENDAR = frozenset({Intent.EVENTS, Intent.RECORDING})
_OF_EVENTS = frozenset(
    {"series", "coffees", "named_host", "event_place", "time", "past_time", "coming_time", "other_than"}
    | {"recording", "watch", "watch_later", "missed"}
)
"""Evidence that the calendar is asked, whatever else is named: "onko Libopista etäkahveja"."""

_HITS = frozenset({"topic_hit", "half_hit"})
_ASKED_OF_EVENTS = ASKING | {"topic_alone", "event_noun"}


@dataclass(frozen=True, slots=True)
class Told:
    """The answer that the team has written, or those of which it is asked which was meant."""

    answer: WrittenAnswer | None
    meant: tuple[WrittenAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """All answers by their keys, and the ways of asking for them, as they were at a revision."""

    revision: int
    answers: dict[str, WrittenAnswer]
    ways: Ways

    def told(self, text: str, found: Answer) -> Told | None:
        """What the team has written for a question, unless the calendar answers it; None when nothing."""
        if not leaves_open(found):
            return None
        how = self.ways.find(text)
        best = max(how.values(), default=0)
        if best < _needed(found):
            return None
        meant = tuple(self.answers[key] for key, surely in how.items() if surely == best)
        return Told(meant[0]) if best >= SURE and len(meant) == 1 else Told(None, meant[:OFFERED])

    def nearest(self, text: str) -> WrittenAnswer | None:
        """The answer that a question is nearest to, if any is near."""
        how = self.ways.find(text)
        return self.answers[max(how, key=lambda key: how[key])] if how else None


class ShelfCache:
    """Holds the newest shelf; it is made anew when an answer has been changed."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._renewing = asyncio.Lock()

    async def current(self, uow: UnitOfWork, analyzer: Analyzer) -> Shelf:
        """The answers as the transaction sees them."""
        revision = await uow.written.revision()
        if self._shelf is None or self._shelf.revision != revision:
            async with self._renewing:
                if self._shelf is None or self._shelf.revision != revision:
                    self._shelf = shelf_of(await uow.written.all(), revision, analyzer.lasting)
        return self._shelf


def shelf_of(stored: Sequence[WrittenAnswer], revision: int, analyzer: Analyzer) -> Shelf:
    """The shelf of what is stored, and of what comes with the program where the team has not changed it."""
    answers = {answer.key: answer for answer in in_place_of_starts(stored) if not answer.removed}
    ways = [(key, way) for key, answer in answers.items() for way in answer.writing.ways]
    return Shelf(revision, answers, Ways(ways, analyzer.with_live_words([way for _, way in ways])))


def in_place_of_starts(stored: Sequence[WrittenAnswer]) -> Sequence[WrittenAnswer]:
    """All answers, those of the program first; removed ones among them."""
    return list({answer.key: answer for answer in (*starts(), *stored)}.values())


@cache
def starts() -> tuple[WrittenAnswer, ...]:
    """The answers that come with the program. They are not stored, so that a later release can tell them better."""
    fi, en = texts_of("fi"), texts_of("en")
    found = []
    for name, entry in load_toml("start_answers.toml").items():
        assert isinstance(entry, dict)
        key = f"start_answer.{name}"
        written = (fi(f"{key}.title"), fi(f"{key}.text"), en(f"{key}.title"), en(f"{key}.text"))
        found.append(WrittenAnswer(START + name, Writing(*written, ways=tuple(entry["ways"]))))
    return tuple(found)


def leaves_open(found: Answer) -> bool:
    """Whether a question may be none of the calendar's."""
    meaning = found.meaning
    if meaning.intent in _ELSEWHERE:
        return meaning.hint != "injection"
    # What the team tells of is seen somewhere without being a recording: "missä näkee uutiskirjeen".
    of_events = _OF_EVENTS - ({"watch"} if meaning.hint == "platform" else set())
    return meaning.intent in _CALENDAR and not of_events & set(meaning.evidence)


def _needed(found: Answer) -> int:
    """How surely a way must be asked: the more the calendar has to say to it, the more surely."""
    meaning, evidence = found.meaning, set(found.meaning.evidence)
    if meaning.intent is Intent.OTHER:
        return UNSURE
    if "follow_up" in evidence or (evidence & _HITS and evidence & _ASKED_OF_EVENTS):
        return QUESTION
    if "event_noun" in evidence:
        return EXACT
    return UNSURE if meaning.intent in _CALENDAR and found.outcome is Outcome.NOTHING else SURE
