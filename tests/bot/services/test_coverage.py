"""Pictures of coverage over a real store: made rarely, kept as they were, and final when a term is closed."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.coverage import Bands, Figures, Reach
from bot.domain.terms import Term
from bot.services.coverage import coverage_of, reach_of
from bot.services.library_groups import libraries, library_names
from storage.store import SqlStore
from tests.support.drafts import draft
from tests.support.feedback import give

SPRING = Term(2027, autumn=False)
MANY = sorted(library_names())[:8]


async def event(store: SqlStore, key: str = "a") -> int:
    async with store.begin() as uow:
        await uow.events.add([draft(key)])
        return (await uow.events.by_keys([key]))[key].id


async def seen(store: SqlStore, today: date, *events: int) -> Bands | Figures | None:
    async with store.begin() as uow:
        return await coverage_of(uow, SPRING, events, today, 4)


async def reach(store: SqlStore, today: date) -> Reach | None:
    async with store.begin() as uow:
        return await reach_of(uow, today, 4)


def lows(found: Bands | Figures | None) -> dict[str, int]:
    assert isinstance(found, Bands)
    return {name: low for name, low in found.lows.items() if low}


async def test_an_open_term_shows_bands_once_enough_have_answered(store: SqlStore) -> None:
    number = await event(store)
    day = date(2027, 2, 3)
    await give(store, number, day, *["Juva"] * 7)
    assert await seen(store, day + timedelta(days=1), number) is None
    await give(store, number, day, "Tervo")
    assert await seen(store, day, number) is None, "today's answers do not count yet"
    assert lows(await seen(store, day + timedelta(days=1), number)) == {"Juva": 4}


async def test_bands_move_in_another_month_and_with_enough_answers_alone(store: SqlStore) -> None:
    number = await event(store)
    await give(store, number, date(2027, 2, 3), *["Juva"] * 9)
    first = await seen(store, date(2027, 2, 4), number)
    await give(store, number, date(2027, 2, 5), *["Tervo"] * 7)
    assert await seen(store, date(2027, 2, 28), number) == first
    assert await seen(store, date(2027, 3, 1), number) == first, "seven are too few to hide in"
    await give(store, number, date(2027, 3, 1), "Juva")
    assert lows(await seen(store, date(2027, 3, 2), number)) == {"Juva": 10, "Tervo": 4}


async def test_a_closed_terms_figures_stay_whatever_is_changed_later(store: SqlStore) -> None:
    number = await event(store)
    hands = await give(store, number, date(2027, 2, 3), *["Juva"] * 5, *["Mikkeli"] * 4, "Puumala", "Sulkava")
    await give(store, number, date(2027, 9, 1), *["Tervo"] * 9)
    closed = await seen(store, date(2027, 8, 15), number)
    assert isinstance(closed, Figures)
    assert closed.shown == {"*": (11, 44), "Etelä-Savo/": (11, 44)}, "Lumme would leave one of Sulkava"
    async with store.begin() as uow:
        for one in hands[:4]:
            await uow.feedback.take_back(number, one)
    assert await seen(store, date(2028, 8, 15), number) == closed


async def test_a_consortium_of_two_regions_is_told_of_in_each_apart(store: SqlStore) -> None:
    number = await event(store)
    await give(store, number, date(2027, 2, 3), *["Juva"] * 5, *["Varkaus"] * 6, *["Joroinen"] * 4, *["Atlantis"] * 4)
    closed = await seen(store, date(2027, 9, 1), number)
    assert isinstance(closed, Figures)
    assert {key: number for key, (number, _) in closed.shown.items()} == {
        "*": 19,
        "": 4,
        "Etelä-Savo/": 5,
        "Etelä-Savo/Lumme": 5,
        "Juva": 5,
        "Pohjois-Savo/": 10,
        "Pohjois-Savo/Lumme": 10,
        "Varkaus": 6,
        "Joroinen": 4,
    }


async def test_few_answers_after_the_last_bands_do_not_count_at_the_closing(store: SqlStore) -> None:
    number = await event(store)
    await give(store, number, date(2027, 7, 1), *["Juva"] * 9, *["Tervo"] * 8)
    assert lows(await seen(store, date(2027, 8, 1), number)) == {"Juva": 4, "Tervo": 4}
    await give(store, number, date(2027, 8, 2), "Juva")
    closed = await seen(store, date(2027, 8, 15), number)
    assert isinstance(closed, Figures)
    assert (closed.shown["*"], closed.shown["Juva"]) == ((17, 68), (9, 36))


async def test_a_closed_term_that_nobody_answered_has_no_picture(store: SqlStore) -> None:
    number = await event(store)
    assert await seen(store, date(2027, 9, 1), number) == Figures({"*": (0, 0)})
    async with store.begin() as uow:
        assert await uow.pictures.named(SPRING.name) is None


async def test_libraries_are_not_reached_when_nobody_answers_in_six_months(store: SqlStore) -> None:
    number = await event(store)
    day = date(2027, 2, 3)
    await give(store, number, day, *MANY, *MANY[:3])
    assert await reach(store, day) is None
    await give(store, number, day, "")
    told = await reach(store, day)
    assert told is not None
    assert set(told.missing) == library_names() - set(MANY)
    assert told.since == day - timedelta(days=183)


async def test_a_library_that_is_reached_is_named_among_enough_others_alone(store: SqlStore) -> None:
    number = await event(store)
    new = sorted(library_names())[8]
    await give(store, number, date(2027, 2, 3), *MANY, *MANY)
    before = await reach(store, date(2027, 2, 4))
    await give(store, number, date(2027, 2, 20), new)
    assert await reach(store, date(2027, 3, 1)) == before
    await give(store, number, date(2027, 3, 1), *MANY)
    after = await reach(store, date(2027, 3, 2))
    assert before is not None
    assert after is not None
    assert set(before.missing) - set(after.missing) == {new}


async def test_the_window_waits_when_few_would_drop_out_of_it(store: SqlStore) -> None:
    number, others = await event(store), sorted(library_names())[8:16]
    await give(store, number, date(2027, 1, 10), MANY[0])
    await give(store, number, date(2027, 2, 3), *others, *others)
    before = await reach(store, date(2027, 2, 4))
    await give(store, number, date(2027, 7, 20), *others, *others)
    after = await reach(store, date(2027, 8, 1))
    assert before is not None
    assert after == before, "whose answer of January drops out would be known"


def test_all_libraries_are_in_one_place_each() -> None:
    keys = [group.key for group in libraries().all()]
    assert len(keys) == len(set(keys))
    assert {leaf.key for leaf in libraries().leaves()} == {*library_names(), ""}
