"""What feedback needs of the store, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bot.domain.feedback import Answer, GivenAnswer, Mark, Outcome, Question, Used


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave an event a rating, from one library; the library is empty where it was not told."""

    event: int
    library: str
    rating: int
    number: int


class Feedback(Protocol):
    """Answers by hands, and the questions that they answer."""

    async def questions(self, series: str) -> Sequence[Question]:
        """The team's own questions of a series in their order; none when it has no own."""

    async def ask(self, series: str, questions: Sequence[Question]) -> None:
        """Keep a series' own questions in place of those it had; with none it has no own any more."""

    async def give(self, event: int, hand: str, answer: Answer, on: date) -> bool:
        """Keep an answer in place of the hand's earlier one; whether it is the first.

        What was hidden of the earlier one is hidden no more: the words are new.
        """

    async def given(self, event: int, hand: str) -> Answer | None:
        """What a hand has answered."""

    async def take_back(self, event: int, hand: str) -> bool:
        """Erase a hand's answer; whether there was one."""

    async def answers(self, event: int) -> Sequence[GivenAnswer]:
        """All answers to an event, in an order that tells nothing."""

    async def answered(self, event: int, hands: Collection[str]) -> set[str]:
        """Which of the hands have answered."""

    async def hide(self, event: int, hand: str, key: str, *, hidden: bool) -> bool:
        """Hide a hand's answer to a question from summaries, or show it again; whether there is such an answer."""

    async def page(self, event: int, after: str, most: int) -> Sequence[GivenAnswer]:
        """At most so many answers to an event, those behind a hand in an order that tells nothing; "" begins."""

    async def tallies(self, events: Collection[int], by: date = date.max) -> Sequence[Tally]:
        """How the answers to events that were given by a day divide by library and rating."""

    async def since(self, day: date) -> Mapping[str, int]:
        """How many answers were given on or after a day, by library; the empty name is that of none."""

    async def mark(self, event: int, hand: str, mark: Mark) -> None:
        """Keep what somebody has told besides; told twice it is kept once."""

    async def marks(self, event: int, hand: str) -> set[Mark]:
        """What a hand has told besides."""

    async def marked(self, event: int, mark: Mark) -> set[str]:
        """The hands that have told so."""

    async def give_outcome(self, event: int, hand: str, outcome: Outcome) -> None:
        """Keep what came of it, in place of what the hand said of that before."""

    async def outcome(self, event: int, hand: str) -> Outcome | None:
        """What a hand has said of what came of it."""

    async def outcomes(self, event: int) -> Sequence[tuple[str, Outcome]]:
        """What came of an event, by hand, in an order that tells nothing."""

    async def used(self, events: Collection[int]) -> Mapping[Used, int]:
        """How many have said of events that what was learnt came to use, or not."""

    async def held(self) -> Sequence[int]:
        """The events of which somebody's hand is kept."""

    async def erase(self, hands: Mapping[int, str]) -> int:
        """Erase all that hands have told, by their events; how many answers."""

    async def loosen(self, before: date) -> int:
        """Let go of the hands of what was answered before a day: nobody can edit it any more; how many answers."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Figures as they were shown since a day; a final one stays for good. `data` is a JSON object."""

    made_on: date
    final: bool
    data: Mapping[str, Any]


class Pictures(Protocol):
    """Figures by library, which do not move with each answer."""

    async def named(self, name: str) -> Picture | None:
        """The picture of a name."""

    async def keep(self, name: str, picture: Picture) -> Mapping[str, Any]:
        """Keep a picture in place of an earlier one that is not final; the data that is kept then."""
