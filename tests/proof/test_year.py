"""A year of coffees on a clock that the test turns: every reminder at its minute, once, and nothing besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.events import EventDraft, Status
from bot.domain.intervals import HELSINKI
from bot.domain.outbox import State
from bot.domain.reminders import LEADS, Lead, Scope
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.office import Office, besides_feedback, open_office, wants

BEGIN = helsinki(2026, 9, 30, 12, 0)
# As the calendar has them, written down here so that the bot's own reckoning is not asked.
FREE = {
    date(2026, 12, 24),
    date(2026, 12, 25),
    date(2027, 1, 1),
    date(2027, 1, 6),
    date(2027, 3, 26),
    date(2027, 3, 29),
}
FREE |= {date(2027, 5, 6), date(2027, 6, 25)}
# After a holiday weekend, in the night that is an hour longer, in the one that is an hour shorter, after Easter.
SPECIAL = {
    "monday": helsinki(2026, 12, 7, 13, 0),
    "longer": helsinki(2026, 10, 25, 4, 30),
    "shorter": helsinki(2027, 3, 28, 4, 15),
    "easter": helsinki(2027, 3, 30, 9, 30),
}
AT_BY_HAND = {
    ("monday", Lead.WORKDAY_BEFORE): datetime(2026, 12, 4, 7, 0, tzinfo=UTC),
    ("longer", Lead.HOUR): datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ("shorter", Lead.HOUR): datetime(2027, 3, 28, 0, 15, tzinfo=UTC),
    ("easter", Lead.WORKDAY_BEFORE): datetime(2027, 3, 25, 7, 0, tzinfo=UTC),
}


def coffees() -> dict[str, EventDraft]:
    thursdays = (helsinki(2026, 10, 8, 9, 30).replace(tzinfo=None) + timedelta(weeks=n) for n in range(51))
    weekly = {f"week{n}": at.replace(tzinfo=HELSINKI) for n, at in enumerate(thursdays) if at.date() not in FREE}
    return {key: draft(key, title=key, starts=at) for key, at in (weekly | SPECIAL).items()}


def moved(facts: EventDraft, **wall_time: float) -> EventDraft:
    span = timedelta(**wall_time)
    return replace(facts, starts=facts.starts + span, ends=facts.ends + span)


def expected(key: str, starts: datetime, lead: Lead) -> datetime:
    """When the reminder is to come, reckoned in the plainest way."""
    if (key, lead) in AT_BY_HAND:
        return AT_BY_HAND[key, lead]
    utc, day = starts.astimezone(UTC), starts.date() - timedelta(days=1)
    if lead in (Lead.QUARTER, Lead.HOUR):
        return utc - timedelta(minutes=15 if lead is Lead.QUARTER else 60)
    if lead is Lead.MORNING:
        return datetime.combine(starts.date(), time(8), HELSINKI).astimezone(UTC)
    while day.weekday() > 4 or day in FREE:
        day -= timedelta(days=1)
    return datetime.combine(day, time(9), HELSINKI).astimezone(UTC)


def plan_of(drafts: dict[str, EventDraft]) -> tuple[list[tuple[datetime, EventDraft]], set[tuple[datetime, str]]]:
    """The changes of the year with their moments, and all that is to be heard."""
    changes: list[tuple[datetime, EventDraft]] = []
    heard: set[tuple[datetime, str]] = set()
    for number, (key, facts) in enumerate(drafts.items()):
        held, news = facts, facts.starts.astimezone(UTC) - timedelta(days=4)
        if key not in SPECIAL and number % 10 == 3:
            held = moved(facts, days=1)
        elif key not in SPECIAL and number % 10 == 6:
            held = replace(facts, status=Status.CANCELLED)
        elif key not in SPECIAL and number % 10 == 9:
            # In the last hour: what was told of the old time stays told, and the new time has its own.
            news, held = facts.starts.astimezone(UTC) - timedelta(minutes=50), moved(facts, hours=4)
            heard |= {(at, key) for lead in LEADS if (at := expected(key, facts.starts, lead)) < news}
        if held is not facts:
            changes.append((news, held))
            heard.add((news + timedelta(minutes=2), key))
        if held.status is not Status.CANCELLED:
            after = news if held is not facts else BEGIN
            leads = [lead for lead in LEADS if key not in ("longer", "shorter") or lead is not Lead.MORNING]
            heard |= {(at, key) for lead in leads if (at := expected(key, held.starts, lead)) >= after}
    return sorted(changes, key=lambda change: change[0]), heard


def asked_of(drafts: dict[str, EventDraft], changes: list[tuple[datetime, EventDraft]]) -> list[tuple[datetime, str]]:
    """When feedback is to be asked of what was held at last, reckoned in the plainest way."""
    last = drafts | {facts.key: facts for _, facts in changes}
    asked = []
    for key, facts in last.items():
        if facts.status is Status.CANCELLED:
            continue
        soon = facts.ends.astimezone(UTC) + timedelta(minutes=10)
        if soon.astimezone(HELSINKI).hour < 7:
            soon = datetime.combine(facts.ends.date(), time(7), HELSINKI).astimezone(UTC)
        day = facts.ends.date() + timedelta(days=2)
        while day.weekday() > 4 or day in FREE:
            day += timedelta(days=1)
        asked += [(soon, key), (datetime.combine(day, time(9), HELSINKI).astimezone(UTC), key)]
    return asked


@pytest.fixture
async def store_of_the_year(sqlite_url: str) -> SqlStore:
    return SqlStore(sqlite_url)


async def test_in_a_year_of_moves_holidays_and_both_clock_changes_all_is_told_at_its_minute_once(
    store_of_the_year: SqlStore,
) -> None:
    drafts = coffees()
    changes, to_be_heard = plan_of(drafts)
    to_be_asked = asked_of(drafts, changes)
    heard: list[tuple[datetime, str]] = []
    asked: list[tuple[datetime, str]] = []
    async with open_office(store_of_the_year) as office:
        office.now = BEGIN
        await office.person("aino", wants(Scope.ALL, "", *LEADS))
        await office.add(*drafts.values())
        sender = office.sender()
        while (moment := await _next(office, changes)) is not None:
            before = moment - timedelta(seconds=1)
            assert await office.tick(before.astimezone(HELSINKI), sender) == [], "not a second too early"
            office.now = moment.astimezone(HELSINKI)
            while changes and changes[0][0] <= moment:
                await office.change(changes.pop(0)[1])
            told = await office.tick(sender=sender)
            heard += [(moment, _key(text, drafts)) for _, text in besides_feedback(told)]
            asked += [(moment, _key(f"{text}.", drafts)) for _, text in told if "palautetta" in text]
        states = {row.state for row in await office.rows()}
    await store_of_the_year.close()
    assert sorted(heard) == sorted(to_be_heard)
    assert sorted(asked) == sorted(to_be_asked)
    assert states == {State.SENT, State.CANCELLED, State.EXPIRED}
    assert len(heard) > 200


async def _next(office: Office, changes: list[tuple[datetime, EventDraft]]) -> datetime | None:
    """The next moment at which anything happens: between them a tick finds nothing that is due."""
    waking = [row.wake_at for row in await office.rows() if row.wake_at is not None]
    return min((one.astimezone(UTC) for one in [*waking, *(at for at, _ in changes)]), default=None)


def _key(text: str, drafts: dict[str, EventDraft]) -> str:
    (key,) = [key for key in drafts if f": {key}." in text]
    return key
