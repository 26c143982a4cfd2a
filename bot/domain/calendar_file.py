"""What was read from a calendar file, before anything of it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.errors import Problem
from bot.domain.events import EventDraft
from bot.domain.intervals import Interval


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The events of a file, and what is wrong in it.

    Any of the `problems` makes the file unusable; `notes` are worth telling but stop nothing.
    `series_prefixes` are the beginnings of the keys of the file's repeating entries ("uid/"). An
    occurrence that was stored earlier, begins within `expanded` and is no longer in the file has been
    taken out of its series.
    """

    drafts: tuple[EventDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    series_prefixes: tuple[str, ...] = ()
    expanded: Interval = field(default_factory=Interval)
