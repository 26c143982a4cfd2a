"""Sending: what is tried again, what is not, and for how long."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from botbuilder.schema import Activity

from bot.identity.credentials import Unsigned
from bot.identity.errors import NoTokenError
from bot.teams import connector
from bot.teams.connector import Conversations, open_session
from bot.teams.errors import DeliveryError
from tests.bot.teams.fakes import FakeService, fake_service


async def _send(service_url: str, credentials: Unsigned | None = None) -> str:
    async with open_session() as session:
        conversations = Conversations(session, credentials or Unsigned(), service_url)
        sent = await conversations.send_to_conversation("a:chat", Activity(type="message"))
    return str(sent.id)


async def _failing(service: FakeService) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await _send(service.url)
    return caught.value


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_may_pass_is_sent_again(status: int) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=status, headers={"Retry-After": "0"}) for _ in range(2)]
        assert await _send(service.url) == "sent-1"
        assert len(service.sent) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 500, 302])
async def test_what_will_not_pass_is_sent_once(status: int) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=status, headers={"Location": "/elsewhere"})]
        error = await _failing(service)
        assert (error.reason, error.later) == (f"http_{status}", False)
        assert error.maybe_delivered is (status >= 500)
        assert len(service.sent) == 1


async def test_a_wait_longer_than_the_budget_is_not_waited() -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=429, headers={"Retry-After": "60"})]
        error = await asyncio.wait_for(_failing(service), 3)
        assert (error.reason, error.later, error.maybe_delivered) == ("http_429", True, False)
        assert len(service.sent) == 1


async def test_an_unreadable_wait_is_not_told() -> None:
    async with fake_service() as service:
        retry_after = {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}
        service.answers = [web.Response(status=503, headers=retry_after)]
        assert await _send(service.url) == "sent-1"


async def test_attempts_are_bounded() -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=503, headers={"Retry-After": "0"}) for _ in range(50)]
        assert (await _failing(service)).later
        assert len(service.sent) == 4


async def test_a_slow_service_is_given_up_and_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connector, "SEND_SECONDS", 0.2)
    async with fake_service() as service:
        service.delay = 30
        error = await asyncio.wait_for(_failing(service), 5)
        assert (error.reason, error.maybe_delivered, error.later) == ("timeout", True, False)
        assert len(service.sent) == 1


async def test_a_lost_answer_is_not_asked_for_again() -> None:
    async with fake_service() as service:
        service.drops = True
        error = await _failing(service)
        assert (error.reason, error.maybe_delivered) == ("answer_lost", True)
        assert len(service.sent) == 1


async def test_a_service_that_is_not_there_was_surely_not_reached() -> None:
    with pytest.raises(DeliveryError) as caught:
        await _send("http://127.0.0.1:9/")
    assert (caught.value.reason, caught.value.later) == ("unreachable", True)
    assert not caught.value.maybe_delivered


@pytest.mark.parametrize("address", ["http://", "http://:::/", "nowhere"])
async def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(DeliveryError):
        await _send(address)


@pytest.mark.parametrize("answer", [b"", b"taken", b"[]", b'{"id": 5}', b"{}", b"[" * 50_000])
async def test_an_answer_without_an_id_is_still_an_answer(answer: bytes) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=200, body=answer)]
        assert await _send(service.url) == ""


async def test_an_endless_answer_is_not_read_to_its_end() -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=200, body=b'{"id": "' + b"x" * 50_000_000 + b'"}')]
        assert await _send(service.url) == ""
        assert service.headers[0]["Accept-Encoding"] == "identity"


async def test_what_cannot_be_written_was_surely_not_sent() -> None:
    async with fake_service() as service, open_session() as session:
        unwritable = Activity(type="message", channel_data={"at": object()})
        with pytest.raises(DeliveryError) as caught:
            await Conversations(session, Unsigned(), service.url).send_to_conversation("a:chat", unwritable)
        assert (caught.value.reason, caught.value.maybe_delivered, caught.value.later) == ("bad_activity", False, False)
        assert not service.sent


class _Refused(Unsigned):
    def __init__(self) -> None:
        self.forgotten = 0

    async def authorization(self) -> str | None:
        if self.forgotten:
            raise NoTokenError
        return "Bearer old"

    def forget(self) -> None:
        self.forgotten += 1


async def test_a_refused_token_is_forgotten() -> None:
    credentials = _Refused()
    async with fake_service() as service:
        service.answers = [web.Response(status=401)]
        with pytest.raises(DeliveryError, match="http_401"):
            await _send(service.url, credentials)
        assert service.headers[0]["Authorization"] == "Bearer old"
        with pytest.raises(DeliveryError, match="no_token"):
            await _send(service.url, credentials)
    assert credentials.forgotten == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_is_sent_once_is_not_sent_again(status: int) -> None:
    async with fake_service() as service, open_session() as session:
        conversations = Conversations(session, Unsigned(), service.url)
        for send in (conversations.send_once("a:chat", Activity(type="message")), conversations.open_once({})):
            service.answers = [web.Response(status=status, headers={"Retry-After": "3"})]
            with pytest.raises(DeliveryError) as caught:
                await send
            assert (caught.value.reason, caught.value.later, caught.value.wait) == (f"http_{status}", True, 3.0)
        assert len(service.sent) == 2


async def test_a_conversation_is_opened_by_its_parameters() -> None:
    async with fake_service() as service, open_session() as session:
        opened = await Conversations(session, Unsigned(), service.url).open_once({"isGroup": False})
        assert opened.id == "sent-1"
        assert service.sent == [("/teams/v3/conversations", {"isGroup": False})]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ('{"error": {"code": "BotNotInConversationRoster"}}', "BotNotInConversationRoster"),
        ('{"errorCode": 209, "message": "{\\"subCode\\": \\"MessageWritesBlocked\\"}"}', "MessageWritesBlocked"),
        ('{"error": {"code": "<b>hostile</b>"}}', "http_403"),
        ('{"error": "x", "message": "not json"}', "http_403"),
        ('{"message": {"subCode": "x"}}', "http_403"),
        ("", "http_403"),
    ],
)
async def test_a_refusal_tells_its_code_in_either_shape(answer: str, reason: str) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=403, text=answer)]
        error = await _failing(service)
        assert (error.reason, error.forbidden, error.later, error.maybe_delivered) == (reason, True, False, False)
