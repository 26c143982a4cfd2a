"""A search from where messages are written, over real sockets: what is asked, what is answered, what is not kept."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from bot.domain.errors import StoreUnavailable
from bot.teams import handler
from bot.teams.outgoing import ADAPTIVE_CARD
from bot.teams.searching import COMMAND, PARAMETER
from manifest.package import FOLDER
from tests.bot.teams.fakes import NOW, RunningBot


def _query(bot: RunningBot, value: Any, **changes: Any) -> dict[str, Any]:
    told = {"type": "invoke", "name": "composeExtension/query", "text": None, "value": value}
    return bot.message(**{**told, **changes})


def _value(words: str = "digivartti", **more: Any) -> dict[str, Any]:
    return {"commandId": COMMAND, "parameters": [{"name": PARAMETER, "value": words}], **more}


async def test_what_is_found_is_shown_with_its_preview(bot: RunningBot) -> None:
    value = _value("digi<vartti", queryOptions={"skip": 25, "count": 10})
    status, body = await bot.post(_query(bot, value))
    assert status == 200
    result = body["composeExtension"]
    assert (result["type"], result["attachmentLayout"]) == ("result", "list")
    (attachment,) = result["attachments"]
    assert attachment["contentType"] == ADAPTIVE_CARD
    assert attachment["content"]["type"] == "AdaptiveCard"
    assert attachment["preview"]["contentType"] == "application/vnd.microsoft.card.thumbnail"
    assert attachment["preview"]["content"] == {"title": "digi<vartti", "text": "&lt;digi&lt;vartti&gt;"}
    (sought,) = bot.conversation.sought
    assert (sought.words, sought.at, sought.locale, sought.skip, sought.count) == ("digi<vartti", NOW, "fi-FI", 25, 10)


async def test_nothing_found_is_a_sentence(bot: RunningBot) -> None:
    value = {"commandId": COMMAND, "parameters": [{"name": "initialRun", "value": "true"}]}
    assert await bot.post(_query(bot, value)) == (200, {"composeExtension": {"type": "message", "text": "nothing"}})
    assert bot.conversation.sought[0].words == ""


async def test_the_same_search_is_answered_each_time(bot: RunningBot) -> None:
    for _ in range(2):
        status, body = await bot.post(_query(bot, _value()))
        assert (status, body["composeExtension"]["type"]) == (200, "result")
    assert not bot.conversation.answered


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"commandId": COMMAND}, ("", 0, 25)),
        ({"commandId": COMMAND, "parameters": "x", "queryOptions": []}, ("", 0, 25)),
        ({"commandId": COMMAND, "parameters": [None, 1, {"name": PARAMETER, "value": {}}]}, ("", 0, 25)),
        (_value("a\x00b" + "c" * 5000, queryOptions={"skip": -3, "count": 0}), ("ab" + "c" * 1997, 0, 1)),
        (_value("a", queryOptions={"skip": 10**9, "count": 10**9}), ("a", 500, 25)),
        (_value("a", queryOptions={"skip": True, "count": "5"}), ("a", 0, 25)),
    ],
)
async def test_whatever_is_asked_is_within_bounds(bot: RunningBot, value: Any, expected: tuple[str, int, int]) -> None:
    assert (await bot.post(_query(bot, value)))[0] == 200
    (sought,) = bot.conversation.sought
    assert (sought.words, sought.skip, sought.count) == expected


@pytest.mark.parametrize("value", [None, "x", [], {}, {"commandId": "other"}, {"commandId": ["events"]}])
async def test_another_search_is_not_known(bot: RunningBot, value: Any) -> None:
    assert (await bot.post(_query(bot, value)))[0] == 404
    assert not bot.conversation.sought


async def test_while_the_calendar_is_away_that_is_said(bot: RunningBot) -> None:
    bot.conversation.error = StoreUnavailable()
    status, body = await bot.post(_query(bot, _value()))
    assert (status, body["composeExtension"]["type"]) == (200, "message")
    assert "kalenteriin" in body["composeExtension"]["text"]
    _, english = await bot.post(_query(bot, _value(), locale="en-GB"))
    assert "calendar" in english["composeExtension"]["text"]


async def test_a_slow_calendar_is_not_waited_for(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "ANSWER_SECONDS", 0.01)
    bot.conversation.delay = 30
    status, body = await bot.post(_query(bot, _value()))
    assert (status, body["composeExtension"]["type"]) == (200, "message")


async def test_a_search_in_a_team_without_the_bot_does_not_make_it_one_of_its_teams(bot: RunningBot) -> None:
    team = {"tenant": {"id": "t"}, "team": {"id": "19:team"}, "channel": {"id": "19:channel"}}
    await bot.post(_query(bot, _value(), channelData=team))
    assert not bot.rosters.take()
    await bot.post(bot.message(channelData=team))
    assert bot.rosters.take()


async def test_the_log_tells_of_a_search_without_its_words(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "bot.turns"):
        await bot.post(_query(bot, _value("salainen")))
    (line,) = (record.__dict__["fields"] for record in caplog.records if record.name == "bot.turns")
    assert (line["kind"], line["intent"], line["outcome"]) == ("search", "search", "answered")
    assert "salainen" not in str(line)
    assert "29:aino" not in str(line)


def test_the_manifest_calls_the_search_by_the_same_names() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_bytes())
    (command,) = manifest["composeExtensions"][0]["commands"]
    assert (command["id"], command["type"], command["initialRun"]) == (COMMAND, "query", True)
    assert [one["name"] for one in command["parameters"]] == [PARAMETER]
