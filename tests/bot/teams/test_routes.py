"""Hostile and odd requests end in a plain 4xx or 2xx, and the next question works."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.settings import SettingsError
from bot.teams import routes
from bot.teams.routes import MAX_BODY_BYTES, make_web_app
from tests.bot.teams.fakes import LOCAL, Echo, RunningBot, settings_of

RAW: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 400),
    "not JSON": (b"{", 400),
    "text": (b"hei", 400),
    "a list": (b"[]", 400),
    "a string": (b'"message"', 400),
    "a number": (b"1", 400),
    "null": (b"null", 400),
    "an empty object": (b"{}", 400),
    "invalid UTF-8": (b'{"type": "\xff\xfe"}', 400),
    "UTF-16": ('{"type": "typing"}'.encode("utf-16"), 400),
    "UTF-16 without a mark": ('{"type": "typing"}'.encode("utf-16-le"), 400),
    "UTF-32": ('{"type": "typing"}'.encode("utf-32"), 400),
    "NaN": (b'{"type": NaN}', 400),
    "a number of 10 000 digits": (b'{"type": ' + b"9" * 10_000 + b"}", 400),
    "100 000 nested lists": (b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400),
    "a text of 1 MB": (json.dumps({"type": "message", "text": "ä" * 1_000_000}).encode(), 413),
}

FIELDS: dict[str, tuple[dict[str, Any], int]] = {
    "no type": ({"type": None}, 400),
    "a type that is a number": ({"type": 5}, 400),
    "no id": ({"id": None}, 400),
    "an id that is a number": ({"id": 17}, 400),
    "an endless id": ({"id": "x" * 5000}, 400),
    "an id with a control character": ({"id": "a\x00b"}, 400),
    "no conversation": ({"conversation": None}, 400),
    "a conversation that is a string": ({"conversation": "a:chat"}, 400),
    "a conversation without id": ({"conversation": {"conversationType": "personal"}}, 400),
    "a conversation id that is a list": ({"conversation": {"id": ["a"]}}, 400),
    "no sender": ({"from": None}, 400),
    "a sender that is a list": ({"from": []}, 400),
    "a sender whose name is an object": ({"from": {"id": "29:x", "name": {}}}, 400),
    "no recipient": ({"recipient": None}, 400),
    "no service address": ({"serviceUrl": None}, 400),
    "a service address that is a number": ({"serviceUrl": 1}, 400),
    "a service address beyond this machine": ({"serviceUrl": "https://smba.example/teams"}, 403),
    "a loopback name as a user": ({"serviceUrl": "http://localhost@smba.example/"}, 403),
    "a loopback name as a domain": ({"serviceUrl": "http://127.0.0.1.example/"}, 403),
    "a service address that is a file": ({"serviceUrl": "file:///etc/passwd"}, 400),
    "a service address that is broken": ({"serviceUrl": "http://[::1"}, 400),
    "a service address with a wrong port": ({"serviceUrl": "http://localhost:99999/"}, 400),
    "a service address without a host": ({"serviceUrl": "http://"}, 400),
    "a text that is an object": ({"text": {"a": 1}}, 400),
    "entities that are a string": ({"entities": "mention"}, 400),
    "entities of strings": ({"entities": ["mention"]}, 400),
    "a mention of nobody": ({"entities": [{"type": "mention"}]}, 200),
    "a mention with a name that is a number": (
        {"entities": [{"type": "mention", "mentioned": {"id": 3, "name": 4}}]},
        200,
    ),
    "members that are a string": ({"type": "conversationUpdate", "membersAdded": "all"}, 400),
    "channel data that is a list": ({"channelData": [1]}, 400),
    "a value that is a string": ({"value": "pressed"}, 200),
    "a locale that is a number": ({"locale": 1}, 400),
    "half a character": ({"text": "hei \ud83d"}, 200),
    "control characters in the text": ({"text": "hei\x00\x1b[31m"}, 200),
    "an unknown type": ({"type": "dance"}, 200),
    "typing": ({"type": "typing"}, 200),
    "a reaction": ({"type": "messageReaction", "reactionsAdded": [{"type": "like"}]}, 200),
    "an unknown invoke": ({"type": "invoke", "name": "task/fetch", "value": {}}, 404),
    "an invoke without a name": ({"type": "invoke"}, 404),
}


async def _next_question_works(bot: RunningBot) -> None:
    assert await bot.post(bot.message("Toimiiko?", id="next")) == (200, None)
    assert bot.conversation.heard[-1].text == "Toimiiko?"
    assert bot.service.cards()[-1]["body"][0]["text"] == "echo: Toimiiko?"


@pytest.mark.parametrize(("body", "status"), RAW.values(), ids=RAW.keys())
async def test_a_body_that_is_no_activity(bot: RunningBot, body: bytes, status: int) -> None:
    answered, answer = await bot.post_raw(body)
    assert answered == status
    assert answer["error"].endswith(".")
    assert "Traceback" not in answer["error"]
    assert not bot.service.sent
    await _next_question_works(bot)


@pytest.mark.parametrize(("fields", "status"), FIELDS.values(), ids=FIELDS.keys())
async def test_odd_fields(bot: RunningBot, fields: dict[str, Any], status: int) -> None:
    body = json.dumps(bot.message(**fields)).encode()
    answered, answer = await bot.post_raw(body)
    assert answered == status
    if 400 <= status < 500:
        assert answer["error"].endswith(".")
        assert not bot.service.sent
    await _next_question_works(bot)


async def test_a_body_that_swells_when_unpacked(bot: RunningBot) -> None:
    body = gzip.compress(json.dumps(bot.message("ä" * 5_000_000)).encode())
    assert len(body) < MAX_BODY_BYTES
    status, _ = await bot.post_raw(body, **{"Content-Encoding": "gzip"})
    assert status == 413
    await _next_question_works(bot)


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
async def test_a_body_that_cannot_be_unpacked(bot: RunningBot, packing: str) -> None:
    status, answer = await bot.post_raw(b"no such thing" * 10, **{"Content-Encoding": packing})
    assert (status, answer) == (400, {"error": "The body is not whole."})
    await _next_question_works(bot)


async def test_a_sender_who_leaves_is_no_error(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    parts = urlsplit(bot.url)
    with caplog.at_level(logging.INFO):
        _, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
        writer.write(b'Content-Length: 900\r\n\r\n{"type"')
        await writer.drain()
        await asyncio.sleep(0.1)
        writer.transport.abort()
        await _next_question_works(bot)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_sender_who_dribbles_is_not_waited_for(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_BODY_SECONDS", 0.05)
    parts = urlsplit(bot.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
    writer.write(b'Content-Length: 900\r\n\r\n{"type"')
    assert (await asyncio.wait_for(reader.readline(), 10)).split()[1] == b"408"
    await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await _next_question_works(bot)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
async def test_a_body_of_another_kind(bot: RunningBot, kind: str) -> None:
    status, answer = await bot.post_raw(b"{}", **{"Content-Type": kind})
    assert (status, answer) == (415, {"error": "Unsupported Media Type."})


async def test_other_methods_and_addresses(bot: RunningBot) -> None:
    for method, path, status in (("GET", "/api/messages", 405), ("POST", "/", 404), ("GET", "/../etc", 404)):
        async with bot.session.request(method, bot.url + path) as response:
            assert response.status == status
            assert (await response.json())["error"]


async def test_health_tells_of_the_process_and_ready_of_the_database(bot: RunningBot) -> None:
    for well, ready in ((True, 200), (False, 503)):
        bot.store.well = well
        for path, status in (("health", 200), ("ready", ready)):
            async with bot.session.get(f"{bot.url}/{path}") as response:
                assert (response.status, set(await response.json())) == (status, {"status"})


async def test_an_error_of_the_conversation_is_no_500(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    bot.conversation.error = LookupError("Aino kysyi salaisuutta")
    with caplog.at_level(logging.INFO):
        status, answer = await bot.post(bot.message("Mikä on salaisuus?"))
    assert (status, "error" in answer) == (503, True)
    assert "salaisuu" not in caplog.text
    bot.conversation.error = None
    await _next_question_works(bot)


def test_without_credentials_only_a_local_bot_is_made() -> None:
    with pytest.raises(SettingsError, match="APP_ID"):
        make_web_app(Echo(), None, settings_of())  # type: ignore[arg-type]
    assert make_web_app(Echo(), None, LOCAL, local=True)  # type: ignore[arg-type]
