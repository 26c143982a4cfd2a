"""What the bot sends: activities around a card, and their JSON, without the SDK's slow serializer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botbuilder.schema import Activity, ActivityTypes, Attachment
from msrest.serialization import Model

from bot.domain.conversation import Reply
from bot.jsontext import encoded

ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive"
ERROR = "application/vnd.microsoft.error"
MESSAGE = "application/vnd.microsoft.activity.message"


class _Message(Activity):  # type: ignore[misc]
    """A message made for one sending, so the SDK need not copy it before it writes the address on it.

    It deep-copies every activity; for a card that was the largest part of a turn.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> _Message:
        return self


class Body(dict[str, Any]):
    """The body of a response, made for one response: the SDK need not copy it either."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Body:
        return self


def card_activity(reply: Reply) -> Activity:
    """The reply as a message: the card alone, for Teams splits a text and a card in two."""
    card = Attachment(content_type=ADAPTIVE_CARD, content=reply.card)
    return _Message(type=ActivityTypes.message, summary=reply.summary, attachments=[card])


def answer_to(said: Activity, reply: Reply) -> dict[str, Any]:
    """The reply as an answer to what was said, as Teams reads it.

    The SDK's own way to this takes a model of 45 fields, a few copies, and a walk through them all.
    """
    answer = {
        "type": ActivityTypes.message,
        "summary": reply.summary,
        "attachments": [{"contentType": ADAPTIVE_CARD, "content": reply.card}],
        "from": {"id": said.recipient.id, "name": said.recipient.name},
        "recipient": {"id": said.from_property.id, "name": said.from_property.name},
        "conversation": {"id": said.conversation.id},
    }
    return answer | {"replyToId": said.id} if said.id else answer


def card_body(reply: Reply) -> dict[str, Any]:
    """The body that answers a pressed `Action.Execute`: this card takes the pressed one's place."""
    return Body(statusCode=200, type=ADAPTIVE_CARD, value=reply.card)


def message_body(text: str) -> dict[str, Any]:
    """The body that answers a pressed `Action.Execute` and leaves the card as it is."""
    return Body(statusCode=200, type=MESSAGE, value=text)


def error_body(code: str, message: str) -> dict[str, Any]:
    """The body that tells a client that what was pressed cannot be done."""
    return Body(statusCode=400, type=ERROR, value={"code": code, "message": message})


def to_json(activity: Activity | Mapping[str, Any]) -> bytes:
    """An activity, or an object that may hold one, as Teams reads it."""
    return encoded(activity, _plain)


def _plain(model: Any) -> dict[str, Any]:
    """A model of the SDK as an object: what is set, by the names of the wire. TypeError for anything else."""
    if not isinstance(model, Model):
        raise TypeError(f"{type(model).__name__} is no part of an activity")
    names = model._attribute_map
    return {names[name]["key"]: value for name, value in vars(model).items() if value is not None and name in names}
