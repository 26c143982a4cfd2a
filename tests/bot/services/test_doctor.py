"""What a doctor finds in a store, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar_sync import SyncState
from bot.domain.checkup import DatabaseLook, Finding, Tables, Weight
from bot.domain.outbox import NewNotice, NoticeKind
from bot.domain.recipients import Address, RecipientKind
from bot.domain.roles import Member
from bot.services.doctor import (
    of_clock,
    of_database,
    of_mailbox,
    of_secret,
    of_settings,
    of_store,
    of_sync,
    of_team,
    of_token,
    told,
)
from bot.services.named_channels import NamedChannel
from bot.settings import Settings, check_for_teams
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki

FI = texts_of("fi")
NOW = helsinki(2026, 11, 23, 9)
CHANNEL = "19:ake@thread.tacv2"


async def found(store: SqlStore, *channels: NamedChannel) -> dict[str, Weight]:
    async with store.begin() as uow:
        return {one.code: one.weight for one in await of_store(uow, channels, FI, NOW)}


async def test_an_empty_calendar_a_past_one_and_one_that_ends_soon(store: SqlStore) -> None:
    assert await found(store) == {"calendar.empty": Weight.MEND, "outbox.flows": Weight.GOOD}
    for days, code, weight in ((-7, "past", "mend"), (7, "ends", "mind"), (70, "coming", "good")):
        async with store.begin() as uow:
            await uow.events.add([draft(f"k{days}", starts=NOW + timedelta(days=days))])
        assert (await found(store)).get(f"calendar.{code}") == weight


async def test_a_cancelled_event_is_no_coming_one(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.events.add([draft("k1", starts=NOW + timedelta(days=70), status="cancelled")])
    assert (await found(store))["calendar.past"] is Weight.MEND


async def test_a_channel_unnamed_unmet_met_and_lost(store: SqlStore) -> None:
    named = NamedChannel("AKE_CHANNEL_ID", CHANNEL)
    assert (await found(store, NamedChannel("AKE_CHANNEL_ID")))["channel.unnamed"] is Weight.MIND
    assert (await found(store, named))["channel.unmet"] is Weight.MEND
    async with store.begin() as uow:
        number = await uow.recipients.seen(Address(RecipientKind.CHANNEL, CHANNEL, CHANNEL, "", ""))
    assert (await found(store, named))["channel.met"] is Weight.GOOD
    async with store.begin() as uow:
        await uow.recipients.lost(number, "BotNotInConversationRoster")
    assert (await found(store, named))["channel.lost"] is Weight.MEND


@pytest.mark.parametrize(("minutes", "code"), [(-5, "flows"), (9, "flows"), (11, "stuck")])
async def test_a_notice_that_waits_too_long_is_stuck(store: SqlStore, minutes: int, code: str) -> None:
    due = NOW - timedelta(minutes=minutes)
    async with store.begin() as uow:
        await uow.outbox.put([NewNotice("k", NoticeKind.DUE_REMINDER, due, NOW + timedelta(days=1), 1)])
    assert f"outbox.{code}" in await found(store)


async def test_a_team_of_nobody_is_to_be_mended(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert [one.weight for one in await of_team(uow, ())] == [Weight.MEND]
        assert await of_team(uow, ("aad-ake",)) == []
        await uow.team.add(Member("29:ake", "Helmi Laineke"))
        assert await of_team(uow, ()) == []


@pytest.mark.parametrize(
    ("seconds", "weight", "said"),
    [
        (4, Weight.GOOD, "samassa ajassa"),
        (-4, Weight.GOOD, "samassa ajassa"),
        (30, Weight.MIND, "30 sekuntia jäljessä"),
        (-30, Weight.MIND, "30 sekuntia edellä"),
        (61, Weight.MEND, "61 sekuntia jäljessä"),
        (-400, Weight.MEND, "400 sekuntia edellä"),
    ],
)
@pytest.mark.parametrize("whose", ["database", "channel"])
def test_clocks_that_differ(whose: str, seconds: int, weight: Weight, said: str) -> None:
    finding = of_clock(whose, timedelta(seconds=seconds))
    assert finding.weight is weight
    assert said in told(FI, [finding])[0]


def test_a_database_is_good_only_in_the_newest_form() -> None:
    for tables in Tables:
        (finding,) = of_database(DatabaseLook(tables))
        assert (finding.weight is Weight.GOOD) is (tables is Tables.NEWEST)
        assert told(FI, [finding])
    ahead = of_database(DatabaseLook(Tables.NEWEST, timedelta(minutes=2)))
    assert [one.code for one in ahead] == ["database.newest", "clock.behind_database"]


def test_each_wrong_setting_is_told_once_in_finnish() -> None:
    postgres = Settings(database_url="postgresql://aino@palvelin.example/k", app_type="Single")
    findings = of_settings([*check_for_teams(postgres), "PORT cannot be used: x.", "PORT cannot be used: y."])
    lines = told(FI, findings)
    assert [line.split()[2] for line in lines[:-1]] == ["APP_TYPE", "APP_ID", "SECRET_KEY", "PORT"]
    assert all(line.startswith("Korjaa: Asetus ") for line in lines[:-1])
    assert lines[-1] == "Korjattavia asioita on 4."
    assert FI("doctor.setting.other", name="UUSI") in told(FI, of_settings(["UUSI cannot be used: x."]))[0]
    assert "UTF-8" in told(FI, of_settings([".env cannot be used: it is not in UTF-8."]))[0]


def test_what_is_only_to_be_minded_needs_no_mending() -> None:
    lines = told(FI, [Finding(Weight.MIND, "outbox.failed", {"n": 2}), *of_settings([]), of_token(given=True)])
    assert [line.split(":")[0] for line in lines] == ["Huomaa", "Kunnossa", "Kunnossa", FI("doctor.well")]
    assert told(FI, [of_token(given=False)])[-1] == "Korjattavia asioita on yksi."


WELL = SyncState(active=True, mailbox="kahvit@example.fi", succeeded=NOW - timedelta(minutes=9))


@pytest.mark.parametrize(
    ("state", "weight", "code"),
    [
        (WELL, Weight.GOOD, "sync.well"),
        (SyncState(active=True), Weight.MIND, "sync.never"),
        (replace(WELL, succeeded=NOW - timedelta(hours=2)), Weight.MEND, "sync.stale"),
        (replace(WELL, problem="forbidden", problem_since=NOW - timedelta(days=1)), Weight.MEND, "sync.failing"),
    ],
)
def test_how_old_the_followed_calendar_is(state: SyncState, weight: Weight, code: str) -> None:
    finding = of_sync(state, FI, NOW)
    assert (finding.weight, finding.code) == (weight, code)
    assert told(FI, [finding])


def test_why_the_followed_calendar_cannot_be_read_is_told_with_what_to_do() -> None:
    assert of_mailbox("", FI).weight is Weight.GOOD
    (line, _) = told(FI, [of_mailbox("forbidden", FI)])
    assert "Calendars.Read" in line


@pytest.mark.parametrize(
    ("days", "weight", "code"), [(31, "good", "good"), (30, "mind", "near"), (0, "mind", "near"), (-1, "mend", "ended")]
)
def test_a_secret_that_ends(days: int, weight: str, code: str) -> None:
    (found,) = of_secret(NOW.date() + timedelta(days=days), NOW, proven=True)
    assert (found.weight, found.code) == (weight, f"secret.{code}")
    assert told(FI, [found])


def test_a_secret_whose_end_nobody_has_told() -> None:
    assert [one.code for one in of_secret(None, NOW, proven=True)] == ["secret.unknown"]
    assert of_secret(None, NOW, proven=False) == []
