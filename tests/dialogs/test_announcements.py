"""Announcements over a real store: written, previewed, sent by the outbox, followed, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.announcements import AnnouncementState
from bot.domain.conversation import Person, Reply
from bot.domain.outbox import Delivery, Outcome
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.services.calendar import CalendarCache
from bot.services.sending import Sender
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.unasked import render
from storage.store import SqlStore
from tests.support.talk import AINO, HANDS, Talk, address_of
from tests.support.world import base_analyzer

FI = texts_of("fi")
TEAM = Team(["aad-ake"])
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
CHANNEL = Address(
    RecipientKind.CHANNEL, "19:kahvit", "19:kahvit", "https://service.example/", "28:bot", "t", name="Etäkahvit"
)
WRITTEN = {"title": "Liboppi päivittyy", "text": "Uusi **näkymä** huomenna.\nKiitos!", "to": "everybody"}


@dataclass
class Service:
    """The channel's service: what each recipient sees, message by message."""

    seen: dict[tuple[str, str], Reply] = field(default_factory=dict)
    sent: int = 0
    updated: int = 0
    answer: Callable[[Recipient], Delivery | None] = lambda to: None
    answer_update: Callable[[Recipient], Delivery | None] = lambda to: None

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        """A new message."""
        self.sent += 1
        refused = self.answer(to)
        if refused is not None:
            return refused
        thread = f"{to.address.account};messageid={self.sent}"
        self.seen[thread, f"m{self.sent}"] = reply
        return Delivery(Outcome.SENT, message=f"m{self.sent}", conversation=thread)

    async def update(self, to: Recipient, conversation: str, message: str, reply: Reply) -> Delivery:
        """The same message, otherwise."""
        self.updated += 1
        refused = self.answer_update(to)
        if refused is not None:
            return refused
        assert (conversation, message) in self.seen
        self.seen[conversation, message] = reply
        return Delivery(Outcome.SENT, message=message, conversation=conversation)

    def texts(self) -> list[str]:
        """What is to be read now."""
        return [reply.text for reply in self.seen.values()]


@dataclass
class Desk:
    """A member of the team at work, with the service that the announcements go to."""

    talk: Talk
    store: SqlStore
    service: Service
    person: Person = AKE

    async def say(self, text: str, person: Person | None = None, *, channel: bool = False) -> Reply:
        """Say something; with `channel` in a channel, which the bot then knows."""
        who = person or self.person
        addresses = (address_of(who), CHANNEL) if channel else (address_of(who),)
        reply = await self.talk.deliver(replace(self.talk.incoming(text), person=who, addresses=addresses))
        assert reply is not None
        return reply

    async def press(self, card: Reply, title: str, person: Person | None = None, /, **fields: Any) -> Reply:
        """Press a card's button, with its fields filled in."""
        data = next(one["data"] for one in buttons_of(card.card) if one["title"] == title)
        return await self.press_data({**data, **fields}, person)

    async def press_data(self, data: dict[str, Any], person: Person | None = None) -> Reply:
        """Press anything."""
        who = person or self.person
        said = replace(self.talk.incoming(pressed=data), person=who, addresses=(address_of(who),))
        reply = await self.talk.deliver(said)
        assert reply is not None
        return reply

    async def written(self, **fields: Any) -> Reply:
        """The preview of what was written."""
        form = await self.say("tiedote")
        return await self.press(form, FI("button.preview"), **{**WRITTEN, **fields})

    async def sent(self, **fields: Any) -> Reply:
        """The report of an announcement that has been sent."""
        left = await self.press(await self.written(**fields), FI("button.news_send"))
        await self.deliver()
        return await self.press_data({**data_of(left), "do": "news_open"})

    async def deliver(self, **later: float) -> None:
        """Let what is due be sent."""
        now = self.talk.now.astimezone(UTC) + timedelta(**later)

        async def wait(seconds: float) -> None:
            pass

        calendars = CalendarCache(base_analyzer())
        sender = Sender(self.store, calendars, self.service, render, lambda: now, wait, team=TEAM, hands=HANDS)
        await sender.tick()


def buttons_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [button for one in element.get("body", element.get("items", [])) for button in buttons_of(one)]
    return [*inner, *element.get("actions", [])]


def titles_of(card: Reply) -> list[str]:
    return [one["title"] for one in buttons_of(card.card)]


def data_of(card: Reply) -> dict[str, Any]:
    """The data of a card's first button that names an announcement."""
    return next(one["data"] for one in buttons_of(card.card) if "id" in one.get("data", {}))


@pytest.fixture
async def desk(talk: Talk, store: SqlStore) -> Desk:
    desk = Desk(talk, store, Service())
    await desk.say("hei", AINO)
    await desk.say("hei", channel=True)
    return desk


