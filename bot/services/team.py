"""The AKE team: who belongs to it, what its members may do, and the record of what they did."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.domain.conversation import Incoming, Person
from bot.domain.recipients import Recipient
from bot.domain.roles import Change, Deed, Member, NotAllowed, Role, may
from bot.jsontext import encoded
from bot.services.ports import UnitOfWork


class Team:
    """The members of the settings, by their ids in the directory, and those that were added.

    With `open_to_all` everyone belongs to it: for a simulator, where only one's own machine can speak.
    """

    def __init__(self, directory_ids: Collection[str] = (), *, open_to_all: bool = False) -> None:
        self._directory_ids = frozenset(one.casefold() for one in directory_ids)
        self._open_to_all = open_to_all

    @property
    def listed(self) -> int:
        """How many members the settings name."""
        return len(self._directory_ids)

    async def role_of(self, uow: UnitOfWork, person: Person) -> Role:
        """What somebody is to the bot."""
        listed = person.aad_id.casefold() in self._directory_ids if person.aad_id else False
        if self._open_to_all or listed or await uow.team.has(person.id):
            return Role.AKE
        return Role.STAFF

    async def has(self, uow: UnitOfWork, recipient: Recipient) -> bool:
        """Whether somebody who can be written to belongs to it."""
        address = recipient.address
        return await self.role_of(uow, Person(address.account, aad_id=address.directory_id)) is Role.AKE

    async def reachable(self, uow: UnitOfWork) -> Sequence[Recipient]:
        """Those members whom the bot can write to, each once."""
        if self._open_to_all:
            found = [await uow.recipients.by_id(number) for number in await uow.recipients.people()]
        else:
            added = await uow.team.members()
            found = [*await uow.recipients.of_directory(self._directory_ids)]
            found += [await uow.recipients.by_account(member.account) for member in added]
        return list({one.id: one for one in found if one is not None and not one.unreachable}.values())

    async def require(self, uow: UnitOfWork, person: Person, deed: Deed) -> None:
        """Nothing, or NotAllowed when the person may not do this."""
        if not may(await self.role_of(uow, person), deed):
            raise NotAllowed(deed)

    async def add(self, uow: UnitOfWork, said: Incoming, member: Member) -> None:
        """Let somebody belong to the team."""
        await self.require(uow, said.person, Deed.MANAGE_TEAM)
        await uow.team.add(member)
        await record(uow, said, Deed.MANAGE_TEAM, "member_added", name=member.name)

    async def remove(self, uow: UnitOfWork, said: Incoming, member: Member) -> bool:
        """Take somebody out of the team; False when they were not added to it by the bot."""
        await self.require(uow, said.person, Deed.MANAGE_TEAM)
        if not await uow.team.remove(member.account):
            return False
        await record(uow, said, Deed.MANAGE_TEAM, "member_removed", name=member.name)
        return True


async def record(uow: UnitOfWork, said: Incoming, deed: Deed, what: str, **data: object) -> None:
    """Keep who did what, in the same transaction as the deed."""
    told = encoded(data).decode() if data else ""
    await uow.team.record(Change(said.person.id, said.at, deed, what, told))
