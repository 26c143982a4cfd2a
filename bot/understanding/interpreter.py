"""From a text to its meaning: names, times, concepts, topic words, and the intent that they weigh to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.domain.events import Form
from bot.domain.intervals import Interval
from bot.understanding.aspects import aspects_of, direction_of, selector_of
from bot.understanding.background import drop_background
from bot.understanding.calendar_names import CalendarNames
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier, inherit
from bot.understanding.evidence import OUTSIDE, decide
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.naming import find_names
from bot.understanding.references import find_hosts, find_places, library_next
from bot.understanding.sentence import prepare
from bot.understanding.timing import read_times
from bot.understanding.topic_words import find_topic
from bot.understanding.topics import ENOUGH, SOME, topic_word

FORMS = {"remote": Form.REMOTE, "on_site": Form.ON_SITE, "hybrid": Form.HYBRID}
WEAK = frozenset(
    {"filler", "please", "who", "pronoun", "and_what", "existence", "topic_cue", "thing", "where", "what_is"}
    | {"all_of_them", "next", "last", "back", "count", "past_tense", "upcoming"}
)
"""Concepts that any sentence may hold: they say neither what is wanted nor that the bot is not meant."""


ANY = frozenset({"jokin", "jotain", "joku", "mikään", "mitään", "kaikki", "any", "anything", "something"})

OPENERS = frozenset({"next", "all_of_them", "upcoming"})
"""Concepts that are a question by themselves when nothing else is said: "mitä on tulossa"."""


def interpret(
    text: str,
    now: datetime,
    calendar: CalendarNames,
    earlier: Earlier | None = None,
    default_language: str = "fi",
) -> Meaning:
    """What a text means at a moment, in terms of the calendar whose names are given."""
    default = earlier.meaning.language if earlier else default_language
    sentence = prepare(text, calendar.analyzer, default)
    draft = find_names(sentence, calendar)
    direction = direction_of(draft.names)
    read_times(draft, now, direction)
    drop_background(draft, now)
    return _weigh(draft, now, direction, earlier)


def _weigh(draft: Draft, now: datetime, direction: Direction, earlier: Earlier | None) -> Meaning:
    words, calendar = draft.sentence.words, draft.calendar
    hosts = find_hosts(
        words, calendar, draft.free(), host_asked="host" in draft.names, event_at=draft.event_positions()
    )
    named = {i for host in hosts for i in host.at}
    draft.used.update(named)
    draft.concepts = [concept for concept in draft.concepts if not named.intersection(concept.at)]
    found = find_places(words, calendar.places, draft.free())
    place = found.place
    skipped = draft.used | _towns_spoken_of(draft)
    topic, unknown = find_topic(draft.sentence, draft.series, draft.concepts, skipped, calendar)
    evidence = Counter(name for name in draft.names)
    if "clash" in draft.names and draft.times:
        topic = []
    coverage = calendar.coverage(topic, now)
    has_place = place is not None and place.what in calendar.event_places
    specific = any(not match.target.group for match in draft.series)
    flags = {
        "series": specific,
        "coffees": any(match.target.group for match in draft.series),
        "time": bool(draft.times),
        "topic_hit": coverage >= ENOUGH,
        "half_hit": SOME <= coverage < ENOUGH,
        "miss": coverage < SOME and any(word.cued for word in topic),
        "named_host": bool(hosts),
        "host_away": bool(hosts) and "away" in draft.names,
        "event_place": has_place,
        "to_place": found.destination,
        "place_visit": place is not None and not has_place,
        "place_library": found.library_of,
        "past_time": any(time.past or not _ahead(time.interval, now) for time in draft.times),
        "coming_time": any(not time.past and _ahead(time.interval, now) for time in draft.times),
        "drink": any("kahvi" in word.lemmas for i, word in enumerate(words) if i not in draft.used or len(words) == 1),
        "bare": not topic and not unknown and _opens(draft, has_place=place is not None),
    }
    evidence.update(name for name, there in flags.items() if there)
    evidence["unknown"] = unknown
    refers = bool(topic or hosts or specific)
    about_one = specific or coverage >= ENOUGH or (earlier is not None and not refers)
    aspects = aspects_of(draft.concepts, words, topic_known=about_one)
    leans = earlier is not None and _leans(draft, aspects, refers)
    if leans:
        evidence["follow_up"] = 1
        if "next" in draft.names and not (refers or draft.series or draft.times or aspects):
            evidence["after_that"] = 1
    meaning = Meaning(
        draft.sentence.language,
        decide(+evidence),
        aspects,
        tuple(dict.fromkeys(name for match in draft.series for name in match.target.series)),
        " ".join(dict.fromkeys(match.target.group for match in draft.series if match.target.group)),
        tuple(topic),
        tuple(named.what for named in hosts),
        place.what if place else "",
        next((form for name, form in FORMS.items() if name in draft.names), None),
        tuple(draft.times),
        _direction(draft, direction),
        selector_of(draft.concepts, words),
        hint=next((name for name in OUTSIDE if name in draft.names), ""),
        evidence=tuple(sorted(+evidence)),
    )
    return inherit(meaning, earlier) if leans and earlier and meaning.intent in _LEANING else meaning


def _opens(draft: Draft, *, has_place: bool) -> bool:
    """Whether nothing but a time, a place or "mitä on tulossa" is said, which asks for whatever there is."""
    says_something = bool(draft.times or has_place or draft.names & OPENERS)
    return says_something and not (draft.names - WEAK - {"when", "clock"})


def _towns_spoken_of(draft: Draft) -> set[int]:
    """Positions of municipalities that no title speaks of: where, not what about."""
    topics = draft.calendar.topics
    words = draft.sentence.words
    named = (i for i in draft.free() if words[i].lemmas & draft.calendar.places or _library_of(words, i))
    return {i for i in named if not topics.in_title(topic_word(words[i]))}


def _library_of(words: Sequence[Word], i: int) -> bool:
    """Whether a name is of some library: "Kemin kirjasto"."""
    return any(r.word_class is WordClass.NAME for r in words[i].readings) and library_next(words, i)


def _ahead(interval: Interval, now: datetime) -> bool:
    return interval.end is None or interval.end > now


_LEANING = frozenset({Intent.EVENTS, Intent.RECORDING, Intent.REMINDER, Intent.FEEDBACK, Intent.OTHER})


_ASKING = frozenset({"recording", "watch_later", "watch", "reminder", "feedback", "latter", "former", "after_that"})


def _leans(draft: Draft, aspects: frozenset[Aspect], refers: bool) -> bool:
    """Whether the question is a follow-up: it begins so, or it names nothing of its own."""
    first = {found.concept for found in draft.concepts if found.at[0] <= 1}
    if first & {"and_what", "not_this_but"} or "after_that" in draft.names:
        return True
    if not aspects and not draft.names & _ASKING:
        return False
    if refers or draft.series:
        return False
    if "pronoun" in draft.names:
        return True
    return not (draft.times or "event_noun" in draft.names or _asks_for_any(draft))


def _asks_for_any(draft: Draft) -> bool:
    """Whether any event will do: "onko jotain peruttu", "mitä tallenteita on"."""
    words = draft.sentence.words
    recordings = {i for found in draft.concepts if found.concept == "recording" for i in found.at}
    return any(word.lemmas & ANY for word in words) or any(_plural(words[i]) for i in recordings)


def _plural(word: Word) -> bool:
    return word.surface.endswith(("t", "ita", "itä", "eita", "eitä", "oita", "teista", "ings"))


def _direction(draft: Draft, direction: Direction) -> Direction:
    return Direction.PAST if any(reading.past for reading in draft.times) else direction
