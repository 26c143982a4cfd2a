"""Facts of events."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.events import Event, Recording, Registration, Status
from tests.support.drafts import draft, helsinki


def test_the_same_facts_are_the_same() -> None:
    assert draft().same_as(draft())
    assert not draft().same_as(draft(status=Status.CANCELLED))
    assert not draft().same_as(draft(starts=helsinki(2026, 11, 24, 9, 15)))


def test_the_two_hours_of_one_name_are_told_apart() -> None:
    ends = helsinki(2026, 10, 25, 6)
    early = draft(starts=helsinki(2026, 10, 25, 3, 30), ends=ends)
    late = draft(starts=helsinki(2026, 10, 25, 3, 30, fold=1), ends=ends)
    assert early == late
    assert not early.same_as(late)


@pytest.mark.parametrize(
    ("series", "title", "topic"),
    [
        ("Etäkahvit", "Etäkahvit: Lautapelit", "Lautapelit"),
        ("etäkahvit", "Etäkahvit : Lautapelit: säännöt", "Lautapelit: säännöt"),
        ("Etäkahvit", "Lautapelit", "Lautapelit"),
        ("Etäkahvit", "Digivartit: Lautapelit", "Digivartit: Lautapelit"),
        ("Etäkahvit", "Etäkahvit:", "Etäkahvit:"),
        ("", "Lautapelit: säännöt", "Lautapelit: säännöt"),
    ],
)
def test_the_topic_is_the_title_without_its_series(series: str, title: str, topic: str) -> None:
    assert Event(1, 1, draft(series=series, title=title)).topic == topic


def test_an_event_is_over_when_it_ends() -> None:
    event = Event(1, 1, draft())
    assert event.duration == timedelta(minutes=30)
    assert not event.over(event.facts.ends - timedelta(minutes=1))
    assert event.over(event.facts.ends)


@pytest.mark.parametrize(
    ("status", "cancelled"), [(Status.PLANNED, False), (Status.MOVED, False), (Status.CANCELLED, True)]
)
def test_a_moved_event_takes_place(status: Status, cancelled: bool) -> None:
    assert Event(1, 1, draft(status=status)).cancelled is cancelled


@pytest.mark.parametrize(
    ("until", "watchable"), [(None, True), (date(2026, 11, 24), True), (date(2026, 11, 23), False)]
)
def test_a_recording_can_be_watched_until_its_last_day_is_over(until: date | None, watchable: bool) -> None:
    assert Recording("https://katso.example", until).watchable(date(2026, 11, 24)) is watchable


@pytest.mark.parametrize(
    ("registration", "needed"),
    [
        (Registration(), False),
        (Registration("https://ilmo.example"), True),
        (Registration(closes=date(2026, 11, 24)), True),
        (Registration(seats=1), True),
    ],
)
def test_anything_said_of_signing_up_means_that_it_is_needed(registration: Registration, needed: bool) -> None:
    assert registration.needed is needed
