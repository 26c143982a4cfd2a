"""The second step of reading: times, and the words that they take."""

from __future__ import annotations

import pytest

from bot.understanding.draft import Draft
from tests.support.reading import surfaces, timed
from tests.support.world import small


def days(draft: Draft) -> list[str]:
    """The first days of the times."""
    return [time.interval.start.date().isoformat() if time.interval.start else "" for time in draft.times]


def test_a_time_takes_its_words() -> None:
    draft = timed("Mitä ensi viikolla on?")
    assert days(draft) == ["2027-09-20"]
    assert surfaces(draft, draft.timed) == ["ensi", "viikolla"]
    assert surfaces(draft, draft.free()) == ["mitä", "on"]


def test_concepts_of_words_that_tell_a_time_are_gone() -> None:
    assert "next" in timed("mikä on seuraava").names
    assert not {"next", "when", "clock"} & timed("seuraavalla viikolla").names


def test_the_time_word_of_a_series_name_is_no_time() -> None:
    draft = timed("Digiä tunnissa huomenna?")
    assert [time.text for time in draft.times] == ["huomenna"]
    assert surfaces(draft, draft.timed) == ["huomenna"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("torstaina", "2027-09-16"), ("oliko torstaina kahvit", "2027-09-09"), ("lokakuussa", "2027-10-01")],
)
def test_times_are_looked_for_where_the_question_looks(text: str, expected: str) -> None:
    assert days(timed(text)) == [expected]


def test_a_recording_may_be_of_either_thursday() -> None:
    """ "Nauhoitetaanko" asks of what is to come, "tallenne" of what is past: nothing tells which is meant."""
    (time,) = timed("nauhoitetaanko torstain kahvit").times
    assert days(timed("nauhoitetaanko torstain kahvit")) == ["2027-09-09"]
    assert [other.start.date().isoformat() for other in time.alternatives if other.start] == ["2027-09-16"]


def test_what_was_surely_past_has_no_other_reading() -> None:
    (time,) = timed("oliko torstain kahveista tallennetta").times
    assert time.alternatives == ()


@pytest.mark.parametrize("text", ["ei torstaina vaan perjantaina", "eiku torstaina vaan perjantaina"])
def test_a_time_that_is_taken_back_is_no_time(text: str) -> None:
    draft = timed(text)
    assert days(draft) == ["2027-09-17"]
    assert surfaces(draft, draft.timed) == text.replace("vaan ", "").split()


def test_not_but_without_a_no_takes_nothing_back() -> None:
    assert days(timed("torstaina vaan perjantaina")) == ["2027-09-16", "2027-09-17"]


def test_the_same_time_said_twice_is_one() -> None:
    assert days(timed("huomenna torstaina 16.9.")) == ["2027-09-16"]


def test_no_time_takes_nothing() -> None:
    draft = timed("Milloin on seuraava työpaja?")
    assert (draft.times, draft.timed) == ([], set())
    assert "when" in draft.names


def test_the_day_it_is_asked_counts() -> None:
    assert days(timed("huomenna", small())) == ["2028-03-22"]


@pytest.mark.parametrize(
    ("text", "daily"),
    [
        ("Mitkä etäkahvit alkavat ennen kello kymmentä?", (0, 10)),
        ("Onko etäkahveja kello 14 jälkeen?", (14, 24)),
        ("Mitä iltapäivällä on?", None),
        ("Mitkä etäkahvit ovat huomenna iltapäivällä?", None),
    ],
)
def test_hours_without_a_day_limit_a_list_on_any_day(text: str, daily: tuple[int, int] | None) -> None:
    (time,) = timed(text).times
    assert time.daily == daily
    assert (time.interval.end is None) is (daily is not None)


def test_words_apart_that_say_one_time_are_quoted_together() -> None:
    (time,) = timed("Mitkä lokakuun kahvit ovat aamupäivällä?").times
    assert time.text == "lokakuun … aamupäivällä"


def test_a_habit_that_a_nearer_time_repeats_adds_nothing() -> None:
    (time,) = timed("olen maanantaisin yksin, mitkä lokakuun kahvit ovat maanantaina").times
    assert (time.text, time.weekdays) == ("lokakuun … maanantaina", (0,))


def test_hours_of_whatever_is_held_are_of_any_day() -> None:
    (time,) = timed("Järjestetäänkö mitään illalla kello 17 jälkeen?").times
    assert (time.daily, time.interval.end) == ((17, 24), None)
    (today,) = timed("Onko mitään kello 14 jälkeen?").times
    assert (today.daily, today.interval.end is not None) == (None, True)
