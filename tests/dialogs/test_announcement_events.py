"""An announcement with an event: chosen by words or from the list, true when it leaves and afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.announcements import AnnouncementState
from bot.domain.conversation import Reply
from bot.domain.events import Status
from bot.services.event_changes import change_events
from storage.store import SqlStore
from tests.dialogs.conftest import talk
from tests.dialogs.test_announcements import FI, WRITTEN, Desk, data_of, desk, titles_of

__all__ = ["desk", "talk"]

DIGIVARTTI = "Digivartit: Puhe tekstiksi, torstaina 16.9. klo 10.00–10.15"
KEY = "t2"


def field_of(form: Reply, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in form.card["body"] if one.get("id") == name)
    return found


def chosen_in(form: Reply) -> str:
    """What the form shows as its event."""
    field = field_of(form, "event")
    title: str = next(one["title"] for one in field["choices"] if one["value"] == field["value"])
    return title


async def previewed(desk: Desk, words: str = "tiedote seuraavasta digivartista", **fields: Any) -> Reply:
    form = await desk.say(words)
    told = {**WRITTEN, "event": field_of(form, "event")["value"], **fields}
    return await desk.press(form, FI("button.preview"), **told)


async def changed(desk: Desk, **facts: Any) -> None:
    """The event gets other facts just now."""
    async with desk.store.begin() as uow:
        event = (await uow.events.by_keys([KEY]))[KEY]
        await change_events(uow, [(event, replace(event.facts, **facts))], desk.talk.now)


async def moved(desk: Desk) -> None:
    async with desk.store.begin() as uow:
        facts = (await uow.events.by_keys([KEY]))[KEY].facts
    day = timedelta(days=1)
    await changed(desk, starts=facts.starts + day, ends=facts.ends + day, status=Status.MOVED)


@pytest.mark.parametrize("words", ["seuraavasta digivartista", "digivartista", "about the next digivartti"])
async def test_words_that_name_an_event_choose_it_and_say_so(desk: Desk, words: str) -> None:
    form = await desk.say(f"tiedote {words}")
    assert chosen_in(form) == DIGIVARTTI
    assert FI("news.event_chosen", event=DIGIVARTTI) in form.text
    assert field_of(form, "text")["value"] == ""


@pytest.mark.parametrize(
    "words",
    [
        "Huomenna on kahvit",
        "Kiitos kaikille osallistumisesta",
        "Muistakaa ilmoittautua seuraavasta digivartista",
        "digivartti",
        "lumikengistä",
    ],
)
async def test_other_words_begin_the_text(desk: Desk, words: str) -> None:
    form = await desk.say(f"tiedote {words}")
    assert chosen_in(form) == FI("news.no_event")
    assert field_of(form, "text")["value"] == words


async def test_the_card_tells_of_the_event_with_its_buttons(desk: Desk) -> None:
    preview = await previewed(desk)
    await desk.press(preview, FI("button.news_send"))
    await desk.deliver()
    for shown in desk.service.seen.values():
        assert preview.card["body"][: len(shown.card["body"])] == shown.card["body"], "as it was previewed"
        assert "torstaina 16.9. klo 10.00–10.15" in shown.text
        assert {FI("button.join"), FI("button.remind")} <= set(titles_of(shown))
        assert "torstaina 16.9." in shown.card["speak"]
    card = next(iter(desk.service.seen.values()))
    assert FI("reminders.set_event") in (await desk.press(card, FI("button.remind"))).text


async def test_it_leaves_with_the_event_as_that_is_then(desk: Desk) -> None:
    preview = await previewed(desk, day="2027-09-16", time="09:00")
    await desk.press(preview, FI("button.news_schedule"))
    await moved(desk)
    await desk.deliver(hours=23)
    assert len(desk.service.texts()) == 2
    assert all("perjantaina 17.9. klo 10.00" in text for text in desk.service.texts())
    assert desk.service.updated == 0


async def test_what_was_sent_follows_its_event(desk: Desk) -> None:
    await desk.press(await previewed(desk), FI("button.news_send"))
    await desk.deliver()
    await moved(desk)
    await desk.deliver(minutes=1)
    assert desk.service.updated == 0, "a slip that is mended soon reaches nobody"
    await desk.deliver(minutes=3)
    assert (desk.service.sent, desk.service.updated) == (2, 2)
    assert all("**" not in text and "Siirretty" in text and "17.9." in text for text in desk.service.texts())
    desk.talk.wait(minutes=10)
    await changed(desk, status=Status.CANCELLED)
    await desk.deliver(minutes=3)
    assert (desk.service.sent, desk.service.updated) == (2, 4)
    for shown in desk.service.seen.values():
        assert "Peruttu" in shown.text
        assert FI("button.remind") not in titles_of(shown)


async def test_a_link_that_comes_late_comes_to_what_was_sent(desk: Desk) -> None:
    await changed(desk, link="")
    await desk.press(await previewed(desk), FI("button.news_send"))
    await desk.deliver()
    await changed(desk, link="https://yhteys.example/uusi")
    await desk.deliver(minutes=3)
    assert all("https://yhteys.example/uusi" in text for text in desk.service.texts())


async def test_a_scheduled_one_of_a_cancelled_event_is_a_draft_again(desk: Desk, store: SqlStore) -> None:
    preview = await previewed(desk, day="2027-09-16", time="09:00")
    scheduled = await desk.press(preview, FI("button.news_schedule"))
    cancel = await desk.say("peru digivartti 16.9.")
    done = await desk.press(cancel, FI("event_button.do_cancel"))
    assert FI("news.event_holds", title=WRITTEN["title"]) in done.text
    assert FI("news.event_cancelled") in (await desk.say("tiedotteet")).text
    await desk.deliver(hours=24)
    assert WRITTEN["text"][:5] not in "".join(desk.service.texts())
    told = FI("approval.event_off", title=WRITTEN["title"], when="torstaina 16.9. klo 9.00")
    assert [told in text for text in desk.service.texts()] == [True]
    shown = await desk.press_data({**data_of(scheduled), "do": "news_open"})
    assert FI("news.event_cancelled") in shown.text
    assert FI("news.trouble.event_off") in shown.text
    async with store.begin() as uow:
        assert len(await uow.announcements.latest(AnnouncementState.DRAFT, 9)) == 1
    form = await desk.press(shown, FI("button.news_edit"))
    assert FI("news.fault.event_gone") in (await desk.press(form, FI("button.preview"), **WRITTEN, event="12345")).text
    mended = await desk.press(form, FI("button.preview"), **WRITTEN, event="none")
    await desk.press(mended, FI("button.news_send"))
    await desk.deliver(hours=24)
    assert any("näkymä" in text for text in desk.service.texts())


async def test_a_cancelled_event_is_not_sent_and_not_offered(desk: Desk) -> None:
    preview = await previewed(desk)
    await changed(desk, status=Status.CANCELLED)
    refused = await desk.press(preview, FI("button.news_send"))
    assert FI("news.mend", what=FI("news.fault.event_gone")) in refused.text
    await desk.deliver()
    assert desk.service.sent == 0
    assert DIGIVARTTI not in str(field_of(await desk.say("tiedote"), "event")["choices"])


async def test_a_correction_may_keep_an_event_that_was_cancelled(desk: Desk) -> None:
    left = await desk.press(await previewed(desk), FI("button.news_send"))
    await desk.deliver()
    await changed(desk, status=Status.CANCELLED)
    report = await desk.press_data({**data_of(left), "do": "news_open"})
    form = await desk.press(report, FI("button.news_correct"))
    event = field_of(form, "event")["value"]
    preview = await desk.press(form, FI("button.preview"), title="Perutaan", text="Ei pidetä.", event=event)
    await desk.press(preview, FI("button.news_update"))
    await desk.deliver()
    assert all("Ei pidetä." in text and "Peruttu" in text for text in desk.service.texts())
