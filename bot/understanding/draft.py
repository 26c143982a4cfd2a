"""What has been found of a sentence so far, on the way to its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found
from bot.understanding.dates.reading import TimeReading
from bot.understanding.meaning import Excluded, TopicWord
from bot.understanding.places import Places
from bot.understanding.references import Named
from bot.understanding.sentence import Sentence
from bot.understanding.series_names import SeriesMatch


@dataclass(slots=True)
class Draft:
    """What each step has found: series and concepts, times, then hosts, places and the topic.

    `used` are the positions of words that are explained, `timed` those of them that tell a time, `leads` those
    that tell how long before an event one wants to be reminded. `coverage` is the share of the topic that the
    calendar's best event has; `unknown` counts words that nobody knows; `stranger` says that a host was named whom
    the calendar does not have. `told` are the concepts of the sentences around the question. `left_out` are the
    positions of words that name what is not asked for, and `excluded` what they name;
    `taken_back` those of words that the writer takes back.
    """

    sentence: Sentence
    calendar: CalendarNames
    series: list[SeriesMatch]
    concepts: list[Found]
    times: list[TimeReading] = field(default_factory=list)
    hosts: list[Named] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    topic: list[TopicWord] = field(default_factory=list)
    coverage: float = 0.0
    unknown: int = 0
    stranger: bool = False
    used: set[int] = field(default_factory=set)
    timed: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    told: frozenset[str] = frozenset()
    left_out: frozenset[int] = frozenset()
    taken_back: frozenset[int] = frozenset()
    excluded_series: list[SeriesMatch] = field(default_factory=list)
    excluded_concepts: list[Found] = field(default_factory=list)
    excluded: Excluded = field(default_factory=Excluded)

    @property
    def names(self) -> set[str]:
        """The concepts that were found."""
        return {found.concept for found in self.concepts}

    @property
    def specific(self) -> bool:
        """Whether a certain series is named, not several together."""
        return any(not match.target.group for match in self.series)

    @property
    def refers(self) -> bool:
        """Whether the sentence itself says which events: by a series, a topic or a host."""
        return bool(self.topic or self.hosts or self.specific)

    def free(self) -> list[int]:
        """Positions of words not yet explained."""
        return [i for i in range(len(self.sentence.words)) if i not in self.used]

    def event_positions(self) -> set[int]:
        """Positions where a series or a noun of events begins."""
        nouns = {found.at[0] for found in self.concepts if found.concept in ("event_noun", "thing")}
        return nouns | {match.start for match in self.series}
