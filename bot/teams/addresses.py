"""Where the people and channels of an activity can be written to later, and which team it came from."""

from __future__ import annotations

from botbuilder.schema import Activity, ActivityTypes

from bot.domain.recipients import GENERAL, Address, RecipientKind
from bot.domain.rosters import Heard, Roster
from bot.texts import language_of

_LONGEST_NAME = 200

THREAD = ";messageid="
"""What parts a thread's first message from its channel in the id of a conversation."""


def addresses_of(activity: Activity, locale: str) -> tuple[Address, ...]:
    """The person who speaks, and the channel if it is one of a team; others than Teams' own chats give none."""
    person = _address(activity, RecipientKind.PERSON, activity.from_property.id, locale)
    kind = activity.conversation.conversation_type
    if kind == "channel" and (channel := _channel_of(activity)):
        return person, _address(activity, RecipientKind.CHANNEL, channel, "")
    return (person,)


def roster_of(activity: Activity) -> tuple[Roster, Heard] | None:
    """The team that an activity came from, and what it tells of its roster; None outside teams."""
    account = _id_of(activity, "team")
    if not account or activity.recipient is None:
        return None
    name = tidy_name(_told(activity, "team", "name"))
    roster = Roster(account, activity.service_url, activity.recipient.id, _id_of(activity, "tenant"), name)
    return roster, _news_of(activity)


def tenants_of(activity: Activity) -> set[str]:
    """The organisations that an activity tells it comes from, in small letters: one, unless it is forged or odd."""
    spoken_in = activity.conversation.tenant_id if activity.conversation is not None else ""
    return {told.casefold() for told in (_id_of(activity, "tenant"), spoken_in) if told}


_UPDATES = (ActivityTypes.conversation_update, ActivityTypes.installation_update)


def _news_of(activity: Activity) -> Heard:
    if activity.type not in _UPDATES:
        return Heard.MET
    removed = {member.id for member in activity.members_removed}
    deleted = (activity.channel_data or {}).get("eventType") == "teamDeleted"
    out = activity.type == ActivityTypes.installation_update and activity.action == "remove"
    return Heard.LEFT if out or deleted or activity.recipient.id in removed else Heard.CHANGED


def tidy_name(told: str) -> str:
    """A name on one line, and no longer than anybody reads."""
    return " ".join(told.split())[:_LONGEST_NAME]


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
        language=language_of(locale),
        name="" if is_person else _name_of(activity, account),
    )


def _channel_of(activity: Activity) -> str:
    """The channel's own id: as Teams tells it, else the thread's without the thread."""
    return _id_of(activity, "channel") or str(activity.conversation.id).partition(THREAD)[0]


def _name_of(activity: Activity, channel: str) -> str:
    """A channel's name as Teams tells it, of the first one its team's; most messages tell neither."""
    first = _id_of(activity, "team") == channel
    general = (_told(activity, "team", "name") or GENERAL) if first else ""
    return tidy_name(_told(activity, "channel", "name") or general)


def _id_of(activity: Activity, part: str) -> str:
    return _told(activity, part, "id")


def _told(activity: Activity, part: str, name: str) -> str:
    """What a part of Teams' own data tells, empty when it does not."""
    whole = (activity.channel_data or {}).get(part)
    told = whole.get(name) if isinstance(whole, dict) else None
    return told if isinstance(told, str) else ""
