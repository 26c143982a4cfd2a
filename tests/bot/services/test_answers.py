"""From meanings to answers: which events, how surely, and what is offered when nothing fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.domain.events import Event, EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import Interval
from bot.services.answers import Answer, Outcome, answer
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Direction, Excluded, Intent, Meaning, Selector, TopicWord, Which
from bot.understanding.reminding import Action, Reminding
from bot.understanding.topics import topic_word
from tests.support.drafts import draft, helsinki
from tests.support.world import base_analyzer, calendar_of

NOW = helsinki(2026, 12, 9, 9)
DIGI = ("Digivartit",)


def at(day: int, hour: int = 9) -> datetime:
    return helsinki(2026, 12, day, hour)


def on(key: str, day: int, topic: str, **facts: Any) -> EventDraft:
    series = facts.get("series", "Etäkahvit")
    return draft(key, starts=at(day), title=f"{series}: {topic}", **facts)


CALENDAR = calendar_of(
    (
        on("p1", 1, "Lautapelit", recording=Recording("https://katso.example/1")),
        on(
            "p2", 3, "Salasanat", series="Digivartit", recording=Recording("https://katso.example/2", date(2026, 12, 8))
        ),
        on("p3", 7, "Lautapelit ja lumikengät", series="Digivartit"),
        on("c0", 10, "Äänikirjat", series="Digivartit", status=Status.CANCELLED),
        on("c1", 11, "Lukukoira", series="Digivartit", host="Aino Malli"),
        on(
            "c2",
            14,
            "Siemenkirjasto",
            series="Työpaja",
            form=Form.ON_SITE,
            place="Juva",
            registration=Registration("https://ilmo.example/2", date(2026, 12, 11)),
        ),
        on(
            "c3",
            15,
            "Lumikengät",
            registration=Registration("https://ilmo.example/3", date(2026, 12, 8)),
            status=Status.MOVED,
        ),
        on("c4", 17, "Lukukoira", host="Bo Esimerkki"),
        on("c5", 18, "Pelit", series="Digivartit"),
    )
)


def topic(*words: str, cued: bool = True) -> tuple[TopicWord, ...]:
    return tuple(topic_word(base_analyzer().word(word), cued=cued) for word in words)


def time(first: int, last: int = 0, grain: Grain = Grain.DAYS) -> TimeReading:
    return TimeReading(0, 0, "", Interval.of_days(date(2026, 12, first), date(2026, 12, last or first)), grain)


def asked(intent: Intent = Intent.EVENTS, **said: Any) -> Answer:
    aspects = frozenset(said.pop("aspects", ()))
    return answer(Meaning("fi", intent, aspects, **said), CALENDAR, NOW)


def keys(events: tuple[Event, ...]) -> list[str]:
    return [event.facts.key for event in events]


def found(intent: Intent = Intent.EVENTS, **said: Any) -> list[str]:
    given = asked(intent, **said)
    assert given.outcome is Outcome.FOUND
    return keys(given.events)


def ids(*wanted: str) -> tuple[int, ...]:
    return tuple(event.id for event in CALENDAR.events if event.facts.key in wanted)


def test_a_series_is_listed_with_what_is_cancelled_of_it() -> None:
    assert found(series=DIGI) == ["c0", "c1", "c5"]


def test_what_is_asked_of_a_series_is_asked_of_its_next_event_that_takes_place() -> None:
    assert found(series=DIGI, aspects={Aspect.LINK}) == ["c1"]
    assert found(series=DIGI, aspects={Aspect.TIME}, direction=Direction.PAST) == ["p3"]


@pytest.mark.parametrize(
    "said",
    [
        {"aspects": {Aspect.COUNT, Aspect.TIME}},
        {"aspects": {Aspect.STATUS}},
        {"aspects": {Aspect.TIME}, "evidence": ("all_of_them",)},
        {"aspects": {Aspect.TIME}, "times": (time(9, 20),)},
    ],
)
def test_but_these_are_asked_of_all(said: dict[str, Any]) -> None:
    assert found(series=DIGI, **said) == ["c0", "c1", "c5"]


@pytest.mark.parametrize(
    ("selector", "direction", "expected"),
    [
        (Selector(Which.FIRST), Direction.COMING, ["c1"]),
        (Selector(Which.FIRST, 2), Direction.COMING, ["c1", "c5"]),
        (Selector(Which.FIRST, 20), Direction.COMING, ["c1", "c5"]),
        (Selector(Which.LAST), Direction.COMING, ["c5"]),
        (Selector(Which.LAST), Direction.PAST, ["p3"]),
        (Selector(Which.LAST, 2), Direction.PAST, ["p2", "p3"]),
    ],
)
def test_the_next_and_the_last_take_place(selector: Selector, direction: Direction, expected: list[str]) -> None:
    assert found(series=DIGI, selector=selector, direction=direction) == expected


def test_a_cancelled_event_is_the_next_where_there_is_no_other() -> None:
    assert found(series=DIGI, times=(time(10),), selector=Selector(Which.FIRST)) == ["c0"]


def test_taking_the_next_with_nothing_named_is_said() -> None:
    assert asked(aspects={Aspect.LINK}).assumed == "next"
    assert asked(aspects={Aspect.LINK}, series=DIGI).assumed == ""


def test_half_certain_is_a_question() -> None:
    given = asked(topic=topic("lumikengistä", "kameroista"))
    assert (given.outcome, keys(given.events)) == (Outcome.UNSURE, ["c3"])


def test_a_past_event_that_surely_fits_goes_before_half_certain_coming_ones() -> None:
    given = asked(topic=topic("lumikengistä", "lautapeleistä"))
    assert (given.outcome, keys(given.nearest)) == (Outcome.NOTHING, ["p3"])


def test_a_series_whose_topic_nothing_marks_is_shown_without_the_topic() -> None:
    said: dict[str, Any] = {"series": DIGI, "evidence": ("series",)}
    assert found(topic=topic("kameroista", cued=False), **said) == ["c0", "c1", "c5"]
    assert asked(topic=topic("kameroista"), **said).outcome is Outcome.NOTHING


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ({"topic": topic("lukukoirista"), "times": (time(14),)}, ["c1", "c4"]),
        ({"topic": topic("lukukoirista"), "series": ("Työpaja",)}, ["c1", "c4"]),
        ({"topic": topic("salasanoista")}, ["p2"]),
        ({"topic": topic("kameroista"), "series": ("Työpaja",)}, ["c2"]),
        ({"topic": topic("kameroista"), "series": ("Työpaja",), "group": "pajat"}, []),
        ({"topic": topic("kameroista")}, []),
        ({"series": DIGI, "times": (time(15),)}, ["c5"]),
        ({"series": DIGI, "group": "kahvit", "times": (time(15, grain=Grain.DAY),)}, ["c3"]),
        ({"times": (time(20, 26),)}, ["c5"]),
        ({"times": (time(4, 5),), "direction": Direction.PAST}, []),
    ],
)
def test_when_nothing_fits_the_nearest_is_offered_apart(said: dict[str, Any], nearest: list[str]) -> None:
    given = asked(**said)
    assert given.outcome is Outcome.NOTHING
    assert given.events == ()
    assert keys(given.nearest) == nearest


def test_what_can_be_registered_for() -> None:
    assert found(aspects={Aspect.REGISTRATION}) == ["c2"]
    assert found(aspects={Aspect.DEADLINE}, times=(time(9, 13),)) == ["c2"]
    assert asked(aspects={Aspect.DEADLINE}, times=(time(14, 20),)).outcome is Outcome.NOTHING
    assert found(aspects={Aspect.REGISTRATION}, series=("Työpaja",)) == ["c2"]


@pytest.mark.parametrize(("evidence", "expected"), [("cancelled", ["c0"]), ("moved", ["c3"])])
def test_what_is_cancelled_or_moved(evidence: str, expected: list[str]) -> None:
    assert found(aspects={Aspect.STATUS}, evidence=(evidence,)) == expected


def test_nothing_of_a_kind_is_cancelled() -> None:
    said: dict[str, Any] = {"series": ("Työpaja", "Etäkahvit"), "group": "muut", "evidence": ("cancelled",)}
    assert asked(aspects={Aspect.STATUS}, **said).outcome is Outcome.NOTHING


def test_a_follow_up_is_about_what_was_shown() -> None:
    assert found(shown=ids("c4"), aspects={Aspect.HOST}) == ["c4"]
    assert found(Intent.RECORDING, shown=ids("p1")) == ["p1"]
    assert found(Intent.FEEDBACK, shown=ids("p1")) == ["p1"]


def test_what_comes_after_what_was_shown() -> None:
    assert found(shown=ids("c1"), step=1) == ["c2"]
    assert found(shown=ids("c1"), series=DIGI, step=1) == ["c5"]
    assert asked(shown=ids("c5"), step=1).outcome is Outcome.NOTHING


def test_recordings_that_can_be_watched() -> None:
    assert found(Intent.RECORDING) == ["p1"]
    assert asked(Intent.RECORDING, series=DIGI).outcome is Outcome.NOTHING


def test_the_recording_of_a_named_event_whether_it_can_be_watched_or_not() -> None:
    past = Direction.PAST
    assert found(Intent.RECORDING, topic=topic("salasanoista"), direction=past) == ["p2"]
    assert found(Intent.RECORDING, topic=topic("lautapeleistä"), direction=past) == ["p1", "p3"]
    assert found(Intent.RECORDING, times=(time(1, 8),), direction=past) == ["p1"]
    assert found(Intent.RECORDING, topic=topic("siemenistä"), direction=past) == ["c2"]
    assert asked(Intent.RECORDING, topic=topic("kameroista"), direction=past).outcome is Outcome.NOTHING


def test_the_last_events_recording() -> None:
    said: dict[str, Any] = {"series": DIGI, "selector": Selector(Which.LAST), "direction": Direction.PAST}
    assert found(Intent.RECORDING, **said) == ["p3"]


def test_a_recording_that_half_fits_is_asked_about() -> None:
    given = asked(Intent.RECORDING, topic=topic("salasanoista", "kameroista"), direction=Direction.PAST)
    assert (given.outcome, keys(given.events)) == (Outcome.UNSURE, ["p2"])


def test_one_who_wants_to_watch_what_is_no_longer_to_come_is_told_of_recordings() -> None:
    given = asked(series=("Etäkahvit",), topic=topic("lautapeleistä"), evidence=("watch",))
    assert (given.meaning.intent, keys(given.events)) == (Intent.RECORDING, ["p1"])


def test_feedback_is_of_the_last_and_a_reminder_of_the_next() -> None:
    assert found(Intent.FEEDBACK, series=DIGI) == ["p3"]
    assert found(Intent.REMINDER, series=DIGI) == ["c1"]
    assert found(Intent.REMINDER, topic=topic("lukukoirista")) == ["c1", "c4"]
    assert asked(Intent.REMINDER, topic=topic("kameroista")).outcome is Outcome.NOTHING
    assert asked(Intent.REMINDER, topic=topic("lumikengistä", "kameroista")).outcome is Outcome.UNSURE


@pytest.mark.parametrize("action", [Action.PAUSE, Action.RESUME, Action.LIST])
def test_a_wish_about_reminders_that_is_of_no_event(action: Action) -> None:
    assert asked(Intent.REMINDER, series=DIGI, reminding=Reminding(action)).outcome is Outcome.NO_EVENTS_ASKED


def test_a_reminder_to_be_stopped_is_of_an_event() -> None:
    assert found(Intent.REMINDER, series=DIGI, reminding=Reminding(Action.STOP)) == ["c1"]


@pytest.mark.parametrize("intent", [Intent.FEEDBACK, Intent.REMINDER])
def test_a_wish_that_names_nothing_is_about_no_event(intent: Intent) -> None:
    assert asked(intent) == Answer(Meaning("fi", intent), Outcome.NO_EVENTS_ASKED)


@pytest.mark.parametrize(
    "intent", sorted(set(Intent) - {Intent.EVENTS, Intent.RECORDING, Intent.FEEDBACK, Intent.REMINDER})
)
def test_other_intents_show_no_event(intent: Intent) -> None:
    given = asked(intent, series=DIGI, topic=topic("lukukoirista"), times=(time(9, 20),))
    assert (given.outcome, given.events, given.nearest) == (Outcome.NO_EVENTS_ASKED, (), ())


def shown(meaning: Meaning) -> list[str]:
    return [event.facts.key for event in answer(meaning, CALENDAR, NOW).events]


def test_the_next_of_each_series() -> None:
    series = ("Digivartit", "Etäkahvit")
    found = answer(Meaning("fi", Intent.EVENTS, series=series, selector=Selector(Which.FIRST)), CALENDAR, NOW)
    assert sorted(event.facts.series for event in found.events) == sorted(series)


def test_a_stranger_has_nothing() -> None:
    found = answer(Meaning("fi", Intent.EVENTS, stranger=True), CALENDAR, NOW)
    assert found == Answer(found.meaning, Outcome.NOTHING)
    with_series = answer(Meaning("fi", Intent.EVENTS, series=DIGI, stranger=True), CALENDAR, NOW)
    assert with_series.events == ()
    assert {event.facts.series for event in with_series.nearest} == set(DIGI)


def test_what_another_hosts_or_is_elsewhere_is_offered_as_the_nearest() -> None:
    topic = (topic_word(base_analyzer().word("siemenkirjastosta")),)
    for asked in (
        Meaning("fi", Intent.EVENTS, topic=topic, hosts=("Aino Malli",)),
        Meaning("fi", Intent.EVENTS, topic=topic, place="kuopio"),
    ):
        found = answer(asked, CALENDAR, NOW)
        assert found.outcome is Outcome.NOTHING
        assert [event.facts.key for event in found.nearest] == ["c2"]


def test_the_past_tense_may_ask_of_what_is_to_come() -> None:
    topic = (topic_word(base_analyzer().word("lukukoirista")),)
    assert shown(Meaning("fi", Intent.EVENTS, topic=topic, direction=Direction.PAST)) == ["c1", "c4"]


def test_what_is_left_out_is_not_shown() -> None:
    every = set(shown(Meaning("fi", Intent.EVENTS)))
    others = set(shown(Meaning("fi", Intent.EVENTS, excluded=Excluded(series=DIGI))))
    assert others
    assert others < every
    assert "c1" not in shown(Meaning("fi", Intent.EVENTS, excluded=Excluded(hosts=("Aino Malli",))))
    topic = (topic_word(base_analyzer().word("lukukoira")),)
    assert "c1" not in shown(Meaning("fi", Intent.EVENTS, excluded=Excluded(topic=topic)))


def test_a_title_may_hold_the_words_of_a_time() -> None:
    calendar = calendar_of((on("a", 11, "Joulun aukiolot"), on("b", 12, "Pääsiäisen aukiolot")))
    at_christmas = TimeReading(0, 6, "joulun", Interval.of_days(date(2026, 12, 24), date(2026, 12, 26)), Grain.DAYS)
    said = Meaning("fi", Intent.EVENTS, topic=topic("aukioloista"), times=(at_christmas,))
    given = answer(said, calendar, NOW)
    assert (given.outcome, keys(given.events), given.meaning.times) == (Outcome.FOUND, ["a"], ())
    wished = answer(replace(said, intent=Intent.REMINDER, reminding=Reminding(Action.SET)), calendar, NOW)
    assert keys(wished.events) == ["a"]
    in_time = calendar_of((on("a", 11, "Joulun aukiolot"), on("c", 25, "Tapaninpäivän aukiolot")))
    assert keys(answer(said, in_time, NOW).events) == ["c"]


def test_times_between_which_one_asks_limit_nothing() -> None:
    said: dict[str, Any] = {"topic": topic("siemenkirjastosta"), "times": (time(15), time(16))}
    assert asked(**said).outcome is Outcome.NOTHING
    given = asked(evidence=("either",), **said)
    assert (given.outcome, keys(given.events)) == (Outcome.FOUND, ["c2"])
    assert given.meaning.aspects == {Aspect.TIME}
    assert asked(evidence=("either",), times=(time(15), time(16)), series=("Muut",), group="muut").events == ()


def test_hours_of_no_day_that_are_asked_about_limit_nothing() -> None:
    hours = replace(time(9, grain=Grain.CLOCK), hours=(9, 10))
    said: dict[str, Any] = {"series": ("Työpaja",), "aspects": (Aspect.TIME,)}
    assert found(times=(hours,), **said) == ["c2"]
    assert asked(times=(replace(hours, daily=(9, 10)),), **said).outcome is Outcome.NOTHING


def test_of_several_on_a_topic_the_one_that_is_talked_of() -> None:
    assert found(topic=topic("lukukoirista")) == ["c1", "c4"]
    assert found(topic=topic("lukukoirista"), among=ids("c4")) == ["c4"]
    assert found(topic=topic("lukukoirista"), among=ids("c5")) == ["c1", "c4"]


SIGNING_UP = [{Aspect.REGISTRATION}, {Aspect.REGISTRATION, Aspect.DEADLINE}, {Aspect.SEATS}]


@pytest.mark.parametrize("aspects", SIGNING_UP)
def test_series_together_that_ask_for_no_registration_are_shown(aspects: set[Aspect]) -> None:
    assert found(aspects=aspects, series=DIGI, group="etäkahvit") == ["c0", "c1", "c5"]


@pytest.mark.parametrize("aspects", SIGNING_UP)
def test_but_of_those_that_ask_for_it_these_alone(aspects: set[Aspect]) -> None:
    assert found(aspects=aspects, series=(*DIGI, "Työpaja"), group="etäkahvit") == ["c2"]


def test_where_nothing_is_to_come_nothing_is_found() -> None:
    none = asked(aspects={Aspect.REGISTRATION}, series=("Webinaari",), group="etäkahvit")
    assert none.outcome is Outcome.NOTHING
