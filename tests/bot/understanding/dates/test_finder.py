"""find_times on whole sentences: what is read, what is not, and what holds for any text."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intervals import HELSINKI
from bot.understanding.dates import Direction, TimeReading, find_times

HERE = Path(__file__).parent
MONDAY = datetime(2027, 2, 8, 9, tzinfo=HELSINKI)


class Case(NamedTuple):
    """A sentence said at a moment, and the times that are read in it."""

    now: datetime
    said: str
    times: list[str]
    direction: Direction
    masked: str


def _cases(name: str) -> list[Any]:
    moments = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["moment"]
    return [
        pytest.param(
            Case(
                moment["now"].replace(tzinfo=HELSINKI),
                case["said"],
                case["times"],
                Direction(case.get("direction", "future")),
                case.get("masked", ""),
            ),
            id=f"{moment['now']:%Y-%m-%d} {case['said']}",
        )
        for moment in moments
        for case in moment["cases"]
    ]


def _written(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d}" + (f"T{moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else "")


def _line(reading: TimeReading) -> str:
    flags = ["ambiguous"] if reading.ambiguous else []
    if reading.ambiguous:
        flags += [f"also={_written(other.start)}..{_written(other.end)}" for other in reading.alternatives]
    flags += ["past"] if reading.past else []
    flags += [f"daily={reading.daily[0]}-{reading.daily[1]}"] if reading.daily else []
    flags += ["weekdays=" + ",".join(map(str, reading.weekdays))] if reading.weekdays else []
    interval = reading.interval
    fields = [reading.text, _written(interval.start), _written(interval.end), reading.grain.value]
    return " | ".join(fields + ([" ".join(flags)] if flags else []))


def _span(case: Case) -> list[tuple[int, int]]:
    start = case.said.find(case.masked) if case.masked else 0
    return [(start, start + len(case.masked))] if case.masked else []


@pytest.mark.parametrize("case", [*_cases("cases_fi.toml"), *_cases("cases_en.toml")])
def test_reads_the_times_of_a_sentence(case: Case) -> None:
    found = find_times(case.said, case.now, case.direction, _span(case))
    assert [_line(reading) for reading in found] == case.times


@pytest.mark.parametrize(
    "sentence",
    [line for line in (HERE / "cases_none.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")],
)
def test_reads_no_time_where_there_is_none(sentence: str) -> None:
    assert find_times(sentence, MONDAY) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("kuka vetää digiä tunnissa torstaina", "torstaina"),
        ("Digiä tunnissa to?", "to"),
        ("torstaina digiä tunnissa klo 9", "torstaina"),
    ],
)
def test_a_masked_name_is_not_read_but_leads_weekday_letters(said: str, words: str) -> None:
    start = said.lower().index("digiä tunnissa")
    found = find_times(said, MONDAY, masked=[(start, start + len("digiä tunnissa"))])
    assert found[0].text == words
    assert found[0].interval.start is not None
    assert found[0].interval.start.date() == date(2027, 2, 11)


@pytest.mark.parametrize("said", ["to do -lista", "coffee to go", "pe ei sovi mulle", "la Traviata"])
def test_weekday_letters_need_company(said: str) -> None:
    assert find_times(said, MONDAY) == []


def test_what_is_taken_back_still_leads_to_what_follows_it() -> None:
    said = "Emme pääse ensi viikolla vaan sitä seuraavalla."
    found = find_times(said, MONDAY, masked=[(0, said.index("vaan"))])
    assert [_line(reading) for reading in found] == ["sitä seuraavalla | 2027-02-22 | 2027-03-01 | week"]


def test_a_past_month_of_this_year_is_the_other_reading_of_a_coming_one() -> None:
    (ahead,) = find_times("Mitä tammikuussa on?", MONDAY)
    (behind,) = find_times("Mitä tammikuussa oli?", MONDAY, Direction.PAST)
    assert ahead.interval.start == datetime(2028, 1, 1, tzinfo=HELSINKI)
    assert behind.interval.start == datetime(2027, 1, 1, tzinfo=HELSINKI)
    assert ahead.alternatives == (behind.interval,)


@pytest.mark.parametrize("days", range(7))
def test_tomorrow_follows_today_on_every_weekday(days: int) -> None:
    now = MONDAY + timedelta(days=days)
    today, tomorrow = find_times("tänään ja huomenna", now)
    assert today.interval.end == tomorrow.interval.start
    assert today.interval.contains(now)
    (week,) = find_times("tällä viikolla", now)
    assert week.interval.contains(now)


_VOCABULARY = """
tänään huomenna ensi viime tällä viikolla viikon kuun vuoden torstaina maanantaista keskiviikkoon to pe
ja tai - – , . ? klo 9 9.30 12 3.12. 15. 53 2027 29.2. 30.2. 31.11. joulu joulun pääsiäisen ennen jälkeen
asti alkaen mennessä sisällä päästä sitten kaksi kolmas viimeinen puoli yhdeksältä varttia vaille lopussa
loppuun alkukuusta tammi helmikuussa keväällä kesä iltapäivällä aamulla torstaisin sitä seuraavalla in
next last two weeks of the March May 15th at pm from before after by week Monday 1/2 24/7 2026-02-31 0 99
etäkahvit digiä 8/2027 vk7 lukuvuoden sunnuntaihin vappuna viikot : ( )
"""
_WORDS = st.sampled_from(sorted(set(_VOCABULARY.split())))
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(_WORDS, max_size=9).map(" ".join),
    st.lists(_WORDS, max_size=6).map("".join),
)
_MOMENTS = st.integers(-10_000, 25_000).flatmap(
    lambda days: st.integers(0, 1439).map(
        lambda minutes: (MONDAY + timedelta(days=days)).replace(hour=minutes // 60, minute=minutes % 60)
    )
)


@given(
    _TEXTS,
    _MOMENTS,
    st.sampled_from(Direction),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=2),
)
def test_holds_for_any_text(text: str, now: datetime, direction: Direction, masked: list[tuple[int, int]]) -> None:
    found = find_times(text, now, direction, masked)
    reached = 0
    for reading in found:
        assert reached <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end] == reading.text
        reached = reading.end
        for interval in (reading.interval, *reading.alternatives):
            assert interval.start is not None or interval.end is not None
            assert interval.start is None or interval.end is None or interval.start < interval.end
        assert reading.interval not in reading.alternatives
        if reading.daily:
            assert 0 <= reading.daily[0] < reading.daily[1] <= 24


@given(st.lists(_WORDS, min_size=1, max_size=8).map(" ".join), _MOMENTS)
def test_reads_nothing_in_a_text_that_is_masked_whole(text: str, now: datetime) -> None:
    assert find_times(text, now, masked=[(0, len(text))]) == []


def test_reads_the_same_under_any_hash_seed() -> None:
    script = (
        "from datetime import datetime\n"
        "from pathlib import Path\n"
        "import tomllib\n"
        "from bot.domain.intervals import HELSINKI\n"
        "from bot.understanding.dates import find_times\n"
        f"cases = tomllib.loads(Path({str(HERE / 'cases_fi.toml')!r}).read_text(encoding='utf-8'))\n"
        "for moment in cases['moment']:\n"
        "    for case in moment['cases']:\n"
        "        print(find_times(case['said'], moment['now'].replace(tzinfo=HELSINKI)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=HERE.parents[3],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
