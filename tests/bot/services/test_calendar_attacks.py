"""What strangers, and series that come and go, can do to the followed calendar."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.calendar_sync import Tally
from bot.graph import client
from bot.graph.entry import facts_of, lean
from bot.services import calendar_sync
from bot.services.event_changes import add_events
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.following import Following, following

TUESDAY = helsinki(2026, 11, 24, 9)
JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_example/0"
INVITED: dict[str, Any] = {"isOrganizer": False, "responseStatus": {"response": "notResponded"}}


@pytest.fixture
async def office(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Following]:
    monkeypatch.setattr(client, "_FIRST_PAUSE_SECONDS", 0.01)
    async with following(store) as office:
        yield office


async def test_what_a_stranger_sends_to_the_mailbox_is_nobodys_before_it_is_accepted(office: Following) -> None:
    """Outlook puts an invitation into the calendar by itself, whoever has sent it."""
    async with office.store.begin() as uow:
        await add_events(uow, [draft(title="Etäkahvit: Sanelu", starts=TUESDAY)], office.now)
    same = office.graph.add("Etäkahvit: Sanelu", TUESDAY, onlineMeeting={"joinUrl": JOIN}, **INVITED)
    office.graph.add("Etäkahvit: Voita puhelin", TUESDAY, **INVITED)
    office.graph.add("Etäkahvit: Hylätty", TUESDAY, isOrganizer=False, responseStatus={"response": "declined"})
    await office.round(0)
    assert [(one.facts.title, one.facts.link) for one in await office.all()] == [("Etäkahvit: Sanelu", "")]
    office.graph.change(same, responseStatus={"response": "accepted"})
    await office.round()
    assert [(one.facts.title, one.facts.link) for one in await office.all()] == [("Etäkahvit: Sanelu", JOIN)]


async def test_an_accepted_invitation_that_is_moved_waits_for_no_answer(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY, **{**INVITED, "responseStatus": {"response": "accepted"}})
    await office.round(0)
    office.graph.move(source, TUESDAY + timedelta(days=1))
    office.graph.change(source, **INVITED)
    await office.round()
    event = (await office.events())["Etäkahvit: Sanelu"]
    assert (event.facts.starts, event.cancelled) == (TUESDAY + timedelta(days=1), False)
    office.graph.change(source, responseStatus={"response": "declined"})
    await office.round()
    assert (await office.events())["Etäkahvit: Sanelu"].cancelled


@pytest.mark.parametrize("hidden", [INVITED, {"sensitivity": "private"}])
async def test_a_series_that_comes_to_be_shown_brings_all_its_days(office: Following, hidden: dict[str, Any]) -> None:
    """Also where Graph tells of the series alone, whose days were told before and left out."""
    master = office.graph.add_series("Digivartti: Kartat", TUESDAY, 3, **hidden)
    await office.round(0)
    assert await office.all() == []
    office.graph.change(master, sensitivity="normal", responseStatus={"response": "accepted"})
    await office.round()
    assert [one.facts.starts for one in await office.all()] == [TUESDAY + timedelta(weeks=week) for week in range(3)]


async def test_days_of_a_series_that_come_back_are_events_of_their_own(office: Following) -> None:
    """Their ids are those of before, and the events of before follow other days by then."""
    master = office.graph.add_series("Digivartti: Kartat", TUESDAY, 2)
    await office.round(0)
    tuesdays = dict(office.graph.entries[master].days or {})
    wednesdays: dict[date, dict[str, object]] = {day + timedelta(days=1): {} for day in tuesdays}
    office.graph.entries[master].days = dict(wednesdays)
    await office.round()
    office.graph.entries[master].days = {**tuesdays, **wednesdays}
    assert (await office.round()).tally == Tally(added=2)
    days = sorted([*tuesdays, *wednesdays])
    assert [one.facts.starts.date() for one in await office.all()] == days
    office.graph.remove(master)
    assert (await office.round()).tally == Tally(cancelled=4)


async def test_a_link_that_names_somebody_is_not_followed(office: Following) -> None:
    """It would take the place of the bot's own token."""
    office.graph.page_size = 1
    for name in ("a", "b"):
        office.graph.add(f"Etäkahvit: {name}", TUESDAY)
    office.graph.root = office.graph.root.replace("://", "://somebody:secret@")
    assert (await office.round(0)).problem == "foreign_link"
    assert await office.all() == []


async def test_a_following_whose_rounds_never_end_is_not_silent(
    office: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(calendar_sync, "apply", fails)
    for minutes in (0, 30, 40):
        assert not (await office.state()).stale(office.now)
        with pytest.raises(RuntimeError):
            await office.round(minutes)
    assert (await office.state()).stale(office.now)


def test_of_what_anybody_may_send_only_what_is_read_is_held() -> None:
    """A round is held whole; thousands of long invitations would take all memory."""
    sent = {
        "id": "a",
        "subject": "Etäkahvit: Sanelu",
        "start": {"dateTime": "2026-11-24T09:00:00", "timeZone": "UTC"},
        "end": {"dateTime": "2026-11-24T10:00:00", "timeZone": "UTC"},
        "body": {"contentType": "text", "content": f"Lyhyesti. {'x' * 5_000_000}"},
        "attendees": [{"emailAddress": {"address": f"{number}@example.org"}} for number in range(1_000)],
    }
    held = lean(sent)
    assert len(json.dumps(held)) < 50_000
    assert facts_of(held, ()) == facts_of(sent, ())


async def test_what_was_deleted_by_mistake_and_is_written_again_is_held_again(office: Following) -> None:
    """It has another id then, and came too late to be met in the same round."""
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    office.graph.remove(source)
    assert (await office.round()).tally == Tally(cancelled=1)
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    assert (await office.round()).tally == Tally(changed=1)
    assert [one.cancelled for one in await office.all()] == [False]
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round()
    assert [one.cancelled for one in await office.all()] == [False, False], "what is there twice is twice here"


async def test_a_clock_that_is_put_back_stops_nothing(office: Following) -> None:
    await office.round(0)
    office.now -= timedelta(days=1)
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round()
    assert len(await office.all()) == 1
    asked = len(office.graph.asked)
    await office.round(5)
    assert len(office.graph.asked) == asked
    office.graph.add("Etäkahvit: Kartat", TUESDAY)
    await office.round(5)
    assert len(await office.all()) == 2
