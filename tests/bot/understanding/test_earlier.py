"""What is kept for follow-ups, and from when one counts on."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.domain.intervals import Interval
from bot.understanding.dates.reading import Grain
from bot.understanding.earlier import Earlier, from_json
from tests.support.drafts import helsinki
from tests.support.world import autumn

QUESTIONS = [
    "Milloin on seuraava digivartti?",
    "Onko ensi viikolla etäkahveja mangasta Mikkelissä?",
    "Mitä Anu Väisänen vetää marraskuussa etänä?",
    "Onko viime viikon kahveista tallennetta?",
    "When is the workshop after October?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_kept_comes_back(question: str) -> None:
    meaning = autumn().means(question)
    kept = from_json(Earlier(meaning, (3, 5)).to_json())
    assert kept is not None
    assert kept.shown == (3, 5)
    for name in ("language", "intent", "aspects", "series", "group", "topic", "hosts", "place", "form", "direction"):
        assert getattr(kept.meaning, name) == getattr(meaning, name), name
    assert [time.interval for time in kept.meaning.times] == [time.interval for time in meaning.times]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"language": "fi", "intent": "dance"}', "not json"])
def test_what_another_version_kept_is_forgotten(text: str) -> None:
    assert from_json(text) is None


def test_a_list_and_what_is_around_the_shown_events_come_back() -> None:
    around = Interval(helsinki(2027, 10, 13, 9), helsinki(2027, 10, 13, 12))
    earlier = Earlier(autumn().means("mitä lokakuussa on"), (3,), (3, 5), around, ("Jesse Nuutinen",))
    kept = from_json(earlier.to_json())
    assert kept is not None
    assert (kept.among, kept.around, kept.hosts) == (earlier.among, around, earlier.hosts)
    assert kept.listed == (3, 5)


def test_what_was_kept_before_lists_were_is_forgotten() -> None:
    data = json.loads(Earlier(autumn().means("mitä lokakuussa on"), (3,)).to_json())
    for name in ("among", "around", "people"):
        old = {key: value for key, value in data.items() if key != name}
        assert from_json(json.dumps(old)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("among", [None]), ("shown", ["x"]), ("around", ["never", None]), ("around", [1]), ("people", 7)],
)
def test_what_is_broken_is_forgotten(name: str, value: object) -> None:
    data = json.loads(Earlier(autumn().means("mitä lokakuussa on"), (3,)).to_json())
    assert from_json(json.dumps(data | {name: value})) is None


def test_one_counts_on_from_the_time_that_was_asked() -> None:
    around = Interval(helsinki(2027, 10, 13, 9), helsinki(2027, 10, 13, 12))
    asked = Earlier(autumn().means("mitä lokakuussa on"), (3,), (), around).since(None)
    assert asked is not None
    assert (asked.first.isoformat(), asked.last.isoformat(), asked.grain) == ("2027-10-01", "2027-10-31", Grain.MONTH)


def test_days_count_from_the_only_day_shown() -> None:
    around = Interval(helsinki(2027, 10, 13, 9), helsinki(2027, 10, 13, 12))
    for earlier in (
        Earlier(autumn().means("mitä lokakuussa on"), (3,), (), around),
        Earlier(autumn().means("milloin on työpaja"), (3,), (), around),
    ):
        since = earlier.since(Grain.DAY)
        assert since is not None
        assert since.first == since.last == date(2027, 10, 13)


def test_nothing_was_talked_of_when_nothing_was_found() -> None:
    assert Earlier(autumn().means("milloin on työpaja")).since(None) is None
