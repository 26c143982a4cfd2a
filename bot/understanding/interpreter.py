"""From a text to its meaning, step by step: names, times, subjects, and the intent that they weigh to."""

from __future__ import annotations

from datetime import datetime

from bot.domain.events import Form
from bot.understanding.aspects import aspects_of, direction_of, selector_of
from bot.understanding.background import drop_background, keep_own_times
from bot.understanding.calendar_names import CalendarNames
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier
from bot.understanding.evidence import OUTSIDE, decide
from bot.understanding.exclusion import read_excluded
from bot.understanding.flags import evidence_of
from bot.understanding.leaning import Leaning
from bot.understanding.meaning import Direction, Intent, Meaning
from bot.understanding.naming import find_names
from bot.understanding.reminding import Reminding, lead_positions, reminding_of
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
    if "reminder" in draft.names:
        draft.leads = lead_positions(draft.sentence.words)
        draft.used.update(draft.leads)
        draft.concepts = [found for found in draft.concepts if not draft.leads.issuperset(found.at)]
    drop_background(draft, now)
    direction = direction_of(draft.names)
    read_times(draft, now, direction)
    keep_own_times(draft)
    read_excluded(draft)
    leaning = Leaning(draft, earlier) if earlier else None
    find_subjects(draft, now)
    if any(time.past for time in draft.times):
        direction = Direction.PAST
    return _concluded(draft, now, direction, leaning)


def _concluded(draft: Draft, now: datetime, direction: Direction, leaning: Leaning | None) -> Meaning:
    """The meaning of a finished draft, with what a follow-up inherits."""
    about_one = draft.specific or draft.coverage >= ENOUGH or (leaning is not None and not draft.refers)
    aspects = aspects_of(draft.concepts, draft.sentence.words, about_one, draft.event_positions())
    evidence = evidence_of(draft, now)
    follow = leaning.followed(aspects, now) if leaning else None
    if follow:
        evidence |= {"follow_up": 1} | ({"loosely": 1} if follow.loose else {}) | ({"time": 1} if follow.times else {})
    place, names = draft.places.place, draft.names
    intent = decide(evidence)
    meaning = Meaning(
        draft.sentence.language,
        intent,
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
        reminding=_reminding(draft) if intent is Intent.REMINDER else None,
    )
    return leaning.completed(meaning, follow, now) if leaning else meaning


def _reminding(draft: Draft) -> Reminding:
    return reminding_of(draft.sentence.words, (match.end - 1 for match in draft.series))
