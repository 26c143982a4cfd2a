"""Changes that concern the same recipient come together: none lost, none twice, each event's facts the latest."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from aiohttp import web

from bot.domain.calendar_file import CalendarFile
from bot.domain.events import EventDraft, Status
from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import RecipientKind
from bot.domain.reminders import Lead, Scope
from bot.services.calendar_import import import_calendar
from storage.store import SqlStore
from tests.support.channel_service import GONE
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, Office, wants

START = helsinki(2026, 12, 1, 9, 0)
COFFEES = tuple(draft(f"k{n}", title=f"Kahvit {n}", starts=START + timedelta(days=n)) for n in range(3))


def moved(facts: EventDraft, **span: float) -> EventDraft:
    by = timedelta(**span)
    return replace(facts, starts=facts.starts + by, ends=facts.ends + by)


async def imported(office: Office, *drafts: EventDraft) -> None:
    async with office.store.begin() as uow:
        await import_calendar(uow, CalendarFile(drafts=drafts), office.now)


async def changes(office: Office) -> Counter[tuple[State, str]]:
    rows = [row for row in await office.rows() if row.kind is NoticeKind.CHANGE]
    return Counter((row.state, row.reason) for row in rows)


def card_text(office: Office) -> str:
    """The card that was sent last, as its texts."""
    _, body = office.service.sent[-1]
    card = body.get("activity", body)["attachments"][0]["content"]
    blocks = [item for element in card["body"] for item in element.get("items", [element])]
    return "\n".join(block["text"] for block in blocks)


async def test_changes_of_one_commit_are_one_message_that_tells_old_and_new_of_each(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await imported(office, *COFFEES)
    cancelled = replace(COFFEES[2], status=Status.CANCELLED)
    await imported(office, moved(COFFEES[1], hours=1), moved(COFFEES[0], hours=2), cancelled)
    assert len(await office.ticks(2)) == 1
    assert card_text(office).splitlines() == [
        "3 tilaisuutta on muuttunut",
        "Siirretty: Kahvit 0",
        "Ennen: tiistaina 1.12. klo 9.00–9.30",
        "Nyt: tiistaina 1.12. klo 11.00–11.30",
        "Siirretty: Kahvit 1",
        "Ennen: keskiviikkona 2.12. klo 9.00–9.30",
        "Nyt: keskiviikkona 2.12. klo 10.00–10.30",
        "Peruttu: Kahvit 2",
        "Ennen: torstaina 3.12. klo 9.00–9.30",
        "Nyt: tilaisuutta ei pidetä",
    ]
    assert await changes(office) == {(State.SENT, ""): 3}
    assert await office.ticks(1, 10) == []


async def test_a_long_list_says_how_many_others_there_are(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    many = [draft(f"m{n}", title=f"Kahvit {n}", starts=START + timedelta(days=n)) for n in range(13)]
    await imported(office, *many)
    await imported(office, *(moved(one, hours=1) for one in many))
    assert len(await office.ticks(2)) == 1
    lines = card_text(office).splitlines()
    assert (lines.count("Siirretty: Kahvit 9"), lines[-1]) == (1, "ja 3 muuta.")
    assert await changes(office) == {(State.SENT, ""): 13}


async def test_changes_made_within_the_time_of_second_thoughts_wait_for_each_other(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*COFFEES)
    await office.change(moved(COFFEES[0], hours=1))
    office.now += timedelta(seconds=90)
    await office.change(moved(COFFEES[1], hours=1))
    assert await office.tick(office.now + timedelta(seconds=30)) == []
    office.now += timedelta(seconds=60)
    await office.change(moved(COFFEES[2], hours=1))
    assert len(await office.tick(office.now + timedelta(seconds=30))) == 1, "the third came too late to be waited for"
    assert card_text(office).splitlines()[0] == "2 tilaisuutta on muuttunut"
    assert [text.split(".")[0] for _, text in await office.ticks(2)] == ["Siirretty: Kahvit 2"]
    assert await changes(office) == {(State.SENT, ""): 3}


async def test_what_begins_soon_does_not_wait_for_others(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    soon = draft("soon", title="Kohta", starts=office.now + timedelta(minutes=3))
    await office.add(soon, COFFEES[0])
    await office.change(replace(soon, status=Status.CANCELLED))
    office.now += timedelta(seconds=90)
    await office.change(moved(COFFEES[0], hours=1))
    assert [text.split(".")[0] for _, text in await office.tick(office.now + timedelta(seconds=30))] == [
        "Peruttu: Kohta"
    ]
    assert len(await office.ticks(2)) == 1


async def test_what_is_unwanted_or_as_before_is_left_out_and_says_so(office: Office) -> None:
    aino = await office.person("aino", EVERYTHING)
    events = await office.add(*COFFEES)
    office.service.answers = [web.Response(status=429, headers={"Retry-After": "600"})]
    await imported(office, *(moved(one, hours=1) for one in COFFEES))
    assert len(await office.ticks(2)) == 1
    await office.subscribe(aino, wants(Scope.EVENT, str(events[0].id), Lead.NEVER))
    await office.change(COFFEES[1])
    assert [text.split(".")[0] for _, text in await office.ticks(11)] == ["Siirretty: Kahvit 2"]
    assert await changes(office) == {
        (State.SENT, ""): 1,
        (State.CANCELLED, "not_wanted"): 1,
        (State.CANCELLED, "changed_back"): 2,
    }


async def test_an_event_that_changed_again_meanwhile_is_told_once_from_what_was_known(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*COFFEES)
    office.service.answers = [web.Response(status=429, headers={"Retry-After": "600"})]
    await office.change(moved(COFFEES[0], hours=1))
    assert len(await office.ticks(2)) == 1
    await office.change(moved(COFFEES[0], hours=5))
    assert [text for _, text in await office.ticks(11)] == ["Siirretty: Kahvit 0. Nyt: tiistaina 1.12. klo 14.00–14.30"]
    assert "Ennen: tiistaina 1.12. klo 9.00–9.30" in card_text(office)
    assert await changes(office) == {(State.SENT, ""): 2}
    assert await office.ticks(1, 10) == []


async def test_a_lost_answer_is_a_doubt_of_all_and_they_come_once_more_together(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*COFFEES)
    office.service.drops = True
    await imported(office, *(moved(one, hours=1) for one in COFFEES))
    assert len(await office.ticks(2)) == 1
    assert {row.doubts for row in await office.rows() if row.kind is NoticeKind.CHANGE} == {1}
    office.service.drops = False
    assert len(await office.tick(office.now + timedelta(seconds=8))) == 1
    assert await changes(office) == {(State.SENT, ""): 3}


async def test_who_cannot_be_reached_fails_for_all_of_it(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(*COFFEES)
    office.service.answers = [web.json_response(GONE, status=403)]
    await imported(office, *(moved(one, hours=1) for one in COFFEES))
    assert len(await office.ticks(2)) == 1
    await imported(office, *(moved(one, hours=2) for one in COFFEES))
    assert await office.ticks(3) == []
    assert await changes(office) == {(State.FAILED, "ConversationBlockedByUser"): 6}


async def test_two_replicas_tell_each_recipient_once_in_one_message(office: Office, store: SqlStore) -> None:
    many = [draft(f"m{n}", title=f"Kahvit {n}", starts=START + timedelta(days=n)) for n in range(120)]
    people = 6
    for number in range(people):
        await office.person(f"p{number}", EVERYTHING)
    await office.recipient(RecipientKind.CHANNEL, "19:c", "19:c", EVERYTHING)
    await imported(office, *many)
    await imported(office, *(moved(one, hours=1) for one in many))
    office.now += timedelta(minutes=2)
    one, other = office.sender(), office.sender()
    for _ in range(4):
        await asyncio.gather(one.tick(), other.tick())
        office.now += timedelta(seconds=2)
    assert len(office.service.sent) == people + 1
    assert await changes(office) == {(State.SENT, ""): 120 * (people + 1)}
