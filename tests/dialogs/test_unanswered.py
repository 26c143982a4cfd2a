"""A question in vain: kept without its asker, answered once by the team, told to who waits, and given from then on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.conversation import Person, Reply
from bot.domain.unanswered import MAX_WORDING, QUESTIONS, Awaited
from bot.texts import texts_of
from dialogs.cards.unanswered import PAGE
from storage.store import SqlStore
from tests.support.talk import AINO, HANDS, Talk, address_of, data_of, titles_of

FI, EN = texts_of("fi"), texts_of("en")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
EERO = Person("29:eero", "Eero Sivula")
COPIER = "Kuka maksaa kopiokoneen?"
PAYS = "Kopiokoneen maksaa jokainen kunta itse."


@dataclass
class Asking:
    """People who ask one bot, and the team that answers."""

    talk: Talk
    store: SqlStore

    async def say(self, said: str, person: Person = AINO, *, channel: bool = False, locale: str = "fi-FI") -> Reply:
        """Say something."""
        incoming = replace(self.talk.incoming(said), person=person, addresses=(address_of(person, locale[:2]),))
        return _heard(await self.talk.deliver(replace(incoming, in_channel=channel, locale=locale)))

    async def press(self, card: Reply, title: str, person: Person = AINO, /, **fields: Any) -> Reply:
        """Press a card's button, with its fields filled in."""
        return await self.press_data({**data_of(card.card, title), **fields}, person)

    async def press_data(self, data: dict[str, Any], person: Person = AINO, *, channel: bool = False) -> Reply:
        """Press anything."""
        said = replace(self.talk.incoming(pressed=data), person=person, addresses=(address_of(person),))
        return _heard(await self.talk.deliver(replace(said, in_channel=channel)))

    async def open(self) -> Sequence[Awaited]:
        """The questions that are open."""
        async with self.store.begin() as uow:
            return await uow.unanswered.open(99)

    async def wordings(self) -> list[tuple[str, ...]]:
        return [one.question.wordings for one in await self.open()]

    async def answer(self, **fields: str) -> Reply:
        """Let the team answer the first question of the list."""
        listed = await self.say("vastaamattomat", AKE)
        card = await self.press(listed, FI("unanswered_button.open", number=1), AKE)
        form = await self.press(card, FI("unanswered_button.answer"), AKE)
        written = {**values_of(form), "text": PAYS, **fields}
        preview = await self.press(form, FI("written_button.preview"), AKE, **written)
        return await self.press(preview, FI("written_button.save"), AKE, **written)


def _heard(reply: Reply | None) -> Reply:
    assert reply is not None
    return reply


def values_of(card: Reply) -> dict[str, Any]:
    """The fields of a form as they are filled in."""
    return {one["id"]: one.get("value", "") for one in card.card["body"] if one["type"].startswith("Input.")}


@pytest.fixture
def asking(talk: Talk, store: SqlStore) -> Asking:
    return Asking(talk, store)


async def test_a_question_is_answered_once_and_from_then_on(asking: Asking) -> None:
    first = await asking.say(COPIER)
    assert FI("unanswered.kept") in first.text
    saved = await asking.answer()
    assert FI("answer_care.saved") in saved.text
    assert await asking.open() == []
    for said in (COPIER, "kukas sen kopiokoneen maksaa", "kenen pitää maksaa kopiokone"):
        assert PAYS in (await asking.say(said, EERO)).text, said
    assert PAYS not in (await asking.say("paljonko kopiokone maksaa")).text
    assert FI("written.from_team") in (await asking.say(COPIER)).text


async def test_the_same_question_in_other_words_counts_as_one(asking: Asking) -> None:
    for said in (
        COPIER,
        "kuka maksaa kopiokonneen",
        "kukas sen kopiokoneen maksaa?",
        COPIER,
        "paljonko kopiokone maksaa",
    ):
        await asking.say(said)
    assert [(one.question.number, len(one.question.wordings)) for one in await asking.open()] == [(4, 3), (1, 1)]


async def test_of_a_question_only_its_words_and_the_day_are_kept(asking: Asking, store: SqlStore) -> None:
    await asking.say(COPIER)
    async with store.begin() as uow:
        connection = uow.team._connection
        (row,) = (await connection.execute(text("SELECT * FROM unanswered"))).mappings()
        assert (await connection.execute(text("SELECT * FROM hearers"))).all() == []
    kept = {name: value for name, value in row.items() if name not in ("id", "key")}
    assert kept.pop("wordings") == json.dumps([COPIER])
    assert str(kept.pop("last_on")) == "2027-09-15"
    assert kept == {"language": "fi", "number": 1, "state": "open", "answer": "", "ended_on": None}