async def channel_number(store: SqlStore) -> int:
    async with store.begin() as uow:
        (channel,) = await uow.recipients.channels()
    assert channel.address.name == "Etäkahvit"
    return channel.id


async def test_the_words_of_the_command_begin_the_text(desk: Desk) -> None:
    form = await desk.say("tiedote: Huomenna on kahvit")
    fields = {one["id"]: one for one in form.card["body"] if one["type"].startswith("Input.")}
    assert fields["text"]["value"] == "Huomenna on kahvit"
    assert all(one["label"] and one["errorMessage"] for one in fields.values())
    assert [one["title"] for one in fields["to"]["choices"]] == ["Etäkahvit", FI.count("news.everybody", 2)]


async def test_written_previewed_and_sent_to_a_channel_and_everybody_once(desk: Desk, store: SqlStore) -> None:
    preview = await desk.written(to=f"everybody,{await channel_number(store)}")
    assert "Liboppi päivittyy" in preview.text
    assert FI("news.goes_now") in preview.text
    await desk.deliver()
    assert desk.service.sent == 0, "a preview sends nothing"
    left = await desk.press(preview, FI("button.news_send"))
    assert FI("news.leaving_title") in left.text
    assert FI("news.leaving_title") in (await desk.press(preview, FI("button.news_send"))).text
    await desk.deliver()
    await desk.deliver()
    assert desk.service.sent == 3
    for shown in desk.service.seen.values():
        assert preview.card["body"][: len(shown.card["body"])] == shown.card["body"], "as it was previewed"
    report = await desk.press_data({**data_of(left), "do": "news_open"})
    assert FI.count("news.arrived", 3) in report.text
    async with store.begin() as uow:
        assert [one.what for one in await uow.team.latest(9)] == ["announcement_sent", "draft_saved"]


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    form = await desk.written(title="", link="http://a", picture="https://k.example/k.png", to="", time="9:00")
    fields = {one.get("id", ""): one for one in form.card["body"]}
    assert fields["text"]["value"] == WRITTEN["text"]
    assert fields["link"]["value"] == "http://a"
    faults = ("title_missing", "link_not_https", "picture_alt_missing", "to_missing", "day_missing")
    for name in faults:
        assert FI("news.mend", what=FI(f"news.fault.{name}")) in form.text
    assert FI("news.list_none") in (await desk.say("tiedotteet")).text


async def test_a_draft_belongs_to_the_team_and_what_is_sent_is_what_was_seen(desk: Desk) -> None:
    preview = await desk.written()
    assert FI("news.kept") in (await desk.press(preview, FI("button.news_keep"))).text
    other = Person("29:toinen", "Toinen", "aad-ake")
    listed = await desk.say("tiedotteet", other)
    again = await desk.press(listed, FI("button.open_news", title="Liboppi päivittyy"), other)
    form = await desk.press(again, FI("button.news_edit"), other)
    changed = await desk.press(form, FI("button.preview"), other, **{**WRITTEN, "title": "Toinen otsikko"})
    assert "Toinen otsikko" in changed.text
    stale = await desk.press(preview, FI("button.news_send"))
    assert FI("news.changed_meanwhile") in stale.text
    await desk.deliver()
    assert desk.service.sent == 0
    await desk.press(stale, FI("button.news_send"))
    await desk.deliver()
    assert all("Toinen otsikko" in text for text in desk.service.texts())
    assert desk.service.sent == 3


async def test_a_correction_is_seen_where_the_announcement_arrived(desk: Desk, store: SqlStore) -> None:
    report = await desk.sent(to=str(await channel_number(store)))
    form = await desk.press(report, FI("button.news_correct"))
    assert "to" not in {one.get("id") for one in form.card["body"]}
    preview = await desk.press(form, FI("button.preview"), title="Liboppi päivittyy", text="Vasta perjantaina.")
    await desk.deliver()
    assert "Vasta perjantaina" not in "".join(desk.service.texts())
    await desk.press(preview, FI("button.news_update"))
    await desk.deliver()
    (text,) = desk.service.texts()
    assert "Vasta perjantaina." in text
    assert FI("news.from_corrected", day="15.9.") in text
    assert (desk.service.sent, desk.service.updated) == (1, 1)
    assert FI("news.updates", done=1, going=0, failed=0) in (await desk.press(report, FI("button.news_refresh"))).text


async def test_an_update_whose_answer_was_lost_is_made_again(desk: Desk) -> None:
    report = await desk.sent()
    desk.service.answer_update = lambda to: Delivery(Outcome.UNKNOWN, "timeout")
    await desk.press(await desk.press(report, FI("button.news_ask_withdraw")), FI("button.news_withdraw"))
    await desk.deliver()
    await desk.deliver(seconds=20)
    desk.service.answer_update = lambda to: None
    await desk.deliver(seconds=90)
    assert desk.service.texts() == [FI("news.withdrawn")] * 2
    assert desk.service.updated == 6


