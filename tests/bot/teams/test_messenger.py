"""What goes over the wire for a person and a channel, and what is made of the service's answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from bot.domain.conversation import Reply
from bot.domain.outbox import Delivery, Outcome
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.identity.credentials import Unsigned
from bot.teams import connector
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from tests.bot.teams.fakes import FakeService, fake_service
from tests.support.channel_service import GONE, GONE_OTHERWISE

CARD = {"type": "AdaptiveCard", "version": "1.5", "body": []}
REPLY = Reply(card=CARD, summary="Muistutus", text="Muistutus", intent="reminder")
AINO = Address(RecipientKind.PERSON, "29:aino", "a:aino", "", "28:bot", "t")
CHANNEL = Address(RecipientKind.CHANNEL, "19:coffee@thread.tacv2", "19:coffee@thread.tacv2", "", "28:bot", "t")


@pytest.fixture
async def service() -> AsyncIterator[FakeService]:
    async with fake_service() as running:
        yield running


async def send(service: FakeService, address: Address = AINO, *, local: bool = True, url: str = "") -> Delivery:
    async with open_session() as session:
        messenger = TeamsMessenger(Connectors(session, Unsigned()), local=local)
        return await messenger.send(Recipient(1, replace(address, service_url=url or service.url)), REPLY)


async def test_a_person_hears_in_the_chat_that_is_known(service: FakeService) -> None:
    assert await send(service) == Delivery(Outcome.SENT, message="sent-1", conversation="a:aino")
    ((path, body),) = service.sent
    assert path == "/teams/v3/conversations/a%3Aaino/activities"
    assert (body["from"]["id"], body["recipient"]["id"], body["summary"]) == ("28:bot", "29:aino", "Muistutus")
    assert body["attachments"][0]["content"] == CARD


async def test_a_chat_that_is_not_known_is_opened_first(service: FakeService) -> None:
    service.answers = [web.json_response({"id": "a:new"}, status=201)]
    delivery = await send(service, replace(AINO, conversation=""))
    assert (delivery.outcome, delivery.conversation) == (Outcome.SENT, "a:new")
    (opening, parameters), (sending, _) = service.sent
    assert (opening, sending) == ("/teams/v3/conversations", "/teams/v3/conversations/a%3Anew/activities")
    assert parameters == {
        "bot": {"id": "28:bot"},
        "tenantId": "t",
        "channelData": {"tenant": {"id": "t"}},
        "isGroup": False,
        "members": [{"id": "29:aino"}],
    }


async def test_a_channel_hears_in_a_thread_of_its_own(service: FakeService) -> None:
    thread = f"{CHANNEL.account};messageid=77"
    service.answers = [web.json_response({"id": thread, "activityId": "77"}, status=201)]
    assert await send(service, CHANNEL) == Delivery(Outcome.SENT, message="77", conversation=thread)
    ((path, body),) = service.sent
    assert path == "/teams/v3/conversations"
    assert (body["isGroup"], body["channelData"]["channel"]) == (True, {"id": CHANNEL.account})
    assert body["activity"]["summary"] == "Muistutus"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(GONE, "ConversationBlockedByUser"), (GONE_OTHERWISE, "MessageWritesBlocked"), ("no", "http_403")],
)
@pytest.mark.parametrize("address", [AINO, CHANNEL, replace(AINO, conversation="")])
async def test_either_shape_of_a_refusal_means_that_the_recipient_is_lost(
    service: FakeService, address: Address, answer: object, reason: str
) -> None:
    service.answers = [web.json_response(answer, status=403)]
    assert await send(service, address) == Delivery(Outcome.UNREACHABLE, reason)
    assert len(service.sent) == 1


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
async def test_what_may_pass_is_left_to_the_outbox_with_the_wait_that_was_told(
    service: FakeService, status: int
) -> None:
    service.answers = [web.Response(status=status, headers={"Retry-After": "7"})]
    unclear = status >= 500
    assert await send(service) == Delivery(Outcome.LATER, f"http_{status}", timedelta(seconds=7), unclear=unclear)
    assert len(service.sent) == 1, "a place in the pace is for one request"


@pytest.mark.parametrize("wait", ["1e300", "inf", "999999999999"])
async def test_a_wait_without_end_is_a_day(service: FakeService, wait: str) -> None:
    service.answers = [web.Response(status=429, headers={"Retry-After": wait})]
    assert (await send(service)).wait == timedelta(days=1)


@pytest.mark.parametrize("status", [400, 401, 404, 413])
async def test_what_will_not_pass_is_refused(service: FakeService, status: int) -> None:
    service.answers = [web.Response(status=status)]
    assert (await send(service)).outcome is Outcome.REFUSED


async def test_a_lost_answer_is_unknown_but_a_lost_opening_is_only_late(service: FakeService) -> None:
    service.drops = True
    assert await send(service) == Delivery(Outcome.UNKNOWN, "answer_lost")
    assert await send(service, CHANNEL) == Delivery(Outcome.UNKNOWN, "answer_lost")
    assert await send(service, replace(AINO, conversation="")) == Delivery(Outcome.LATER, "answer_lost")


async def test_an_answer_that_does_not_come_is_unknown(service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connector, "SEND_SECONDS", 0.1)
    service.delay = 30
    assert await send(service) == Delivery(Outcome.UNKNOWN, "timeout")


async def test_an_opening_without_an_id_opens_nothing(service: FakeService) -> None:
    service.answers = [web.json_response({}, status=201)]
    assert await send(service, replace(AINO, conversation="")) == Delivery(Outcome.REFUSED, "no_conversation")


async def test_a_local_bot_sends_nowhere_else(service: FakeService) -> None:
    assert await send(service, url="https://service.example/") == Delivery(Outcome.REFUSED, "not_loopback")


async def test_a_service_that_is_not_there_is_tried_later(service: FakeService) -> None:
    assert await send(service, url="http://127.0.0.1:9/") == Delivery(Outcome.LATER, "unreachable")
