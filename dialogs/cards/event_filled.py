"""A form about an event as it is to be shown, whatever has come of filling it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.errors import Problem
from bot.domain.event_forms import Field, Kind, fields_of, longest, written
from bot.domain.events import Event
from bot.services.event_care import Concern
from dialogs.cards.event_dates import DateChoice


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is to be shown. `event` is what it is about, None for a new one; `told` what is written in it.

    `problems` are what is wrong, `concerns` what speaks against saving, `news` what has changed meanwhile.
    `aware` is what the person has seen of all that when they save. `dates` are those of a series. `key` is what
    a new event will be known by, however often its form is pressed. `wish` is the topic wish that it comes of.
    """

    kind: Kind
    event: Event | None
    told: Mapping[Field, str]
    problems: Mapping[Field, Problem] = field(default_factory=dict)
    concerns: Sequence[Concern] = ()
    news: Sequence[tuple[Field, str, str]] = ()
    aware: str = ""
    dates: Sequence[DateChoice] = ()
    key: str = ""
    wish: int = 0

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, without those whose stored text is too long for one."""
        cancelled = self.event is not None and self.event.cancelled
        every = fields_of(self.kind, cancelled=cancelled)
        return tuple(one for one in every if one not in too_long(self.event))


def too_long(event: Event | None) -> tuple[Field, ...]:
    """The fields of an event that a form leaves as they are, for their text is longer than it takes."""
    if event is None:
        return ()
    return tuple(one for one, text in written(event.facts).items() if len(text) > longest(one))
