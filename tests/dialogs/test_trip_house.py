"""What holds for all that is said of peer-learning trips: themes that are gone, and questions that are not of trips."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.domain.trip_steps import Actor, Step
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.journeys import HELMI, HOST, TRAVELLER, Journey
from tests.support.talk import Talk

FI = texts_of("fi")


async def test_a_theme_that_is_offered_no_more_is_told_as_it_was_stored(journey: Journey) -> None:
    await journey.offer("Iisalmi", "microfilm")
    trip = await journey.requested(themes=("microfilm",))
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    opened = FI("queue_button.open_of", name=TRAVELLER.name)
    for shown in (
        await journey.say(TRAVELLER, "missä pyyntöni on?"),
        await journey.say(HOST, "tarjoukseni"),
        queue := await journey.say(HELMI, "jono"),
        await journey.press(HELMI, queue, opened),
    ):
        assert "microfilm" in shown.text


@pytest.mark.parametrize("asked", ["Mitä ensi viikolla?", "Milloin on seuraava etäkahvi?", "Onko tallenteita?"])
async def test_a_question_about_the_calendar_reads_nothing_of_trips(talk: Talk, store: SqlStore, asked: str) -> None:
    # Nobody who only asks about events may wait for what is stored of trips: it works where there is none.
    answer = await talk.say(asked)
    async with store.begin() as uow:
        for table in ("trips", "offers", "trip_steps", "asked_hosts", "trip_reports"):
            await uow.trips._connection.execute(text(f"ALTER TABLE {table} RENAME TO away_{table}"))
    assert (await talk.say(asked)).text == answer.text
