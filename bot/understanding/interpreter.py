"""From a text to its meaning: names, times, words about the question, topic words, and the intent they weigh to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.events import Form
from bot.domain.intervals import Interval
from bot.understanding.aspects import aspects_of, direction_of, selector_of
from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found, concepts_of
from bot.understanding.dates import find_times
from bot.understanding.dates.reading import Direction as TimeDirection
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.earlier import Earlier, inherit
from bot.understanding.evidence import OUTSIDE, decide
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning, TopicWord
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.references import find_hosts, find_places, library_next
from bot.understanding.sentence import Sentence, prepare
from bot.understanding.series_names import SeriesMatch, Target
from bot.understanding.topic_words import LONG_WORD, find_topic
from bot.understanding.topics import ENOUGH, SOME, topic_word

FORMS = {"remote": Form.REMOTE, "on_site": Form.ON_SITE, "hybrid": Form.HYBRID}
WEAK = frozenset(
    {
        "filler",
        "please",
        "who",
        "pronoun",
        "and_what",
        "existence",
        "topic_cue",
        "thing",
        "where",
        "what_is",
        "all_of_them",
        "next",
        "last",
        "count",
    }
)
"""Concepts that any sentence may hold: they say neither what is wanted nor that the bot is not meant."""


@dataclass(slots=True)
class Draft:
    """What has been found of a sentence so far; `used` are the word positions that are
    explained, `timed` those of them that tell a time."""

    sentence: Sentence
    calendar: CalendarNames
    series: list[SeriesMatch]
    concepts: list[Found]
    times: list[TimeReading] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    timed: set[int] = field(default_factory=set)

    @property
    def names(self) -> set[str]:
        """The concepts that were found."""
        return {found.concept for found in self.concepts}

    def free(self) -> list[int]:
        """Positions of words not yet explained."""
        return [i for i in range(len(self.sentence.words)) if i not in self.used]


def interpret(
    text: str,
    now: datetime,
    calendar: CalendarNames,
    places: frozenset[str],
    earlier: Earlier | None = None,
    default_language: str = "fi",
) -> Meaning:
    """What a text means at a moment, in terms of the calendar whose calendar is given."""
    default = earlier.meaning.language if earlier else default_language
    sentence = prepare(text, calendar.analyzer, default)
    draft = _names_and_concepts(sentence, calendar)
    direction = direction_of(draft.names)
    _read_times(draft, now, direction)
    _drop_background(draft, now)
    return _weigh(draft, now, places, direction, earlier)


def _names_and_concepts(sentence: Sentence, calendar: CalendarNames) -> Draft:
    words = [_meant(word, calendar) for word in sentence.words]
    series = calendar.series.find(words, sentence.language)
    draft = Draft(sentence, calendar, series, [])
    for match in series:
        draft.used.update(range(match.start, match.end))
    found = concepts_of(sentence.language).find(words)
    denied = _denied(sentence)
    draft.concepts = _longest(
        [f for f in found if not draft.used.intersection(f.at) and not denied.intersection(f.at)]
    )
    draft.used.update(denied)
    _add_series_of_heads(draft)
    _add_series_of_people(draft)
    return draft


def _denied(sentence: Sentence) -> set[int]:
    """Positions of what is ruled out: "paikan päällä eikä Teamsissa"."""
    return {i + 1 for i, word in enumerate(sentence.words[:-1]) if word.surface == "eikä"}


def _meant(word: Word, calendar: CalendarNames) -> Word:
    """A long word with two typing errors, as the series' name it is nearest to; topics are never guessed so."""
    guess = word.suggested if not word.known and len(word.surface) >= LONG_WORD else ""
    return calendar.analyzer.word(guess) if guess else word


def _add_series_of_heads(draft: Draft) -> None:
    """ "Digivarttitallenne" names a series as well as a recording."""
    kept: list[Found] = []
    for found in draft.concepts:
        target = draft.calendar.series.named(found.head) if found.head else None
        if target:
            draft.series.append(SeriesMatch(found.at[0], found.at[0] + 1, target))
            found = Found(found.concept, found.at)
        kept.append(found)
    draft.concepts = kept


