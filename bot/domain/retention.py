"""For how long what is kept only for a while is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta

from bot.domain.trip_forgetting import KEEP_MONTHS


@dataclass(frozen=True, slots=True)
class Retention:
    """The times, in days but for trips' months; the settings name each of them.

    `turns`: the channel delivers a turn again within minutes. `memories`: a talk is taken up again within the day.
    `notices`: longer than any event is announced ahead of its start, so that who was reminded of it is known while it
    matters. `telling`: notices that tell of somebody that they have said something, long enough to look into what was
    not delivered. `asking`: whom feedback was not asked any more has said something: forgotten once nobody is asked
    again, which holidays put off. `wishes`: what came of one can be looked up through the next year's planning.
    `questions`: long enough for one that could not be answered to be asked again and seen to; nobody needs an answer to
    what is asked no more. `answered`: longer than those who wanted to hear its answer can be told, and a slip be seen.
    `hands`: longer than an answer can be changed and than it takes to ask what came of it: after that nobody's hand
    is needed. `names`: long enough to ask who changed something of last year's; after that it matters only what was
    changed. `trip_months`: how long a trip's names are kept after it was made and last touched.
    """

    turns: int = 2
    memories: int = 1
    notices: int = 90
    telling: int = 2
    asking: int = 14
    wishes: int = 365
    questions: int = 180
    answered: int = 30
    hands: int = 120
    names: int = 365
    trip_months: int = KEEP_MONTHS

    def span(self, name: str) -> timedelta:
        """One of the times that are in days."""
        days: int = getattr(self, name)
        return timedelta(days=days)


USUAL = Retention()
"""The times of a bot whose settings say nothing of them."""

SHORTEST_NOTICES = 61
"""Days for which it is known at least what has left: of what has not, a trip's step may be taken back for 60."""

DAYS = tuple(field.name for field in fields(Retention) if field.name != "trip_months")
"""The names of those that are in days."""
