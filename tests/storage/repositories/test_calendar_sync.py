"""How far a calendar has been followed: one round at a time, whoever reads, and what follows which entry."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.calendar_sync import Followed, Round, SyncState, Tally
from bot.domain.intervals import Interval
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki

NOON = helsinki(2026, 11, 23, 12)
LEASE = timedelta(minutes=6)
LATER = timedelta(minutes=10)
WINDOW = Interval(NOON, NOON + timedelta(days=400))
MAILBOX = "kahvit@example.fi"


async def _following(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.calendar_sync.follow(MAILBOX, NOON)


async def test_nothing_is_followed_at_first(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert await uow.calendar_sync.state() == SyncState()
        assert await uow.calendar_sync.claim(NOON, NOON + LEASE) is None
        assert not await uow.calendar_sync.holds(NOON)


async def test_a_round_is_one_replicas_until_it_ends_or_lapses(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        claimed = await uow.calendar_sync.claim(NOON, NOON + LEASE)
        assert claimed is not None
        assert claimed.mailbox == MAILBOX
        assert await uow.calendar_sync.claim(NOON + LEASE / 2, NOON + 2 * LEASE) is None
        assert await uow.calendar_sync.holds(NOON + LEASE)
    async with store.begin() as uow:
        assert await uow.calendar_sync.claim(NOON + LEASE, NOON + 2 * LEASE) is not None
        assert not await uow.calendar_sync.holds(NOON + LEASE)


async def test_a_round_that_ended_well_is_kept_and_the_next_is_due_later(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.calendar_sync.claim(NOON, NOON + LEASE)
        await uow.calendar_sync.succeed(Round(WINDOW, "link"), Tally(added=2, unread=1), NOON, NOON, NOON + LATER)
    async with store.begin() as uow:
        state = await uow.calendar_sync.state()
        assert (state.link, state.window, state.succeeded, state.problem) == ("link", WINDOW, NOON, "")
        assert (state.tally, state.changed_at, state.held_until) == (Tally(added=2, unread=1), NOON, None)
        assert await uow.calendar_sync.claim(NOON + LATER / 2, NOON + LATER) is None
        # A round without changes leaves what is told of the last one that had some.
        await uow.calendar_sync.claim(NOON + LATER, NOON + LATER + LEASE)
        after = NOON + LATER
        await uow.calendar_sync.succeed(Round(WINDOW, "on"), Tally(), after, after, after + LATER)
        assert (await uow.calendar_sync.state()).tally == Tally(added=2, unread=1)


async def test_a_problem_is_told_since_its_first_time(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        for minutes, code in ((0, "away"), (10, "away"), (20, "forbidden")):
            now = NOON + timedelta(minutes=minutes)
            await uow.calendar_sync.claim(now, now + LEASE)
            await uow.calendar_sync.fail(code, now, now, now + LATER)
            state = await uow.calendar_sync.state()
            assert state.problem == code
            assert state.problem_since == (NOON if code == "away" else now)


async def test_a_round_hurried_while_another_is_under_way_is_due_after_it(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.calendar_sync.claim(NOON, NOON + LEASE)
        hurried = NOON + timedelta(seconds=5)
        await uow.calendar_sync.hurry(hurried)
        assert await uow.calendar_sync.claim(hurried, hurried + LEASE) is None
        await uow.calendar_sync.succeed(Round(WINDOW, "link"), Tally(), NOON, hurried, NOON + LATER)
        assert (await uow.calendar_sync.state()).due == hurried


async def test_the_link_is_let_go_of_where_the_next_round_begins_anew(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.calendar_sync.succeed(Round(WINDOW, "link"), Tally(), NOON, NOON, NOON)
        await uow.calendar_sync.fail("away", NOON, NOON, NOON)
        assert (await uow.calendar_sync.state()).link == "link"
        await uow.calendar_sync.fail("foreign_link", NOON, NOON, NOON, anew=True)
        assert (await uow.calendar_sync.state()).link == ""


async def test_what_follows_is_found_by_entry_series_and_event(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.events.add([draft(f"e{number}") for number in range(3)])
        numbers = [event.id for event in (await uow.events.by_keys([f"e{number}" for number in range(3)])).values()]
        rows = [Followed(f"s{n}", n, "{}", NOON + n * LATER, master="m" if n > 1 else "") for n in sorted(numbers)]
        await uow.calendar_sync.put(rows)
        assert list(await uow.calendar_sync.all()) == rows
        assert list(await uow.calendar_sync.by_sources(["s1", "none"])) == [rows[0]]
        assert list(await uow.calendar_sync.of_masters(["m"])) == rows[1:]
        assert list(await uow.calendar_sync.of_events([2])) == [rows[1]]
        told = Followed("s1", 1, '{"title":"toinen"}', NOON)
        await uow.calendar_sync.put([told])
        assert list(await uow.calendar_sync.by_sources(["s1"])) == [told]
        await uow.calendar_sync.drop(["s3"])
        assert await uow.calendar_sync.forget_before(NOON + LATER) == 1
        assert list(await uow.calendar_sync.all()) == [rows[1]]


async def test_turned_off_it_rests_and_goes_on_with_the_same_mailbox(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.calendar_sync.succeed(Round(WINDOW, "link"), Tally(), NOON, NOON, NOON)
        await uow.calendar_sync.follow("", NOON)
        assert not (await uow.calendar_sync.state()).active
        assert await uow.calendar_sync.claim(NOON, NOON + LEASE) is None
        await uow.calendar_sync.follow(MAILBOX, NOON)
        assert (await uow.calendar_sync.state()).link == "link"


async def test_another_mailbox_begins_afresh_and_events_stay(store: SqlStore) -> None:
    await _following(store)
    async with store.begin() as uow:
        await uow.events.add([draft("e")])
        await uow.calendar_sync.put([Followed("s", 1, "{}", NOON)])
        await uow.calendar_sync.succeed(Round(WINDOW, "link"), Tally(), NOON, NOON, NOON)
        await uow.calendar_sync.follow("muu@example.fi", NOON)
        assert await uow.calendar_sync.all() == []
        assert (await uow.calendar_sync.state()).link == ""
        assert await uow.events.by_keys(["e"])
