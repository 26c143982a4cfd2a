"""Picking events out of the calendar: by all that was said, and by less of it when that finds nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.events import Event, EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.services.selection import MOST, Search
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning, TopicWord
from bot.understanding.topics import topic_word
from tests.support.drafts import draft, helsinki
from tests.support.world import base_analyzer, calendar_of

NOW = helsinki(2026, 12, 9, 9)
"""A Wednesday; the events below are held from the 1st to the 18th."""


def at(day: int, hour: int = 9) -> datetime:
    return helsinki(2026, 12, day, hour)


def on(key: str, day: int, hour: int = 9, **facts: Any) -> EventDraft:
    """An event of half an hour, with a title that tells nothing but its key."""
    return draft(key, starts=at(day, hour), **({"title": f"Etäkahvit: {key}"} | facts))


def topic(*words: str) -> tuple[TopicWord, ...]:
    return tuple(topic_word(base_analyzer().word(word), cued=True) for word in words)


def time(first: int, last: int = 0, grain: Grain = Grain.DAYS, **facts: Any) -> TimeReading:
    """Whole days of December."""
    interval = Interval.of_days(date(2026, 12, first), date(2026, 12, last or first))
    return TimeReading(0, 0, "", interval, grain, **facts)


CALENDAR = calendar_of(
    (
        on("p1", 1, title="Etäkahvit: Lautapelit", recording=Recording("https://katso.example/1")),
        on("p2", 3, title="Etäkahvit: Lautapelit", recording=Recording("https://katso.example/2", date(2026, 12, 9))),
        on("p3", 8, series="Digivartit", recording=Recording("https://katso.example/3", date(2026, 12, 8))),
        on("now", 9, 8, ends=at(9, 10)),
        on("c1", 10, host="Aino Malli ja Bo Esimerkki", description="Lumikengät lainaan"),
        on("c2", 11, 13, series="Digivartit", host="Bo Esimerkki", title="Digivartit: Lukukoira"),
        on("c3", 14, form=Form.ON_SITE, place="Juvan kirjasto", series="Työpaja"),
        on("c4", 15, form=Form.HYBRID, place="Mikkelin kirjasto", title="Etäkahvit: Lukukoira ja lautapelit"),
        on("c5", 17, status=Status.CANCELLED, series="Digivartit"),
        on("c6", 18, series="Digivartit", description="Mukana lukukoirat"),
    )
)


def search(calendar: Calendar = CALENDAR, now: datetime = NOW, **said: Any) -> Search:
    return Search(Meaning("fi", Intent.EVENTS, **said), calendar, now)


def keys(events: list[Event]) -> list[str]:
    return [event.facts.key for event in events]


def found(calendar: Calendar = CALENDAR, now: datetime = NOW, **said: Any) -> list[str]:
    fits, unsure = search(calendar, now, **said).run()
    assert not unsure
    return keys(fits)


def test_nothing_said_finds_all_that_is_not_over() -> None:
    assert found() == ["now", "c1", "c2", "c3", "c4", "c5", "c6"]


def test_looking_back_finds_all_that_has_begun() -> None:
    assert found(direction=Direction.PAST) == ["p1", "p2", "p3", "now"]


def test_of_the_named_series_only() -> None:
    assert found(series=("Digivartit",)) == ["c2", "c5", "c6"]
    assert found(series=("Digivartit", "Työpaja")) == ["c2", "c3", "c5", "c6"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"hosts": ("Bo Esimerkki",)}, ["c1", "c2"]),
        ({"hosts": ("Aino Malli",)}, ["c1"]),
        ({"hosts": ("Bo Esimerkki",), "series": ("Digivartit",)}, ["c2"]),
        ({"form": Form.ON_SITE}, ["c3", "c4"]),
        ({"form": Form.REMOTE}, ["now", "c1", "c2", "c4", "c5", "c6"]),
        ({"form": Form.HYBRID}, ["c4"]),
        ({"place": "juva"}, ["c3"]),
        ({"place": "mikkeli", "form": Form.REMOTE}, ["c4"]),
        ({"place": "tervo"}, []),
    ],
)
def test_by_host_form_and_place(said: dict[str, Any], expected: list[str]) -> None:
    assert found(**said) == expected


def test_a_form_that_is_asked_about_narrows_nothing() -> None:
    assert found(form=Form.ON_SITE, aspects=frozenset({Aspect.FORM}), series=("Digivartit",)) == ["c2", "c5", "c6"]


def test_within_the_times_that_were_said() -> None:
    assert found(times=(time(11, 14),)) == ["c2", "c3"]
    assert found(times=(time(10), time(18))) == ["c1", "c6"]


def test_of_a_time_that_is_going_on_only_what_is_left_or_what_is_over() -> None:
    assert found(times=(time(7, 11),)) == ["now", "c1", "c2"]
    assert found(times=(time(7, 11),), direction=Direction.PAST) == ["p3", "now"]


def test_hours_and_weekdays_limit_a_time() -> None:
    assert found(times=(time(10, 18, daily=(12, 17)),)) == ["c2"]
    assert found(times=(time(10, 18, daily=(8, 13)),)) == ["c1", "c3", "c4", "c5", "c6"]
    assert found(times=(time(10, 18, weekdays=(3, 4)),)) == ["c1", "c2", "c5", "c6"]


def test_the_other_reading_of_a_time_counts_where_people_mean_either() -> None:
    other = (Interval.of_day(date(2026, 12, 17)),)
    assert found(times=(time(10, alternatives=other, ambiguous=True),)) == ["c1", "c5"]
    assert found(times=(time(10, alternatives=other),)) == ["c1"]


def test_the_other_reading_counts_when_the_first_is_over() -> None:
    other = (Interval.of_day(date(2026, 12, 17)),)
    assert found(times=(time(3, alternatives=other),)) == ["p2", "c5"]
    assert found(times=(time(3, alternatives=other),), direction=Direction.PAST) == ["p2"]


def test_a_topic_finds_what_speaks_of_it_and_nothing_else() -> None:
    assert found(topic=topic("lautapeleistä")) == ["c4"]
    assert found(topic=topic("lautapeleistä"), direction=Direction.PAST) == ["p1", "p2"]
    assert found(topic=topic("lukukoirista")) == ["c2", "c4"]
    assert found(topic=topic("lukukoirista"), series=("Digivartit",)) == ["c2"]
    assert found(topic=topic("lukukoirista"), times=(time(15),)) == ["c4"]
    assert found(topic=topic("siemenistä")) == []


def test_what_has_all_of_the_topic_goes_before_what_has_less_of_it() -> None:
    assert found(topic=topic("lukukoirista", "lautapeleistä")) == ["c4"]


def test_what_only_mentions_a_topic_is_left_out_where_others_are_about_it() -> None:
    assert found(topic=topic("lukukoirista"), times=(time(18),)) == ["c6"]
    assert "c6" not in found(topic=topic("lukukoirista"))


def test_half_a_topic_is_found_unsurely() -> None:
    fits, unsure = search(topic=topic("lumikengistä", "siemenistä")).run()
    assert (fits, keys(unsure)) == ([], ["c1"])


def test_a_search_without_a_topic_stops_at_a_bound() -> None:
    minutes = (at(10) + timedelta(minutes=n) for n in range(MOST + 5))
    many = calendar_of(tuple(draft(f"k{n}", starts=start) for n, start in enumerate(minutes)))
    assert found(many) == [f"k{n}" for n in range(MOST)]
    back = found(many, now=at(12), direction=Direction.PAST)
    assert back == [f"k{n}" for n in range(5, MOST + 5)], "of what is past, the latest"


def test_what_narrows_the_events() -> None:
    assert not search().refers
    assert search(series=("Digivartit",)).refers
    assert search(times=(time(10),)).refers
    assert search(evidence=("event_noun",)).refers


def ids(*wanted: str) -> tuple[int, ...]:
    return tuple(event.id for event in CALENDAR.events if event.facts.key in wanted)


def test_what_was_shown_before_as_far_as_it_still_exists() -> None:
    assert keys(search(shown=(*ids("c2", "c4"), 999)).shown()) == ["c2", "c4"]


def test_what_comes_after_what_was_shown() -> None:
    assert keys(search(shown=ids("c2"), step=1).beside_shown()) == ["c3", "c4", "c6"]
    assert keys(search(shown=ids("c2"), series=("Digivartit",), step=1).beside_shown()) == ["c6"]
    assert keys(search(shown=ids("c6"), step=1).beside_shown()) == []


def test_what_is_to_come_and_fits() -> None:
    cancelled = search(series=("Digivartit",)).changed(lambda event: event.cancelled)
    assert keys(cancelled) == ["c5"]


@pytest.mark.parametrize(
    ("registration", "can"),
    [
        (Registration(), False),
        (Registration("https://ilmo.example"), True),
        (Registration(closes=date(2026, 12, 9)), True),
        (Registration("https://ilmo.example", date(2026, 12, 8)), False),
        (Registration(seats=5), True),
    ],
)
def test_one_can_register_until_the_last_day(registration: Registration, can: bool) -> None:
    calendar = calendar_of((on("r", 20, registration=registration),))
    assert search().can_register(calendar.events[0]) is can


def test_nobody_can_register_for_what_is_cancelled() -> None:
    told = on("r", 20, registration=Registration("https://ilmo.example"), status=Status.CANCELLED)
    assert not search().can_register(calendar_of((told,)).events[0])


def test_recordings_that_can_be_watched_today_the_latest_first() -> None:
    assert keys(search().watchable()) == ["p2", "p1"]
    assert keys(search(series=("Digivartit",)).watchable()) == []
    assert keys(search(series=("Digivartit",), now=at(8, 20)).watchable()) == ["p3"]


def test_a_recording_is_not_offered_before_its_event_has_ended() -> None:
    assert keys(search(now=at(3)).watchable()) == ["p1"]


def test_less_of_what_was_said() -> None:
    said: dict[str, Any] = {"topic": topic("lukukoirista"), "series": ("Työpaja",), "times": (time(14),)}
    assert found(**said) == []
    assert keys(search(**said).on_any_topic()) == ["c3"]
    assert keys(search(**said).without_times()) == []
    assert keys(search(**said | {"times": ()}).without_series()) == ["c2", "c4"]
    assert keys(search(**said | {"series": ()}).without_times()) == ["c2", "c4"]
    assert keys(search(**said).without_topic()) == ["c3"]
    assert keys(search(topic=topic("lautapeleistä")).past_topic()) == ["p2"]


def test_there_is_no_less_where_nothing_was_said() -> None:
    assert search(topic=topic("lukukoirista")).without_times() == []
    assert search(topic=topic("lukukoirista")).without_series() == []


def test_what_else_there_is_on_the_day_that_was_asked() -> None:
    assert keys(search(series=("Työpaja",), times=(time(11, grain=Grain.DAY),)).at_those_times()) == ["c2"]
    assert search(series=("Työpaja",), times=(time(11),)).at_those_times() == [], "not for longer times"
    assert search(series=("Työpaja",), times=(time(17, grain=Grain.DAY),)).at_those_times() == [], "cancelled"


@pytest.mark.parametrize(
    ("series", "day", "expected"),
    [
        (("Digivartit",), 12, "c2"),
        (("Digivartit",), 16, "c6"),
        (("Digivartit",), 24, "c6"),
        (("Digivartit",), 10, "c2"),
        ((), 16, "c4"),
        (("Webinaari",), 12, "c2"),
    ],
)
def test_the_nearest_in_time_takes_place(series: tuple[str, ...], day: int, expected: str) -> None:
    nearest = search(series=series, times=(time(day),)).nearest_in_time()
    assert keys(nearest) == [expected]
