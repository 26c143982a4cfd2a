"""A year read from the store, who is encouraged, and the sheets."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.domain.trip_period import Period
from bot.files.xlsx_report import write_xlsx
from bot.services import trip_sheets, trip_year
from bot.services.libraries import libraries
from bot.services.trip_sheets import TripSheets
from bot.services.trip_year import Encouraged, encouraged, not_travelled, seen_year
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.journeys import NOW, TRAVELLER, Journey
from tests.support.trip_years import agreed_trip, made_trip, reported_trip

TODAY = NOW.date()
YEAR = Period(2026)


async def of_encouraged(journey: Journey) -> dict[str, Encouraged]:
    async with journey.store.begin() as uow:
        return {one.library: one for one in await encouraged(uow, journey.now.date())}


async def test_a_year_is_the_same_however_few_are_read_at_once(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("Juva", "Hirvensalmi", "Tervo", "Mikkeli"):
        await made_trip(journey, library=library)
    await journey.requested()
    seen = []
    for at_once in (1, 2, 5, 500):
        monkeypatch.setattr(trip_year, "AT_ONCE", at_once)
        async with journey.store.begin() as uow:
            seen.append(await seen_year(uow, YEAR))
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert seen[0].trips.travelled == {"Juva": 1, "Mikkeli": 2, "Tervo": 1}
    assert (seen[0].trips.requests, seen[0].trips.made, seen[0].queue.waiting, seen[0].years) == (5, 4, 1, [2026])
    absent = not_travelled(seen[0].trips)
    assert sorted([*absent, "Juva", "Mikkeli", "Tervo"]) == sorted(libraries())


async def test_everybody_is_encouraged_where_nothing_has_happened(journey: Journey) -> None:
    found = await of_encouraged(journey)
    assert sorted(found) == sorted(libraries())
    assert {one.host for one in found.values()} == {""}


async def test_who_travels_hosts_or_is_about_to_is_not_encouraged(journey: Journey) -> None:
    await made_trip(journey, "Iisalmi", library="Hirvensalmi")
    await agreed_trip(journey, "Kaavi", library="Tervo")
    await journey.requested(library="Sulkava")
    assert sorted(libraries().keys() - await of_encouraged(journey)) == [
        "Iisalmi",
        "Kuopio",
        "Mikkeli",
        "Sulkava",
        "Tervo",
    ]


async def test_a_year_later_a_library_is_encouraged_again(journey: Journey) -> None:
    await made_trip(journey, library="Juva", days=0)
    journey.wait(days=365)
    assert "Juva" not in await of_encouraged(journey)
    journey.wait(days=1)
    assert "Juva" in await of_encouraged(journey)


async def test_the_nearest_host_is_told_first_with_what_it_offers(journey: Journey) -> None:
    await journey.offer("Iisalmi", "self_service", "events")
    await journey.offer("Iisalmi", "events", "spaces")
    await journey.offer("Savonlinna", "spaces")
    await journey.offer("Varkaus", closed=tuple(range(1, 13)))
    await journey.offer("Oulu")
    found = await of_encouraged(journey)
    assert found["Lapinlahti"] == Encouraged(
        "Lapinlahti", "Iisalmi", found["Lapinlahti"].kilometres, ("self_service", "events", "spaces")
    )
    assert found["Enonkoski"].host == found["Iisalmi"].host == "Savonlinna", "nobody goes to the own library"
    kilometres = [one.kilometres for one in found.values()]
    assert kilometres == sorted(kilometres)
    assert {one.host for one in found.values()} == {"Iisalmi", "Savonlinna"}


async def test_a_host_that_was_visited_much_is_further_away(journey: Journey) -> None:
    await journey.offer("Rautavaara")
    await journey.offer("Sonkajärvi")
    assert (await of_encouraged(journey))["Iisalmi"].host == "Sonkajärvi"
    for _ in range(6):
        await made_trip(journey, "Sonkajärvi", library="Juva")
    assert (await of_encouraged(journey))["Iisalmi"].host == "Rautavaara"


async def sheets(store: SqlStore, path: Path, year: int = 2026, language: str = "fi") -> dict[str, list[Any]]:
    await write_xlsx(path, TripSheets(store, texts_of(language), year).sheets(NOW))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in load_workbook(path).worksheets
    }


async def test_the_file_tells_the_year_without_names(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trip_sheets, "AT_ONCE", 2)
    await reported_trip(journey, 5, lodging=True, words="SALAISUUS")
    await made_trip(journey, "Kuopio", library="Hirvensalmi", themes=("events", "spaces"))
    await journey.requested(library="Tervo", travel=None)
    told = await sheets(journey.store, tmp_path / "a.xlsx")
    assert list(told) == ["matkat", "kirjastot", "aiheet", "kuka kävi missä", "kannustettavat"]
    sent, made = (datetime.combine(TODAY + timedelta(days=days), time()) for days in (0, 3))
    reported, done, requested = told["matkat"]
    bus = "bussi"
    assert reported[1:] == ["raportti saatu", sent, made, "Juva", "Iisalmi", "omatoimikirjasto", bus, 3, "kyllä"]
    assert done[1:] == ["tehty", sent, made, "Hirvensalmi", "Kuopio", "tapahtumat, tilat", bus, 3, "ei"]
    assert requested[1:] == ["pyydetty", sent, None, "Tervo", None, "omatoimikirjasto", None, None, "ei"]
    libraries_told = {name: (travelled, hosted) for name, travelled, hosted in told["kirjastot"]}
    assert libraries_told.keys() == libraries().keys()
    assert (libraries_told["Mikkeli"], libraries_told["Kuopio"], libraries_told["Tervo"]) == ((1, 0), (0, 1), (0, 0))
    assert sorted(told["aiheet"]) == [["omatoimikirjasto", 1], ["tapahtumat", 1], ["tilat", 1]]
    assert told["kuka kävi missä"] == [["Juva", "Iisalmi", 1], ["Mikkeli", "Kuopio", 1]]
    assert len(told["kannustettavat"]) == len(libraries()) - 5
    cells = " ".join(str(cell) for rows in told.values() for row in rows for cell in row)
    for secret in ("SALAISUUS", "Opin paljon", TRAVELLER.name, TRAVELLER.id, "Helmi"):
        assert secret not in cells


async def test_no_cell_is_a_formula_and_an_erased_trip_is_told(journey: Journey, tmp_path: Path) -> None:
    await made_trip(journey, '=HYPERLINK("https://e.example")', library="+1", themes=("@sum",), lodging=True)
    async with journey.store.begin() as uow:
        await uow.trips.erase_person(TRAVELLER.id)
    told = await sheets(journey.store, tmp_path / "a.xlsx", language="en")
    assert list(told) == ["trips", "libraries", "themes", "who visited whom", "to encourage"]
    ((*_, library, host, themes, travel, waited, lodging),) = told["trips"]
    assert (library, host, themes) == ("+1", '=HYPERLINK("https://e.example")', "@sum")
    assert (travel, waited, lodging) == ("bus", 3, None)
    book = load_workbook(tmp_path / "a.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


async def test_an_empty_year_is_a_file_too(store: SqlStore, tmp_path: Path) -> None:
    told = await sheets(store, tmp_path / "a.xlsx", 2020)
    assert (told["matkat"], told["aiheet"], told["kuka kävi missä"]) == ([], [], [])
    assert len(told["kirjastot"]) == len(libraries())
