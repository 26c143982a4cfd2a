"""What is asked of the service for a roster, and what is made of its answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.recipients import Address, RecipientKind
from bot.domain.rosters import Heard, Listed, Roster, Unread
from bot.teams.addresses import roster_of
from bot.teams.incoming import activity_of
from tests.bot.teams.fakes import BOT, activity
from tests.support.rosters import TEAM, FakeRosters, fake_rosters, member, read

UPDATE = "conversationUpdate"


@pytest.fixture
async def service() -> AsyncIterator[FakeRosters]:
    async with fake_rosters() as running:
        yield running


async def test_all_pages_are_read_and_guests_and_bots_left_out(service: FakeRosters) -> None:
    outside = member("ville", userPrincipalName="ville_muu.example#EXT#@example.com")
    guest, other_bot = member("elli", userRole="guest"), member("x", id="28:toinen")
    service.members[TEAM] = [member("aino"), outside, guest, other_bot, member("bo", aadObjectId=None, objectId="o-bo")]
    service.channels = [{"id": TEAM, "name": None}, {"id": "19:etakahvit@thread.tacv2", "name": " Etä\n kahvit "}]
    told = await read(service.roster())
    assert isinstance(told, Listed)
    aino = Address(RecipientKind.PERSON, "29:aino", "", service.url, "28:bot", "t", "aad-aino")
    assert told.people == (aino, replace(aino, account="29:bo", directory_id="o-bo"))
    assert [(one.account, one.conversation, one.name) for one in told.channels] == [
        (TEAM, TEAM, "Savon kirjastot"),
        ("19:etakahvit@thread.tacv2", "19:etakahvit@thread.tacv2", "Etä kahvit"),
    ]
    tokens = [path.partition("continuationToken=")[2] for path in service.asked]
    assert tokens == ["", "page%2F2", "page%2F4", ""]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"status": 429, "headers": {"Retry-After": "7"}}, Unread("http_429", later=True, wait=timedelta(seconds=7))),
        ({"status": 503}, Unread("http_503", later=True)),
        ({"status": 500}, Unread("http_500", later=True)),
        ({"status": 404}, Unread("http_404", later=False)),
        (
            {"status": 403, "text": json.dumps({"error": {"code": "BotNotInConversationRoster"}})},
            Unread("BotNotInConversationRoster", later=False),
        ),
        ({"text": "[]"}, Unread("bad_answer", later=True)),
        ({"text": '{"members": 3}'}, Unread("bad_answer", later=True)),
    ],
)
async def test_what_keeps_a_roster_from_being_read_is_told(
    service: FakeRosters, answer: dict[str, object], told: Unread
) -> None:
    service.answers = [web.Response(**answer)]  # type: ignore[arg-type]
    assert await read(service.roster()) == told
    assert len(service.asked) == 1


async def test_a_local_bot_asks_this_machine_alone(service: FakeRosters) -> None:
    roster = replace(service.roster(), service_url="https://service.example/")
    assert await read(roster) == Unread("not_loopback", later=False)


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({"type": "message", "text": "hei"}, Heard.MET),
        ({"type": UPDATE, "membersAdded": [{"id": "29:bo"}]}, Heard.CHANGED),
        ({"type": UPDATE, "membersRemoved": [{"id": "29:bo"}]}, Heard.CHANGED),
        ({"type": UPDATE, "membersRemoved": [{"id": BOT}]}, Heard.LEFT),
        ({"type": "installationUpdate", "action": "add"}, Heard.CHANGED),
        ({"type": "installationUpdate", "action": "remove"}, Heard.LEFT),
        ({"type": "installationUpdate", "action": "remove-upgrade"}, Heard.CHANGED),
    ],
)
def test_an_activity_tells_of_its_team(fields: dict[str, object], heard: Heard) -> None:
    data = {"tenant": {"id": "t"}, "team": {"id": TEAM, "name": "Savon kirjastot"}}
    told = roster_of(activity_of(activity("https://service.example/", channelData=data, **fields)))
    assert told == (Roster(TEAM, "https://service.example/", BOT, "t", "Savon kirjastot"), heard)


def test_a_deleted_team_is_left_and_outside_teams_there_is_no_roster() -> None:
    data = {"team": {"id": TEAM}, "eventType": "teamDeleted"}
    told = roster_of(activity_of(activity("https://service.example/", type=UPDATE, channelData=data)))
    assert told is not None
    assert told[1] is Heard.LEFT
    for channel_data in ({"team": {"id": 3}}, {"team": "x"}, {}, None):
        said = activity("https://service.example/", type="message", text="hei", channelData=channel_data)
        assert roster_of(activity_of(said)) is None
