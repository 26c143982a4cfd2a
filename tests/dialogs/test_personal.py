"""What is kept of a person, seen and erased by the person alone, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.domain.announcements import AnnouncementState, Writing
from bot.domain.conversation import Person, Reply
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, NoticeKind
from bot.services.calendar import CalendarCache
from bot.services.desks import Desks
from bot.services.event_records import latest_changes
from bot.services.personal_files import PersonalDesk, PersonalFileAddresses, PersonalFileRequest
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.conversation import BotConversation
from storage.models import metadata
from storage.store import SqlStore, SqlUnitOfWork
from tests.support.talk import AINO, HANDS, Talk
from tests.support.world import base_analyzer

FI = texts_of("fi")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
BO = Person("29:bo", "Bo Exempel")
KEEPS_NO_PEOPLE = {"calendar", "events", "announcements", "turns"}


def pressed(card: Reply, do: str) -> dict[str, Any]:
    """The data of a card's button."""
    (data,) = [action["data"] for action in card.card["actions"] if action["data"]["do"] == do]
    found: dict[str, Any] = data
    return found


async def rows(uow: SqlUnitOfWork, table: Table) -> list[str]:
    return [str(tuple(row)) for row in await uow.team._connection.execute(select(table))]


async def kept_of_people(store: SqlStore) -> set[str]:
    async with store.begin() as uow:
        return {one.name for one in metadata.sorted_tables if await rows(uow, one)} - KEEPS_NO_PEOPLE


async def notice_for(store: SqlStore, talk: Talk) -> int:
    due = at_helsinki(talk.now + timedelta(days=1))
    async with store.begin() as uow:
        person = await uow.recipients.by_account(talk.person.id)
        assert person is not None
        await uow.outbox.put([NewNotice(f"k:{person.id}", NoticeKind.REMINDER, due, due, 1, person.id)])
    return person.id


async def test_nothing_that_is_kept_of_a_person_is_left_out_or_left_behind(talk: Talk, store: SqlStore) -> None:
    await talk.say("milloin on seuraava digivartti")
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await talk.say("kirjastoni on Iisalmi")
    await talk.say("lopeta tiedotteet")
    await notice_for(store, talk)
    async with store.begin() as uow:
        news = await uow.announcements.save("a" * 32, Writing("Otsikko", "Teksti", everybody=True), talk.now)
        assert news is not None
        await uow.announcements.read(news.id, AINO.id)
    assert await kept_of_people(store) == {"recipients", "subscriptions", "outbox", "memories", "readings"}
    card = await talk.say("Mitä tiedät minusta?")
    told = [FI(f"personal.{name}") for name in ("reached", "declines", "not_kept")]
    told.append(FI("personal.talked", time="1 päivä"))
    told.append(FI("personal.library", library="Iisalmi"))
    told += [FI.count(f"personal.{name}", 1) for name in ("subscriptions", "waiting", "readings")]
    assert [one for one in told if one not in card.text] == []
    asks = await talk.press(pressed(card, "me_ask_forget"))
    assert FI("personal.stays") in (await talk.press(pressed(asks, "me_stay"))).text
    assert await kept_of_people(store) == {"recipients", "subscriptions", "outbox", "memories", "readings"}
    assert FI("personal.forgotten") in (await talk.press(pressed(asks, "me_forget"))).text
    assert await kept_of_people(store) == set()


async def test_who_was_forgotten_is_a_newcomer_at_the_next_message(talk: Talk) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await talk.say("kirjastoni on Iisalmi")
    await talk.say("lopeta tiedotteet")
    asks = await talk.say("unohda minut")
    await talk.press(pressed(asks, "me_forget"))
    assert FI("reminders.list_none") in (await talk.say("mitä muistutuksia minulla on?")).text
    card = await talk.say("mitä tiedät minusta")
    assert FI("personal.reached") in card.text
    gone = [FI("personal.library", library="Iisalmi"), FI("personal.declines"), FI.count("personal.subscriptions", 1)]
    assert [one for one in gone if one in card.text] == []


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("Mitä tietoja minusta on?", "me_ask_forget"),
        ("mitä tietoja sulla on musta", "me_ask_forget"),
        ("what data do you have about me?", "me_ask_forget"),
        ("Poista tietoni", "me_forget"),
        ("poista kaikki tietoni", "me_forget"),
        ("delete all my data", "me_forget"),
    ],
)
async def test_ways_of_asking(talk: Talk, words: str, button: str) -> None:
    pressed(await talk.say(words), button)


