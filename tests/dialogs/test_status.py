"""`tila` in chat: who may, what is well, and what is wrong as long as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.alerts import Cause
from bot.domain.conversation import Person
from bot.domain.events import EventDraft, Status
from bot.services.calendar import CalendarCache
from bot.services.team import Team
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.talk import HANDS, Talk
from tests.support.world import base_analyzer

NOW = helsinki(2026, 11, 23, 9)
WELL = "Kaikki toimii"


async def member(store: SqlStore, events: Sequence[EventDraft] = ()) -> Talk:
    """A member of the AKE team at her own chat."""
    async with store.begin() as uow:
        await uow.events.add(events)
    conversation = BotConversation(store, CalendarCache(base_analyzer()), Team(["aad-ake"]), HANDS)
    return Talk(conversation, Person("29:ake", "Helmi Laineke", "aad-ake"), now=NOW)


async def stand(store: SqlStore, cause: Cause, stage: str, began: datetime) -> None:
    """A trouble of which the team has been told."""
    async with store.begin() as uow:
        await uow.alerts.see(cause, began)
        await uow.alerts.tell(cause, stage, began)


def coffee(day: int) -> EventDraft:
    starts = helsinki(2026, 12, day, 9)
    return draft(f"k{day}", starts=starts, ends=starts + timedelta(minutes=30))


async def test_a_member_sees_that_all_is_well_and_how_far_the_calendar_goes(store: SqlStore) -> None:
    cancelled = replace(coffee(9), status=Status.CANCELLED)
    talk = await member(store, [draft("past", starts=NOW - timedelta(days=1)), coffee(1), coffee(8), cancelled])
    said = await talk.say("tila")
    assert WELL in said.text
    assert "2 tulevaa tilaisuutta. Viimeinen on tiistaina 8.12." in said.text
    assert "ei ole ollut mitään lähetettävää" in said.text
    assert "Outlook" not in said.text


async def test_an_empty_calendar_is_told_with_what_to_do(store: SqlStore) -> None:
    assert "”lisää tapahtuma”" in (await (await member(store)).say("botin tila")).text


@pytest.mark.parametrize(
    ("cause", "stage", "title", "dated"),
    [
        (Cause.SENDS, "2026-11-23", "Botin lähetykset eivät mene perille", True),
        (Cause.CALENDAR, "2026-11-23", "Botti ei saa yhteyttä Outlook-kalenteriin", True),
        (Cause.SECRET, "2026-12-07:14", "Botin salaisuus vanhenee maanantaina 7.12.", False),
    ],
)
async def test_what_is_wrong_is_told_first_with_what_to_do(
    store: SqlStore, cause: Cause, stage: str, title: str, dated: bool
) -> None:
    talk = await member(store)
    await stand(store, cause, stage, NOW - timedelta(hours=2))
    said = await talk.say("tila")
    assert title in said.summary
    assert "pyydä botin ylläpitäjää" in said.text.casefold()
    assert ("Vika alkoi maanantaina 23.11. klo 7.00" in said.text) == dated
    assert WELL not in said.text


async def test_a_trouble_that_is_over_is_told_no_more(store: SqlStore) -> None:
    talk = await member(store)
    await stand(store, Cause.CALENDAR, "2026-11-23", NOW)
    async with store.begin() as uow:
        (standing,) = await uow.alerts.all()
        await uow.alerts.end(standing)
    assert WELL in (await talk.say("tila")).text


async def test_what_was_only_seen_so_far_is_no_trouble(store: SqlStore) -> None:
    talk = await member(store)
    async with store.begin() as uow:
        await uow.alerts.see(Cause.SENDS, NOW)
    assert WELL in (await talk.say("tila")).text


async def test_how_the_followed_calendar_was_read_is_told(store: SqlStore) -> None:
    talk = await member(store)
    async with store.begin() as uow:
        await uow.calendar_sync.follow("kahvit@example.fi", NOW)
    assert "ei ole vielä kertaakaan saatu haettua" in (await talk.say("tila")).text


async def test_it_speaks_english(store: SqlStore) -> None:
    talk = await member(store)
    talk.locale = "en-GB"
    assert "Everything works" in (await talk.say("bot status")).text


@pytest.mark.parametrize("text", ["tila on liian pieni", "tila?"])
async def test_more_words_are_no_command(store: SqlStore, text: str) -> None:
    said = await (await member(store)).say(text)
    assert (said.intent == "status") == (text == "tila?")


async def test_nobody_else_sees_it(store: SqlStore) -> None:
    talk = await member(store)
    talk.person = Person("29:b", "Aino Esimerkki", "aad-b")
    assert (await talk.say("tila")).intent != "status"


async def test_a_calendar_that_cannot_be_read_is_not_called_well_before_the_team_is_warned(store: SqlStore) -> None:
    talk = await member(store)
    async with store.begin() as uow:
        await uow.calendar_sync.follow("kahvit@example.fi", NOW)
        await uow.calendar_sync.fail("away", NOW, NOW, NOW + timedelta(minutes=5))
    said = await talk.say("tila")
    assert "Haku ei onnistu. Se epäonnistui ensimmäisen kerran maanantaina 23.11. klo 9.00." in said.text
    assert WELL not in said.text
