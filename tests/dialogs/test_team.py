"""The AKE team's commands and forms over a real store: who may, what is recorded, and forged presses."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.texts import texts_of
from dialogs.cards.talk import TEAM_HELP
from dialogs.commands import command_of
from storage.store import SqlStore
from tests.support.talk import Talk, address_of

FI = texts_of("fi")
ROOT = Path(__file__).parents[2]
COMMANDS = tomllib.loads((ROOT / "dialogs" / "commands.toml").read_text(encoding="utf-8"))
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
EERO = Person("29:eero", "Eero Sivula")
CHANNEL = Address(RecipientKind.CHANNEL, "19:kahvit", "19:kahvit", "https://service.example/", "28:bot", "t")


async def say(talk: Talk, person: Person, text: str, *mentions: Person) -> Reply:
    said = replace(talk.incoming(text), person=person, mentions=mentions, in_channel=True)
    reply = await talk.deliver(replace(said, addresses=(address_of(person), CHANNEL)))
    assert reply is not None
    return reply


async def press(talk: Talk, person: Person, data: dict[str, object]) -> Reply:
    said = replace(talk.incoming(pressed=data), person=person, addresses=(address_of(person), CHANNEL))
    reply = await talk.deliver(said)
    assert reply is not None
    return reply


async def test_a_member_adds_another_who_then_may_add_a_third(talk: Talk, store: SqlStore) -> None:
    assert FI("team.member_added", name="Eero Sivula") in (await say(talk, AKE, "lisää tiimiin Eero", EERO)).text
    third = Person("29:oiva", "Oiva")
    assert FI("team.member_added", name="Oiva") in (await say(talk, EERO, "lisää tiimiin Oiva", third)).text
    assert "Eero Sivula, Oiva" in (await say(talk, AKE, "tiimi")).text
    assert FI("team.member_removed", name="Eero Sivula") in (await say(talk, AKE, "poista tiimistä Eero", EERO)).text
    assert FI("team.not_added", name="Eero Sivula") in (await say(talk, AKE, "poista tiimistä Eero", EERO)).text
    async with store.begin() as uow:
        told = [(change.who, change.what) for change in await uow.team.latest(9)]
    assert told == [("29:ake", "member_removed"), ("29:eero", "member_added"), ("29:ake", "member_added")]


async def test_nobody_else_becomes_a_member_by_saying_so(talk: Talk, store: SqlStore) -> None:
    reply = await say(talk, EERO, "lisää tiimiin Eero", EERO)
    assert FI("team.member_added", name="Eero Sivula") not in reply.text
    async with store.begin() as uow:
        assert not await uow.team.has("29:eero")
        assert await uow.team.latest(9) == []


async def test_a_member_must_be_mentioned(talk: Talk) -> None:
    assert FI("team.mention_needed") in (await say(talk, AKE, "lisää tiimiin Eero")).text


async def test_a_channel_is_reminded_at_the_chosen_times(talk: Talk, store: SqlStore) -> None:
    form = await say(talk, AKE, "muistuta kanavaa")
    (save,) = form.card["actions"]
    assert form.card["body"][-1]["value"] == "quarter,workday_before"
    reply = await press(talk, AKE, {**save["data"], "leads": "morning"})
    assert FI("lead.morning") in reply.text
    async with store.begin() as uow:
        channel = await uow.recipients.by_account("19:kahvit")
        assert channel is not None
        subscribed = await uow.recipients.subscriptions(channel.id)
    assert subscribed == [Subscription(Scope.ALL, "", frozenset({Lead.MORNING}))]


async def test_a_series_has_times_of_its_own_in_a_channel(talk: Talk, store: SqlStore) -> None:
    (save,) = (await say(talk, AKE, "muistuta kanavaa digivarteista")).card["actions"]
    assert save["data"]["about"] == "Digivartit"
    assert FI("channel_reminders.off", what="Sarja Digivartit") in (await press(talk, AKE, save["data"])).text
    async with store.begin() as uow:
        channel = await uow.recipients.by_account("19:kahvit")
        assert channel is not None
        subscribed = await uow.recipients.subscriptions(channel.id)
    assert subscribed == [Subscription(Scope.SERIES, "Digivartit", frozenset({Lead.NEVER}))]


async def test_a_forged_press_changes_nothing_and_says_why(talk: Talk, store: SqlStore) -> None:
    reply = await press(talk, EERO, {"do": "channel_save", "about": "", "leads": "hour"})
    assert FI("allowed.remind_channel") in reply.text
    async with store.begin() as uow:
        channel = await uow.recipients.by_account("19:kahvit")
        assert channel is not None
        assert await uow.recipients.subscriptions(channel.id) == []


async def test_another_channels_reminders_are_changed_from_a_card_that_names_it(talk: Talk, store: SqlStore) -> None:
    async with store.begin() as uow:
        other = replace(CHANNEL, account="19:tiedotus", conversation="19:tiedotus", name="News")
        news = await uow.recipients.seen(other)
        person = await uow.recipients.seen(address_of(EERO))
    opened = {"do": "channel_open", "channel": news}
    form = await press(talk, AKE, opened)
    assert FI("channel_reminders.title_of", channel="News") in form.text
    (save,) = form.card["actions"]
    saved = await press(talk, AKE, {**save["data"], "leads": "hour"})
    assert FI("channel_reminders.title_of", channel="News") in saved.text
    assert FI("allowed.remind_channel") in (await press(talk, EERO, opened)).text
    assert FI("allowed.remind_channel") in (await press(talk, EERO, {**save["data"], "leads": ""})).text
    for broken in (person, 999, 2**80, -1, True, "1", None):
        assert FI("error.broken_button") in (await press(talk, AKE, {**opened, "channel": broken})).text
        assert FI("error.broken_button") in (await press(talk, AKE, {**save["data"], "channel": broken})).text
    async with store.begin() as uow:
        assert await uow.recipients.subscriptions(news) == [Subscription(Scope.ALL, "", frozenset({Lead.HOUR}))]
        here = await uow.recipients.by_account("19:kahvit")
        assert here is not None
        assert await uow.recipients.subscriptions(here.id) == []


@pytest.mark.parametrize(
    "data", [{"about": "Ei tällaista"}, {"about": 7}, {"about": "", "leads": "never"}, {"about": "", "leads": ["hour"]}]
)
async def test_a_broken_press_of_a_member_changes_nothing(talk: Talk, data: dict[str, object]) -> None:
    reply = await press(talk, AKE, {"do": "channel_save", **data})
    assert FI("error.broken_button") in reply.text


async def test_in_the_own_chat_there_is_no_channel(talk: Talk) -> None:
    said = replace(talk.incoming("muistuta kanavaa"), person=AKE)
    reply = await talk.deliver(said)
    assert reply is not None
    assert FI("channel_reminders.only_channel") in reply.text


async def test_help_tells_what_each_role_may_do(talk: Talk) -> None:
    of_staff, of_team = (await say(talk, EERO, "apua")).text, (await say(talk, AKE, "apua")).text
    for name in ("reminders", "feedback", "wishes", "library", "announcements", "personal"):
        assert FI(f"help.{name}") in of_staff
    for name in TEAM_HELP:
        assert FI(f"help.{name}") not in of_staff
        assert FI(f"help.{name}") in of_team


@pytest.mark.parametrize(("asked", "language"), [("apua", "fi"), ("help", "en")])
async def test_help_names_every_command_of_the_team(talk: Talk, asked: str, language: str) -> None:
    lines = (await say(talk, AKE, asked)).text.replace(". ", " · ").replace(": ", " · ").splitlines()
    told = {command.name for line in lines for part in line.split(" · ") if (command := command_of(part))}
    assert {name for name, command in COMMANDS.items() if "deed" in command} <= told


def test_the_guide_of_the_team_names_every_command() -> None:
    guide = (ROOT / "docs" / "ake-tiimille.md").read_text(encoding="utf-8").lower()
    ways = {name: command["words"] for name, command in COMMANDS.items() if "deed" in command}
    assert not [
        name for name, words in ways.items() if not any(f"{mark}{one}" in guide for one in words for mark in "`”")
    ]