def _add_series_of_people(draft: Draft) -> None:
    """ "Milloin johtajat kokoontuvat kahveille" means the leaders' series, not all coffees."""
    meet = any(match.target.group for match in draft.series) or draft.names & {"event_noun", "existence"}
    free = [draft.sentence.words[i] for i in draft.free()]
    series = draft.calendar.series.led_by(free) if meet else ""
    if series and all(match.target.group for match in draft.series):
        spans = draft.series or [_span_of_people(draft)]
        draft.series = [SeriesMatch(m.start, m.end, Target((series,)), m.head) for m in spans]
        draft.used.update(i for i in draft.free() if draft.calendar.series.led_by([draft.sentence.words[i]]))


def _span_of_people(draft: Draft) -> SeriesMatch:
    at = next(i for i in draft.free() if draft.calendar.series.led_by([draft.sentence.words[i]]))
    return SeriesMatch(at, at + 1, Target(()))


def _longest(found: Sequence[Found]) -> list[Found]:
    """Concepts without those whose words all belong to a longer pattern."""
    reach = {i: max(len(f.at) for f in found if i in f.at) for f in found for i in f.at}
    return [f for f in found if len(f.at) > 1 or reach[f.at[0]] == 1]


def _read_times(draft: Draft, now: datetime, direction: Direction) -> None:
    sentence = draft.sentence
    masked = [(sentence.tokens[m.start].start, sentence.tokens[m.end - 1].end) for m in draft.series]
    dropped = _corrected_away(sentence)
    towards = TimeDirection.PAST if direction is Direction.PAST else TimeDirection.FUTURE
    found = [time for time in find_times(sentence.text, now, towards, masked) if time.start >= dropped]
    draft.times = _joined(found, now)
    spans = [(time.start, time.end) for time in found]
    inside = {
        i
        for i, token in enumerate(sentence.tokens)
        if any(token.start < end and start < token.end for start, end in spans) or token.end <= dropped
    }
    draft.concepts = [f for f in draft.concepts if f.concept == "past_tense" or not inside.intersection(f.at)]
    draft.used.update(inside)
    draft.timed.update(inside)


def _joined(times: list[TimeReading], now: datetime) -> list[TimeReading]:
    """A day said in one place and its hours in another ("20.1. ... puolenpäivän jälkeen") as one time."""
    days = [time for time in times if time.grain in (Grain.DAY, Grain.WEEK) and not time.daily]
    hours = [time for time in times if time.grain in (Grain.CLOCK, Grain.DAYPART) and _of_today(time, now)]
    if len(days) != 1 or len(hours) != 1 or len(times) != 2:
        return times
    start, end = hours[0].interval.start, hours[0].interval.end
    assert start is not None
    last = end.hour if end is not None and end.date() == start.date() else 24
    return [replace(days[0], daily=(start.hour, max(last, start.hour + 1)))]


def _of_today(time: TimeReading, now: datetime) -> bool:
    return time.interval.start is not None and time.interval.start.date() == now.date()


def _corrected_away(sentence: Sentence) -> int:
    """Where the part ends that "ei X vaan Y" takes back; 0 when nothing is."""
    written = [word.surface for word in sentence.words]
    if {"ei", "en", "eiku", "eikun"}.intersection(written) and "vaan" in written:
        return sentence.tokens[written.index("vaan")].start
    return 0


def _ahead(interval: Interval, now: datetime) -> bool:
    return interval.end is None or interval.end > now


def _coverage(topic: Sequence[TopicWord], calendar: CalendarNames, now: datetime) -> float:
    """How well the calendar's best event covers the topic."""
    past, coming = calendar.split(now)
    ahead = max((hit.coverage for hit in calendar.topics.search(topic, coming)), default=0.0)
    if ahead >= ENOUGH or not topic:
        return ahead
    behind = calendar.topics.search(topic, past, latest=True)
    return max((hit.coverage for hit in behind), default=ahead)


