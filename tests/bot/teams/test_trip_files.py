"""Calendar files of trips are loaded over real sockets: by those who have a part in the trip, as it is then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, cast

import aiohttp
import pytest
from icalendar import Calendar

from bot.domain.conversation import Person
from bot.domain.hands import Hands
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip
from bot.files.ics_writer import write_entry
from bot.services.ports import Store
from bot.services.report_access import ReportAddresses
from bot.services.trip_files import LASTS, TripFileAddresses, TripFiles
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from bot.teams.trip_files import TripFileRoute
from bot.texts import texts_of
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, Echo
from tests.support.drafts import helsinki
from tests.support.journeys import FOREMAN, HELMI, HOST, NOW, TRAVELLER, Journey, open_journey

FI, EN = texts_of("fi"), texts_of("en")
ROOT = "https://botti.example"
HANDS = Hands(b"k" * 32)
DAY = date(2026, 12, 15)
PLAN = Agreed("Iisalmi", HOST.name, HOST.id, None, DAY, time(9, 30), time(15), "Tavataan ovella.")


@dataclass
class Web:
    """The bot on the web, at a moment that the test sets, and those who talk to it."""

    url: str
    journey: Journey
    session: aiohttp.ClientSession
    addresses: TripFileAddresses
    now: list[datetime]

    def address(self, person: Person, trip: Trip, language: str = "fi") -> str:
        """The address that somebody is given."""
        return self.url + self.addresses.address(person.id, trip.id, language, DAY).removeprefix(ROOT)

    async def get(self, address: str, **headers: str) -> tuple[int, str, bytes]:
        """What an address answers: status, type, body."""
        async with self.session.get(address, headers=headers) as response:
            return response.status, response.content_type, await response.read()

    async def entry(self, person: Person, trip: Trip, language: str = "fi") -> Any:
        """The entry that somebody's calendar is given."""
        status, kind, body = await self.get(self.address(person, trip, language))
        assert (status, kind) == (200, "text/calendar")
        (event,) = Calendar.from_ical(body).walk("VEVENT")
        return event


@pytest.fixture
async def web(store: SqlStore) -> AsyncIterator[Web]:
    async with open_web(store) as opened:
        yield opened


@asynccontextmanager
async def open_web(store: SqlStore) -> AsyncIterator[Web]:
    now, addresses = [NOW], TripFileAddresses(HANDS, ROOT)
    route = TripFileRoute(TripFiles(store, write_entry), addresses, lambda: now[0])
    app = make_web_app(Echo(), cast(Store, store), LOCAL, local=True, trip_files=route)
    server = Server(app, "127.0.0.1", 0)
    async with open_journey(store) as journey, running(server), aiohttp.ClientSession() as session:
        yield Web(f"http://127.0.0.1:{server.port}", journey, session, addresses, now)


async def agreed(journey: Journey, **plan: Any) -> Trip:
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=replace(PLAN, day=None))
    return await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(PLAN, **plan))


async def test_both_load_their_own_view_of_the_trip(web: Web) -> None:
    trip = await agreed(web.journey)
    mine, theirs = await web.entry(TRAVELLER, trip), await web.entry(HOST, trip)
    assert str(mine["SUMMARY"]) == FI("trip_file.trip", host="Iisalmi")
    assert str(theirs["SUMMARY"]) == FI("trip_file.visitor", who="Aino Esimerkki, Juva")
    assert mine["UID"] == theirs["UID"]
    assert int(mine["SEQUENCE"]) == trip.version
    assert str(mine["LOCATION"]) == "Iisalmen kaupunginkirjasto"
    assert "Tavataan ovella." in str(mine["DESCRIPTION"])
    english = await web.entry(TRAVELLER, trip, "en")
    assert str(english["SUMMARY"]) == EN("trip_file.trip", host="Iisalmi")


async def test_a_change_has_the_same_uid_and_a_higher_sequence(web: Web) -> None:
    trip = await agreed(web.journey)
    before = await web.entry(HOST, trip)
    moved = replace(PLAN, day=date(2026, 12, 17))
    await web.journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=moved)
    after = await web.entry(HOST, trip)
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after.decoded("DTSTART") == helsinki(2026, 12, 17, 9, 30)


