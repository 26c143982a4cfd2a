"""Forged presses and hostile texts: nothing changes for who may not, nothing odd is kept, nothing acts on a card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.conversation import Person, Reply
from bot.domain.events import Status
from bot.services.event_changes import add_events
from bot.texts import texts_of
from dialogs.announcements import AnnouncementTalk
from dialogs.cards.elements import MAX_BYTES
from dialogs.cards.talk import error_card
from dialogs.event_care import EventTalk
from dialogs.feedback import FeedbackTalk
from dialogs.feedback_summary import FeedbackSummaryTalk
from dialogs.trip_afterwards import AfterTripTalk
from dialogs.trip_queue import QueueTalk
from dialogs.trip_report import ReportTalk
from dialogs.wish_care import WishCareTalk
from dialogs.wishes import WishTalk
from storage.models import metadata
from storage.store import SqlStore
from tests.support.drafts import draft
from tests.support.talk import Talk

FI = texts_of("fi")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
OF_TEAM = sorted(
    [
        *(*EventTalk._buttons, *AnnouncementTalk._buttons, *AnnouncementTalk._deeds, *WishCareTalk.buttons),
        *(*QueueTalk._lists, *QueueTalk._deeds, "after_copy", "after_list"),
        *(*FeedbackSummaryTalk._buttons, "channel_save", "questions_open", "questions_save", "questions_usual"),
    ]
)
OF_ANYBODY = [
    *(*FeedbackTalk._buttons, *WishTalk._buttons, "outcome_send", "outcome_decline", "library_save", "reminders_own"),
    *("me", "me_ask_forget", "me_forget", "news_read", "after_read", *AfterTripTalk.buttons, *ReportTalk.buttons),
]
KEPT_OF_A_TURN = {"turns", "recipients", "memories"}
DEEP: Any = json.loads("[" * 200 + "]" * 200)
ODD: Sequence[Any] = [
    *(None, True, -1, 0, 2**63 - 1, 1e308, 0.5, "", " ", "1", "x" * 100_000, "\u202e", "\u200b", "\x00\ud800"),
    *([], [1], ["hour"] * 999, {}, {"a": {}}, DEEP, [DEEP], "2027-10-12", "9999-12-31", "0001-01-01", "29:aino"),
]
FIELDS = {
    "after": ("trip", "page", "version"),
    "event": ("kind", "event", "revision", "made", "aware", "was", "series", "own_series", "title", "day", "start"),
    "news": ("id", "form", "of", "version", "title", "text", "link", "picture", "picture_alt", "to", "day", "time"),
    "channel": ("about", "leads"),
    "wish": ("wish", "said", "into"),
    "queue": ("trip", "version", "offer", "offers", "said", "to", "host", "day", "starts", "plan", "aware", "page"),
    "summary": ("event", "question", "after", "answer"),
    "questions": ("series", "keys", "fi0", "en0", "place0"),
}
LINK = "[paina](https://paha.example/)"
TURNED = "Kah\u202evit\u2066 \u200btaas\u061c\x07"


@pytest.fixture
def ake(talk: Talk) -> Talk:
    """A member of the AKE team in the own chat."""
    return talk.elsewhere("ake-chat", AKE)


async def everything(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, but for what every turn leaves."""
    async with store.begin() as uow:
        run = uow.team._connection.execute
        tables = [one for one in metadata.sorted_tables if one.name not in KEPT_OF_A_TURN]
        return {one.name: [tuple(row) for row in await run(select(one))] for one in tables}


def marked(card: Reply) -> bool:
    """Whether the hostile link acts anywhere on the card."""
    told = json.dumps(card.card["body"], ensure_ascii=False)
    return LINK in told


async def draft_saved(ake: Talk, **told: str) -> Reply:
    form = await ake.say("tiedote")
    (data,) = [one["data"] for one in form.card["actions"] if one["data"]["do"] == "news_preview"]
    return await ake.press({**data, "title": "Otsikko", "text": "Teksti", "to": "everybody", **told})


@pytest.mark.parametrize("do", OF_TEAM)
async def test_who_is_not_of_the_team_changes_nothing_by_any_of_its_buttons(
    talk: Talk, ake: Talk, store: SqlStore, do: str
) -> None:
    await draft_saved(ake)
    before = await everything(store)
    data = {"event": 1, "kind": "cancel", "id": 1, "version": 1, "revision": 1, "about": "", "leads": "hour", "key": 1}
    reply = await talk.press({**data, "do": do, "form": "a" * 32, "title": "T", "text": "T", "to": "everybody"})
    assert FI("allowed.title") in reply.text
    assert await everything(store) == before


@pytest.mark.parametrize("do", OF_TEAM)
async def test_odd_values_of_a_member_are_answered_by_a_card_that_can_be_sent(ake: Talk, do: str) -> None:
    await draft_saved(ake)
    good = {"event": 1, "kind": "change", "id": 1, "form": "a" * 32, "do": do}
    for name in FIELDS[do.split("_")[0]]:
        for value in ODD:
            reply = await ake.press({**good, name: value})
            assert len(json.dumps(reply.card, ensure_ascii=False).encode("utf-8")) <= MAX_BYTES, (name, str(value)[:20])


@pytest.mark.parametrize(
    "do", ["reminder_event", "reminder_save", "reminders_save", "me", "more", "show", "ask", "x_y"]
)
async def test_odd_values_of_anyone_are_answered(talk: Talk, do: str) -> None:
    for name in ("language", "event", "leads", "of", "scope", "about", "ids", "shown", "text", "do"):
        for value in ODD:
            assert (await talk.press({"do": do, "event": 1, "ids": [1], name: value})).text


