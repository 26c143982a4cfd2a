"""Ten questions of a librarian, in a personal chat and in a channel, and what the demo calendar truly says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.domain.events import EventDraft, Status
from bot.domain.intervals import HELSINKI
from bot.services.demo_calendar import demo_events
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

Expected = Callable[[list[EventDraft], datetime], list[str]]


def _next(series: str, told: Callable[[EventDraft], list[str]]) -> Expected:
    """What is told of the next event of a series that takes place."""

    def expected(calendar: list[EventDraft], now: datetime) -> list[str]:
        coming = (e for e in calendar if e.series == series and e.ends > now and e.status is not Status.CANCELLED)
        event = min(coming, key=lambda e: e.starts)
        return [event.title, *told(event)]

    return expected


def _next_week(calendar: list[EventDraft], now: datetime) -> list[str]:
    monday = (now - timedelta(days=now.weekday())).date() + timedelta(days=7)
    return [e.title for e in calendar if monday <= e.starts.date() < monday + timedelta(days=7)]


def _with_status(status: Status) -> Expected:
    return lambda calendar, now: [e.title for e in calendar if e.status is status and e.ends > now]


def _watchable(calendar: list[EventDraft], now: datetime) -> list[str]:
    past = (e for e in calendar if e.recording and e.ends <= now)
    return [e.title for e in past if e.recording and e.recording.watchable(now.date())]


def _day(event: EventDraft) -> str:
    return f"{event.starts.day}.{event.starts.month}."


def _deadline(event: EventDraft) -> str:
    closes = event.registration.closes
    assert closes is not None
    return f"{closes.day}.{closes.month}."


QUESTIONS: list[tuple[str, Expected]] = [
    ("Milloin on seuraava digivartti?", _next("Digivartit", lambda e: [_day(e)])),
    ("mitä ens viikol on", _next_week),
    ("Kuka vetää seuraavat kirjavinkkikahvit?", _next("Kirjavinkkikahvit", lambda e: [e.host])),
    ("linkki seuraaviin lanukahveihin", _next("Lanu-vinkkikahvit", lambda e: [e.link])),
    ("Onko jotain peruttu?", _with_status(Status.CANCELLED)),
    ("Mitkä tallenteet ovat katsottavissa?", _watchable),
    ("Mihin mennessä opintomatkalle pitää ilmoittautua?", _next("Opintomatka", lambda e: [_deadline(e)])),
    ("missä koulutuspäivä pidetään", _next("Koulutuspäivä", lambda e: [e.place])),
    ("Montako paikkaa työpajassa on?", _next("Työpaja", lambda e: [str(e.registration.seats)])),
    ("pomokahvit?", _next("Johtajien ja esihenkilöiden etäkahvit", lambda e: [_day(e)])),
]


@pytest.mark.parametrize("where", ["personal chat", "channel"])
def test_ten_questions(playground: Playground, where: str) -> None:
    if where == "channel":
        playground.open_channel()
    else:
        playground.wait_for_card()
    now = datetime.now(HELSINKI)
    calendar = [event.now for event in demo_events(now.date())]
    for number, (question, expected) in enumerate(QUESTIONS, 1):
        answer = playground.ask(question)
        playground.screenshot(f"{where.replace(' ', '-')}-{number:02}")
        texts = expected(calendar, now)
        assert texts, question
        assert [text for text in texts if text not in answer] == [], question
