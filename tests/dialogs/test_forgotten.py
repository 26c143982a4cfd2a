"""Nothing of whoever is forgotten is found in the database or in SQLite's files, and nobody else loses anything."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, TripState
from bot.texts import texts_of
from storage.engine import address
from storage.repositories.fingerprints import fingerprint
from storage.sqlite import _COMMITS_BETWEEN_CHECKPOINTS
from storage.store import SqlStore
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, WANTED, Journey, open_journey
from tests.support.whole_life import KAISA, TABLES_OF_NOBODY, WORD, live, stored

FI = texts_of("fi")

WITHOUT_MARKS = frozenset({"subscriptions", "roster_members", "rosters", "wishes"})
"""Tables of her life in which she stands by a number, or not at all."""

STAYS = {("recipients", fingerprint(KAISA.id)), ("offers", WORD)}
"""What the register says: a fingerprint of a team's member, and what a library offers."""


async def forget(journey: Journey, person: Person = KAISA) -> None:
    asks = await journey.say(person, "poista tietoni")
    assert FI("personal.forgotten") in (await journey.press(person, asks, FI("button.me_forget"))).text


def found(rows: dict[str, list[str]], marks: Collection[str]) -> set[tuple[str, str]]:
    """In which tables which marks stand."""
    return {(table, mark) for table, texts in rows.items() for text in texts for mark in marks if mark in text}


async def test_all_that_somebody_has_done_is_gone_from_every_table(journey: Journey) -> None:
    life = await live(journey)
    before = await stored(journey)
    assert {table for table, _ in found(before, life.marks)} | WITHOUT_MARKS | set(TABLES_OF_NOBODY) == set(before)
    assert {mark for _, mark in found(before, life.marks)} == set(life.marks)
    await forget(journey)
    assert found(await stored(journey), life.marks) == STAYS
    for _ in range(3):
        # What others are told of it, and what was planned for her before.
        await journey.tick(hours=1)
    assert found(await stored(journey), life.marks) == STAYS


async def test_what_others_have_is_left_to_them(journey: Journey) -> None:
    life = await live(journey)
    others = (HELMI.id, HOST.id, TRAVELLER.id, "Oiva Uusi")
    theirs = found(await stored(journey), others)
    await forget(journey)
    left = found(await stored(journey), others)
    # What they did for her own trip goes with it: of a trip whose traveller is forgotten only its counts stay.
    assert theirs - left <= {(table, HOST.id) for table in ("trips", "trip_steps", "asked_hosts")}
    async with journey.store.begin() as uow:
        assert await uow.wishes.by_text("Kaukolainat") is not None
        own = await uow.trips.by_id(life.own_trip)
        assert own is not None
        assert (own.erased, own.wanted.library, own.agreed.host) == (True, "Juva", "Iisalmi")


async def test_being_forgotten_again_changes_nothing(journey: Journey) -> None:
    life = await live(journey)
    await forget(journey)
    await forget(journey)
    assert found(await stored(journey), life.marks) == STAYS


@pytest.mark.parametrize("held", [1, 2, 3])
async def test_while_something_is_sent_to_her_nothing_breaks(journey: Journey, held: int) -> None:
    """Her notices are claimed, being sent or just sent when she is forgotten: they are settled nowhere."""
    life = await live(journey)
    sender, messenger = journey.office.sender(), journey.office.messenger
    sent = 0
    send = messenger.send

    async def sending(*told: object, **more: object) -> object:
        nonlocal sent
        sent += 1
        if sent == held:
            await forget(journey)
        return await send(*told, **more)  # type: ignore[arg-type]

    messenger.send = sending  # type: ignore[method-assign, assignment]
    journey.wait(days=1)
    for _ in range(4):
        await journey.office.tick(journey.now, sender)
        journey.wait(minutes=3)
    assert sent >= held
    assert found(await stored(journey), life.marks) == STAYS
    waiting = [row for row in await journey.office.rows() if row.recipient and row.state in ("claimed", "sending")]
    assert waiting == []


async def test_sqlites_files_hold_nothing_of_her_either(sqlite_url: str) -> None:
    """What is deleted is overwritten, and the log of changes before it is cut off by itself while the bot runs."""
    store, file = SqlStore(sqlite_url), Path(str(address(sqlite_url).database))
    async with open_journey(store) as journey:
        life = await live(journey)
        assert {mark for mark in life.marks if mark.encode() in bytes_of(file)} == set(life.marks)
        await forget(journey)
        # Everything that the clock does counts as one, so this takes no longer than a quarter of an hour.
        for _ in range(2):
            for _ in range(_COMMITS_BETWEEN_CHECKPOINTS):
                async with store.begin():
                    pass
            await asyncio.wait_for(store._connections._checkpoint, 5)  # type: ignore[attr-defined]
            async with store.begin() as uow:
                await uow.turns.claim("another", journey.now)
            async with store.begin() as uow:
                await uow.turns.release("another")
        assert {mark for mark in life.marks if mark.encode() in bytes_of(file)} == {mark for _, mark in STAYS}
    await store.close()


def bytes_of(file: Path) -> bytes:
    """The file and the logs beside it."""
    return b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")))


async def test_in_whatever_state_trips_are_everybody_in_them_can_be_forgotten(journey: Journey) -> None:
    """Each in turn, while what their trips have put into the outbox is still to be sent."""
    numbers = [await _far(journey, steps) for steps in range(len(_STEPS) + 1)]
    states = {(await journey.trip(number)).state for number in numbers}
    assert states == set(TripState) - {TripState.CANCELLED, TripState.DECLINED}
    for number, step in ((await _far(journey, 3), Step.CANCEL), (await _far(journey, 2), Step.DECLINE)):
        by = (Actor.TRAVELLER, TRAVELLER) if step is Step.CANCEL else (Actor.TEAM, HELMI)
        await journey.step(number, step, *by, words="syy")
    for person in (HOST, FOREMAN, TRAVELLER, HELMI):
        await forget(journey, person)
        assert found(await stored(journey), (person.id, person.name)) == set()
        await journey.tick(minutes=3)
        assert found(await stored(journey), (person.id, person.name)) == set()
    for _ in range(3):
        await journey.tick(days=4)
    for row in await journey.office.rows():
        assert row.state not in ("claimed", "sending"), row.kind


_PLAN = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id)
_STEPS: Sequence[tuple[Step, Actor, Person, dict[str, Any]]] = (
    (Step.SEND, Actor.TRAVELLER, TRAVELLER, {}),
    (Step.CONFIRM, Actor.FOREMAN, FOREMAN, {"foreman": FOREMAN.id}),
    (Step.TAKE, Actor.TEAM, HELMI, {"handler": HELMI.id, "handler_name": HELMI.name}),
    (Step.FIND_HOST, Actor.TEAM, HELMI, {"agreed": _PLAN}),
    (Step.AGREE, Actor.TEAM, HELMI, {"agreed": replace(_PLAN, day=date(2026, 11, 23))}),
    (Step.HAPPENED, Actor.TRAVELLER, TRAVELLER, {}),
    (Step.REPORT, Actor.TRAVELLER, TRAVELLER, {}),
    (Step.PAY, Actor.TEAM, HELMI, {}),
)
"""From a draft to the end."""


async def _far(journey: Journey, steps: int) -> int:
    """A trip that has come so many steps; its number."""
    async with journey.store.begin() as uow:
        trip = await uow.trips.add(f"far-{next(journey.numbers)}", TRAVELLER.id, WANTED, "", journey.now)
    for step, actor, who, facts in _STEPS[:steps]:
        await journey.step(trip.id, step, actor, who, **facts)
    return trip.id