async def test_the_words_of_both_languages_are_answered_in_their_own(talk: Talk) -> None:
    assert texts_of("en")("personal.reached") in (await talk.say("what do you know about me")).text


async def test_nobody_is_the_author_of_what_a_forgotten_member_wrote(talk: Talk, store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.announcements.save("a" * 32, Writing("Otsikko", "Teksti"), talk.now, author=AINO.id)
    await talk.press(pressed(await talk.say("unohda minut"), "me_forget"))
    async with store.begin() as uow:
        (draft,) = await uow.announcements.latest(AnnouncementState.DRAFT, 9)
    assert draft.author == ""


async def test_nobody_elses_is_touched(talk: Talk, store: SqlStore) -> None:
    other = talk.elsewhere("bo-chat", BO)
    await other.say("muistuta minua digivarteista tuntia ennen")
    number = await notice_for(store, other)
    await talk.say("moi")
    await talk.press({"do": "me_forget", "account": BO.id, "id": number, "person": {"id": BO.id}})
    card = await other.say("mitä tiedät minusta")
    assert FI.count("personal.subscriptions", 1) in card.text
    assert FI.count("personal.waiting", 1) in card.text


@pytest.mark.parametrize(
    "words",
    ["lataa tietoni", "Anna tietoni!", "haluan omat tietoni", "tietoni tiedostona"],
)
async def test_the_own_file_is_given_by_an_address_for_oneself_for_minutes(store: SqlStore, words: str) -> None:
    addresses = PersonalFileAddresses(HANDS, "https://botti.example")
    calendars = CalendarCache(base_analyzer())
    talk = Talk(BotConversation(store, calendars, Team(), HANDS, Desks(personal=PersonalDesk(addresses))))
    card = await talk.say(words)
    (load,) = card.card["actions"]
    asked = addresses.read(load["url"].rpartition("/")[2], talk.now + timedelta(minutes=9))
    assert isinstance(asked, PersonalFileRequest)
    assert (asked.account, asked.language) == (AINO.id, "fi")
    assert FI("personal_file.minutes", minutes=10) in card.text
    again = await talk.press(pressed(await talk.say("mitä tietoja minusta on"), "me_export"))
    assert again.card["actions"] == card.card["actions"]


async def test_a_bot_without_an_address_says_so(talk: Talk) -> None:
    card = await talk.say("download my data")
    assert texts_of("en")("personal_file.no_address") in card.text
    assert not card.card.get("actions")


@pytest.mark.parametrize("do", ["me", "me_export", "me_ask_forget", "me_forget"])
async def test_in_a_channel_nothing_is_told_or_erased(talk: Talk, do: str) -> None:
    await talk.say("muistuta minua digivarteista tuntia ennen")
    for said in (
        talk.incoming("mitä tiedät minusta"),
        talk.incoming("lataa tietoni"),
        talk.incoming(pressed={"do": do, "verb": do}),
    ):
        reply = await talk.deliver(replace(said, in_channel=True))
        assert reply is not None
        assert FI("personal.in_private") in reply.text
        assert FI("personal.reached") not in reply.text
    assert FI.count("personal.subscriptions", 1) in (await talk.say("mitä tiedät minusta")).text


async def test_what_a_member_did_stays_by_nobodys_name(talk: Talk, store: SqlStore) -> None:
    ake, bo = talk.elsewhere("ake-chat", AKE), talk.elsewhere("bo-chat", BO)
    await ake.deliver(replace(ake.incoming("lisää tiimiin Bo"), mentions=(BO,)))
    form = await bo.say("peru seuraava digivartti")
    save = pressed(form, "event_save")
    await bo.press(save)
    assert "Bo Exempel" in (await ake.say("muutokset")).text
    asks = await bo.say("unohda minut")
    assert FI("personal.forget_deeds") in asks.text
    assert FI("personal.forget_member") in asks.text
    await bo.press(pressed(asks, "me_forget"))
    changes = await ake.say("muutokset")
    assert "Bo Exempel" not in changes.text
    assert FI("event_changes.someone") in changes.text
    async with store.begin() as uow:
        deeds = await uow.team.latest(9)
        assert [(one.who, one.what) for one in deeds] == [("", "event_cancelled"), ("29:ake", "member_added")]
        assert [one for one in deeds if "Bo Exempel" in one.data] == []
        assert (await latest_changes(uow))[0].touched
        assert not await uow.team.has(BO.id)
    assert FI("personal.member", name="Bo Exempel") not in (await bo.say("mitä tiedät minusta")).text
