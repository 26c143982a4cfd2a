"""Feedback asked unasked: of whom, when, in which thread, once, and of nobody who has said what they wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.events import Event, Status
from bot.domain.feedback import Answer, Mark, Outcome, Used
from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from tests.support.drafts import draft, helsinki
from tests.support.office import Office
from tests.support.talk import HANDS

STARTS = helsinki(2026, 11, 24, 9, 0)
DRAFT = draft(title="Etäkahvit: Mehiläiset", starts=STARTS, ends=STARTS + timedelta(minutes=30))
ASKED = helsinki(2026, 11, 24, 9, 40)
AGAIN = helsinki(2026, 11, 26, 9, 0)
OUTCOME = helsinki(2027, 1, 5, 9, 0)
THREAD = "sent-1"
"""What the fake service calls the thread that the reminder began."""

ALL = Subscription(Scope.ALL, "", frozenset({Lead.QUARTER}))


async def held(office: Office) -> Event:
    """An event of which Aino and a channel were reminded."""
    await office.person("aino", ALL)
    await office.recipient(RecipientKind.CHANNEL, "19:kahvit", "19:kahvit", ALL)
    [event] = await office.add(DRAFT)
    await office.tick(STARTS - timedelta(minutes=15))
    return event


def asked(heard: list[tuple[str, str]]) -> list[str]:
    return [where for where, what in heard if "palautetta" in what]


async def hand_does(office: Office, event: Event, name: str, *, answer: bool = False, mark: Mark | None = None) -> None:
    hand = HANDS.of(f"29:{name}", f"event:{event.id}")
    async with office.store.begin() as uow:
        if answer:
            await uow.feedback.give(event.id, hand, Answer(5), office.now.date())
        if mark:
            await uow.feedback.mark(event.id, hand, mark)


async def test_whoever_was_reminded_is_asked_ten_minutes_after_the_end(office: Office) -> None:
    await held(office)
    await office.person("bo")
    assert asked(await office.tick(ASKED - timedelta(seconds=1))) == []
    assert sorted(asked(await office.tick(ASKED))) == ["a:aino", THREAD]
    assert asked(await office.ticks(1, 60)) == []


async def test_whoever_took_part_is_asked_too(office: Office) -> None:
    event = await held(office)
    await office.person("bo")
    await hand_does(office, event, "bo", mark=Mark.ATTENDED)
    assert "a:bo" in asked(await office.tick(ASKED))


@pytest.mark.parametrize(("answer", "mark"), [(True, None), (False, Mark.ABSENT), (False, Mark.DECLINED)])
async def test_who_has_said_something_is_not_asked(office: Office, answer: bool, mark: Mark | None) -> None:
    event = await held(office)
    await hand_does(office, event, "aino", answer=answer, mark=mark)
    assert asked(await office.tick(ASKED)) == [THREAD]
    assert asked(await office.tick(AGAIN)) == []
    reasons = {row.reason for row in await office.rows() if row.kind == NoticeKind.FEEDBACK and row.reason}
    assert reasons == {"no_need"}, "it does not tell what was said"


async def test_the_silent_are_asked_once_more_and_then_no_more(office: Office) -> None:
    await held(office)
    await office.tick(ASKED)
    assert asked(await office.tick(AGAIN - timedelta(seconds=1))) == []
    assert await office.tick(AGAIN) == [("a:aino", "Vielä ehdit antaa palautetta: Etäkahvit: Mehiläiset")]
    assert asked(await office.tick(OUTCOME)) == []


async def test_a_moved_event_is_asked_of_after_its_new_time(office: Office) -> None:
    await held(office)
    later = timedelta(days=1)
    await office.change(replace(DRAFT, starts=STARTS + later, ends=DRAFT.ends + later))
    assert asked(await office.tick(ASKED)) == []
    await office.tick(STARTS + later - timedelta(minutes=15))
    assert len(asked(await office.tick(ASKED + later))) == 2


async def test_a_cancelled_event_is_not_asked_of(office: Office) -> None:
    await held(office)
    await office.change(replace(DRAFT, status=Status.CANCELLED))
    for moment in (ASKED, AGAIN, OUTCOME):
        assert asked(await office.tick(moment)) == []


async def test_what_came_of_it_is_asked_of_those_who_answered(office: Office) -> None:
    event = await held(office)
    await office.person("bo")
    await hand_does(office, event, "bo", answer=True)
    await office.tick(AGAIN)
    assert await office.tick(OUTCOME) == [("a:bo", "Mitä siitä jäi käteen? Etäkahvit: Mehiläiset")]
    assert await office.tick(OUTCOME + timedelta(days=1)) == []


@pytest.mark.parametrize("how", ["declined", "told", "taken back"])
async def test_nor_is_that_asked_of_whom_it_does_not_concern(office: Office, how: str) -> None:
    event = await held(office)
    await hand_does(office, event, "aino", answer=True, mark=Mark.OUTCOME_DECLINED if how == "declined" else None)
    hand = HANDS.of("29:aino", f"event:{event.id}")
    async with office.store.begin() as uow:
        if how == "told":
            await uow.feedback.give_outcome(event.id, hand, Outcome(Used.YES))
        if how == "taken back":
            await uow.feedback.take_back(event.id, hand)
    assert await office.tick(OUTCOME) == []


async def test_after_an_interruption_of_days_nobody_is_asked_late(office: Office) -> None:
    await held(office)
    assert asked(await office.tick(ASKED + timedelta(days=10))) == []
    states = {row.state for row in await office.rows() if row.kind in (NoticeKind.FEEDBACK, NoticeKind.DUE_FEEDBACK)}
    assert State.EXPIRED in states


async def test_an_evening_is_asked_of_in_the_morning(office: Office) -> None:
    await office.person("aino", ALL)
    evening = helsinki(2026, 11, 24, 19, 0)
    await office.add(replace(DRAFT, starts=evening, ends=evening + timedelta(minutes=55)))
    await office.tick(evening - timedelta(minutes=15))
    assert asked(await office.tick(helsinki(2026, 11, 24, 22, 0))) == []
    assert asked(await office.tick(helsinki(2026, 11, 25, 7, 0))) == ["a:aino"]


async def test_whoever_has_paused_is_left_alone(office: Office) -> None:
    await held(office)
    async with office.store.begin() as uow:
        person = await uow.recipients.by_account("29:aino")
        assert person is not None
        await uow.recipients.pause(person.id, datetime(2027, 1, 1, tzinfo=STARTS.tzinfo))
    assert asked(await office.tick(ASKED)) == [THREAD]
