"""After a peer-learning trip: told, reported, thanked for, and asked about months later, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripReport, TripState
from bot.texts import texts_of
from tests.support.journeys import HELMI, HOST, TRAVELLER, Journey

FI, EN = texts_of("fi"), texts_of("en")
LEARNT = "Omatoimiajat toimivat, kun kamerat ja säännöt ovat kunnossa"


async def agreed(journey: Journey, *, days: int = 7, **wanted: Any) -> Trip:
    """A trip whose day is agreed, so many days from now."""
    trip = await journey.requested(**wanted)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI, handler=HELMI.id, handler_name=HELMI.name)
    host = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
    day = (journey.now + timedelta(days=days)).date()
    plan = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id, day=day, plan="Pääovella klo 9")
    return await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=plan)


async def made(journey: Journey, **wanted: Any) -> Trip:
    """A trip that took place a week ago."""
    trip = await agreed(journey, **wanted)
    journey.wait(days=14)
    return await journey.step(trip.id, Step.HAPPENED, Actor.TEAM, HELMI, made_on=trip.agreed.day)


async def reported(journey: Journey, *, publish: bool = True, **wanted: Any) -> Trip:
    """A trip whose report has come."""
    trip = await made(journey, **wanted)
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, TripReport(LEARNT, "a", "b", 5, publish, "Raportin teksti."))
    return await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)


async def report_of(journey: Journey, trip: Trip) -> TripReport | None:
    async with journey.store.begin() as uow:
        return await uow.trips.report(trip.id)


def press(do: str, trip: Trip, **more: Any) -> dict[str, Any]:
    return {"do": do, "verb": do, "trip": trip.id, "version": trip.version, "language": "fi", **more}


async def test_from_the_question_to_the_report_that_the_team_copies(journey: Journey) -> None:
    trip = await agreed(journey)
    await journey.tick(minutes=3)
    await journey.tick(days=7)  # The day itself is a Tuesday.
    heard = await journey.tick(hours=23)
    assert ("a:29:aino", FI("trip_word.ask_report")) in heard
    form = await journey.press(TRAVELLER, journey.last_card(TRAVELLER), FI("trip_button.after_happened"))
    assert FI("trip_after.form_how") in form.text
    stored = await journey.trip(trip.id)
    assert (stored.state, stored.made_on) == (TripState.DONE, trip.agreed.day)
    told = {"learnt": LEARNT, "change": "Avaamme aamulla.", "rating": "5", "publish": "true"}
    draft = await journey.press(TRAVELLER, form, FI("trip_button.after_answer"), **told)
    text = next(one["value"] for one in draft.card["body"] if one.get("id") == "text")
    assert LEARNT + "." in text
    assert "Iisalmen kaupunginkirjasto" in text
    assert "tiistaina 1.12.2026" in text
    assert not [name for name in ("Aino", "Heikki", "Helmi") if name in text]
    thanks = await journey.press(
        TRAVELLER, draft, FI("trip_button.after_send"), text=text + "\nLoppusana", publish="true"
    )
    assert FI("trip_after.sent_publish") in thanks.text
    assert (await journey.trip(trip.id)).state is TripState.REPORTED
    heard = await journey.tick()
    assert sorted(heard) == [("a:29:heikki", FI("trip_word.thanks")), ("a:29:helmi", FI("trip_word.reported"))]
    copied = await journey.press(HELMI, journey.last_card(HELMI), FI("trip_button.after_copy"))
    assert next(one["value"] for one in copied.card["body"] if one.get("id") == "text") == text + "\nLoppusana"
    read = await journey.press(HOST, journey.last_card(HOST), FI("trip_button.after_read"))
    assert "Loppusana" in read.text
    assert FI("feedback.scale.5") not in read.text
