"""Scores answers by what the bot shows: event titles, and the strings that must be there."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.events import Event
from bot.domain.intervals import HELSINKI
from bot.files import read_calendar
from bot.services.answers import answer
from bot.services.calendar import Calendar, CalendarCache
from bot.texts import LANGUAGES, texts_of
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Intent
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.cards.answers import answer_card
from dialogs.cards.talk import talk_card
from dialogs.conversation import FROM_CALENDAR

KINDS = {
    "trip": ("trip.title",),
    "feedback": ("feedback.title",),
    "reminder": ("reminder.title",),
    "topic": ("topic_wish.title",),
    "announcement": ("announcement.title",),
    "help": ("help.title", "thanks.title"),
}
"""Which heading shows that a wish was understood; "events", "recording" and "other" show by their events."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a right answer shows; see tests/questions/README.md."""

    q: str
    ask: str = ""
    expect: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    series: str = ""
    reg: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one question: events shown that may not be, and what was missing."""

    question: Question
    false: tuple[str, ...]
    missing: tuple[str, ...]
    shown: str

    @property
    def right(self) -> bool:
        """Whether the answer shows all that it should and nothing that it should not."""
        return not self.false and not self.missing


def read_questions(path: Path) -> list[Question]:
    """The questions of a .jsonl file."""
    return [_question(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _question(data: dict[str, Any]) -> Question:
    lists = {key: tuple(data.get(key, ())) for key in ("expect", "allow", "must")}
    return Question(data.get("q", data.get("said", "")), data.get("ask", ""), series=data.get("series", ""), reg=data.get("reg", ""), **lists)


def judge(question: Question, shown: str, titles: dict[str, str]) -> Verdict:
    """Compare what was shown with what should be; `titles` are the calendar's, by the events' keys."""
    low = shown.casefold()
    there = {key for key, title in titles.items() if title.casefold() in low}
    may = set(titles) if "*" in question.allow else {*question.expect, *question.allow}
    missing = [key for key in question.expect if key not in there]
    missing += [text for text in (*question.must, question.series) if text and text.casefold() not in low]
    headings = [texts_of(language)(key) for language in LANGUAGES for key in KINDS.get(question.ask, ())]
    if headings and not any(heading.casefold() in low for heading in headings):
        missing.append(f"<{question.ask}>")
    return Verdict(question, tuple(sorted(there - may)), tuple(missing), shown)


def calendar_of(path: Path, analyzer: Analyzer | None = None) -> Calendar:
    """A calendar file as the bot's calendar, without a store."""
    file = read_calendar(path)
    events = tuple(Event(number, 1, draft) for number, draft in enumerate(file.drafts))
    ordered = sorted(events, key=lambda event: (event.facts.starts, event.id))
    cache = CalendarCache(analyzer or Analyzer(open_dictionary(), load_lexicon()))
    return cache.picture_of(ordered)


def asker(calendar: Calendar, now: datetime) -> Callable[[str], str]:
    """Asks one question at a time, with nothing remembered."""
    places = frozenset(place.lower() for place in load_lexicon().places)

    def ask(text: str) -> str:
        meaning = interpret(text, now, calendar.names, places)
        found = answer(meaning, calendar, now)
        card = answer_card if meaning.intent in FROM_CALENDAR else talk_card
        return card(found, now).text

    return ask


def score(questions: Iterable[Question], calendar: Calendar, now: datetime) -> list[Verdict]:
    """Judge every question asked of a calendar at a moment."""
    titles = {event.facts.key: event.facts.title for event in calendar.events}
    ask = asker(calendar, now)
    return [judge(question, ask(question.q), titles) for question in questions]


@dataclass(slots=True)
class Tally:
    """How many were right and how many showed a wrong event, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, verdicts: Sequence[Verdict], by: Callable[[Question], str]) -> Tally:
        """Count verdicts by a property of their questions."""
        tally = cls()
        for verdict in verdicts:
            kind = by(verdict.question)
            tally.all[kind] += 1
            tally.right[kind] += verdict.right
            tally.false[kind] += bool(verdict.false)
        return tally


def main(arguments: Sequence[str]) -> None:
    """`python -m tests.support.scoring QUESTIONS.jsonl CALENDAR.csv 2027-02-08T09:00 [-v]`."""
    questions, calendar = read_questions(Path(arguments[0])), calendar_of(Path(arguments[1]))
    now = datetime.fromisoformat(arguments[2]).replace(tzinfo=HELSINKI)
    verdicts = score(questions, calendar, now)
    for verdict in verdicts if "-v" in arguments else ():
        if not verdict.right:
            print(f"--- {verdict.question.q}\n    false {verdict.false} missing {verdict.missing}")
            places = frozenset(place.lower() for place in load_lexicon().places)
            meaning = interpret(verdict.question.q, now, calendar.names, places)
            print(f"    {meaning.intent} {meaning.evidence} {[w.text for w in meaning.topic]} {[t.text for t in meaning.times]}")
    for name, by in (("kind", lambda q: q.ask), ("register", lambda q: q.reg)):
        tally = Tally.of(verdicts, by)
        print(name, {kind: f"{tally.right[kind]}/{n}" for kind, n in sorted(tally.all.items())})
    right, false = sum(v.right for v in verdicts), sum(bool(v.false) for v in verdicts)
    print(f"{right} of {len(verdicts)} right ({right / len(verdicts):.1%}), {false} false ({false / len(verdicts):.1%})")


if __name__ == "__main__":
    main(sys.argv[1:])
