"""From the JSON of a request to a lean Activity of the SDK, and from that to what the conversation reads.

Everything is checked by hand: the SDK's own deserializer takes milliseconds, drops fields, and lets
wrong types through to fail deep inside a turn.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount

from bot.domain.conversation import MAX_TEXT, Incoming, Person
from bot.jsontext import decoded
from bot.teams.addresses import addresses_of
from bot.teams.errors import ActivityError
from bot.teams.mentions import mentioned, people_mentioned, spoken_text

# Ids are stored and hashed; the longest seen (a channel's thread) are about 200 characters.
MAX_ID = 1000
# A message mentions a few people; each entity is searched for in the text.
MAX_ENTITIES = 100

_ANSWERED_TYPES = frozenset(
    {
        ActivityTypes.message,
        ActivityTypes.invoke,
        ActivityTypes.conversation_update,
        ActivityTypes.installation_update,
    }
)
# Microsoft's simulator says en-US of everyone, whatever its browser and its environment say.
_SIMULATOR = "/_connector"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


def read_json(raw: bytes) -> Mapping[str, Any]:
    """The object that a request's body holds; ActivityError when it holds none."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        body = decoded(_without_half_characters(raw) if _HALF_CHARACTER.search(raw) else raw)
    except (ValueError, RecursionError) as error:
        raise ActivityError("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise ActivityError("The body must be a JSON object.")
    return body


def activity_of(body: Mapping[str, Any]) -> Activity:
    """The activity that the object describes, with the parts that a turn needs.

    An activity that the bot answers must say who, where and by which service; of others only the
    type is demanded. ActivityError names the first field that is missing or of a wrong type.
    """
    kind = _text(body, "type", needed=True)
    answered = kind in _ANSWERED_TYPES
    return Activity(
        type=kind,
        id=_id(body, "id", needed=kind in (ActivityTypes.message, ActivityTypes.invoke)),
        service_url=_address(body, "serviceUrl", needed=answered),
        channel_id=_text(body, "channelId", needed=answered),
        from_property=_account(body, "from", needed=answered),
        recipient=_account(body, "recipient", needed=answered),
        conversation=_conversation(body, needed=answered),
        members_added=[_account_of(member, "membersAdded") for member in _list(body, "membersAdded")],
        members_removed=[_account_of(member, "membersRemoved") for member in _list(body, "membersRemoved")],
        text=_text(body, "text")[:MAX_TEXT],
        text_format=_text(body, "textFormat"),
        locale=_text(body, "locale"),
        entities=_list(body, "entities")[:MAX_ENTITIES],
        channel_data=_object(body, "channelData"),
        action=_text(body, "action"),
        name=_text(body, "name"),
        value=body.get("value"),
    )


def incoming_of(activity: Activity, at: datetime, pressed: Mapping[str, Any] | None = None) -> Incoming:
    """What was said or pressed, free of the SDK. `at` is the moment of its arrival."""
    person = activity.from_property
    text = spoken_text(activity.text, activity.entities, activity.recipient.id, markup=activity.text_format == "xml")
    locale = _locale_of(activity)
    return Incoming(
        activity_id=activity.id or "",
        conversation_id=activity.conversation.id,
        person=Person(id=person.id, name=person.name or "", aad_id=person.aad_object_id or ""),
        at=at,
        text=readable(text),
        pressed=pressed or {},
        locale=locale,
        in_channel=in_company(activity),
        addresses=addresses_of(activity, locale),
        mentions=people_mentioned(activity.entities, activity.recipient.id),
    )


def readable(text: str) -> str:
    """The text without characters that nobody writes."""
    return _CONTROLS.sub("", text)


def in_company(activity: Activity) -> bool:
    """Whether others than the person read the conversation: a channel or a group chat."""
    return bool(activity.conversation.is_group)


def addressed(activity: Activity) -> bool:
    """Whether the message is meant for the bot: in company only when it is mentioned."""
    return not in_company(activity) or mentioned(activity.entities, activity.recipient.id)


def _without_half_characters(raw: bytes) -> bytes:
    """The same with surrogates joined, or replaced where they stand alone: no database or socket takes those.

    ValueError or RecursionError when the text is no JSON.
    """
    whole = json.dumps(json.loads(raw), ensure_ascii=False)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _text(body: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    value = body.get(name)
    if value is None or value == "":
        if needed:
            raise ActivityError(f"The field {name} is missing.")
        return ""
    if not isinstance(value, str):
        raise ActivityError(f"The field {name} must be a string.")
    return value


def _id(body: Mapping[str, Any], name: str, *, needed: bool) -> str:
    value = _text(body, name, needed=needed)
    if len(value) > MAX_ID or _CONTROLS.search(value):
        raise ActivityError(f"The field {name} is not an id.")
    return value


def _address(body: Mapping[str, Any], name: str, *, needed: bool) -> str:
    value = _text(body, name, needed=needed)
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if value and not whole:
        raise ActivityError(f"The field {name} is not a web address.")
    return value


def _list(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ActivityError(f"The field {name} must be a list of objects.")
    return value


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ActivityError(f"The field {name} must be an object.")
    return value


def _account(body: Mapping[str, Any], name: str, *, needed: bool) -> ChannelAccount | None:
    value = _object(body, name)
    if not value and not needed:
        return None
    return _account_of(value, name)


def _account_of(value: Mapping[str, Any], name: str) -> ChannelAccount:
    try:
        return ChannelAccount(
            id=_id(value, "id", needed=True),
            name=_text(value, "name"),
            aad_object_id=_id(value, "aadObjectId", needed=False),
        )
    except ActivityError as error:
        raise ActivityError(f"In {name}: {error}") from error


def _conversation(body: Mapping[str, Any], *, needed: bool) -> ConversationAccount | None:
    value = _object(body, "conversation")
    if not value and not needed:
        return None
    try:
        kind = _text(value, "conversationType")
        return ConversationAccount(
            id=_id(value, "id", needed=True),
            conversation_type=kind,
            tenant_id=_text(value, "tenantId"),
            is_group=kind != "personal" if kind else value.get("isGroup") is True,
        )
    except ActivityError as error:
        raise ActivityError(f"In conversation: {error}") from error


def _locale_of(activity: Activity) -> str:
    """The language of the person's client, as the message tells it or as the client tells of itself."""
    if activity.service_url.endswith(_SIMULATOR):
        return ""
    if activity.locale:
        told: str = activity.locale
        return told
    for entity in activity.entities:
        if entity.get("type") == "clientInfo" and isinstance(entity.get("locale"), str):
            return str(entity["locale"])
    return ""
