"""Giving feedback: of which events it can be given, what a series asks, and whose hand an answer is found by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.events import Event
from bot.domain.feedback import FREE, ONWARD, USE, WISH, Answer, Question
from bot.domain.hands import Hands
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.texts import texts_of

GIVEN_FOR = timedelta(days=90)
"""How long after an event feedback is taken, and can be changed."""

LATELY = timedelta(days=14)
"""How far back the events lie that are offered to whoever does not say which one is meant."""

_ASKED = (ONWARD, USE, FREE, WISH)


def purpose_of(event: int) -> str:
    """What hands are for that answer to the event of a number."""
    return f"event:{event}"


def takes_feedback(event: Event, now: datetime) -> bool:
    """Whether feedback of the event is taken: it has begun, took place, and is not long past."""
    begun = event.facts.starts.timestamp() <= now.timestamp()
    long_past = event.facts.ends.astimezone(UTC) + GIVEN_FOR <= now
    return begun and not long_past and not event.cancelled


def lately_held(calendar: Calendar, now: datetime, most: int) -> list[Event]:
    """Events of which somebody may want to give feedback, the last first."""
    held = (event for event in reversed(calendar.events) if takes_feedback(event, now))
    since = now.astimezone(UTC) - LATELY
    lately: list[Event] = []
    for event in held:
        if event.facts.ends < since or len(lately) == most:
            break
        lately.append(event)
    return lately


async def hands_held(uow: UnitOfWork, hands: Hands, account: str) -> dict[int, str]:
    """The hands of somebody for every event of which anybody's is kept."""
    return {event: hands.of(account, purpose_of(event)) for event in await uow.feedback.held()}


async def questions_of(uow: UnitOfWork, series: str) -> Sequence[Question]:
    """What a series asks in words: its own questions, or those that every event is asked."""
    return await uow.feedback.questions(series) or usual_questions()


def usual_questions() -> list[Question]:
    """What an event is asked whose series has no questions of its own; the first two are the plan's."""
    finnish, english = texts_of("fi"), texts_of("en")
    return [Question(key, finnish(f"feedback.question.{key}"), english(f"feedback.question.{key}")) for key in _ASKED]


async def give(uow: UnitOfWork, hands: Hands, account: str, event: Event, answer: Answer, now: datetime) -> bool:
    """Keep somebody's answer in place of the one they gave before; whether it changed what they had said."""
    hand = hands.of(account, purpose_of(event.id))
    before = await uow.feedback.given(event.id, hand)
    if before is not None and (before.rating, before.words, before.library) == (
        answer.rating,
        answer.words,
        answer.library,
    ):
        return False
    await uow.feedback.give(event.id, hand, answer, now.date())
    return before is not None