@pytest.mark.parametrize("said", ["paljonko on seutulainan hinta", "mikä on kopiopaperin hinta"])
async def test_what_something_costs_is_no_talk_of_the_world(asking: Asking, said: str) -> None:
    assert FI("unanswered.kept") in (await asking.say(said)).text
    await asking.say("mikä on bitcoinin hinta")
    assert await asking.wordings() == [(said,)]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("kuka maksaa kopiokoneen, soita 040 123 4567", "kuka maksaa kopiokoneen, soita […]"),
        ("maksaako aino@kirjasto.example kopiokoneen", "maksaako […] kopiokoneen"),
        ("miksi Mikko Virtanen maksaa kopiokoneen", "miksi […] maksaa kopiokoneen"),
        ("minä Aino Esimerkki maksan kopiokoneen", "minä […] maksan kopiokoneen"),
        ("kopiokoneen lasku 131052-308T kenelle", "kopiokoneen lasku […] kenelle"),
        ("kopiokone on rikki https://lasku.example/x?t=1 kenelle lasku", "kopiokone on rikki […] kenelle lasku"),
    ],
)
async def test_what_tells_of_persons_is_masked(asking: Asking, said: str, kept: str) -> None:
    await asking.say(said)
    assert await asking.wordings() == [(kept,)]


@pytest.mark.parametrize(
    "said",
    [
        "kopiokoneen maksaja " * 11,
        "mikä on wifin salasana",
        "paljonko Jarno tienaa",
        "onko Jarno sairaana",
        "ehdotan aiheeksi kopiokoneita",
        "haluan antaa palautetta kopiokoneista",
        "haluaisin vierailla kirjastossa jossa on kopiokone",
        "mitä ensi viikolla on",
        "sataako huomenna",
        "kiitos",
        "no mitä sit on",
        "uusi tiedote: kopiokone on rikki",
        "? !",
    ],
)
async def test_nothing_else_is_kept(asking: Asking, said: str) -> None:
    await asking.say(said)
    assert await asking.open() == []


async def test_who_wants_to_hear_is_a_hand_and_can_change_their_mind(asking: Asking, store: SqlStore) -> None:
    card = await asking.say(COPIER)
    will = await asking.press(card, FI("unanswered_button.hear"))
    assert FI("unanswered.will_hear_kept") in will.text
    await asking.press(card, FI("unanswered_button.hear"))
    (one,) = await asking.open()
    assert one.hearers == 1
    async with store.begin() as uow:
        assert await uow.unanswered.hearers(one.question.id) == {HANDS.of(AINO.id, QUESTIONS)}
    assert FI.count("personal.awaited", 1) in (await asking.say("mitä tiedät minusta")).text
    await asking.press(will, FI("unanswered_button.unhear"))
    assert [one.hearers for one in await asking.open()] == [0]


async def test_who_is_forgotten_waits_for_nothing(asking: Asking) -> None:
    await asking.press(await asking.say(COPIER), FI("unanswered_button.hear"))
    await asking.press(await asking.say("unohda minut"), FI("button.me_forget"))
    assert [one.hearers for one in await asking.open()] == [0]


async def test_the_team_sees_words_count_and_what_it_was_taken_for(asking: Asking) -> None:
    for _ in range(2):
        await asking.say(COPIER)
    await asking.say("kuka siivoaa kirjastoauton ikkunat")
    listed = await asking.say("vastaamattomat", AKE)
    assert FI.count("unanswered.total", 2) in listed.text
    assert FI.count("unanswered.asked", 2, day="15.9.") in listed.text
    assert f"Kysymys 1: {COPIER}" in listed.text
    assert "Lähin tulkinta" in listed.text


async def test_the_list_has_pages(asking: Asking) -> None:
    things = ("kopiokoneen", "lumilapion", "imurin", "parkkipaikan", "ilmapallon", "rappukäytävän", "kattoikkunan")
    for thing in things:
        await asking.say(f"kuka maksaa {thing}")
    assert len(await asking.open()) == len(things)
    listed = await asking.say("vastaamattomat", AKE)
    assert len([one for one in titles_of(listed) if one.startswith("Käsittele")]) == PAGE
    more = await asking.press(listed, FI("unanswered_button.next"), AKE)
    assert len([one for one in titles_of(more) if one.startswith("Käsittele")]) == len(things) - PAGE
    last = await asking.press_data({"do": "unanswered_list", "page": 999}, AKE)
    assert FI("unanswered.page", page=2, pages=2) in last.text


