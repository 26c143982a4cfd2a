"""What the live calendar adds to understanding: its series, hosts, places, and the words of its events."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import Event, Form
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.tokens import tokens
from bot.understanding.morphology.words import Word, WordClass
from bot.understanding.series_names import SeriesNames
from bot.understanding.topics import BODY, ENOUGH, SERIES, TITLE, TopicIndex, event_terms

Terms = list[tuple[str, float, float]]
LONG_WORD = 8
"""Letters of a description's word that is worth mending when it is misspelt; shorter ones cost more than they tell."""

NOT_TOWNS = frozenset({"teams"})
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\bja\b|\bsekä\b)\s*")


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Everything nameable in the calendar, ready for matching against a question.

    `hosts` holds, by each word of a host's name in lower case, the names as written; `event_places` the
    towns where events are held, `places` all towns known, in lower case; `starts` the events' starts.
    """

    analyzer: Analyzer
    series: SeriesNames
    hosts: dict[str, tuple[str, ...]]
    event_places: frozenset[str]
    places: frozenset[str]
    topics: TopicIndex
    starts: tuple[datetime, ...]

    def split(self, now: datetime) -> tuple[range, range]:
        """Positions of events that began before a moment, and of those that begin then or later."""
        position = bisect_left(self.starts, now)
        return range(position), range(position, len(self.starts))

    def coverage(self, topic: Sequence[TopicWord], now: datetime) -> float:
        """How much of a topic the calendar's best event has: what is to come goes before what is past."""
        if not topic:
            return 0.0
        past, coming = self.split(now)
        ahead = max((hit.coverage for hit in self.topics.search(topic, coming)), default=0.0)
        if ahead >= ENOUGH:
            return ahead
        behind = self.topics.search(topic, past, latest=True)
        return max((hit.coverage for hit in behind), default=ahead)


def words_of(text: str, analyzer: Analyzer) -> list[Word]:
    """The analysed words of a text."""
    return [analyzer.word(token.text) for token in tokens(text)]


def host_names(host: str) -> list[str]:
    """The single names of a host field: "Aino Esimerkki ja Bo Malli" has two."""
    return [name for name in _BETWEEN_NAMES.split(host) if name]


def live_words(events: Sequence[Event]) -> list[str]:
    """Texts whose words are to be known in all their forms: names and titles first, then descriptions' long words."""
    facts = [event.facts for event in events]
    texts = (text for f in facts for text in (f.series, *host_names(f.host), f.place, f.title) if text)
    told = (token.text for f in facts for token in tokens(f.description) if len(token.text) >= LONG_WORD)
    return list(dict.fromkeys((*texts, *told)))


def terms_of(event: Event, analyzer: Analyzer) -> Terms:
    """An event's index terms."""
    facts = event.facts
    return event_terms(
        [
            (TITLE, words_of(event.topic, analyzer)),
            (SERIES, words_of(facts.series, analyzer)),
            (BODY, words_of(facts.description, analyzer)),
            (BODY, [] if facts.form is Form.REMOTE else _towns(facts.place, analyzer)),
        ]
    )


def certain(event: Event, analyzer: Analyzer) -> bool:
    """Whether the lexicon and the dictionary know all words of an event, whatever else the calendar holds."""
    facts = event.facts
    words = words_of(" ".join((facts.title, facts.series, facts.description, facts.place)), analyzer)
    return all(word.known and not word.corrected for word in words)


def _towns(place: str, analyzer: Analyzer) -> list[Word]:
    """The towns of a place field, not its common words ("pääkirjasto")."""
    words = words_of(place, analyzer)
    return [w for w in words if any(r.word_class is WordClass.NAME for r in w.readings) and not w.lemmas & NOT_TOWNS]


def make_names(events: Sequence[Event], terms: Sequence[Terms], analyzer: Analyzer) -> CalendarNames:
    """The names of these events, which are in the order of their starts, with their terms."""
    topics = TopicIndex()
    for event_terms_ in terms:
        topics.add(event_terms_)
    series = dict.fromkeys(event.facts.series for event in events if event.facts.series)
    hosts: dict[str, tuple[str, ...]] = {}
    for host in dict.fromkeys(name for event in events for name in host_names(event.facts.host)):
        for part in dict.fromkeys(host.casefold().split()):
            hosts[part] = (*hosts.get(part, ()), host)
    places = dict.fromkeys(event.facts.place for event in events)
    towns = frozenset(name for place in places for word in _towns(place, analyzer) for name in word.lemmas)
    return CalendarNames(
        analyzer,
        SeriesNames((name, words_of(name, analyzer)) for name in series),
        hosts,
        towns,
        towns | {place.lower() for place in load_lexicon().places},
        topics,
        tuple(event.facts.starts for event in events),
    )
