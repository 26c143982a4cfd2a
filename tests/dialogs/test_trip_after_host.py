"""What a traveller is told, after the trip, of a host whom the bot does not know."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed
from bot.texts import texts_of
from tests.support.journeys import HELMI, HOST, TRAVELLER, Journey
from tests.support.trips_made import press_of

FI = texts_of("fi")


async def test_a_host_whom_the_bot_does_not_know_is_promised_nothing(journey: Journey) -> None:
    """Such a host was found otherwise, and hears nothing of the bot."""
    host = Agreed(host="Iisalmi", contact="Hanna Muualta")
    told = {}
    report = {"text": "Teksti", "publish": "true"}
    for done, do in (("not_yet", "after_not_yet"), ("cancelled", "after_cancel"), ("sent", "after_send")):
        trip = await journey.requested()
        await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
        await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
        day = journey.now.date()
        trip = await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(host, day=day))
        journey.wait(days=1)
        if done == "sent":
            trip = await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
        press = press_of(do, trip, **(report if done == "sent" else {}))
        told[done] = (await journey.press_data(TRAVELLER, press)).text
        heard = [to for to, _ in await journey.tick(minutes=3)]
        assert f"a:{HOST.id}" not in heard
    assert [done for done, text in told.items() if FI(f"trip_after.{done}") not in text] == []
    assert [done for done, text in told.items() if "isäntä" in text] == []
