"""Scores answers by what the bot shows: event titles, and the strings that must be there."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.texts import LANGUAGES, texts_of
from tests.support.world import World, world

KINDS = {
    "trip": ("trip.title",),
    "topic": ("topic_wish.title",),
    "announcement": ("announcement.title",),
    "help": ("help.title", "thanks.title"),
}
"""Which heading shows that a wish was understood; "events", "recording" and "other" show by their events."""

# The headings of these differ, but each says what it is about.
_SAYS = {"reminder": re.compile("muistut|remind"), "feedback": re.compile("palaut|feedback")}


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
    return [question_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def question_of(data: dict[str, Any]) -> Question:
    """A question of a data file; a dialogue's turn says it as `said`."""
    lists = {key: tuple(data.get(key, ())) for key in ("expect", "allow", "must")}
    return Question(
        data.get("q", data.get("said", "")),
        data.get("ask", ""),
        series=data.get("series", ""),
        reg=data.get("reg", ""),
        **lists,
    )


def judge(question: Question, shown: str, titles: dict[str, str]) -> Verdict:
    """Compare what was shown with what should be; `titles` are the calendar's, by the events' keys."""
    low = shown.casefold()
    there = {key for key, title in titles.items() if title.casefold() in low}
    may = set(titles) if "*" in question.allow else {*question.expect, *question.allow}
    missing = [key for key in question.expect if key not in there]
    missing += [text for text in (*question.must, question.series) if text and text.casefold() not in low]
    headings = [texts_of(language)(key) for language in LANGUAGES for key in KINDS.get(question.ask, ())]
    if question.ask in _SAYS and not _SAYS[question.ask].search(low.partition("\n")[0]):
        missing.append(f"<{question.ask}>")
    if headings and not any(heading.casefold() in low for heading in headings):
        missing.append(f"<{question.ask}>")
    return Verdict(question, tuple(sorted(there - may)), tuple(missing), shown)


def score(questions: Iterable[Question], asked: World) -> list[Verdict]:
    """Judge every question, each asked with nothing remembered."""
    return [judge(question, asked.ask(question.q), asked.titles) for question in questions]


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
    questions, asked = read_questions(Path(arguments[0])), world(Path(arguments[1]), arguments[2])
    verdicts = score(questions, asked)
    for verdict in verdicts if "-v" in arguments else ():
        if not verdict.right:
            meaning = asked.means(verdict.question.q)
            print(f"--- {verdict.question.q}\n    false {verdict.false} missing {verdict.missing}")
            topic, times = [word.text for word in meaning.topic], [time.text for time in meaning.times]
            print(f"    {meaning.intent} {meaning.evidence} {topic} {times}")
    for name, by in (("kind", lambda q: q.ask), ("register", lambda q: q.reg)):
        tally = Tally.of(verdicts, by)
        print(name, {kind: f"{tally.right[kind]}/{n}" for kind, n in sorted(tally.all.items())})
    right, false = sum(v.right for v in verdicts), sum(bool(v.false) for v in verdicts)
    print(
        f"{right} of {len(verdicts)} right ({right / len(verdicts):.1%}), {false} false ({false / len(verdicts):.1%})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
