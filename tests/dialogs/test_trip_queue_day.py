"""The day of a peer-learning trip in the AKE team's queue: read, agreed knowingly, and not told before it has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Consent, TripState
from tests.support.journeys import HELMI, HOST, MAURI, Journey
from tests.support.queueing import DAY, FI, fields, opened, title, with_host


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("day", "2026-11-23", "day_error"),
        ("day", "ensi viikolla", "day_error"),
        ("day", None, "day_error"),
        ("starts", "25:00", "time_error"),
        ("ends", "", "time_error"),
        ("ends", "09:00", "times_error"),
        ("contact", "", "contact_error"),
        ("contact", "a" * 121, "contact_error"),
        ("plan", " \u200b", "plan_error"),
        ("plan", "a" * 501, "plan_error"),
    ],
)
async def test_a_day_that_is_written_wrong_comes_back(journey: Journey, field: str, value: object, fault: str) -> None:
    trip = await with_host(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("agree"))
    again = await journey.press(HELMI, form, title("save_agree"), **{**DAY, field: value})
    limit = 500 if field == "plan" else 120
    assert FI(f"queue_day.{fault}", limit=limit) in again.text
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND
    kept = fields(again)
    assert all(kept[name]["value"] == DAY[name] for name in ("contact", "plan") if name != field)


@pytest.mark.parametrize("consent", Consent)
async def test_without_a_foremans_consent_a_day_is_agreed_only_knowingly(journey: Journey, consent: Consent) -> None:
    trip = await with_host(journey)
    async with journey.store.begin() as uow:
        await uow.trips.edit(replace(trip, consent=consent))
    form = await journey.press(HELMI, await opened(journey, trip), title("agree"))
    card = await journey.press(HELMI, form, title("save_agree"), **DAY)
    if consent in (Consent.TICKED, Consent.CONFIRMED):
        assert (await journey.trip(trip.id)).state is TripState.AGREED
        return
    assert FI(f"queue_day.consent_{consent}") in card.text
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND
    # A warning that was not shown is not taken knowingly.
    sunday = await journey.press(HELMI, card, title("agree_anyway"), **{**DAY, "day": "2026-12-13"})
    assert FI("queue_day.free_day") in sunday.text
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND
    await journey.press(HELMI, card, title("agree_anyway"), **DAY)
    assert (await journey.trip(trip.id)).state is TripState.AGREED


async def test_the_plan_that_was_typed_is_kept_when_another_was_faster(journey: Journey) -> None:
    trip = await with_host(journey)
    async with journey.store.begin() as uow:
        await uow.trips.edit(replace(trip, consent=Consent.TICKED))
    form = await journey.press(HELMI, await opened(journey, trip), title("agree"))
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, MAURI, words="Hei")
    again = await journey.press(HELMI, form, title("save_agree"), **DAY)
    assert f"{MAURI.name} kommentoi" in again.text
    assert {name: one["value"] for name, one in fields(again).items()} == DAY
    await journey.press(HELMI, again, title("save_agree"), **DAY)
    assert (await journey.trip(trip.id)).agreed.plan == DAY["plan"]


async def test_a_trip_is_not_marked_as_made_before_its_day(journey: Journey) -> None:
    trip = await with_host(journey)
    day = Agreed("Iisalmi", HOST.name, HOST.id, day=date(2026, 12, 9))
    agreed = await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=day)
    for do in ("queue_happened", "queue_not_yet"):
        early = await journey.press_data(HELMI, {"do": do, "trip": trip.id, "version": agreed.version})
        assert FI("queue_trip.too_early") in early.text
    assert await journey.trip(trip.id) == agreed
