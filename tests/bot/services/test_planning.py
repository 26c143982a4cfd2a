"""Events that are stored, moved, shortened, cancelled: what is then told to whom, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.events import EventDraft, Form, Status
from bot.domain.outbox import NoticeKind, State
from bot.domain.reminders import LEADS, Lead, Scope
from bot.services.planning import due_reminders, plan, plan_all, useful_until, worth_telling
from tests.support.drafts import draft, helsinki
from tests.support.office import EVERYTHING, NOW, Office, besides_feedback, wants

COFFEE = draft()
HOUR_BEFORE = helsinki(2026, 11, 24, 8, 0)
TITLE = "Etäkahvit: Sanelu puhelimella"


def later(facts: EventDraft = COFFEE, **time: float) -> EventDraft:
    return replace(facts, starts=facts.starts + timedelta(**time), ends=facts.ends + timedelta(**time))


async def test_each_lead_that_is_to_come_is_planned_once(office: Office) -> None:
    (event,) = await office.add(COFFEE)
    async with office.store.begin() as uow:
        await plan(uow, [event], office.now)
        await plan_all(uow, await office.calendars.current(uow), office.now)
    rows = await office.reminding()
    assert [row.due for row in rows] == [
        helsinki(2026, 11, 24, 8, 45),
        HOUR_BEFORE,
        HOUR_BEFORE,
        helsinki(2026, 11, 23, 9, 0),
    ]
    assert {row.kind for row in rows} == {NoticeKind.DUE_REMINDER}
    assert [len(due_reminders(event, NOW + timedelta(hours=hours))) for hours in (0, 1, 24)] == [4, 3, 0]


async def test_what_an_older_version_stored_is_planned_when_the_bot_plans_all(office: Office) -> None:
    async with office.store.begin() as uow:
        await uow.events.add([COFFEE, draft("over", starts=NOW - timedelta(days=3))])
    async with office.store.begin() as uow:
        await plan_all(uow, await office.calendars.current(uow), office.now)
    assert len(await office.reminding()) == 4


async def test_reminders_move_with_the_event(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(later(hours=2))
    ((chat, told),) = await office.ticks(2)
    assert (chat, "tiistaina 24.11. klo 11.00" in told) == ("a:aino", True)
    assert await office.tick(HOUR_BEFORE) == []
    ((_, reminded),) = await office.tick(HOUR_BEFORE + timedelta(hours=2))
    assert reminded.startswith(f"Muistutus: {TITLE}")


async def test_moved_and_moved_back_is_reminded_of_once_and_told_to_nobody(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(later(days=1))
    await office.change(COFFEE)
    assert await office.ticks(2, 60) == []
    assert [chat for chat, _ in await office.tick(HOUR_BEFORE)] == ["a:aino"]
    assert besides_feedback(await office.tick(HOUR_BEFORE + timedelta(days=1))) == []


async def test_a_moment_that_passes_while_a_slip_is_mended_still_counts(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    office.now = HOUR_BEFORE - timedelta(seconds=30)
    await office.change(later(hours=3))
    assert await office.tick(HOUR_BEFORE) == []
    office.now = HOUR_BEFORE + timedelta(seconds=30)
    await office.change(COFFEE)
    assert [chat for chat, _ in await office.tick()] == ["a:aino"]
    assert await office.ticks(2, 5) == []


async def test_what_waits_for_a_recipient_outlives_a_slip_too(office: Office) -> None:
    """At night the reminder waits for the morning; meanwhile the event is moved and moved back."""
    early = draft(starts=helsinki(2026, 11, 24, 7, 30))
    await office.person("aino", EVERYTHING)
    await office.add(early)
    assert await office.tick(helsinki(2026, 11, 24, 6, 30)) == []
    office.now = helsinki(2026, 11, 24, 6, 59)
    await office.change(later(early, hours=1))
    assert await office.tick(helsinki(2026, 11, 24, 7, 0)) == []
    await office.change(early)
    assert [told[:9] for _, told in await office.ticks(2, 2)] == ["Muistutus"]


async def test_a_cancelled_event_is_told_of_and_not_reminded_of(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(replace(COFFEE, status=Status.CANCELLED))
    ((_, told),) = await office.ticks(2)
    assert told.startswith("Peruttu")
    assert await office.tick(HOUR_BEFORE) == []
    await office.change(COFFEE)
    assert [text[:9] for _, text in await office.tick()] == ["Muistutus"], "it takes place after all"
    assert len(await office.ticks(2)) == 1


async def test_a_shortened_event_is_reminded_of_as_it_is_and_no_longer_than_it_lasts(office: Office) -> None:
    await office.person("aino", wants(Scope.ALL, "", Lead.QUARTER))
    await office.add(COFFEE)
    short = replace(COFFEE, ends=COFFEE.starts + timedelta(minutes=5))
    await office.change(short)
    ((_, told),) = await office.ticks(2)
    assert "9.00–9.05" in told
    assert useful_until(short, Lead.QUARTER) == short.ends
    assert [row.useful_until for row in await office.rows() if row.due == helsinki(2026, 11, 24, 8, 45)] == [short.ends]
    assert await office.tick(short.ends) == []


async def test_a_link_given_after_planning_is_in_the_reminder_and_news_to_nobody(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(replace(COFFEE, link="https://join.example/1"))
    assert await office.ticks(2) == []
    assert len(await office.tick(HOUR_BEFORE)) == 1
    assert "https://join.example/1" in str(office.service.cards()[-1])


async def test_changes_that_follow_each_other_closely_are_one_piece_of_news(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    for hours in (1, 2, 5):
        await office.change(later(hours=hours))
    assert len(await office.ticks(2, 2)) == 1
    card = str(office.service.cards()[-1])
    assert "klo 9.00–9.30" in card
    assert "klo 14.00–14.30" in card
    assert "klo 10.00" not in card


async def test_what_makes_no_difference_is_not_told(office: Office) -> None:
    moved = later(hours=1)
    assert worth_telling(COFFEE, moved, NOW)
    assert not worth_telling(COFFEE, moved, NOW + timedelta(days=9)), "both are over"
    assert worth_telling(COFFEE, replace(COFFEE, form=Form.HYBRID), NOW)
    assert worth_telling(COFFEE, replace(COFFEE, form=Form.ON_SITE, place="Pääkirjasto"), NOW)
    assert not worth_telling(COFFEE, replace(COFFEE, place="Teams"), NOW)
    assert not worth_telling(COFFEE, replace(COFFEE, title="x", description="y", host="z"), NOW)


async def test_another_form_of_the_same_event_is_told(office: Office) -> None:
    await office.person("aino", EVERYTHING)
    await office.add(COFFEE)
    await office.change(replace(COFFEE, form=Form.HYBRID))
    assert len(await office.ticks(2)) == 1
    card = str(office.service.cards()[-1])
    assert "9.30, etänä" in card
    assert "9.30, paikan päällä ja etänä" in card


async def test_all_leads_of_an_event_are_told_apart(office: Office) -> None:
    await office.person("aino", wants(Scope.ALL, "", *LEADS))
    await office.add(draft(starts=helsinki(2026, 11, 24, 14, 0)))
    moments = [(23, 9, 0), (24, 8, 0), (24, 13, 0), (24, 13, 45)]
    assert [len(await office.tick(helsinki(2026, 11, *at))) for at in moments] == [1, 1, 1, 1]
    assert {row.state for row in await office.reminding()} == {State.SENT}
