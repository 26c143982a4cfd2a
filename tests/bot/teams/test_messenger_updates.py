"""Where a sent message can be changed later, and changing it, against the service at the wire."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.domain.conversation import Reply
from bot.domain.outbox import Delivery, Outcome
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.identity.credentials import Unsigned
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from tests.bot.teams.fakes import FakeService, fake_service

REPLY = Reply({"type": "AdaptiveCard", "body": []}, "Tiedote", "Tiedote")
THREAD = "19:kahvit@thread.tacv2;messageid=1700000000001"


def recipient(service: FakeService, kind: RecipientKind, conversation: str = "a:aino") -> Recipient:
    account = "29:aino" if kind is RecipientKind.PERSON else "19:kahvit@thread.tacv2"
    return Recipient(1, Address(kind, account, conversation, service.url, "28:bot", "t"))


async def send(to: Recipient) -> Delivery:
    async with open_session() as session:
        return await TeamsMessenger(Connectors(session, Unsigned()), local=True).send(to, REPLY)


async def update(to: Recipient, conversation: str = THREAD, message: str = "1700000000001") -> Delivery:
    async with open_session() as session:
        messenger = TeamsMessenger(Connectors(session, Unsigned()), local=True)
        return await messenger.update(to, conversation, message, REPLY)


async def test_a_channel_gets_a_thread_of_its_own_whose_place_is_told() -> None:
    async with fake_service() as service:
        service.answers = [web.json_response({"id": THREAD, "activityId": "1700000000001"}, status=201)]
        sent = await send(recipient(service, RecipientKind.CHANNEL))
        ((path, body),) = service.sent
    assert sent == Delivery(Outcome.SENT, message="1700000000001", conversation=THREAD)
    assert path == "/teams/v3/conversations"
    assert (body["isGroup"], body["channelData"]["channel"]["id"]) == (True, "19:kahvit@thread.tacv2")
    assert body["activity"]["summary"] == "Tiedote"


async def test_the_threads_first_message_is_known_by_its_name_too() -> None:
    async with fake_service() as service:
        service.answers = [web.json_response({"id": THREAD}, status=201)]
        sent = await send(recipient(service, RecipientKind.CHANNEL))
    assert (sent.message, sent.conversation) == ("1700000000001", THREAD)


async def test_an_update_is_put_in_the_place_of_the_message() -> None:
    async with fake_service() as service:
        service.answers = [web.json_response({"id": "1700000000001"})]
        sent = await update(recipient(service, RecipientKind.CHANNEL))
        ((path, body),) = service.sent
        assert service.methods == ["PUT"]
    assert sent.outcome is Outcome.SENT
    assert path == (
        "/teams/v3/conversations/19%3Akahvit%40thread.tacv2%3Bmessageid%3D1700000000001/activities/1700000000001"
    )
    assert (body["id"], body["conversation"]["id"]) == ("1700000000001", THREAD)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, Outcome.REFUSED), (403, Outcome.UNREACHABLE), (429, Outcome.LATER), (500, Outcome.UNKNOWN)],
)
async def test_what_the_service_says_of_an_update_is_told(status: int, outcome: Outcome) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=status)]
        assert (await update(recipient(service, RecipientKind.PERSON))).outcome is outcome
        assert len(service.sent) == 1, "trying again is the outbox's"


@pytest.mark.parametrize(("status", "unclear"), [(429, False), (412, False), (502, True), (503, True), (504, True)])
async def test_a_server_in_trouble_may_have_taken_the_message(status: int, unclear: bool) -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=status)]
        sent = await send(recipient(service, RecipientKind.PERSON))
    assert (sent.outcome, sent.unclear) == (Outcome.LATER, unclear)


async def test_a_chat_that_could_not_be_opened_was_surely_sent_nothing() -> None:
    async with fake_service() as service:
        service.answers = [web.Response(status=503)]
        sent = await send(recipient(service, RecipientKind.PERSON, conversation=""))
    assert (sent.outcome, sent.unclear) == (Outcome.LATER, False)


async def test_a_local_bot_updates_nothing_elsewhere() -> None:
    elsewhere = FakeService("https://service.example")
    assert (await update(recipient(elsewhere, RecipientKind.PERSON))).reason == "not_loopback"
