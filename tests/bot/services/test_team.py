"""Who of the AKE team can be written to."""

from __future__ import annotations

from bot.domain.recipients import RecipientKind
from bot.domain.roles import Member
from bot.services.team import Team
from tests.support.office import Office


async def test_members_of_the_settings_and_added_ones_are_reached_once_each(office: Office) -> None:
    listed = await office.person("listed", directory_id="AAD-Listed")
    added = await office.person("added")
    lost = await office.person("lost", directory_id="aad-lost")
    await office.person("other", directory_id="aad-other")
    await office.recipient(RecipientKind.CHANNEL, "19:kahvit", "19:kahvit")
    team = Team(["aad-listed", "aad-lost"])
    async with office.store.begin() as uow:
        await uow.recipients.lost(lost, "ConversationBlockedByUser")
        for name in ("added", "listed", "never-seen"):
            await uow.team.add(Member(f"29:{name}", name))
        assert [one.id for one in await team.reachable(uow)] == [listed, added]
        found = [await uow.recipients.by_id(number) for number in (listed, added)]
        assert [one is not None and await team.has(uow, one) for one in found] == [True, True]


async def test_a_team_open_to_all_is_everybody(office: Office) -> None:
    numbers = [await office.person(name) for name in ("aino", "bo")]
    await office.recipient(RecipientKind.CHANNEL, "19:kahvit", "19:kahvit")
    async with office.store.begin() as uow:
        assert [one.id for one in await Team(open_to_all=True).reachable(uow)] == numbers
