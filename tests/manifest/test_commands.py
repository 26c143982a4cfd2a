"""Each command that the package lists is one that the bot knows, where the list is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.files.csv_calendar import read_csv
from bot.services.calendar import CalendarCache
from bot.services.team import Team
from dialogs.conversation import BotConversation
from manifest.package import FOLDER
from storage.store import SqlStore
from tests.support.talk import HANDS, Talk
from tests.support.world import QUESTIONS, base_analyzer

MANIFEST: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_bytes())
ENGLISH: dict[str, str] = json.loads((FOLDER / "en.json").read_bytes())
LISTS = MANIFEST["bots"][0]["commandLists"]
AKE = ("AKE-tiimille: ", "For the AKE team: ")

NOT_UNDERSTOOD = ("other", "unclear")


def _commands() -> Iterator[tuple[str, str, str, str]]:
    """Scope, locale, title and description of each."""
    for n, one in enumerate(LISTS):
        for m, command in enumerate(one["commands"]):
            key = f"bots[0].commandLists[{n}].commands[{m}]"
            (scope,) = one["scopes"]
            yield scope, "fi-FI", command["title"], command["description"]
            yield scope, "en-GB", ENGLISH[f"{key}.title"], ENGLISH[f"{key}.description"]


@pytest.fixture
async def talk(store: SqlStore) -> Talk:
    async with store.begin() as uow:
        await uow.events.add(read_csv((QUESTIONS / "calendar_autumn.csv").read_bytes()).drafts)
    return Talk(BotConversation(store, CalendarCache(base_analyzer()), Team(["aad-ake"]), HANDS))


async def _answer(talk: Talk, scope: str, locale: str, title: str, person: Person) -> Reply:
    here = talk.elsewhere(f"{scope}-{person.id}-{locale}-{title}", person)
    here.locale, here.in_channel = locale, scope != "personal"
    return await here.say(title)


async def test_what_is_no_command_is_told_from_those(talk: Talk) -> None:
    reply = await _answer(talk, "personal", "fi-FI", "Xyzzy plugh", Person("29:aino", "Aino Esimerkki"))
    assert reply.intent.startswith(NOT_UNDERSTOOD)


async def test_every_command_is_understood(talk: Talk) -> None:
    member, staff = Person("29:ake", "Oona Esimerkki", "aad-ake"), Person("29:aino", "Aino Esimerkki", "aad-aino")
    for scope, locale, title, description in _commands():
        of_team = description.startswith(AKE)
        reply = await _answer(talk, scope, locale, title, member if of_team else staff)
        assert reply.intent and not reply.intent.startswith(NOT_UNDERSTOOD), (scope, title)
        assert reply.card["lang"] == locale[:2], (scope, title)


def test_a_list_serves_each_scope_and_is_no_longer_than_teams_shows() -> None:
    assert [one["scopes"] for one in LISTS] == [["personal"], ["team"], ["groupChat"]]
    assert sorted(MANIFEST["bots"][0]["scopes"]) == ["groupChat", "personal", "team"]
    assert all(len(one["commands"]) <= 12 for one in LISTS)


def test_no_command_is_twice_in_a_list() -> None:
    commands = list(_commands())
    assert len({one[:3] for one in commands}) == len(commands)


def test_the_team_of_experts_finds_its_commands_where_it_works() -> None:
    of_team = {scope for scope, _, _, description in _commands() if description.startswith(AKE)}
    assert of_team == {"personal", "team"}
