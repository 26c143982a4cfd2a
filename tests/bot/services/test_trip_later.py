"""What is told of a trip by itself after its day, over months of the clock, on both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.domain.intervals import HELSINKI
from bot.domain.trip_steps import Actor, Step
from bot.domain.trip_words import TripWord
from bot.domain.trips import Travel, TripState
from bot.services.trips import By, undo
from bot.texts import texts_of
from tests.support.journeys import HELMI, TRAVELLER, Journey
from tests.support.trips_made import REPORT, agree, agreed, keep, made, reported

FI = texts_of("fi")
LATER = (
    *(TripWord.ASK_REPORT, TripWord.NO_REPORT, TripWord.CLAIM, TripWord.UNPAID, TripWord.LATER, TripWord.THANKS),
    *(TripWord.REPORTED, TripWord.REPORT_CHANGED, TripWord.PAID),
)
TITLES = {FI(f"trip_word.{word}"): word for word in LATER}

Heard = list[tuple[str, TripWord, str]]
"""Of each word: the day, the word, and who has heard it."""


async def lived(journey: Journey, days: int, at: int = 10) -> Heard:
    """What is heard afterwards in so many days, on each of which the bot sends at one hour."""
    heard = []
    for _ in range(days):
        journey.office.now = datetime.combine(journey.now.date() + timedelta(days=1), datetime.min.time(), HELSINKI)
        journey.wait(hours=at)
        told = [(TITLES[said], to.split(":")[-1]) for to, said in await journey.tick() if said in TITLES]
        heard += [(f"{journey.now:%d.%m.%Y}", *one) for one in sorted(told)]
    return heard


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 12, 1), "02.12.2026"),
        (date(2026, 12, 4), "07.12.2026"),  # A Friday; Sunday is Independence Day.
        (date(2026, 12, 23), "28.12.2026"),
        (date(2027, 1, 5), "07.01.2027"),  # Epiphany between.
    ],
)
async def test_the_traveller_is_asked_once_on_the_next_working_day(journey: Journey, day: date, asked: str) -> None:
    await agreed(journey, day)
    days = (day - journey.now.date()).days + 10
    assert await lived(journey, days) == [(asked, TripWord.ASK_REPORT, "aino")]


async def test_of_one_who_tells_nothing_the_team_hears(journey: Journey) -> None:
    """Again and again, until somebody says whether it has taken place."""
    await agreed(journey, date(2026, 12, 11))
    raised = []
    for _ in range(40):
        raised += [to for to, said in await journey.tick(days=1) if said == FI("trip_word.stale")]
    assert len(raised) > 1


@pytest.mark.parametrize(("told_after", "day"), [(1, "28.12.2026"), (20, "14.01.2027")])
async def test_of_one_who_sends_no_report_the_handler_hears_once_after_a_fortnight(
    journey: Journey, told_after: int, day: str
) -> None:
    trip = await agreed(journey, date(2026, 12, 11))  # A fortnight later is Christmas Day, then a weekend.
    await lived(journey, 17 + told_after)
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
    heard = [one for one in await lived(journey, 60) if one[1] is TripWord.NO_REPORT]
    assert heard == [(day, TripWord.NO_REPORT, "helmi")]


async def test_each_word_comes_once_in_a_year(journey: Journey) -> None:
    trip = await agreed(journey, travel=Travel.CAR)  # 1.12.2026
    heard = await lived(journey, 8)
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
    await keep(journey, trip, REPORT)
    for _ in range(3):
        await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)
    heard += await lived(journey, 365)
    assert heard == [
        ("02.12.2026", TripWord.ASK_REPORT, "aino"),
        *[("03.12.2026", TripWord.REPORT_CHANGED, "helmi")] * 2,
        ("03.12.2026", TripWord.REPORTED, "helmi"),
        ("03.12.2026", TripWord.THANKS, "heikki"),
        ("15.12.2026", TripWord.CLAIM, "aino"),
        ("01.02.2027", TripWord.UNPAID, "helmi"),  # The sixtieth day is a Sunday.
        ("02.03.2027", TripWord.LATER, "aino"),
    ]


@pytest.mark.parametrize(
    ("wanted", "claimed"),
    [
        ({"travel": Travel.CAR}, True),
        ({"travel": Travel.TRAIN}, False),
        ({"travel": Travel.RIDE}, False),
        ({"travel": Travel.BUS, "lodging": True}, True),
    ],
)
async def test_a_claim_is_spoken_of_only_when_there_is_something_to_claim(
    journey: Journey, wanted: dict[str, object], claimed: bool
) -> None:
    await made(journey, **wanted)
    heard = await lived(journey, 40)
    assert [one for one in heard if one[1] is TripWord.CLAIM] == [("15.12.2026", TripWord.CLAIM, "aino")] * claimed


async def test_when_the_costs_are_paid_nobody_speaks_of_them_any_more(journey: Journey) -> None:
    trip = await reported(journey, travel=Travel.CAR)
    await journey.step(trip.id, Step.PAY, Actor.TEAM, HELMI)
    told = [one[1:] for one in await lived(journey, 365)]
    assert (TripWord.PAID, "aino") in told
    assert [word for word, _ in told if word in (TripWord.CLAIM, TripWord.UNPAID)] == []
    assert told.count((TripWord.LATER, "aino")) == 1


async def test_one_that_is_told_of_late_is_not_reminded_of_while_it_is_told(journey: Journey) -> None:
    trip = await agreed(journey, travel=Travel.CAR)
    await lived(journey, 200, at=17)
    await journey.step(trip.id, Step.HAPPENED, Actor.TEAM, HELMI)
    assert [said for _, said in await journey.tick(minutes=3) if said in TITLES] == []
    assert sorted(word for _, word, _ in await lived(journey, 5)) == [TripWord.CLAIM, TripWord.LATER]


async def test_what_is_told_follows_the_day_when_it_moves(journey: Journey) -> None:
    trip = await agreed(journey, date(2026, 12, 1))
    await agree(journey, trip, date(2026, 12, 10))
    assert await lived(journey, 200) == [("11.12.2026", TripWord.ASK_REPORT, "aino")]


async def test_taken_back_nothing_that_followed_is_told(journey: Journey) -> None:
    trip = await made(journey, travel=Travel.CAR)
    async with journey.store.begin() as uow:
        back = await undo(uow, trip.id, trip.version, By(Actor.TRAVELLER, TRAVELLER.id, TRAVELLER.name), journey.now)
    assert back.state is TripState.AGREED
    told = {word for _, word, _ in await lived(journey, 200)}
    assert told == {TripWord.ASK_REPORT}


async def test_at_night_and_in_the_evening_nobody_is_disturbed(journey: Journey) -> None:
    await agreed(journey)
    await journey.tick(minutes=3)
    assert await lived(journey, 9, at=21) == []
    journey.office.now = datetime.combine(journey.now.date() + timedelta(days=1), datetime.min.time(), HELSINKI)
    assert await journey.tick(hours=6, minutes=59) == []
    assert FI("trip_word.ask_report") in [said for _, said in await journey.tick(minutes=2)]


async def test_one_who_has_left_teams_hears_nothing(journey: Journey) -> None:
    await agreed(journey)
    async with journey.store.begin() as uow:
        person = await uow.recipients.by_account(TRAVELLER.id)
        assert person is not None
        await uow.recipients.lost(person.id, "gone")
    assert await lived(journey, 200) == []


async def test_of_an_erased_trip_nothing_is_told(journey: Journey) -> None:
    trip = await reported(journey, travel=Travel.CAR)
    async with journey.store.begin() as uow:
        await uow.trips.erase(trip.id)
    assert await lived(journey, 365) == []


async def test_a_word_that_was_written_with_the_agreement_is_not_said_again_with_the_question(journey: Journey) -> None:
    trip = await agreed(journey)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=trip.agreed, words="nähdään siellä")
    await lived(journey, 8)
    assert "nähdään" not in str(journey.last_card(TRAVELLER))
