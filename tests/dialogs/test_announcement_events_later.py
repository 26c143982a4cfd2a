"""Announcements with an event and libraries that are approved by another, or sent again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.announcements import Announcement, AnnouncementState
from bot.domain.conversation import Reply
from bot.domain.events import Event, Status
from bot.domain.outbox import State
from storage.store import SqlStore
from tests.dialogs.test_announcement_events import KEY, changed, chosen_in, field_of, previewed
from tests.dialogs.test_announcements import AKE, FI, WRITTEN, Desk, Service, data_of
from tests.dialogs.test_approvals import OTHER, heard
from tests.dialogs.test_repeating import WEEKLY, ends, listed, opened, words
from tests.support.talk import AINO, Talk

TO_IISALMI = {"to": "", "libraries": "Iisalmi"}


@pytest.fixture
async def desk(talk: Talk, store: SqlStore) -> Desk:
    """Two members of the team, and a colleague in Iisalmi."""
    desk = Desk(talk, store, Service())
    for person in (AKE, OTHER, AINO):
        await desk.say("hei", person)
    await desk.say("kirjastoni on Iisalmi", AINO)
    return desk


async def event_of(desk: Desk) -> Event:
    async with desk.store.begin() as uow:
        return (await uow.events.by_keys([KEY]))[KEY]


async def put_off(desk: Desk, later: timedelta) -> None:
    """The event is held at another time."""
    facts = (await event_of(desk)).facts
    await changed(desk, starts=facts.starts + later, ends=facts.ends + later)


async def repeating(desk: Desk) -> Reply:
    """An announcement of the event to Iisalmi, each week from tomorrow on."""
    return await desk.press(await previewed(desk, **WEEKLY, **TO_IISALMI), FI("button.news_repeat"))


async def only(desk: Desk, state: AnnouncementState) -> Announcement:
    async with desk.store.begin() as uow:
        (found,) = await uow.announcements.latest(state, 9)
    return found


async def test_who_is_asked_to_approve_sees_the_event_and_the_libraries(desk: Desk) -> None:
    preview = await previewed(desk, **TO_IISALMI)
    await desk.press(preview, FI("button.news_propose"))
    await desk.deliver()
    (card,) = heard(desk, OTHER)
    assert card.card["body"][:3] == preview.card["body"][:3]
    assert "Digivartit: Puhe tekstiksi" in card.text
    assert FI("news.libraries_named", names="Iisalmi") in card.text
    assert FI("news.libraries_reach", people=FI.count("news.people", 1), of=1) in card.text
    await desk.press(card, FI("button.news_approve"), OTHER)
    await desk.deliver()
    assert [("Digivartit: Puhe tekstiksi" in one.text, one.intent) for one in heard(desk, AINO)] == [
        (True, "announcement")
    ]


async def test_what_is_about_a_cancelled_event_is_not_approved(desk: Desk) -> None:
    await desk.press(await previewed(desk), FI("button.news_propose"))
    await desk.deliver()
    (card,) = heard(desk, OTHER)
    await changed(desk, status=Status.CANCELLED)
    refused = await desk.press(card, FI("button.news_approve"), OTHER)
    assert FI("approval.refused.event") in refused.text
    assert FI("news.event_cancelled") in refused.text
    await desk.deliver()
    assert heard(desk, AINO) == []
    assert await only(desk, AnnouncementState.PROPOSED)


async def test_the_words_of_a_repeating_one_name_its_event_too(desk: Desk) -> None:
    form = await desk.say("toistuva tiedote seuraavasta digivartista")
    assert chosen_in(form).startswith("Digivartit: Puhe tekstiksi")
    assert field_of(form, "repeats")["value"] == "monthly"


async def test_each_time_tells_of_the_event_until_that_is_over(desk: Desk, store: SqlStore) -> None:
    await put_off(desk, timedelta(days=14))
    card = await repeating(desk)
    times = ("torstaina 16.9. klo 9.00", "torstaina 23.9. klo 9.00", "torstaina 30.9. klo 9.00")
    assert FI("repeat.next", times="; ".join(times)) in card.text
    for week in range(4):
        await desk.deliver(hours=24, days=7 * week)
        await desk.deliver(hours=25, days=7 * week)
    assert [one.text.count("Digivartit: Puhe tekstiksi") > 0 for one in heard(desk, AINO)] == [True] * 3
    assert await listed(store) == {AnnouncementState.DRAFT: 1, AnnouncementState.SENT: 3}
    async with store.begin() as uow:
        sent = [one.writing for one in await uow.announcements.latest(AnnouncementState.SENT, 9)]
    assert {(one.event, one.libraries) for one in sent} == {((await event_of(desk)).id, ("Iisalmi",))}
    assert FI("news.trouble.over") in (await opened(desk, card)).text


async def test_a_repeating_one_of_a_cancelled_event_stays_and_its_author_hears_it(desk: Desk, store: SqlStore) -> None:
    card = await repeating(desk)
    cancel = await desk.say("peru digivartti 16.9.")
    done = await desk.press(cancel, FI("event_button.do_cancel"))
    assert FI("news.event_holds", title=WRITTEN["title"]) in done.text
    assert FI("news.event_cancelled") in (await desk.say("tiedotteet")).text
    for days in (1, 8):
        await desk.deliver(days=days)
    assert [
        FI("approval.event_off", title=WRITTEN["title"], when="torstaina 16.9. klo 9.00") in one for one in words(desk)
    ] == [True]
    assert (await ends(store), await listed(store)) == (
        [(State.CANCELLED, "event_cancelled")],
        {AnnouncementState.DRAFT: 1},
    )
    assert FI("news.trouble.event_off") in (await opened(desk, card)).text


async def test_it_ends_when_its_event_was_held_before_its_time(desk: Desk, store: SqlStore) -> None:
    await repeating(desk)
    await put_off(desk, timedelta(hours=-18))
    for days in (1, 8):
        await desk.deliver(days=days)
    assert await ends(store) == [(State.CANCELLED, "event_over")]
    assert (await only(desk, AnnouncementState.DRAFT)).trouble == "over"
    assert (heard(desk, AINO), words(desk)) == ([], [])


async def test_one_that_would_begin_after_its_event_is_at_fault(desk: Desk) -> None:
    refused = await previewed(desk, **{**WEEKLY, "day": "2027-09-17"})
    assert FI("news.fault.until_over") in refused.text


async def test_a_correction_goes_where_the_announcement_went(desk: Desk) -> None:
    left = await desk.press(await previewed(desk, **TO_IISALMI), FI("button.news_send"))
    await desk.deliver()
    report = await desk.press_data({**data_of(left), "do": "news_open"})
    form = await desk.press(report, FI("button.news_correct"))
    told = {"title": "Uusi", "text": "Uutta.", "event": "none", "libraries": "Juva", "repeats": "weekly"}
    await desk.press(await desk.press(form, FI("button.preview"), **told), FI("button.news_update"))
    writing = (await only(desk, AnnouncementState.SENT)).writing
    assert (writing.title, writing.event, writing.libraries, writing.repeats) == ("Uusi", None, ("Iisalmi",), None)