@pytest.mark.parametrize(
    ("step", "actor", "who"),
    [
        (Step.CANCEL, Actor.TRAVELLER, TRAVELLER),
        (Step.HOST_CANCELS, Actor.HOST, HOST),
        (Step.LET_HOST_GO, Actor.TEAM, HELMI),
        (Step.NOT_YET, Actor.TRAVELLER, TRAVELLER),
    ],
)
async def test_a_plan_that_was_given_up_is_struck_out_for_both(web: Web, step: Step, actor: Actor, who: Person) -> None:
    trip = await agreed(web.journey)
    await web.journey.step(trip.id, step, actor, who)
    for person in (TRAVELLER, HOST):
        entry = await web.entry(person, trip)
        assert entry["STATUS"] == "CANCELLED"
        assert entry.decoded("DTSTART") == helsinki(2026, 12, 15, 9, 30)


async def test_a_host_that_was_let_go_of_reads_nothing_that_was_written_since(web: Web) -> None:
    trip = await agreed(web.journey)
    let_go = await web.journey.step(trip.id, Step.LET_HOST_GO, Actor.TEAM, HELMI)
    wanted = replace(let_go.wanted, words="jotain aivan muuta")
    await web.journey.step(trip.id, Step.CHANGE, Actor.TRAVELLER, TRAVELLER, wanted=wanted)
    entry = await web.entry(HOST, trip)
    assert "omatoimiajat" in str(entry["DESCRIPTION"])
    assert "aivan muuta" not in str(entry["DESCRIPTION"])
    assert str(entry["STATUS"]) == "CANCELLED"


async def test_who_has_no_part_in_it_loads_nothing(web: Web) -> None:
    trip = await agreed(web.journey)
    for person in (FOREMAN, HELMI, Person("", "")):
        status, _, body = await web.get(web.address(person, trip))
        assert (status, body.decode()) == (403, FI("trip_file.no_part"))
    await web.journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(PLAN, account=FOREMAN.id))
    assert (await web.get(web.address(HOST, trip)))[0] == 403, "another is the contact by now"
    assert (await web.get(web.address(FOREMAN, trip)))[0] == 200


async def test_nothing_is_given_of_what_was_never_agreed_is_not_there_or_was_erased(web: Web) -> None:
    draft = await web.journey.requested()
    assert (await web.get(web.address(TRAVELLER, draft)))[0] == 403
    assert (await web.get(web.address(TRAVELLER, replace(draft, id=999))))[0] == 403
    trip = await agreed(web.journey)
    async with web.journey.store.begin() as uow:
        await uow.trips.erase_person(TRAVELLER.id)
    for person in (TRAVELLER, HOST):
        assert (await web.get(web.address(person, trip)))[0] == 403


async def test_an_address_ends_a_month_after_the_day(web: Web) -> None:
    trip = await agreed(web.journey)
    web.now[0] = helsinki(2026, 12, 15) + LASTS
    status, _, body = await web.get(web.address(TRAVELLER, trip))
    assert (status, body.decode()) == (410, FI("trip_file.expired"))


@pytest.mark.parametrize("path", ["/trips/x", "/trips/x.y", "/trips/%00", "/trips/" + "a" * 3000])
async def test_a_forged_address_is_refused(web: Web, path: str) -> None:
    status, _, body = await web.get(web.url + path)
    assert (status, body.decode()) == (403, FI("trip_file.forbidden"))
    _, _, english = await web.get(web.url + path, **{"Accept-Language": "en-GB"})
    assert english.decode() == EN("trip_file.forbidden")


async def test_another_keys_or_another_purposes_signature_opens_nothing(web: Web) -> None:
    trip = await agreed(web.journey)
    other = TripFileAddresses(Hands(b"x" * 32), ROOT).address(TRAVELLER.id, trip.id, "fi", DAY)
    report = ReportAddresses(HANDS, ROOT).address(TRAVELLER.id, trip.id, "fi", NOW)
    for address in (other, report):
        token = address.rsplit("/", 1)[1]
        assert (await web.get(f"{web.url}/trips/{token}"))[0] == 403
    mine, theirs = (web.address(one, trip).rsplit("/", 1)[1] for one in (TRAVELLER, HOST))
    mixed = mine.partition(".")[0] + "." + theirs.partition(".")[2]
    assert (await web.get(f"{web.url}/trips/{mixed}"))[0] == 403
