"""From a text to its meaning, step by step: names, times, subjects, and the intent that they weigh to."""

from __future__ import annotations

from datetime import datetime

from bot.domain.events import Form
from bot.understanding.aspects import aspects_of, direction_of, selector_of
from bot.understanding.background import drop_background, keep_own_times
from bot.understanding.calendar_names import CalendarNames
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier, inherit
from bot.understanding.evidence import OUTSIDE, decide
from bot.understanding.exclusion import read_excluded
from bot.understanding.flags import evidence_of
from bot.understanding.following import LEANING, goes_on, leans
from bot.understanding.meaning import Direction, Meaning
from bot.understanding.naming import find_names
from bot.understanding.sentence import prepare
from bot.understanding.subjects import find_subjects
from bot.understanding.timing import read_times
from bot.understanding.topics import ENOUGH

FORMS = {"remote": Form.REMOTE, "on_site": Form.ON_SITE, "hybrid": Form.HYBRID}


def interpret(
    text: str,
    now: datetime,
    calendar: CalendarNames,
    earlier: Earlier | None = None,
    default_language: str = "fi",
) -> Meaning:
    """What a text means at a moment, in terms of the calendar whose names are given."""
    default = earlier.meaning.language if earlier else default_language
    draft = find_names(prepare(text, calendar.analyzer, default), calendar)
    drop_background(draft, now)
    direction = direction_of(draft.names)
    read_times(draft, now, direction)
    keep_own_times(draft)
    read_excluded(draft)
    find_subjects(draft, now)
    if any(time.past for time in draft.times):
        direction = Direction.PAST
    return _concluded(draft, now, direction, earlier)


def _concluded(draft: Draft, now: datetime, direction: Direction, earlier: Earlier | None) -> Meaning:
    """The meaning of a finished draft, with what a follow-up inherits."""
    about_one = draft.specific or draft.coverage >= ENOUGH or (earlier is not None and not draft.refers)
    aspects = aspects_of(draft.concepts, draft.sentence.words, topic_known=about_one)
    evidence = evidence_of(draft, now)
    follows = earlier is not None and leans(draft, aspects)
    if follows:
        evidence["follow_up"] = 1
        if goes_on(draft, aspects):
            evidence["after_that"] = 1
    place, names = draft.places.place, draft.names
    meaning = Meaning(
        draft.sentence.language,
        decide(evidence),
        aspects,
        tuple(dict.fromkeys(name for match in draft.series for name in match.target.series)),
        " ".join(dict.fromkeys(match.target.group for match in draft.series if match.target.group)),
        tuple(draft.topic),
        tuple(named.what for named in draft.hosts),
        place.what if place else "",
        next((form for name, form in FORMS.items() if name in names), None),
        tuple(draft.times),
        direction,
        selector_of(draft.concepts, draft.sentence.words),
        hint=next((name for name in OUTSIDE if name in names), ""),
        stranger=draft.stranger,
        excluded=draft.excluded,
        evidence=tuple(sorted(evidence)),
    )
    return inherit(meaning, earlier) if follows and earlier and meaning.intent in LEANING else meaning
