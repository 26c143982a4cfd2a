"""What has been found of a sentence so far, on the way to its meaning."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.calendar_names import CalendarNames
from bot.understanding.concepts import Found
from bot.understanding.dates.reading import TimeReading
from bot.understanding.sentence import Sentence
from bot.understanding.series_names import SeriesMatch


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

    def event_positions(self) -> set[int]:
        """Positions where a series or a noun of events begins."""
        nouns = {found.at[0] for found in self.concepts if found.concept in ("event_noun", "thing")}
        return nouns | {match.start for match in self.series}
