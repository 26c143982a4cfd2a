"""`synkronoi` in chat: who may, what is told, and what Outlook says taken by a press."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.events import Status
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.following import Following, following
from tests.support.talk import HANDS, Talk

FI, EN = texts_of("fi"), texts_of("en")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
TUESDAY = helsinki(2026, 11, 24, 9)
TITLE = "Etäkahvit: Sanelu"


@dataclass
class Member:
    """A mailbox that is followed, and a member of the team at her own chat."""

    office: Following
    talk: Talk

    async def say(self, text: str = "synkronoi") -> Reply:
        """What the bot answers at the mailbox's time."""
        self.talk.now = self.office.now
        return await self.talk.say(text)

    async def press(self, reply: Reply, number: int = 0) -> Reply:
        """Press a button of a card."""
        self.talk.now = self.office.now
        return await self.talk.press(reply.card["actions"][number]["data"])


@pytest.fixture
async def team(store: SqlStore) -> AsyncIterator[Member]:
    async with following(store) as office:
        conversation = BotConversation(store, office.calendars, Team(["aad-ake"]), HANDS)
        yield Member(office, Talk(conversation, AKE))


async def test_the_command_lets_a_round_be_done_at_once_and_tells_of_it_the_next_time(team: Member) -> None:
    await team.office.round(0)
    team.office.graph.add(TITLE, TUESDAY)
    team.office.now += timedelta(minutes=2)
    said = await team.say()
    assert FI("sync.begins") in said.text
    await team.office.round(0)
    team.office.now += timedelta(seconds=5)
    said = await team.say("synkronoi kalenteri")
    assert FI("sync.fresh") in said.text
    assert FI("sync.changes", when="maanantaina 23.11. klo 9.02", added=1, changed=0, cancelled=0) in said.text
    # It asked for nothing more by that.
    asked = len(team.office.graph.asked)
    await team.office.round(0)
    assert len(team.office.graph.asked) == asked


async def test_while_a_round_is_under_way_none_is_asked_for(team: Member) -> None:
    async with team.office.store.begin() as uow:
        await uow.calendar_sync.claim(team.office.now, team.office.now + timedelta(minutes=8))
    assert FI("sync.under_way") in (await team.say()).text


async def test_why_the_calendar_could_not_be_followed_is_told_with_what_to_do(team: Member) -> None:
    team.office.graph.faults.append("403")
    await team.office.round(0)
    said = await team.say()
    reason = FI("sync.problem.forbidden")
    assert FI("sync.failing", when="maanantaina 23.11. klo 9.00", reason=reason) in said.text
    assert FI("sync.never") in said.text


async def test_every_problem_has_its_words(team: Member) -> None:
    for code in ("away", "throttled", "no_token", "unauthorized", "forbidden", "no_mailbox", "emptied", "bad_answer"):
        assert FI(f"sync.problem.{code}") != EN(f"sync.problem.{code}")
    for code in ("foreign_link", "endless", "resync", "refused"):
        assert FI(f"sync.problem.{code}") != EN(f"sync.problem.{code}")


async def test_without_a_mailbox_the_command_says_how_to_have_one_followed(store: SqlStore, team: Member) -> None:
    async with store.begin() as uow:
        await uow.calendar_sync.follow("", team.office.now)
    assert FI("sync.off") in (await team.say()).text


async def test_of_others_the_words_are_no_command(team: Member) -> None:
    team.talk = team.talk.elsewhere("eero", Person("29:eero", "Eero Sivula"))
    assert FI("sync.title") not in (await team.say()).text


async def test_more_words_are_no_command(team: Member) -> None:
    assert FI("sync.title") not in (await team.say("synkronoi kellot digivartissa")).text


async def test_what_was_changed_here_is_shown_beside_what_outlook_says_and_can_be_taken(team: Member) -> None:
    team.office.graph.add(TITLE, TUESDAY, location={"displayName": "Kuopion pääkirjasto"})
    await team.office.round(0)
    await team.office.edit(TITLE, place="Iisalmen kirjasto", starts=TUESDAY + timedelta(minutes=15))
    said = await team.say()
    place = FI("sync_differs.part.place")
    assert FI("sync_differs.line", part=place, ours="Iisalmen kirjasto", theirs="Kuopion pääkirjasto") in said.text
    taken = await team.press(said)
    assert FI("sync_differs.taken", title=TITLE) in taken.text
    facts = (await team.office.events())[TITLE].facts
    assert (facts.place, facts.starts, facts.status) == ("Kuopion pääkirjasto", TUESDAY, Status.PLANNED)
    assert FI("sync_differs.same") in (await team.press(said)).text
    assert "Muutettu: Etäkahvit: Sanelu" in (await team.say("muutokset")).text


async def test_nobody_else_takes_what_outlook_says(team: Member) -> None:
    team.office.graph.add(TITLE, TUESDAY)
    await team.office.round(0)
    await team.office.edit(TITLE, place="Iisalmen kirjasto")
    said = await team.say()
    team.talk = team.talk.elsewhere("eero", Person("29:eero", "Eero Sivula"))
    assert FI("allowed.edit_events") in (await team.press(said)).text
    assert (await team.office.events())[TITLE].facts.place == "Iisalmen kirjasto"


@pytest.mark.parametrize("event", [None, 0, -1, 10**30, "1", [1], {"a": 1}, 999])
async def test_a_forged_press_takes_nothing(team: Member, event: object) -> None:
    team.office.graph.add(TITLE, TUESDAY)
    await team.office.round(0)
    before = await team.office.all()
    await team.talk.press({"do": "sync_take", "verb": "sync_take", "event": event})
    assert await team.office.all() == before


async def test_in_english(team: Member) -> None:
    team.talk = replace(team.talk, locale="en-GB")
    assert EN("sync.begins") in (await team.say("sync")).text
