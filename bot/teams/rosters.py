"""Reads a team's members, page by page, and its channels; the SDK's own way to them blocks the loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from bot.domain.recipients import GENERAL, Address, RecipientKind
from bot.domain.rosters import Listed, Roster, Unread
from bot.teams.access import is_loopback_url
from bot.teams.addresses import tidy_name
from bot.teams.connector import Connectors, Conversations, text_of
from bot.teams.errors import DeliveryError

_PAGE = 200
# The largest team of Teams has 25,000 members.
_MOST_PAGES = 200
_LONGEST_ID = 1000
# A bot's begins otherwise.
_PERSON_ID = "29:"
_GUEST_ROLES = frozenset({"guest", "anonymous"})
# So the directory marks the accounts of other organisations.
_GUEST_MARK = "#ext#"


class TeamsRosters:
    """The channel's service as the learning of people sees it. With `local` it asks loopback addresses alone."""

    def __init__(self, connectors: Connectors, *, local: bool) -> None:
        self._connectors = connectors
        self._local = local

    async def read(self, roster: Roster) -> Listed | Unread:
        """The whole roster; what keeps it from being read is told, never raised."""
        if self._local and not is_loopback_url(roster.service_url):
            return Unread("not_loopback", later=False)
        conversations = (await self._connectors.create(roster.service_url, "")).conversations
        try:
            people = await _people(conversations, roster)
            return Listed(people, await _channels(conversations, roster))
        except DeliveryError as error:
            # Reading changes nothing, so whatever came of it may be tried again, if it can do better at all.
            wait = timedelta(seconds=error.wait) if error.wait is not None else None
            return Unread(error.reason, later=error.later or error.maybe_delivered, wait=wait)


async def _people(conversations: Conversations, roster: Roster) -> tuple[Address, ...]:
    people: dict[str, Address] = {}
    path = first = f"conversations/{quote(roster.account, safe='')}/pagedmembers?pageSize={_PAGE}"
    for _ in range(_MOST_PAGES):
        page = await conversations.read_once(path)
        for told in _objects(page, "members"):
            if person := _person(told, roster):
                people[person.account] = person
        token = text_of(page, "continuationToken")
        if not token:
            return tuple(people.values())
        path = f"{first}&continuationToken={quote(token, safe='')}"
    raise DeliveryError("endless_roster")


async def _channels(conversations: Conversations, roster: Roster) -> tuple[Address, ...]:
    told = await conversations.read_once(f"teams/{quote(roster.account, safe='')}/conversations")
    channels = [_channel(one, roster) for one in _objects(told, "conversations") if _id_of(one)]
    return tuple({one.account: one for one in channels}.values())


def _person(told: Mapping[str, Any], roster: Roster) -> Address | None:
    """Where a member is reached; None for a bot, and for a guest, to whom a chat of two is refused."""
    account = _id_of(told)
    role, name = text_of(told, "userRole").lower(), text_of(told, "userPrincipalName").lower()
    if not account.startswith(_PERSON_ID) or role in _GUEST_ROLES or _GUEST_MARK in name:
        return None
    directory_id = text_of(told, "aadObjectId") or text_of(told, "objectId")
    return _address(RecipientKind.PERSON, account, "", roster, directory_id=directory_id[:_LONGEST_ID])


def _channel(told: Mapping[str, Any], roster: Roster) -> Address:
    """A channel; the first one of a team comes without a name."""
    account = _id_of(told)
    general = (roster.name or GENERAL) if account == roster.account else ""
    return _address(RecipientKind.CHANNEL, account, account, roster, name=tidy_name(text_of(told, "name")) or general)


def _address(kind: RecipientKind, account: str, conversation: str, roster: Roster, **told: str) -> Address:
    return Address(kind, account, conversation, roster.service_url, roster.bot, roster.tenant, **told)


def _objects(told: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The list of that name; DeliveryError when there is none, for then nothing is known of who is on it."""
    listed = told.get(name)
    if not isinstance(listed, list):
        raise DeliveryError("bad_answer", later=True)
    return [one for one in listed if isinstance(one, dict)]


def _id_of(told: Mapping[str, Any]) -> str:
    account = text_of(told, "id")
    return account if len(account) <= _LONGEST_ID and account.isprintable() else ""