async def test_what_had_not_left_when_it_was_withdrawn_never_leaves(desk: Desk) -> None:
    desk.service.answer = lambda to: Delivery(Outcome.LATER, "http_429")
    report = await desk.sent()
    assert FI.count("news.waiting", 2) in report.text
    asked = await desk.press(report, FI("button.news_ask_withdraw"))
    withdrawn = await desk.press(asked, FI("button.news_withdraw"))
    desk.service.answer = lambda to: None
    await desk.deliver(hours=1)
    assert desk.service.texts() == []
    assert FI.count("news.cancelled", 2) in withdrawn.text


async def test_a_correction_made_while_it_is_being_sent_reaches_all(desk: Desk) -> None:
    desk.service.answer = lambda to: None if to.address.account == AINO.id else Delivery(Outcome.LATER, "http_429")
    report = await desk.sent()
    form = await desk.press(report, FI("button.news_correct"))
    preview = await desk.press(form, FI("button.preview"), title="Uusi", text="Uusi teksti")
    await desk.press(preview, FI("button.news_update"))
    desk.service.answer = lambda to: None
    await desk.deliver(minutes=1)
    await desk.deliver(minutes=2)
    assert len(desk.service.texts()) == 2
    assert all("Uusi teksti" in text for text in desk.service.texts())


async def test_a_lost_answer_is_in_doubt_at_once_and_waits_for_a_person(desk: Desk) -> None:
    desk.service.answer = lambda to: Delivery(Outcome.UNKNOWN, "timeout") if to.address.account == AINO.id else None
    report = await desk.sent()
    await desk.deliver(hours=5)
    assert desk.service.sent == 2
    assert FI.count("news.doubtful", 1, why=FI("news.reason.timeout")) in report.text
    assert FI("button.news_again") not in titles_of(report)
    desk.service.answer = lambda to: None
    await desk.press(report, FI("button.news_again_doubtful"))
    await desk.deliver()
    assert (desk.service.sent, len(desk.service.seen)) == (3, 2)


async def test_what_is_in_doubt_is_settled_by_the_word_of_a_person(desk: Desk, store: SqlStore) -> None:
    desk.service.answer = lambda to: Delivery(Outcome.UNKNOWN, "timeout") if to.address.account == AINO.id else None
    report = await desk.sent()
    forged = await desk.press_data({**data_of(report), "do": "news_arrived"}, AINO)
    assert FI("allowed.announce") in forged.text
    assert FI("button.news_arrived") in titles_of(await desk.press(report, FI("button.news_refresh")))
    settled = await desk.press(report, FI("button.news_arrived"))
    assert FI.count("news.marked_arrived", 1) in settled.text
    assert FI.count("news.arrived", 2) in settled.text
    assert FI.count("news.told_arrived", 1) in settled.text
    assert not {FI("button.news_arrived"), FI("button.news_again_doubtful")} & set(titles_of(settled))
    assert FI.count("news.marked_arrived", 0) in (await desk.press(report, FI("button.news_arrived"))).text
    await desk.press(report, FI("button.news_again_doubtful"))
    await desk.deliver(hours=1)
    assert desk.service.sent == 2, "it is never sent again"
    async with store.begin() as uow:
        assert "announcement_arrived" in [one.what for one in await uow.team.latest(9)]


async def test_only_those_that_failed_are_sent_again(desk: Desk, store: SqlStore) -> None:
    desk.service.answer = lambda to: (
        Delivery(Outcome.REFUSED, "http_404") if to.address.kind is RecipientKind.CHANNEL else None
    )
    report = await desk.sent(to=f"everybody,{await channel_number(store)}")
    assert FI.count("news.failed", 1, why=f"{FI('news.reason.http_404')} (Etäkahvit)") in report.text
    desk.service.answer = lambda to: None
    again = await desk.press(report, FI("button.news_again"))
    assert FI.count("news.again", 1) in again.text
    await desk.deliver()
    assert (desk.service.sent, len(desk.service.seen)) == (4, 3)


