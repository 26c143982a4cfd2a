"""A year of trips as the AKE team asks for it, over a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.hands import Hands
from bot.domain.trip_steps import Actor, Step
from bot.services.report_access import ReportAddresses, ReportKind, ReportRequest
from bot.services.trip_desk import TripDesk
from storage.store import SqlStore
from tests.support.journeys import FOREMAN, HELMI, MAURI, TRAVELLER, Journey, open_journey
from tests.support.talk import data_of
from tests.support.trip_years import agreed_trip, made_trip, reported_trip

ADDRESSES = ReportAddresses(Hands(b"k" * 32), "https://botti.example")


@pytest.fixture
async def journey(store: SqlStore) -> AsyncIterator[Journey]:
    async with open_journey(store, TripDesk(addresses=ADDRESSES)) as opened:
        yield opened


def address(reply: Reply) -> str:
    return next((one["url"] for one in reply.card.get("actions", ()) if "url" in one), "")


def titles(reply: Reply) -> list[str]:
    return [one["title"] for one in reply.card.get("actions", ())]


async def test_a_year_is_told_as_a_whole(journey: Journey) -> None:
    await made_trip(journey, library="Hirvensalmi", days=10)
    for rating in (5, 5, 4, 4):
        await reported_trip(journey, rating, "Muuttui." if rating == 4 else "", days=20)
    await agreed_trip(journey)
    declined = await journey.requested()
    await journey.step(declined.id, Step.DECLINE, Actor.TEAM, HELMI)
    await journey.requested()
    journey.wait(days=9)
    told = await journey.say(HELMI, "matkat 2026")
    for said in (
        "Vertaisoppimismatkat vuonna 2026",
        "Matkoja tehtiin 5, ja pyyntöjä lähetettiin 8.",
        "Pyynnöstä matkaan kului tavallisesti 20 päivää, pisimmillään 20 päivää.",
        "Pyynnöistä hylättiin 1 ja peruttiin 0.",
        "Matkaraportteja on saatu 4.",
        "Arvosanojen keskiarvo on 4,5 asteikolla 1–5 (arvosanoja 4).",
        "2 matkustajaa on kertonut, mitä oli muuttunut kolmen kuukauden kuluttua.",
        "Nyt 1 pyyntö odottaa päivän sopimista. Se on lähetetty 9 päivää sitten.",
        "Sovittuna on 1 matka.",
        "pyydetty 1, sovittu 1, tehty 1, raportti saatu 4, hylätty 1",
        "Iisalmi: 5 kävijää (Juva 4, Mikkeli 1)",
        "omatoimikirjasto 5",
    ):
        assert said in told.text.splitlines(), said
        assert said.rstrip(".") in told.card["speak"], said
    absent = told.text.splitlines()[told.text.splitlines().index("Kirjastot, joista ei ole matkustettu") + 1]
    assert "Tervo" in absent
    assert "Mikkeli" not in absent
    for name in (TRAVELLER.name, "Helmi"):
        assert name not in str(told.card)


async def test_the_picture_says_what_the_lines_say(journey: Journey) -> None:
    for host, library in (("Iisalmi", "Juva"), ("Iisalmi", "Tervo"), ("Kuopio", "Juva")):
        await made_trip(journey, host, library=library)
    told = await journey.say(HELMI, "matkat")
    (chart,) = [one for group in told.card["body"] for one in group.get("items", ()) if one["type"] != "TextBlock"]
    assert (chart["type"], chart["fallback"]) == ("Chart.HorizontalBar.Stacked", "drop")
    bars = {bar["title"]: [(one["legend"], one["value"]) for one in bar["data"]] for bar in chart["data"]}
    assert bars == {"Iisalmi": [("Juva", 1), ("Tervo", 1)], "Kuopio": [("Juva", 1)]}
    colours = {(one["legend"], one["color"]) for bar in chart["data"] for one in bar["data"]}
    assert len(colours) == len({colour for _, colour in colours}) == 2
    assert "Iisalmi: 2 kävijää (Juva 1, Tervo 1)\nKuopio: 1 kävijä (Juva 1)" in told.text


async def test_the_picture_puts_those_together_that_travelled_least(journey: Journey) -> None:
    libraries = ("Juva", "Juva", "Kaavi", "Keitele", "Rantasalmi", "Sulkava", "Tervo", "Vesanto", "Vieremä")
    for library in libraries:
        await made_trip(journey, "Iisalmi", library=library)
    told = await journey.say(HELMI, "matkat")
    (chart,) = [one for group in told.card["body"] for one in group.get("items", ()) if one["type"] != "TextBlock"]
    parts = [(one["legend"], one["value"]) for one in chart["data"][0]["data"]]
    assert parts[0] == ("Juva", 2)
    assert parts[-1] == ("muut kirjastot", 2)
    assert sum(number for _, number in parts) == len(libraries)


async def test_few_ratings_are_hidden_and_those_of_halves_too(journey: Journey) -> None:
    for rating in (5, 5, 1):
        await reported_trip(journey, rating)
    told = await journey.say(HELMI, "matkat")
    assert "Arvosanojen keskiarvo näytetään, kun arvosanoja on vähintään 4." in told.text
    await reported_trip(journey, 5)
    assert "keskiarvo on 4,0" in (await journey.say(HELMI, "matkat")).text
    assert "keskiarvo" not in (await journey.say(HELMI, "matkat syksy 2026")).text


async def test_the_file_is_of_the_presser_and_of_trips(journey: Journey) -> None:
    await journey.requested()
    for words in ("matkat", "matkat syksy 2026"):
        told = await journey.say(MAURI, words)
        request = ADDRESSES.read(address(told).rsplit("/", 1)[1], journey.now)
        assert isinstance(request, ReportRequest)
        assert (request.account, request.year, request.kind) == (MAURI.id, 2026, ReportKind.TRIPS)


async def test_in_a_channel_there_is_no_address(journey: Journey) -> None:
    await journey.requested()
    told = await journey.say(HELMI, "matkat", channel=True)
    assert "pyyntöjä lähetettiin 1." in told.text
    assert "omassa keskustelussasi" in told.text
    pressed = await journey.press_data(
        HELMI, {"do": "trips_year", "verb": "trips_year", "period": "2026"}, channel=True
    )
    assert pressed.intent == "trip_year"
    for one in (told, pressed):
        assert address(one) == ""
        assert "botti.example" not in str(one.card)


async def test_an_empty_year_offers_those_that_have_trips(journey: Journey) -> None:
    told = await journey.say(HELMI, "matkat")
    assert "Pyyntöjä ei ole vielä lähetetty." in told.text
    assert titles(told) == ["Kannustettavat"]
    await journey.requested()
    told = await journey.say(HELMI, "matkat 2024")
    assert "Tältä ajalta ei ole pyyntöjä eikä matkoja." in told.text
    assert "vuodelta 2026." in told.text
    assert (await journey.press(HELMI, told, "Vuosi 2026")).text.startswith("Vertaisoppimismatkat vuonna 2026\n")


@pytest.mark.parametrize("words", ["99999", "huomenna", "iisalmeen", "?", "2026?", "1999", "2026 ja kaikki nimet"])
async def test_a_question_is_not_taken_for_the_command(journey: Journey, words: str) -> None:
    await journey.requested()
    assert not (await journey.say(HELMI, f"matkat {words}")).intent.startswith("trip_year")


async def test_only_the_team_sees_it(journey: Journey) -> None:
    await journey.requested()
    for person in (TRAVELLER, FOREMAN):
        assert not (await journey.say(person, "matkat 2026")).intent.startswith("trip_year")
        for data in ({"do": "trips_year", "period": "2026"}, {"do": "trips_encourage", "period": "2026"}):
            refused = await journey.press_data(person, data)
            assert refused.intent == (await journey.press_data(person, {"do": "trips_x"})).intent
            assert "2026" not in refused.text
            assert titles(refused) == []


@pytest.mark.parametrize(
    "data",
    [
        {"do": "trips_year"},
        {"do": "trips_year", "period": 2026},
        {"do": "trips_year", "period": None},
        {"do": "trips_year", "period": ["2026"]},
        {"do": "trips_year", "period": "2999"},
        {"do": "trips_year", "period": "9" * 100_000},
        {"do": "trips_year", "period": "2026-3"},
        {"do": "trips_"},
        {"do": "trips"},
        {"do": "trips_encourage"},
        {"do": "trips_encourage", "period": "1999"},
        {"do": "trips_encourage_all", "period": "2026"},
    ],
)
async def test_hostile_presses_show_nothing(journey: Journey, data: dict[str, Any]) -> None:
    assert (await journey.press_data(HELMI, data)).intent == "error.broken_button"


async def test_encouraging_begins_an_announcement_to_those_libraries(journey: Journey) -> None:
    await made_trip(journey, "Iisalmi", library="Juva")
    await journey.offer("Kuopio", "events", "spaces", "self_service", "digitisation")
    told = await journey.press(HELMI, await journey.say(HELMI, "matkat"), "Kannustettavat")
    lines = told.text.splitlines()
    assert lines[1].startswith("24 kirjastosta ei ole vuoteen matkustettu")
    assert lines[2].startswith("Siilinjärvi: Kuopio, ")
    assert lines[2].endswith(" km (tapahtumat, tilat, omatoimikirjasto)")
    assert lines[-3:] == ["Ja 16 muuta.", "[Kirjoita niille tiedote]", "[Takaisin matkoihin]"]
    assert (await journey.press(HELMI, told, "Takaisin matkoihin")).text.startswith(
        "Vertaisoppimismatkat vuonna 2026\n"
    )
    form = await journey.press(HELMI, told, "Kirjoita niille tiedote")
    fields = {one["id"]: one.get("value") for one in form.card["body"] if "id" in one}
    chosen = fields["libraries"].split(",")
    assert len(chosen) == 24
    assert not {"Juva", "Iisalmi"} & set(chosen)
    assert fields["title"] == "Mitä haluaisit oppia toisessa kirjastossa?"
    preview = await journey.press(HELMI, form, "Esikatsele", **{name: value or "" for name, value in fields.items()})
    assert preview.intent == "announcement.preview"
    refused = await journey.press(TRAVELLER, told, "Kirjoita niille tiedote")
    assert "Input" not in str(refused.card)


async def test_an_announcement_is_not_begun_by_what_no_form_holds(journey: Journey) -> None:
    for libraries in (["Juva"], {"a": 1}, 7, "Juva,<b>evil</b>,Atlantis", "x" * 30_000):
        form = await journey.press_data(HELMI, {"do": "news_new", "libraries": libraries})
        assert form.intent == "announcement.form"
        (chosen,) = [one["value"] for one in form.card["body"] if one.get("id") == "libraries"]
        assert chosen in ("", "Juva")


async def test_it_speaks_english(journey: Journey) -> None:
    await made_trip(journey)
    told = await journey.say(HELMI, "trips autumn 2026", locale="en-GB")
    for said in (
        "Peer-learning trips, autumn 2026",
        "Trips made: 1. Requests sent: 1.",
        "From the request to the trip it took 3 days.",
        "No request has been declined or cancelled.",
        "Iisalmi: 1 visitor (Juva 1)",
    ):
        assert said in told.text.splitlines(), said
    encouraged = await journey.press_data(HELMI, data_of(told.card, "To encourage"))
    assert encouraged.text.startswith("Libraries to encourage\n")
