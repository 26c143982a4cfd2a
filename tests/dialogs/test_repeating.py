"""Announcements that repeat, over a real store: begun, sent once each time, changed, paused, skipped, and ended."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.announcements import AnnouncementState
from bot.domain.conversation import Person, Reply
from bot.domain.outbox import NoticeKind, State
from storage.store import SqlStore
from tests.dialogs.test_announcements import AKE, FI, WRITTEN, Desk, Service, buttons_of, data_of, titles_of
from tests.support.office import rows_of
from tests.support.talk import AINO, Talk

# The talk begins on Wednesday 15.9.2027 at 10.
WEEKLY = {"day": "2027-09-16", "time": "09:00", "repeats": "weekly"}
MONTHLY = {**WEEKLY, "repeats": "monthly"}


@pytest.fixture
async def desk(talk: Talk, store: SqlStore) -> Desk:
    """A member of the team and a colleague."""
    desk = Desk(talk, store, Service())
    for person in (AINO, AKE):
        await desk.say("hei", person)
    return desk


async def begun(desk: Desk, **fields: str) -> Reply:
    """What is shown of one that repeats from now on."""
    return await desk.press(await desk.written(**fields), FI("button.news_repeat"))


async def opened(desk: Desk, card: Reply) -> Reply:
    return await desk.press_data({**data_of(card), "do": "news_open"})


def heard(desk: Desk) -> int:
    """How many announcements the colleague has got."""
    return sum(thread.startswith(f"{AINO.id};") for thread, _ in desk.service.seen)


def words(desk: Desk) -> list[str]:
    """What its author was told besides the announcement itself."""
    return [reply.text for reply in desk.service.seen.values() if reply.intent.startswith("announcement.word")]


async def ends(store: SqlStore) -> list[tuple[State, str]]:
    """How each of its times ended, in their order."""
    async with store.begin() as uow:
        rows = await rows_of(uow)
    return [(row.state, row.reason) for row in rows if row.kind is NoticeKind.DUE_OCCURRENCE]


async def listed(store: SqlStore) -> dict[AnnouncementState, int]:
    async with store.begin() as uow:
        found = {state: len(await uow.announcements.latest(state, 99)) for state in AnnouncementState}
    return {state: number for state, number in found.items() if number}


async def test_the_command_opens_the_form_with_each_month_chosen(desk: Desk) -> None:
    for words_said in ("toistuva", "toistuva tiedote", "recurring announcement"):
        form = await desk.say(f"{words_said}: Seuraa kanavia")
        fields = {one["id"]: one for one in form.card["body"] if one["type"].startswith("Input.")}
        assert (fields["repeats"]["value"], fields["text"]["value"]) == ("monthly", "Seuraa kanavia")
        assert form.card["body"][0]["text"] == FI("news.form_repeating")
        assert all(fields[name]["label"] and fields[name]["errorMessage"] for name in ("repeats", "until"))
    assert FI("news.list_none") in (await desk.say("toistuvat")).text


async def test_the_next_three_times_are_shown_before_it_begins(desk: Desk) -> None:
    preview = await desk.written(**{**WEEKLY, "day": "2027-12-10", "until": "2027-12-28"})
    times = ("perjantaina 10.12. klo 9.00", "perjantaina 17.12. klo 9.00", "maanantaina 27.12. klo 9.00")
    assert FI("repeat.next", times="; ".join(times)) in preview.text
    assert FI("repeat.workdays") in preview.text
    assert FI("repeat.last", day="tiistaina 28.12.") in preview.text
    await desk.deliver(days=99)
    assert desk.service.sent == 0, "nothing begins by itself"


async def test_each_time_is_an_announcement_of_its_own_and_sent_once(desk: Desk, store: SqlStore) -> None:
    card = await begun(desk, **WEEKLY)
    assert FI("news.repeating_title") in card.text
    await desk.deliver(hours=22)
    assert heard(desk) == 0
    for week in range(3):
        await desk.deliver(hours=23, days=7 * week)
        await desk.deliver(hours=24, days=7 * week)
        assert heard(desk) == week + 1
    assert await listed(store) == {AnnouncementState.REPEATING: 1, AnnouncementState.SENT: 3}
    shown = await desk.say("tiedotteet")
    assert FI("news.state.repeating") in shown.text
    assert FI("news.state.sent") in shown.text


async def test_it_keeps_helsinkis_clock_when_the_clocks_are_turned(desk: Desk) -> None:
    await begun(desk, **{**WEEKLY, "day": "2027-10-28"})
    # From 7.00 UTC on 15.9.: 9.00 is 6.00 UTC on 28.10., and 7.00 UTC a week later.
    for days, minutes, sent in ((43, -61, 0), (43, -60, 1), (50, -1, 1), (50, 0, 2)):
        await desk.deliver(days=days, minutes=minutes)
        assert heard(desk) == sent


async def test_two_replicas_send_each_time_once(desk: Desk, store: SqlStore) -> None:
    await begun(desk, **WEEKLY)
    for week in range(2):
        await asyncio.gather(*(desk.deliver(hours=23, days=7 * week) for _ in range(3)))
    assert heard(desk) == 2
    assert (await listed(store))[AnnouncementState.SENT] == 2


async def test_what_is_too_late_is_skipped_and_told_once_never_a_burst(desk: Desk, store: SqlStore) -> None:
    card = await begun(desk, **WEEKLY)
    await desk.deliver(days=23)
    assert heard(desk) == 1, "of 16.9., 23.9., 30.9. and 7.10. only the last is not too late"
    await desk.deliver(days=34)
    assert heard(desk) == 1, "that of 14.10. is five days late"
    skipped = (State.EXPIRED, "too_late")
    assert await ends(store) == [*[skipped] * 3, (State.SENT, ""), skipped, (State.WAITING, "")]
    desk.talk.wait(days=34)
    for day, word in zip(("30.9.", "14.10."), words(desk), strict=True):
        assert FI("approval.skipped", title="Liboppi päivittyy", when=f"torstaina {day} klo 9.00") in word
    times = "; ".join(f"torstaina {day} klo 9.00" for day in ("14.10.", "30.9.", "23.9.", "16.9."))
    assert FI("repeat.skipped", times=times) in (await opened(desk, card)).text


async def test_a_change_is_of_the_coming_times(desk: Desk, store: SqlStore) -> None:
    card = await begun(desk, **WEEKLY)
    await desk.deliver(hours=23)
    desk.talk.wait(days=2)
    form = await desk.press(await opened(desk, card), FI("button.news_edit"))
    fields = {one["id"]: one for one in form.card["body"] if "id" in one}
    assert fields["day"]["min"] == fields["day"]["value"] == "2027-09-16"
    written = {**WRITTEN, **WEEKLY, "text": "Toinen teksti", "repeats": "fortnightly"}
    preview = await desk.press(form, FI("button.preview"), **written)
    await desk.deliver(days=5)
    await desk.press(preview, FI("button.news_repeat"))
    assert heard(desk) == 1
    await desk.deliver(days=5, hours=23)
    assert heard(desk) == 1, "every other week from 16.9. leaves 23.9. out"
    await desk.deliver(days=12, hours=23)
    texts = desk.service.texts()
    assert sum("Toinen teksti" in text for text in texts) == sum("näkymä" in text for text in texts) == 2
    assert await listed(store) == {AnnouncementState.REPEATING: 1, AnnouncementState.SENT: 2}


async def test_the_same_day_is_never_sent_twice_whatever_is_changed(desk: Desk) -> None:
    card = await begun(desk, **WEEKLY)
    await desk.deliver(hours=23)
    desk.talk.wait(hours=23)
    form = await desk.press(await opened(desk, card), FI("button.news_edit"))
    preview = await desk.press(form, FI("button.preview"), **{**WRITTEN, **WEEKLY, "time": "15:00"})
    await desk.press(preview, FI("button.news_repeat"))
    await desk.deliver(hours=7)
    assert heard(desk) == 1
    await desk.deliver(hours=7, days=7)
    assert heard(desk) == 2


async def test_it_is_paused_and_goes_on_from_where_the_calendar_is(desk: Desk, store: SqlStore) -> None:
    card = await begun(desk, **WEEKLY)
    paused = await desk.press(card, FI("button.news_pause"))
    assert FI("news.paused_now") in paused.text
    await desk.deliver(days=10)
    assert heard(desk) == 0
    desk.talk.wait(days=10)
    again = await desk.press(paused, FI("button.news_repeat"))
    assert FI("repeat.often", often="joka viikko") in again.text
    await desk.deliver()
    assert heard(desk) == 0
    await desk.deliver(days=5)
    assert heard(desk) == 1
    await desk.press(await desk.press(again, FI("button.news_pause")), FI("button.news_delete"))
    assert await listed(store) == {AnnouncementState.SENT: 1}, "what was sent stays"
    await desk.deliver(days=50)
    assert heard(desk) == 1


async def test_after_its_last_day_it_is_a_draft_that_says_so(desk: Desk, store: SqlStore) -> None:
    await begun(desk, **WEEKLY, until="2027-09-24")
    await desk.deliver(hours=23)
    await desk.deliver(days=8)
    assert heard(desk) == 2
    assert await listed(store) == {AnnouncementState.DRAFT: 1, AnnouncementState.SENT: 2}
    desk.talk.wait(days=20)
    shown = await desk.say("tiedotteet")
    assert FI("news.trouble.over") in shown.text
    draft = await desk.press(shown, FI("button.open_news", title="Liboppi päivittyy"))
    form = await desk.press(draft, FI("button.news_repeat"))
    assert FI("news.mend", what=FI("news.fault.until_over")) in form.text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"day": "", "time": ""}, "day_needed"),
        ({"day": "2029-09-16"}, "day_too_far"),
        ({"until": "2027-09-15"}, "until_over"),
        ({"until": "joskus"}, "until_unknown"),
        ({"repeats": "hourly"}, "repeats_unknown"),
    ],
)
async def test_what_is_wrong_with_the_repetition_is_said(desk: Desk, fields: dict[str, str], fault: str) -> None:
    form = await desk.written(**{**WEEKLY, **fields})
    assert FI("news.mend", what=FI(f"news.fault.{fault}")) in form.text


async def test_one_that_repeats_no_more_is_scheduled_once(desk: Desk, store: SqlStore) -> None:
    card = await begun(desk, **MONTHLY)
    form = await desk.press(card, FI("button.news_edit"))
    written: dict[str, Any] = {**WRITTEN, **MONTHLY, "repeats": "never"}
    await desk.press(await desk.press(form, FI("button.preview"), **written), FI("button.news_schedule"))
    for days in (1, 32, 60):
        await desk.deliver(days=days)
    assert heard(desk) == 1
    assert await listed(store) == {AnnouncementState.SENT: 1}


async def test_a_sent_time_is_corrected_and_the_others_are_left(desk: Desk, store: SqlStore) -> None:
    await begun(desk, **WEEKLY)
    await desk.deliver(hours=23)
    async with store.begin() as uow:
        (sent,) = await uow.announcements.latest(AnnouncementState.SENT, 9)
    report = await desk.press_data({"do": "news_open", "id": sent.id})
    form = await desk.press(report, FI("button.news_correct"))
    assert not {"to", "day", "repeats", "until"} & {one.get("id") for one in form.card["body"]}
    preview = await desk.press(form, FI("button.preview"), title="Liboppi päivittyy", text="Korjattu.")
    await desk.press(preview, FI("button.news_update"))
    await desk.deliver(hours=24)
    await desk.deliver(hours=23, days=7)
    texts = desk.service.texts()
    assert (sum("Korjattu." in text for text in texts), sum("näkymä" in text for text in texts)) == (2, 2)


async def test_nobody_else_begins_or_pauses_it(desk: Desk, store: SqlStore) -> None:
    assert "Input.Text" not in str((await desk.say("toistuva tiedote", AINO)).card)
    card = await begun(desk, **WEEKLY)
    for title in (FI("button.news_pause"), FI("button.news_edit")):
        data = next(one["data"] for one in buttons_of(card.card) if one["title"] == title)
        assert FI("allowed.announce") in (await desk.press_data(data, AINO)).text
    assert await listed(store) == {AnnouncementState.REPEATING: 1}
    assert FI("button.news_pause") in titles_of(await opened(desk, card))


async def test_what_an_approver_lets_begin_repeats(desk: Desk, store: SqlStore) -> None:
    other = Person("29:toinen", "Toinen Esimerkki", "aad-ake")
    await desk.say("hei", other)
    asked = await desk.press(await desk.written(**WEEKLY), FI("button.news_propose"))
    desk.talk.wait(days=3)
    seen = await desk.press_data({**data_of(asked), "do": "news_open"}, other)
    await desk.press(seen, FI("button.news_approve_repeat"), other)
    assert await listed(store) == {AnnouncementState.REPEATING: 1}
    await desk.deliver()
    assert heard(desk) == 0, "the first day has passed, so the next is waited for"
    await desk.deliver(days=5)
    assert heard(desk) == 1