async def test_a_question_passed_over_is_not_raised_again(asking: Asking) -> None:
    await asking.press(await asking.say(COPIER), FI("unanswered_button.hear"))
    (one,) = await asking.open()
    asked = await asking.press_data({"do": "unanswered_drop", "question": one.question.id}, AKE)
    assert FI.count("unanswered.drop_asked", 1) in asked.text
    assert [one.hearers for one in await asking.open()] == [1]
    dropped = await asking.press(asked, FI("unanswered_button.drop_surely"), AKE)
    assert FI("unanswered.dropped", wording=COPIER) in dropped.text
    again = await asking.say(COPIER)
    assert FI("unanswered.kept") not in again.text
    assert await asking.open() == []
    assert FI.count("personal.awaited", 1) not in (await asking.say("mitä tiedät minusta")).text


async def test_one_that_nobody_waits_for_is_passed_over_at_once(asking: Asking) -> None:
    await asking.say(COPIER)
    (one,) = await asking.open()
    dropped = await asking.press_data({"do": "unanswered_drop", "question": one.question.id}, AKE)
    assert FI("unanswered.dropped", wording=COPIER) in dropped.text


async def test_a_question_that_an_answer_is_for_already_becomes_a_way_of_asking(asking: Asking) -> None:
    await asking.say("mistä löytyy lootalaatikko")
    (one,) = await asking.open()
    form = await asking.press_data({"do": "unanswered_join", "question": one.question.id}, AKE)
    assert FI("unanswered.join_error") in (await asking.press(form, FI("unanswered_button.save_join"), AKE)).text
    joined = await asking.press(form, FI("unanswered_button.save_join"), AKE, into="start:device_boxes")
    assert FI("unanswered.joined", title="Laitelootat") in joined.text
    assert "Laitelootat ovat lainattavia" in (await asking.say("mistä löytyy lootalaatikko")).text
    async with asking.store.begin() as uow:
        assert [one.what for one in await uow.team.latest(5)] == ["answer_changed"]


async def test_who_got_another_answer_says_so_and_the_team_sees_it(asking: Asking) -> None:
    card = await asking.say("Libopin mitalit")
    assert "Tarkoititko tätä?" in card.text
    shown = await asking.press(card, "Liboppi")
    assert "Liboppi on oppimisympäristö" in shown.text
    told = await asking.press(card, FI("written_button.none_meant"))
    assert FI("unanswered.kept") in told.text
    assert FI("unanswered_button.hear") in titles_of(told)
    assert await asking.wordings() == [("Libopin mitalit",)]


async def test_in_a_channel_the_list_is_not_shown_and_a_question_is_answered(asking: Asking) -> None:
    for command in ("vastaamattomat", "vastaukset", "uusi vastaus"):
        assert FI("unanswered.in_private") in (await asking.say(command, AKE, channel=True)).text
    assert "Liboppi on oppimisympäristö" in (await asking.say("mikä on Liboppi", channel=True)).text


async def test_whoever_is_no_member_gets_nowhere(asking: Asking) -> None:
    await asking.say(COPIER)
    (one,) = await asking.open()
    for command in ("vastaamattomat", "vastaukset", "uusi vastaus"):
        assert COPIER not in (await asking.say(command)).text
    for do in ("unanswered_list", "unanswered_open", "unanswered_drop", "unanswered_join", "unanswered_save_join"):
        told = await asking.press_data({"do": do, "question": one.question.id, "into": "start:liboppi"})
        assert COPIER not in told.text, do
        assert told.intent.startswith("not_allowed") or "AKE" in told.text, do
    assert [one.question.state for one in await asking.open()] == ["open"]


@pytest.mark.parametrize(
    "data",
    [
        {"do": "unanswered_hear"},
        {"do": "unanswered_hear", "question": 10**30},
        {"do": "unanswered_hear", "question": "1"},
        {"do": "unanswered_hear", "question": {"a": 1}},
        {"do": "unanswered_unhear", "question": None},
        {"do": "unanswered_else"},
        {"do": "unanswered_else", "text": ["x"]},
        {"do": "unanswered_else", "text": "x" * (MAX_WORDING + 1)},
        {"do": "unanswered_else", "text": "\ud800 \x00"},
        {"do": "unanswered_"},
        {"do": "unanswered_open", "question": -1},
        {"do": "unanswered_save_join", "question": 1, "into": "x" * 999},
    ],
)
@pytest.mark.parametrize("person", [AINO, AKE])
async def test_forged_presses_keep_nothing(asking: Asking, data: dict[str, Any], person: Person) -> None:
    assert (await asking.press_data(data, person)).text
    assert await asking.open() == []


async def test_in_english(asking: Asking) -> None:
    card = await asking.say("who pays for the copier?", locale="en-GB")
    assert EN("unanswered.kept") in card.text
    assert EN("unanswered_button.hear") in titles_of(card)
    assert "Liboppi is a learning platform" in (await asking.say("what is Liboppi?", locale="en-GB")).text
