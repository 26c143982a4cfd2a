"""Maps the channel's activities to the conversation, and the conversation's replies to activities."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ChannelAccount

from bot.domain.conversation import Incoming, Reply
from bot.domain.errors import BadInput, StoreUnavailable, TurnUnderWay
from bot.services.ports import Conversation
from bot.services.rosters import RosterNews
from bot.teams.addresses import roster_of
from bot.teams.errors import DeliveryError
from bot.teams.incoming import addressed, incoming_of
from bot.teams.outgoing import answer_to, card_body, error_body, message_body
from bot.teams.searching import QUERY, found_body, sought_of, told_body
from bot.teams.turn_log import Turn, logged_turn
from bot.texts import language_of, texts_of
from bot.tracing import span

# With the seconds of sending, well inside the 10 s after which a turn is too late.
ANSWER_SECONDS = 3.0
_GIVE_FREE_SECONDS = 1.0
# Installing sends two activities with ids of their own; one greeting is enough.
_GREETED_SECONDS = 10.0

_EXECUTE = "adaptiveCard/action"


class TeamsHandler(ActivityHandler):  # type: ignore[misc]
    """The bot as the SDK sees it. One object serves all turns; `clock` gives the present moment.

    What the activities tell of the teams that they come from goes to `rosters`.
    """

    def __init__(self, conversation: Conversation, rosters: RosterNews, clock: Callable[[], datetime]) -> None:
        self._conversation = conversation
        self._rosters = rosters
        self._clock = clock
        self._greeted: dict[str, float] = {}

    async def close(self) -> None:
        """End what is done beside the turns."""
        await self._conversation.close()

    async def on_turn(self, turn_context: TurnContext) -> None:
        """Take a turn, having noted which team it came from; a search may come from where the bot is not."""
        told = None if turn_context.activity.name == QUERY else roster_of(turn_context.activity)
        if told is not None:
            self._rosters.heard(*told)
        await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Answer what was said to the bot, or pressed on a card by `Action.Submit`."""
        activity = turn_context.activity
        pressed = _pressed(activity.value)
        said = incoming_of(activity, self._clock(), pressed)
        with logged_turn("pressed" if pressed else "message", said) as turn:
            if pressed or addressed(activity):
                await self._answer(turn_context, turn, said, self._conversation.on_message)
            else:
                turn.outcome = "ignored"

    async def on_members_added_activity(self, members_added: list[ChannelAccount], turn_context: TurnContext) -> None:
        """Greet where the bot itself was added; others come and go without a word."""
        if any(member.id == turn_context.activity.recipient.id for member in members_added):
            await self._greet(turn_context)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """Greet where the bot was installed."""
        if turn_context.activity.action == "add":
            await self._greet(turn_context)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Answer `Action.Execute` by a card in place of the pressed one, and a search; other invokes are not found.

        The bodies are ready as JSON, for the SDK's own serializer fails on them.
        """
        if turn_context.activity.name == QUERY:
            return await self._search(turn_context.activity)
        if turn_context.activity.name != _EXECUTE:
            return InvokeResponse(status=404, body={"error": "This invoke is not known."})
        pressed = _executed(turn_context.activity.value)
        if pressed is None:
            return _ok(error_body("BadRequest", "The value must hold an Action.Execute with a verb."))
        said = incoming_of(turn_context.activity, self._clock(), pressed)
        with logged_turn("invoke", said) as turn:
            return _ok(await self._invoke_body(turn, said))

    async def _search(self, activity: Activity) -> InvokeResponse:
        """Answer a search. Who searches is not kept, and where: it may be a chat of two without the bot."""
        said = incoming_of(activity, self._clock())
        sought = sought_of(activity.value, said.at, said.locale)
        if sought is None:
            return InvokeResponse(status=404, body={"error": "This search is not known."})
        with logged_turn("search", said) as turn:
            turn.intent = "search"
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    body = found_body(await self._conversation.on_search(sought))
                turn.outcome = "answered"
            except (TimeoutError, StoreUnavailable):
                turn.outcome = "unavailable"
                body = told_body(texts_of(language_of(said.locale))("search.unavailable"))
            return _ok(body)

    async def _answer(
        self,
        turn_context: TurnContext,
        turn: Turn,
        said: Incoming,
        answer: Callable[[Incoming], Awaitable[Reply | None]],
    ) -> None:
        reply = await self._reply(turn, said, answer)
        if reply is None:
            return
        try:
            with span("sending"):
                await _send(turn_context, reply)
        except DeliveryError as error:
            turn.outcome, turn.reason = "undelivered", error.reason
            if error.maybe_delivered:
                self._conversation.on_answered(said)
            else:
                await self._give_free(said)
            raise
        self._answered(turn, said)

    async def _invoke_body(self, turn: Turn, said: Incoming) -> Mapping[str, Any]:
        """The body of the answer; it travels in the response itself, so it counts as delivered."""
        try:
            reply = await self._reply(turn, said, self._conversation.on_message)
        except BadInput:
            turn.outcome = "refused"
            return error_body("NotSupported", "This button is not known.")
        if reply is None:
            return message_body("")
        self._answered(turn, said)
        return card_body(reply)

    async def _reply(
        self, turn: Turn, said: Incoming, answer: Callable[[Incoming], Awaitable[Reply | None]]
    ) -> Reply | None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                reply = await answer(said)
        except TurnUnderWay:
            turn.outcome = "under_way"
            raise
        if reply is None:
            turn.outcome = "repeated"
        else:
            turn.intent = reply.intent
        return reply

    def _answered(self, turn: Turn, said: Incoming) -> None:
        turn.outcome = "answered"
        self._conversation.on_answered(said)

    async def _give_free(self, said: Incoming) -> None:
        """Let the turn be answered when it comes again; if that fails, its claim lapses by itself before."""
        with suppress(TimeoutError, StoreUnavailable):
            async with asyncio.timeout(_GIVE_FREE_SECONDS):
                await self._conversation.on_unanswered(said)

    async def _greet(self, turn_context: TurnContext) -> None:
        said = incoming_of(turn_context.activity, self._clock())
        # Without an id of its own it would be the same turn as every other that has none.
        said = replace(said, activity_id=said.activity_id or uuid4().hex)
        with logged_turn("open", said) as turn:
            if self._greeted_lately(said.conversation_id):
                turn.outcome = "repeated"
            else:
                await self._open(turn_context, turn, said)

    async def _open(self, turn_context: TurnContext, turn: Turn, said: Incoming) -> None:
        """Greet; when that surely was not seen, the next occasion is taken."""
        seen = False
        try:
            await self._answer(turn_context, turn, said, self._conversation.on_open)
            seen = True
        except DeliveryError as error:
            seen = error.maybe_delivered
            raise
        finally:
            if not seen:
                self._greeted.pop(said.conversation_id, None)

    def _greeted_lately(self, conversation_id: str) -> bool:
        """Whether the conversation was greeted just now; from now on it was."""
        now = time.monotonic()
        self._greeted = {one: at for one, at in self._greeted.items() if now - at < _GREETED_SECONDS}
        lately = conversation_id in self._greeted
        self._greeted.setdefault(conversation_id, now)
        return lately


async def _send(turn_context: TurnContext, reply: Reply) -> None:
    """Send the reply to where the turn came from, in its thread."""
    said = turn_context.activity
    conversations = turn_context.turn_state[BotAdapter.BOT_CONNECTOR_CLIENT_KEY].conversations
    if said.id:
        await conversations.reply_to_activity(said.conversation.id, said.id, answer_to(said, reply))
    else:
        await conversations.send_to_conversation(said.conversation.id, answer_to(said, reply))


def _pressed(value: Any) -> Mapping[str, Any]:
    """The data of a button that came as a message, without what Teams itself reads of it.

    A verb is what an executed button alone has: by it the conversation knows who sees the answer.
    """
    if not isinstance(value, dict):
        return {}
    return {name: one for name, one in value.items() if name not in ("msteams", "verb")}


def _executed(value: Any) -> Mapping[str, Any] | None:
    """The data of an `Action.Execute` with its verb, None when the invoke holds none."""
    action = value.get("action") if isinstance(value, dict) else None
    if not isinstance(action, dict) or action.get("type") != "Action.Execute":
        return None
    verb, data = action.get("verb"), action.get("data") or {}
    if not isinstance(verb, str) or not verb or not isinstance(data, dict):
        return None
    return {**data, "verb": verb}


def _ok(body: Mapping[str, Any]) -> InvokeResponse:
    return InvokeResponse(status=200, body=body)
