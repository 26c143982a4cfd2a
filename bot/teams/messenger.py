"""Sends unasked: to a person's own chat, which is opened when it is not known yet, or as a new thread of a channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.domain.conversation import Reply
from bot.domain.outbox import Delivery, Outcome
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.teams.access import is_loopback_url
from bot.teams.addresses import THREAD
from bot.teams.connector import Connectors, Conversations
from bot.teams.errors import DeliveryError
from bot.teams.metrics import METRICS
from bot.teams.outgoing import card_activity


class TeamsMessenger:
    """The channel's service as the outbox sees it. With `local` it sends to loopback addresses alone."""

    def __init__(self, connectors: Connectors, *, local: bool) -> None:
        self._connectors = connectors
        self._local = local

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        """Send once; what came of it is told, never raised."""
        if thread:
            return await self._tried(to.address, lambda those: _into_thread(those, to.address, reply, thread))
        way = _to_channel if to.address.kind is RecipientKind.CHANNEL else _to_person
        return await self._tried(to.address, lambda those: way(those, to.address, reply))

    async def update(self, to: Recipient, conversation: str, message: str, reply: Reply) -> Delivery:
        """Let a message that was sent show something else; it may be done again freely. Never raises either."""
        activity = _activity(to.address, reply, conversation)
        activity.id = message

        async def put(conversations: Conversations) -> Delivery:
            await conversations.update_once(conversation, message, activity)
            return Delivery(Outcome.SENT, message=message, conversation=conversation)

        return await self._tried(to.address, put)

    async def _tried(self, address: Address, way: Callable[[Conversations], Awaitable[Delivery]]) -> Delivery:
        delivery = await self._once(address, way)
        METRICS.sent(delivery.outcome)
        return delivery

    async def _once(self, address: Address, way: Callable[[Conversations], Awaitable[Delivery]]) -> Delivery:
        if self._local and not is_loopback_url(address.service_url):
            return Delivery(Outcome.REFUSED, "not_loopback")
        try:
            return await way((await self._connectors.create(address.service_url, "")).conversations)
        except DeliveryError as error:
            return _delivery_of(error)


async def _to_person(conversations: Conversations, address: Address, reply: Reply) -> Delivery:
    conversation = address.conversation or await _own_chat(conversations, address)
    sent = await conversations.send_once(conversation, _activity(address, reply, conversation))
    return Delivery(Outcome.SENT, message=sent.id, conversation=conversation)


async def _own_chat(conversations: Conversations, address: Address) -> str:
    """The chat between the person and the bot. Opening it again gives the same one, so nothing is in doubt."""
    parameters = {**_parameters(address), "isGroup": False, "members": [{"id": address.account}]}
    try:
        opened = (await conversations.open_once(parameters)).id
    except DeliveryError as error:
        again = error.later or error.maybe_delivered
        raise DeliveryError(error.reason, later=again, wait=error.wait, forbidden=error.forbidden) from error
    if not opened:
        raise DeliveryError("no_conversation")
    return str(opened)


async def _into_thread(conversations: Conversations, address: Address, reply: Reply, thread: str) -> Delivery:
    sent = await conversations.send_once(thread, _activity(address, reply, thread))
    return Delivery(Outcome.SENT, message=sent.id, conversation=thread)


async def _to_channel(conversations: Conversations, address: Address, reply: Reply) -> Delivery:
    """A new thread. What the service calls the new conversation is the thread, and its first message is the sent."""
    parameters = _parameters(address)
    parameters["channelData"]["channel"] = {"id": address.account}
    activity = _activity(address, reply, address.account)
    opened = await conversations.open_once({**parameters, "isGroup": True, "activity": activity})
    message = opened.activity_id or opened.id.partition(THREAD)[2]
    return Delivery(Outcome.SENT, message=message, conversation=opened.id)


def _parameters(address: Address) -> dict[str, Any]:
    tenant = {"id": address.tenant}
    return {"bot": {"id": address.bot}, "tenantId": address.tenant, "channelData": {"tenant": tenant}}


def _activity(address: Address, reply: Reply, conversation: str) -> Activity:
    activity = card_activity(reply)
    activity.from_property = ChannelAccount(id=address.bot)
    activity.conversation = ConversationAccount(id=conversation)
    if address.kind is RecipientKind.PERSON:
        activity.recipient = ChannelAccount(id=address.account)
    return activity


def _delivery_of(error: DeliveryError) -> Delivery:
    if error.forbidden:
        return Delivery(Outcome.UNREACHABLE, error.reason)
    if error.maybe_delivered:
        return Delivery(Outcome.UNKNOWN, error.reason)
    wait = timedelta(seconds=error.wait) if error.wait is not None else None
    outcome = Outcome.LATER if error.later else Outcome.REFUSED
    return Delivery(outcome, error.reason, wait, unclear=error.unclear)
