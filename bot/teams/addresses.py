"""Where the people and channels of an activity can be written to later."""

from __future__ import annotations

from botbuilder.schema import Activity

from bot.domain.recipients import Address, RecipientKind

_THREAD = ";messageid="


def addresses_of(activity: Activity, locale: str) -> tuple[Address, ...]:
    """The person who speaks, and the channel if it is one of a team; others than Teams' own chats give none."""
    person = _address(activity, RecipientKind.PERSON, activity.from_property.id, locale)
    kind = activity.conversation.conversation_type
    if kind == "channel" and (channel := _channel_of(activity)):
        return person, _address(activity, RecipientKind.CHANNEL, channel, "")
    return (person,)


def _address(activity: Activity, kind: RecipientKind, account: str, locale: str) -> Address:
    is_person = kind is RecipientKind.PERSON
    own_chat = activity.conversation.id if activity.conversation.conversation_type == "personal" else ""
    return Address(
        kind=kind,
        account=account,
        conversation=own_chat if is_person else account,
        service_url=activity.service_url,
        bot=activity.recipient.id,
        tenant=_id_of(activity, "tenant"),
        directory_id=(activity.from_property.aad_object_id or "") if is_person else "",
        language="en" if locale.lower().startswith("en") else "fi",
    )


def _channel_of(activity: Activity) -> str:
    """The channel's own id: as Teams tells it, else the thread's without the thread."""
    return _id_of(activity, "channel") or str(activity.conversation.id).partition(_THREAD)[0]


def _id_of(activity: Activity, name: str) -> str:
    """The id of a part of Teams' own data, empty when it tells none."""
    part = (activity.channel_data or {}).get(name)
    told = part.get("id") if isinstance(part, dict) else None
    return told if isinstance(told, str) else ""
