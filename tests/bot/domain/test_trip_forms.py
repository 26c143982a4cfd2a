"""The form of a trip's request: whatever comes back is read to something that can be kept, or told to be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trip_form_reading import MOST_HOSTS, Bounds, judged
from bot.domain.trip_forms import DAYS, LONGEST, Field, cleaned, longest, written
from bot.domain.trips import LATEST, MAX_WORDS, Travel, Wanted

TODAY = date(2026, 11, 24)
HOMES = {name: name for name in ("Iisalmi", "Juva", "Kuopio", "Mikkeli", "Sulkava", "Varkaus")} | {
    "Pertunmaa": "Mikkeli"
}
BOUNDS = Bounds(("self_service", "digitisation", "spaces"), HOMES, TODAY, tick=True)
GOOD = Wanted("Aino", "johtaja", "Juva", ("spaces",), "tilat", ("Iisalmi",), (date(2026, 12, 1),), Travel.BUS)

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.lists(st.text()),
    st.dictionaries(st.text(), st.text()),
)
likely = st.one_of(
    st.sampled_from(
        ["spaces", "spaces,spaces", "Juva", "Juva,Iisalmi", "bus", "car", "yes", "2026-12-01", "2026-13-01"]
    ),
    st.text(max_size=4000),
    odd,
)
forms = st.dictionaries(st.sampled_from([*(one.value for one in Field), "x"]), likely)


@given(forms)
def test_whatever_comes_back_is_read_within_bounds(data: dict[str, Any]) -> None:
    told = cleaned(data)
    assert set(told) == set(Field)
    assert all(len(text) <= longest(one) + 1 for one, text in told.items())
    reading = judged(told, BOUNDS)
    wanted = reading.wanted
    assert set(wanted.themes) <= set(BOUNDS.themes)
    assert {wanted.library, *wanted.hosts} <= {*HOMES, ""}
    assert len(set(wanted.themes)) == len(wanted.themes)
    assert list(wanted.days) == sorted(set(wanted.days))
    assert len(wanted.days) <= len(DAYS)
    if not reading.wrong:
        assert len(wanted.hosts) <= MOST_HOSTS
        assert all(len(getattr(wanted, one.value)) <= limit for one, limit in LONGEST.items())
    if not reading.faults:
        assert wanted.library
        assert wanted.travel
        assert reading.ticked
        assert all(TODAY < day <= TODAY + LATEST for day in wanted.days)
        assert HOMES[wanted.library] not in {HOMES[host] for host in wanted.hosts}


@given(forms)
def test_what_was_read_is_written_and_read_as_the_same(data: dict[str, Any]) -> None:
    reading = judged(cleaned(data), BOUNDS)
    if not reading.wrong:
        assert judged(written(reading.wanted, ticked=reading.ticked), BOUNDS) == replace(
            reading, missing=judged(written(reading.wanted, ticked=reading.ticked), BOUNDS).missing
        )


def test_a_request_in_order_has_no_faults() -> None:
    assert judged(written(GOOD, ticked=True), BOUNDS).faults == {}
    assert judged(written(GOOD), BOUNDS).faults.keys() == {Field.AGREED}
    assert judged(written(GOOD), replace(BOUNDS, tick=False)).faults == {}


def test_today_is_no_day_to_come_and_two_years_hence_is_the_last() -> None:
    def faults(day: date) -> set[Field]:
        return set(judged(written(replace(GOOD, days=(day,)), ticked=True), BOUNDS).faults)

    assert faults(TODAY) == {Field.DAY1}
    assert faults(TODAY + timedelta(days=1)) == set()
    assert faults(TODAY + LATEST) == set()
    assert faults(TODAY + LATEST + timedelta(days=1)) == {Field.DAY1}


def test_the_field_of_each_wrong_day_is_told() -> None:
    told = written(GOOD, ticked=True) | {Field.DAY2: "2026-11-01", Field.DAY3: "ensi viikolla"}
    reading = judged(told, BOUNDS)
    assert (set(reading.missing), set(reading.wrong)) == ({Field.DAY2}, {Field.DAY3})


def test_the_own_library_and_its_main_library_are_no_hosts() -> None:
    for library, host, own in (("Juva", "Juva", True), ("Pertunmaa", "Mikkeli", True), ("Juva", "Mikkeli", False)):
        wanted = replace(GOOD, library=library, hosts=(host,))
        assert (Field.HOSTS in judged(written(wanted, ticked=True), BOUNDS).faults) is own


def test_a_library_to_see_is_enough_and_nothing_at_all_is_not() -> None:
    bare = replace(GOOD, themes=(), words="")
    assert judged(written(bare, ticked=True), BOUNDS).faults == {}
    assert judged(written(replace(bare, hosts=()), ticked=True), BOUNDS).faults.keys() == {Field.THEMES}


def test_a_car_needs_a_reason_and_a_bus_does_not() -> None:
    car = replace(GOOD, travel=Travel.CAR)
    assert judged(written(car, ticked=True), BOUNDS).faults.keys() == {Field.CAR_REASON}
    assert judged(written(replace(car, car_reason="ei bussia"), ticked=True), BOUNDS).faults == {}


def test_a_text_at_its_limit_is_kept_and_one_longer_is_told() -> None:
    for more, wrong in ((0, set()), (1, {Field.WORDS})):
        told = cleaned(
            {**{k.value: v for k, v in written(GOOD, ticked=True).items()}, "words": "ä" * (MAX_WORDS + more)}
        )
        assert judged(told, BOUNDS).wrong.keys() == wrong
