"""The AKE team's channel hears of what was changed on both sides: once, and only while it is so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.recipients import RecipientKind
from bot.services.named_channels import NamedChannel
from bot.services.sync_differences import MOST_TOLD
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.following import CHANNEL, Following, following
from tests.support.office import Office, open_office

FI = texts_of("fi")
TUESDAY = helsinki(2026, 11, 24, 9)
HEARD = f"{FI('sync_differs.title')}: Etäkahvit: Puhelimet"


@pytest.fixture
async def both(store: SqlStore) -> AsyncIterator[tuple[Following, Office]]:
    async with open_office(store) as office, following(store) as mailbox:
        office.ake_channel = NamedChannel("AKE_CHANNEL_ID", CHANNEL)
        await office.recipient(RecipientKind.CHANNEL, CHANNEL, CHANNEL)
        yield mailbox, office


async def changed_twice(mailbox: Following) -> None:
    """The title is changed here, then there."""
    source = mailbox.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await mailbox.round(0)
    await mailbox.edit("Etäkahvit: Sanelu", title="Etäkahvit: Puhelimet")
    mailbox.graph.change(source, subject="Etäkahvit: Tekoäly")
    await mailbox.round()


async def test_it_is_told_once_with_what_outlook_says(both: tuple[Following, Office]) -> None:
    mailbox, office = both
    await changed_twice(mailbox)
    assert [said for _, said in await office.tick(mailbox.now)] == [HEARD]
    _, body = office.service.sent[-1]
    assert "Outlookissa Etäkahvit: Tekoäly" in str(body)
    await mailbox.round()
    assert await office.tick(mailbox.now) == []


async def test_what_was_made_the_same_meanwhile_is_not_told(both: tuple[Following, Office]) -> None:
    mailbox, office = both
    await changed_twice(mailbox)
    await mailbox.edit("Etäkahvit: Puhelimet", title="Etäkahvit: Tekoäly")
    assert await office.tick(mailbox.now) == []


async def test_what_is_over_is_not_told(both: tuple[Following, Office]) -> None:
    mailbox, office = both
    await changed_twice(mailbox)
    assert await office.tick(TUESDAY + timedelta(hours=1)) == []


async def test_a_change_of_one_side_alone_is_not_told(both: tuple[Following, Office]) -> None:
    mailbox, office = both
    source = mailbox.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await mailbox.round(0)
    await mailbox.edit("Etäkahvit: Sanelu", place="Iisalmi")
    mailbox.graph.change(source, subject="Etäkahvit: Tekoäly")
    await mailbox.round()
    assert await office.tick(mailbox.now) == []


async def test_of_many_a_few_are_told_and_how_many_more_there_are(both: tuple[Following, Office]) -> None:
    """A series that was changed on both sides does not fill the channel."""
    mailbox, office = both
    master = mailbox.graph.add_series("Digivartti: Kartat", TUESDAY, 7)
    await mailbox.round(0)
    for event in await mailbox.all():
        await mailbox.edit("Digivartti: Kartat", title=f"Digivartti: Kartat {event.id}")
    mailbox.graph.change(master, subject="Digivartti: Sanelu")
    await mailbox.round()
    assert len(await office.tick(mailbox.now)) == MOST_TOLD
    more = FI.count("sync_differs.more", 7 - MOST_TOLD)
    assert [more in str(body) for _, body in office.service.sent[-MOST_TOLD:]].count(True) == 1
