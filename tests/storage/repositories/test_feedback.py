"""Answers by hands, on both databases."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from bot.domain.feedback import ONWARD, USE, Answer, Mark, Outcome, Question, Used
from bot.services.feedback_ports import Tally
from storage.store import SqlStore
from tests.support.drafts import draft

DAY = date(2026, 11, 24)
ANSWER = Answer(4, {ONWARD: "Kerron aamupalaverissa. 😀", USE: ""}, "Iisalmi")


async def event(store: SqlStore, key: str = "a") -> int:
    async with store.begin() as uow:
        await uow.events.add([draft(key)])
        return (await uow.events.by_keys([key]))[key].id


async def give(store: SqlStore, number: int, hand: str, answer: Answer = ANSWER, on: date = DAY) -> bool:
    async with store.begin() as uow:
        return await uow.feedback.give(number, hand, answer, on)


async def test_an_answer_comes_back_and_is_changed_by_the_same_hand(store: SqlStore) -> None:
    number = await event(store)
    assert await give(store, number, "h1")
    async with store.begin() as uow:
        assert await uow.feedback.given(number, "h1") == ANSWER
        assert await uow.feedback.given(number, "h2") is None
        assert await uow.feedback.hide(number, "h1", ONWARD, hidden=True)
        assert not await uow.feedback.hide(number, "h2", ONWARD, hidden=True)
    assert not await give(store, number, "h1", Answer(2, {ONWARD: "Toisin."}))
    async with store.begin() as uow:
        assert await uow.feedback.given(number, "h1") == Answer(2, {ONWARD: "Toisin."})
        assert len(await uow.feedback.answers(number)) == 1
        assert await uow.feedback.take_back(number, "h1")
        assert not await uow.feedback.take_back(number, "h1")
        assert await uow.feedback.answers(number) == []


async def test_what_is_hidden_can_be_shown_again(store: SqlStore) -> None:
    number = await event(store)
    await give(store, number, "h1")
    async with store.begin() as uow:
        for hidden in (True, True, False):
            await uow.feedback.hide(number, "h1", ONWARD, hidden=hidden)
            given = await uow.feedback.given(number, "h1")
            assert given is not None
            assert given.hidden == (frozenset({ONWARD}) if hidden else frozenset())


async def test_the_order_of_answers_tells_nothing(store: SqlStore) -> None:
    number = await event(store)
    for hand in ("c", "a", "b"):
        await give(store, number, hand)
    async with store.begin() as uow:
        assert [one.hand for one in await uow.feedback.answers(number)] == ["a", "b", "c"]
        assert await uow.feedback.answered(number, ["b", "x"]) == {"b"}
        assert await uow.feedback.answered(number, []) == set()


async def test_tallies_divide_answers_by_event_library_and_rating(store: SqlStore) -> None:
    one, other = await event(store), await event(store, "b")
    for hand, library, rating in (("a", "Juva", 5), ("b", "Juva", 5), ("c", "", 1)):
        await give(store, one, hand, Answer(rating, {}, library))
    await give(store, other, "a", Answer(3, {}, "Tervo"), DAY + timedelta(days=9))
    async with store.begin() as uow:
        assert await uow.feedback.tallies([one]) == [Tally(one, "", 1, 1), Tally(one, "Juva", 5, 2)]
        assert len(await uow.feedback.tallies([one, other])) == 3
        assert await uow.feedback.tallies([]) == []
        assert len(await uow.feedback.tallies([one, other], DAY + timedelta(days=8))) == 2
        assert await uow.feedback.since(DAY) == {"": 1, "Juva": 2, "Tervo": 1}
        assert await uow.feedback.since(DAY + timedelta(days=1)) == {"Tervo": 1}


async def test_answers_are_read_page_by_page(store: SqlStore) -> None:
    number = await event(store)
    for hand in "cab":
        await give(store, number, hand)
    async with store.begin() as uow:
        first = await uow.feedback.page(number, "", 2)
        assert [one.hand for one in first] == ["a", "b"]
        assert [one.hand for one in await uow.feedback.page(number, "b", 2)] == ["c"]
        assert await uow.feedback.page(number, "c", 2) == []


async def test_marks_are_kept_once(store: SqlStore) -> None:
    number = await event(store)
    async with store.begin() as uow:
        for mark in (Mark.ATTENDED, Mark.DECLINED, Mark.ATTENDED):
            await uow.feedback.mark(number, "h1", mark)
        assert await uow.feedback.marks(number, "h1") == {Mark.ATTENDED, Mark.DECLINED}
        assert await uow.feedback.marks(number, "h2") == set()
        assert await uow.feedback.marked(number, Mark.DECLINED) == {"h1"}


async def test_what_came_of_it_is_changed_by_the_same_hand(store: SqlStore) -> None:
    number = await event(store)
    async with store.begin() as uow:
        await uow.feedback.give_outcome(number, "h1", Outcome(Used.NOT_YET))
        await uow.feedback.give_outcome(number, "h1", Outcome(Used.YES, "Lukupiiri alkoi."))
        assert await uow.feedback.outcomes(number) == [("h1", Outcome(Used.YES, "Lukupiiri alkoi."))]
        await uow.feedback.give_outcome(number, "h2", Outcome(Used.YES))
        assert await uow.feedback.used([number]) == {Used.YES: 2}
        assert await uow.feedback.used([number + 1]) == {}


async def test_a_series_has_the_questions_that_were_kept_last(store: SqlStore) -> None:
    first, second = Question("a", "Mitä?", "What?"), Question("b", "Miksi?")
    async with store.begin() as uow:
        assert await uow.feedback.questions("Digivartit") == []
        await uow.feedback.ask("Digivartit", [first, second])
        await uow.feedback.ask("Digivartit", [second, first])
        assert await uow.feedback.questions("Digivartit") == [second, first]
        assert await uow.feedback.questions("Etäkahvit") == []
        await uow.feedback.ask("Digivartit", [])
        assert await uow.feedback.questions("Digivartit") == []


async def test_old_answers_are_let_go_of(store: SqlStore) -> None:
    number = await event(store)
    await give(store, number, "h1")
    await give(store, number, "h2", on=DAY + timedelta(days=1))
    async with store.begin() as uow:
        await uow.feedback.mark(number, "h1", Mark.ATTENDED)
        await uow.feedback.give_outcome(number, "h1", Outcome(Used.YES))
        assert await uow.feedback.loosen(DAY + timedelta(days=1)) == 1
        assert await uow.feedback.loosen(DAY + timedelta(days=1)) == 0
        assert await uow.feedback.given(number, "h1") is None
        assert await uow.feedback.marks(number, "h1") == set()
        hands = {one.hand for one in await uow.feedback.answers(number)}
        assert len(hands) == 2
        assert [hand for hand, _ in await uow.feedback.outcomes(number)] == sorted(hands - {"h2"})


async def test_all_that_somebody_told_is_erased(store: SqlStore) -> None:
    one, other = await event(store), await event(store, "b")
    for number, hand in ((one, "h1"), (one, "h2"), (other, "h3")):
        await give(store, number, hand)
    async with store.begin() as uow:
        await uow.feedback.mark(one, "h1", Mark.ATTENDED)
        await uow.feedback.give_outcome(one, "h1", Outcome(Used.YES))
        assert await uow.feedback.held() == [one, other]
        assert await uow.feedback.erase({one: "h1", other: "h9"}) == 1
        assert await uow.feedback.erase({}) == 0
        assert [await uow.feedback.marks(one, "h1"), await uow.feedback.outcomes(one)] == [set(), []]
        assert [given.hand for given in await uow.feedback.answers(one)] == ["h2"]
        await uow.feedback.loosen(DAY + timedelta(days=1))
        assert await uow.feedback.held() == []


async def test_two_hundred_who_answer_at_once_are_all_kept(store: SqlStore) -> None:
    number = await event(store)
    assert all(await asyncio.gather(*(give(store, number, f"h{one}") for one in range(200))))
    async with store.begin() as uow:
        assert len(await uow.feedback.answers(number)) == 200
