"""What suggesting hosts for one trip costs among many open requests, past trips and offers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path

from bot.domain.intervals import HELSINKI
from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trips import Agreed, TripState, Wanted
from bot.services.libraries import libraries
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import suggest_hosts
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from bot.understanding.themes import themes
from storage.migrate import migrate
from storage.store import SqlStore

OPEN, PAST, OFFERS = 500, 500, 200
_ROUNDS = 5
_NOW = datetime(2026, 11, 26, 12, 0, tzinfo=HELSINKI)
_WORDS = (
    "Siemenkirjaston perustaminen, siementen säilytys ja lainaajien neuvonta",
    "3D-tulostimen ja vinyylileikkurin käyttö asiakkaiden kanssa",
    "Kotipalvelu ikäihmisille: kassien kokoaminen, reitit ja vapaaehtoiset",
    "Kirjavinkkaus yläkoulussa ja lukemaan innostaminen",
    "Kokoelman arviointi, poistot ja varaston tyhjennys",
    "Kirjastoauton reitit, pysäkit ja yhteistyö koulujen kanssa",
    "Some-viestintä: vuosikello, kuvat ja työnjako",
    "Selkokirjat ja maahanmuuttajien kielikahvila",
)
_WISHES = (
    "Haluaisin nähdä, miten siemenlainaamo on perustettu ja miten siemenet säilytetään talven yli.",
    "miten teillä hoituu kirjojen poistaminen ja mihin poistetut menee",
    "vinkkaaminen seiskaluokkalaisille",
    "Lukukoiratoiminnan aloittaminen: mistä koira, kuka ohjaa, mitä se maksaa?",
    "",
)
_keys = count()


@dataclass(frozen=True, slots=True)
class Matching:
    """Milliseconds of a suggestion: the first after a start, which reads all offers' words, and the 95th of 100."""

    first: float
    later_p95: float


def measure(folder: Path) -> Matching:
    """Measure on a store of its own."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> Matching:
    url = f"sqlite+aiosqlite:///{folder / 'matching.db'}"
    await migrate(url)
    store = SqlStore(url)
    async with store.begin() as uow:
        await _fill(uow)
    analyzer = Analyzer(open_dictionary(), load_lexicon())
    taken = [await _suggestion(store, wanted, analyzer) for wanted in islice(cycle(_wanted()), 1 + _ROUNDS * 20)]
    await store.close()
    return Matching(1000 * taken[0], 1000 * sorted(taken[1:])[int(0.95 * len(taken[1:]))])


async def _suggestion(store: SqlStore, wanted: Wanted, analyzer: Analyzer) -> float:
    async with store.begin() as uow:
        begun = time.perf_counter()
        await suggest_hosts(uow, "29:bench", wanted, analyzer, _NOW)
        return time.perf_counter() - begun


def _wanted() -> Iterator[Wanted]:
    names = list(libraries())
    for number, words in enumerate(_WISHES * 4):
        theme = (themes()[number % len(themes())],) if number % 2 or not words else ()
        yield Wanted("Aino", "", names[number % len(names)], theme, words, days=(_NOW.date() + timedelta(days=40),))


async def _fill(uow: UnitOfWork) -> None:
    names = list(libraries())
    offers = [
        Offer(
            0,
            str(number),
            1,
            f"29:{number}",
            "Eino",
            names[number % len(names)],
            (themes()[number % len(themes())],) if number % 3 else (),
            f"{_WORDS[number % len(_WORDS)]}, tarjous {number}",
        )
        for number in range(OFFERS)
    ]
    stored = [await uow.offers.save(offer) for offer in offers]
    wishes = list(_wanted())
    for number in range(OPEN + PAST):
        offer = stored[number % OFFERS]
        wanted = replace(wishes[number % len(wishes)], library=names[number * 7 % len(names)])
        trip = await uow.trips.add(f"trip-{next(_keys)}", f"29:{number}", wanted, str(number), _NOW)
        if number < OPEN:
            await uow.trips.edit(replace(trip, state=TripState.HANDLING))
            await uow.trips.ask_host(AskedHost(trip.id, offer.id, offer.library, offer.account, _NOW))
        else:
            day = _NOW.date() - timedelta(days=number % 700)
            agreed = Agreed(host=offer.library, offer=offer.id, day=day)
            await uow.trips.edit(replace(trip, state=TripState.PAID, agreed=agreed, made_on=day))
