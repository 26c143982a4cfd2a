"""The hours and weekdays that compounds tell of their events."""

from __future__ import annotations

import pytest

from tests.support.reading import timed
from tests.support.world import autumn

Days = tuple[int, ...]


@pytest.mark.parametrize(
    ("text", "daily", "weekdays"),
    [
        ("onko iltatilaisuuksia", (17, 22), ()),
        ("aamukoulutukset?", (6, 10), ()),
        ("onko iltapäiväwebinaareja", (12, 17), ()),
        ("lauantaitapahtumia", None, (5,)),
        ("Onko viikonloppukoulutuksia?", None, (5, 6)),
        ("Are there any evening events?", (17, 22), ()),
    ],
)
def test_a_compound_limits_the_hours_or_the_days(text: str, daily: tuple[int, int] | None, weekdays: Days) -> None:
    (time,) = timed(text).times
    assert (time.daily, time.weekdays, time.interval.end) == (daily, weekdays, None)


def test_it_limits_another_time() -> None:
    (time,) = timed("iltapäivätilaisuudet lokakuussa").times
    assert (time.text, time.daily) == ("lokakuussa … iltapäivätilaisuudet", (12, 17))


def test_it_looks_back_with_the_question() -> None:
    (time,) = timed("oliko torstaikoulutuksesta tallennetta").times
    assert (time.weekdays, time.interval.start) == ((3,), None)


@pytest.mark.parametrize("text", ["lautapelikoulutus", "kesätapahtumia", "verkkotapahtumia", "any new events?"])
def test_another_compound_is_no_time(text: str) -> None:
    assert timed(text).times == []


def test_such_a_compound_is_no_topic() -> None:
    assert autumn().means("Onko viikonloppukoulutuksia?").topic == ()