async def test_a_scheduled_one_is_changed_and_cancelled_until_it_leaves(desk: Desk) -> None:
    preview = await desk.written(day="2027-09-16", time="09:00")
    scheduled = await desk.press(preview, FI("button.news_schedule"))
    assert FI("news.goes_at", when="torstaina 16.9. klo 9.00") in scheduled.text
    form = await desk.press(scheduled, FI("button.news_edit"))
    changed = {**WRITTEN, "text": "Siirtyi", "day": "2027-09-17", "time": "09:00"}
    preview = await desk.press(form, FI("button.preview"), **changed)
    await desk.press(preview, FI("button.news_schedule"))
    await desk.deliver(hours=24)
    assert desk.service.sent == 0, "it leaves a day later now"
    cancelled = await desk.press(scheduled, FI("button.news_cancel"))
    assert FI("news.cancelled_now") in cancelled.text
    await desk.deliver(days=2)
    assert desk.service.sent == 0
    await desk.press(cancelled, FI("button.news_schedule"))
    await desk.deliver(days=2)
    assert desk.service.sent == 2
    assert all("Siirtyi" in text for text in desk.service.texts())
    assert FI("news.left_already") in (await desk.press(scheduled, FI("button.news_cancel"))).text


async def test_a_bot_that_was_away_too_long_makes_it_a_draft_again(desk: Desk, store: SqlStore) -> None:
    await desk.press(await desk.written(day="2027-09-16", time="09:00"), FI("button.news_schedule"))
    await desk.deliver(days=5)
    (told,) = desk.service.texts()
    assert FI("approval.late_title") in told, "only the author hears that it stayed"
    async with store.begin() as uow:
        assert len(await uow.announcements.latest(AnnouncementState.DRAFT, 9)) == 1


async def test_readers_are_counted_once_each_and_not_named(desk: Desk, store: SqlStore) -> None:
    report = await desk.sent(asks_read="true")
    (card, *_) = desk.service.seen.values()
    for person in (AINO, AINO, AKE):
        assert FI("news.read_thanks") in (await desk.press(card, FI("button.read"), person)).text
    assert FI.count("news.readers", 2) in (await desk.press(report, FI("button.news_refresh"))).text
    assert FI("button.read") not in titles_of(await desk.press(card, FI("button.read")))


async def test_the_button_of_a_preview_counts_nobody(desk: Desk) -> None:
    preview = await desk.written(asks_read="true")
    again = await desk.press(preview, FI("button.read"))
    assert titles_of(again) == titles_of(preview)


DEEDS = ["new", "list", "open", "edit", "correct", "send", "keep", "delete", "cancel"]
DEEDS += ["propose", "approve", "give_back", "take_back", "ask_withdraw", "withdraw", "again", "again_doubtful"]
DEEDS += ["arrived"]


@pytest.mark.parametrize("name", DEEDS)
async def test_a_forged_press_changes_nothing_and_says_why(desk: Desk, store: SqlStore, name: str) -> None:
    data = data_of(await desk.sent())
    draft = data_of(await desk.written(title="Luonnos"))
    async with store.begin() as uow:
        before = [await uow.announcements.latest(state, 9) for state in AnnouncementState]
    for number in (data["id"], draft["id"]):
        reply = await desk.press_data({"do": f"news_{name}", "id": number, "version": 1}, AINO)
        assert FI("allowed.announce") in reply.text
    await desk.deliver(hours=1)
    async with store.begin() as uow:
        assert [await uow.announcements.latest(state, 9) for state in AnnouncementState] == before
    assert (desk.service.sent, desk.service.updated) == (2, 0)


async def test_nobody_else_gets_the_form_or_writes_a_draft(desk: Desk, store: SqlStore) -> None:
    assert "Input.Text" not in str((await desk.say("tiedote Hei", AINO)).card)
    reply = await desk.press_data({"do": "news_preview", "form": "a" * 32, **WRITTEN}, AINO)
    assert FI("allowed.announce") in reply.text
    async with store.begin() as uow:
        assert await uow.announcements.latest(AnnouncementState.DRAFT, 9) == []


VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "everybody",
            "1",
            "none",
            "Juva,Tervo",
            "Lumme",
            "1,everybody",
            "2027-09-20",
            "9:30",
            "24:00",
            "true",
            "https://a.fi",
            "x" * 4000,
        ]
    ),
    st.integers(),
    st.none(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)
NAMES = (
    "title",
    "text",
    "link",
    "picture",
    "picture_alt",
    "asks_read",
    "to",
    "day",
    "time",
    "event",
    "libraries",
    "consortia",
    "form",
    "of",
    "id",
    "version",
    "reason",
)


@settings(max_examples=60)
@given(
    do=st.sampled_from(["preview", "read", *DEEDS]),
    data=st.dictionaries(st.sampled_from(NAMES), VALUES),
    good=st.booleans(),
)
async def test_hostile_data_of_a_button_breaks_nothing(desk: Desk, do: str, data: dict[str, Any], good: bool) -> None:
    told = {"form": "b" * 32, **WRITTEN, **data} if good else data
    reply = await desk.press_data({**told, "do": f"news_{do}"})
    assert reply.card["type"] == "AdaptiveCard"
    assert len(str(reply.card)) < 28_000