def _weigh(
    draft: Draft, now: datetime, places: frozenset[str], direction: Direction, earlier: Earlier | None
) -> Meaning:
    words, calendar = draft.sentence.words, draft.calendar
    hosts = find_hosts(words, calendar, draft.free(), "host" in draft.names)
    draft.used.update(i for named in hosts for i in named.at)
    found = find_places(words, places | calendar.event_places, draft.free())
    place = found.place
    skipped = draft.used | _named_places(draft, places)
    topic, unknown = find_topic(draft.sentence, draft.series, draft.concepts, skipped, calendar)
    evidence = Counter(name for name in draft.names)
    if "clash" in draft.names and draft.times:
        topic = []
    coverage = _coverage(topic, calendar, now)
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
        "event_place": has_place,
        "to_place": found.destination,
        "place_visit": place is not None and not has_place,
        "place_library": found.library_of,
        "past_time": any(time.past for time in draft.times),
        "coming_time": any(not time.past and _ahead(time.interval, now) for time in draft.times),
        "drink": any(
            "kahvi" in word.lemmas for i, word in enumerate(words) if i not in draft.used or len(words) == 1
        ),
        "bare": bool(draft.times)
        and not topic
        and not unknown
        and not (draft.names - WEAK - {"when", "clock"}),
    }
    evidence.update(name for name, there in flags.items() if there)
    evidence["unknown"] = unknown
    aspects = aspects_of(draft.concepts, words, topic_known=specific or coverage >= ENOUGH)
    leans = earlier is not None and _leans(draft, aspects, bool(topic or hosts or specific))
    if leans:
        evidence["follow_up"] = 1
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


def _named_places(draft: Draft, places: frozenset[str]) -> set[int]:
    """Positions of municipalities that no title speaks of: where, not what about."""
    topics = draft.calendar.topics
    words = draft.sentence.words
    named = (i for i in draft.free() if words[i].lemmas & places or _library_of(words, i))
    return {i for i in named if not topics.in_title(topic_word(words[i]))}


def _library_of(words: Sequence[Word], i: int) -> bool:
    """Whether a name is of some library: "Kemin kirjasto"."""
    return any(r.word_class is WordClass.NAME for r in words[i].readings) and library_next(words, i)


def _drop_background(draft: Draft, now: datetime) -> None:
    """Leave the sentences around the question out, when the question says by itself what it is about."""
    background = draft.sentence.background()
    asking = [i for i in range(len(draft.sentence.words)) if i not in background]
    timed = any(i in draft.timed for i in asking)
    named = any(match.start not in background for match in draft.series)
    if not background or not (timed or named or _has_topic(draft, asking, now)):
        return
    draft.series = [match for match in draft.series if match.start not in background]
    draft.concepts = [found for found in draft.concepts if not background.intersection(found.at)]
    draft.times = [
        time for time in draft.times if _position(draft, time.start) not in background
    ] or draft.times
    draft.used.update(background)


def _has_topic(draft: Draft, asking: Sequence[int], now: datetime) -> bool:
    concepts = [found for found in draft.concepts if set(found.at) <= set(asking)]
    skipped = set(range(len(draft.sentence.words))) - set(asking) | draft.used
    words, _ = find_topic(draft.sentence, [], concepts, skipped, draft.calendar)
    return _coverage(words, draft.calendar, now) >= ENOUGH


def _position(draft: Draft, offset: int) -> int:
    return next(i for i, token in enumerate(draft.sentence.tokens) if token.end > offset)


_LEANING = frozenset({Intent.EVENTS, Intent.RECORDING, Intent.REMINDER, Intent.FEEDBACK, Intent.OTHER})


_ASKING = frozenset(
    {"recording", "watch_later", "watch", "reminder", "feedback", "latter", "former", "after_that"}
)


def _leans(draft: Draft, aspects: frozenset[Aspect], refers: bool) -> bool:
    """Whether the question is a follow-up: it begins so, or it names nothing of its own."""
    first = {found.concept for found in draft.concepts if found.at[0] <= 1}
    if first & {"and_what", "not_this_but"} or "after_that" in draft.names:
        return True
    if not aspects and not draft.names & _ASKING:
        return False
    if refers or draft.series:
        return False
    return "pronoun" in draft.names or not (draft.times or "event_noun" in draft.names)


def _direction(draft: Draft, direction: Direction) -> Direction:
    return Direction.PAST if any(reading.past for reading in draft.times) else direction
