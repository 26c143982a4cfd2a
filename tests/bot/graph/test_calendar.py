"""A round of `calendarView/delta`: pages, series, what is gone, links that are of no use any more, and faults."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.intervals import Interval, midnight
from bot.graph import client
from bot.graph.calendar import OutlookCalendar
from bot.services.sync_ports import SyncError
from tests.support.drafts import helsinki
from tests.support.graph_service import Bearer, FakeGraph, fake_graph, outlook_of

WINDOW = Interval(midnight(helsinki(2026, 10, 24).date()), midnight(helsinki(2027, 12, 28).date()))
TUESDAY = helsinki(2026, 11, 24, 9)
KNOWN = ("Etäkahvit",)


@pytest.fixture
async def graph(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeGraph]:
    monkeypatch.setattr(client, "_FIRST_PAUSE_SECONDS", 0.01)
    async with fake_graph() as graph:
        yield graph


@pytest.fixture
async def outlook(graph: FakeGraph) -> AsyncIterator[OutlookCalendar]:
    async with outlook_of(graph) as outlook:
        yield outlook


async def test_a_first_round_tells_all_of_the_window_page_by_page(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    graph.page_size = 2
    sources = {graph.add(f"Etäkahvit: Aihe {number}", TUESDAY + timedelta(days=number)) for number in range(5)}
    graph.add("Etäkahvit: Kaukana", helsinki(2029, 1, 1, 9))
    round_ = await outlook.read("", WINDOW, KNOWN)
    assert {entry.source for entry in round_.entries} == sources
    assert (round_.whole, round_.gone, round_.unread, len(graph.asked)) == (True, frozenset(), frozenset(), 3)
    assert {entry.facts.series for entry in round_.entries} == {"Etäkahvit"}


async def test_each_request_asks_for_utc_and_plain_text(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    await outlook.read("", WINDOW, KNOWN)
    for wish in ('outlook.timezone="UTC"', 'outlook.body-content-type="text"', "odata.maxpagesize="):
        assert all(wish in told for told in graph.prefer)


async def test_the_next_round_tells_what_has_changed(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    stays, moves, goes = (graph.add(f"Etäkahvit: {name}", TUESDAY) for name in "abc")
    first = await outlook.read("", WINDOW, KNOWN)
    graph.move(moves, TUESDAY + timedelta(days=1))
    graph.remove(goes)
    second = await outlook.read(first.link, WINDOW, KNOWN)
    assert [(entry.source, entry.facts.starts) for entry in second.entries] == [(moves, TUESDAY + timedelta(days=1))]
    assert (second.whole, set(second.gone)) == (False, {goes})
    assert stays not in second.gone
    third = await outlook.read(second.link, WINDOW, KNOWN)
    assert (third.entries, third.gone) == ((), frozenset())


@pytest.mark.parametrize("told", [True, False])
async def test_occurrences_have_all_but_their_times_from_their_series(
    graph: FakeGraph, outlook: OutlookCalendar, told: bool
) -> None:
    """Also where the round does not tell of the series: then it is asked for, once."""
    graph.tells_masters = told
    master = graph.add_series("Digivartti: Sanelu", TUESDAY, 3, categories=["Digivartti"])
    round_ = await outlook.read("", WINDOW, KNOWN)
    assert len(round_.entries) == 3
    assert {(one.facts.title, one.facts.series, one.master, one.inherits) for one in round_.entries} == {
        ("Digivartti: Sanelu", "Digivartti", master, True)
    }
    assert [one.facts.starts for one in round_.entries] == [TUESDAY + timedelta(weeks=week) for week in range(3)]
    assert len(graph.asked) == (1 if told else 2)


async def test_an_exception_stands_by_itself(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    master = graph.add_series("Digivartti: Sanelu", TUESDAY, 3)
    first = await outlook.read("", WINDOW, KNOWN)
    graph.change(graph.occurrence(master, 1), subject="Digivartti: Kartat")
    second = await outlook.read(first.link, WINDOW, KNOWN)
    own = {entry.source: (entry.facts.title, entry.inherits) for entry in second.entries}
    assert own[graph.occurrence(master, 1)] == ("Digivartti: Kartat", False)


async def test_a_changed_series_is_told_of_for_its_occurrences(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    master = graph.add_series("Digivartti: Sanelu", TUESDAY, 3)
    first = await outlook.read("", WINDOW, KNOWN)
    graph.change(master, subject="Digivartti: Kartat")
    second = await outlook.read(first.link, WINDOW, KNOWN)
    told = second.masters[master]
    assert told is not None
    assert told.title == "Digivartti: Kartat"
    graph.change(master, sensitivity="private")
    third = await outlook.read(second.link, WINDOW, KNOWN)
    assert third.masters == {master: None}


async def test_a_series_that_is_gone_takes_its_occurrences_along(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    graph.tells_masters = False
    master = graph.add_series("Digivartti: Sanelu", TUESDAY, 2)
    occurrences = {graph.occurrence(master, number) for number in range(2)}
    # The series is deleted between the page that tells of its occurrences and the question for it.
    kept = graph.entries[master]
    graph.faults.extend(["", "404"])
    round_ = await outlook.read("", WINDOW, KNOWN)
    assert round_.gone == occurrences
    assert graph.entries[master] is kept


async def test_an_entry_is_found_wherever_it_has_moved(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    far = graph.add("Etäkahvit: Kaukana", helsinki(2029, 1, 1, 9))
    assert [entry.source for entry in (await outlook.entry(far, KNOWN)).entries] == [far]
    graph.remove(far)
    assert (await outlook.entry(far, KNOWN)).gone == {far}


async def test_private_entries_drafts_and_reservations_are_nobodys(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    hidden = {
        graph.add("Etäkahvit: Oma", TUESDAY, sensitivity="private"),
        graph.add("Etäkahvit: Salainen", TUESDAY, sensitivity="confidential"),
        graph.add("Etäkahvit: Kesken", TUESDAY, isDraft=True),
        graph.add("", TUESDAY, showAs="busy"),
    }
    round_ = await outlook.read("", WINDOW, KNOWN)
    assert (round_.entries, set(round_.gone)) == ((), hidden)


async def test_one_entry_that_cannot_be_read_stops_no_others(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    broken = graph.add("Etäkahvit: Rikki", TUESDAY, start={"dateTime": "huomenna"})
    good = graph.add("Etäkahvit: Ehjä", TUESDAY)
    round_ = await outlook.read("", WINDOW, KNOWN)
    assert (set(round_.unread), [entry.source for entry in round_.entries]) == ({broken}, [good])


@pytest.mark.parametrize("code", ["410", "resync"])
async def test_a_link_that_is_of_no_use_any_more_calls_for_a_new_round(
    graph: FakeGraph, outlook: OutlookCalendar, code: str
) -> None:
    first = await outlook.read("", WINDOW, KNOWN)
    if code == "410":
        graph.forgotten = True
    else:
        graph.faults.append("sync_state")
    with pytest.raises(SyncError) as wrong:
        await outlook.read(first.link, WINDOW, KNOWN)
    assert (wrong.value.code, wrong.value.anew) == ("resync", True)


@pytest.mark.parametrize("faults", [["429"], ["503", "504", "502"], ["lost"], ["500", "429"]])
async def test_a_busy_service_is_asked_again(graph: FakeGraph, outlook: OutlookCalendar, faults: list[str]) -> None:
    graph.faults.extend(faults)
    source = graph.add("Etäkahvit: Sanelu", TUESDAY)
    assert [entry.source for entry in (await outlook.read("", WINDOW, KNOWN)).entries] == [source]
    assert len(graph.asked) == len(faults) + 1


WRONG = {
    "throttled": ["429"] * 4,
    "away": ["503"] * 4,
    "forbidden": ["403"],
    "unauthorized": ["401", "401"],
    "refused": ["400"],
    "bad_answer": ["garbage"],
    "no_mailbox": ["404"],
    "endless": ["endless"],
    "foreign_link": ["foreign_next"],
}
MORE_WRONG = [("bad_answer", "list"), ("bad_answer", "no_value"), ("bad_answer", "huge"), ("refused", "redirect")]


@pytest.mark.parametrize(
    ("code", "faults"),
    [*WRONG.items(), *[(code, [fault]) for code, fault in MORE_WRONG], ("foreign_link", ["foreign_delta"])],
)
async def test_what_cannot_be_read_has_a_code(
    graph: FakeGraph, outlook: OutlookCalendar, code: str, faults: list[str]
) -> None:
    graph.faults.extend(faults)
    with pytest.raises(SyncError) as wrong:
        await outlook.read("", WINDOW, KNOWN)
    assert wrong.value.code == code


async def test_another_mailbox_is_not_found(graph: FakeGraph) -> None:
    async with outlook_of(graph, mailbox="muu@example.fi") as outlook:
        with pytest.raises(SyncError, match="no_mailbox"):
            await outlook.read("", WINDOW, KNOWN)
        with pytest.raises(SyncError, match="no_mailbox"):
            await outlook.reached()


async def test_a_token_that_ended_is_renewed_once(graph: FakeGraph) -> None:
    async with outlook_of(graph, Bearer("ended", "good")) as outlook:
        await outlook.read("", WINDOW, KNOWN)
    assert len(graph.asked) == 2


async def test_a_long_wait_is_not_slept_through(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    graph.retry_after = "600"
    graph.faults.append("429")
    with pytest.raises(SyncError) as wrong:
        await outlook.read("", WINDOW, KNOWN)
    assert (wrong.value.code, wrong.value.wait, len(graph.asked)) == ("throttled", 600, 1)


async def test_the_token_is_never_sent_to_another_host(graph: FakeGraph, outlook: OutlookCalendar) -> None:
    """Neither by a link that Graph tells, nor by one that was stored."""
    async with fake_graph() as other:
        for link in (f"{other.root}/users/x/calendarView/delta?$deltatoken=1", "file:///etc/passwd", "//x", "ä" * 9000):
            with pytest.raises(SyncError, match="foreign_link"):
                await outlook.read(link, WINDOW, KNOWN)
        assert (other.asked, graph.asked) == ([], [])