async def test_the_language_that_a_button_tells_is_one_of_ours(talk: Talk) -> None:
    for number in range(50):
        reply = await talk.press({"do": "me", "language": f"../{number}"})
        assert reply.card["lang"] == "fi"
    assert texts_of.cache_info().currsize <= 4


async def test_a_button_asks_no_more_than_a_person_may_write(talk: Talk) -> None:
    """A command's words are sought in all of it, which takes for ever in a text of endless spaces."""
    assert (await talk.press({"do": "ask", "text": "tiimi x" + " " * 200_000 + "y"})).text


async def test_what_turns_or_hides_text_is_not_kept_in_an_announcement(ake: Talk, store: SqlStore) -> None:
    await draft_saved(ake, title=TURNED, text=f"{TURNED}\n\n{TURNED}")
    async with store.begin() as uow:
        draft_kept = await uow.announcements.by_id(1)
    assert draft_kept is not None
    assert (draft_kept.writing.title, draft_kept.writing.text) == ("Kahvit taas", "Kahvit taas\n\nKahvit taas")


@pytest.mark.parametrize(
    "nothing", ["\u200b\u200b", "\u202e", "\u200d\u200c", "\u3164", "\u2800 \u2800", "\u00ad", "\x00"]
)
async def test_a_title_of_which_nothing_is_seen_is_none(ake: Talk, store: SqlStore, nothing: str) -> None:
    reply = await draft_saved(ake, title=nothing)
    assert FI("news.fault.title_missing") in json.dumps(reply.card, ensure_ascii=False)
    form = await ake.say("lisää tapahtuma")
    (data,) = [one["data"] for one in form.card["actions"] if one["data"]["do"] == "event_save"]
    told = {"series": nothing, "own_series": nothing, "title": nothing, "day": "2027-10-12"}
    before = await everything(store)
    await ake.press({**data, **told})
    assert (await everything(store))["events"] == before["events"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "javascript&colon;alert(1)", "JAVASCRIPT&#58;x", "data&#x3a;text/html,x", "file:///etc"],
)
async def test_a_text_links_to_pages_only(ake: Talk, store: SqlStore, link: str) -> None:
    for text in (f"[paina]({link})", f"[paina][a]\n\n[a]: {link}"):
        await draft_saved(ake, text=text)
    assert (await everything(store))["announcements"] == []


@pytest.mark.parametrize("address", ["http://e.example/a.png", "data:image/png;base64,AA", "https://e.example/b a"])
async def test_a_picture_comes_from_a_secure_address_only(ake: Talk, store: SqlStore, address: str) -> None:
    await draft_saved(ake, picture=address, picture_alt="Kuva")
    assert (await everything(store))["announcements"] == []


async def test_a_title_in_a_sentence_is_no_link(talk: Talk, ake: Talk, store: SqlStore) -> None:
    hostile = draft("x", series=LINK, title=f"{LINK}: *a* <at>b</at>", starts=talk.now + timedelta(days=2))
    async with store.begin() as uow:
        await add_events(uow, [hostile, replace(hostile, key="y", status=Status.CANCELLED)], talk.now)
        stored = await uow.events.by_keys(["x", "y"])
    heard = [await talk.press({"do": "reminder_event", "event": stored["x"].id})]
    heard.append(await talk.press({"do": "reminder_enough", "event": stored["x"].id}))
    heard.append(await talk.press({"do": "reminder_stop", "scope": "series", "about": LINK}))
    heard.append(await talk.press({"do": "reminder_series", "about": LINK}))
    heard.append(await talk.press({"do": "reminder_stop", "scope": "series", "about": LINK}))
    heard.append(await ake.press({"do": "event_open", "kind": "cancel", "event": stored["y"].id}))
    form = await ake.press({"do": "event_open", "kind": "cancel", "event": stored["x"].id})
    (data,) = [one["data"] for one in form.card["actions"] if one["data"]["do"] == "event_save"]
    heard += [form, await ake.press(data), await ake.say("muutokset")]
    heard.append(await ake.press({"do": "event_undo", "revision": (await latest_revision(store))}))
    assert [card.text for card in heard if marked(card)] == []
    assert "\\" not in heard[1].summary + heard[1].card["speak"]


async def latest_revision(store: SqlStore) -> int:
    async with store.begin() as uow:
        return await uow.events.revision()


async def test_a_name_in_a_sentence_is_no_link(ake: Talk) -> None:
    hostile = Person("29:paha", LINK)
    for text in ("lisää tiimiin Paha", "tiimi", "poista tiimistä Paha", "poista tiimistä Paha"):
        reply = await ake.deliver(replace(ake.incoming(text), mentions=(hostile,)))
        assert reply is not None
        assert not marked(reply), text


@pytest.mark.parametrize("do", sorted({*OF_TEAM, *OF_ANYBODY}))
async def test_a_form_sent_as_a_message_in_a_channel_shows_and_changes_nothing(
    ake: Talk, store: SqlStore, do: str
) -> None:
    """All would see the answer: a wish's own mark, words that the team alone may read, who answers."""
    await draft_saved(ake)
    await ake.press({"do": "wish_save", "wish": "Kaukolainat", "made": "b" * 32})
    before = await everything(store)
    channel = ake.elsewhere("19:kanava")
    channel.in_channel = True
    data = {"event": 1, "kind": "cancel", "id": 1, "version": 1, "wish": 1, "question": "free", "after": ""}
    assert (await channel.press({**data, "do": do})).text == error_card("fi", "broken_button").text
    assert await everything(store) == before
