"""Examines a bot: what keeps it from its work, and what might soon, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.domain.alerts import WARNED_BEFORE
from bot.domain.calendar_sync import SyncState
from bot.domain.checkup import DatabaseLook, Finding, Tables, Weight
from bot.domain.events import Status
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import State
from bot.services.named_channels import NamedChannel
from bot.services.ports import UnitOfWork
from bot.texts import Texts
from bot.texts.moments import said_span, when

# The channel's tokens may be five minutes off; well before that somebody should look at the clock.
_CLOCK_MIND, _CLOCK_MEND = timedelta(seconds=5), timedelta(minutes=1)
_CALENDAR_LASTS = timedelta(days=30)
_OUTBOX_WAITS = timedelta(minutes=10)


def of_settings(sentences: Iterable[str]) -> list[Finding]:
    """Settings that cannot be used, by the sentences that say so: each begins with the setting's name."""
    names = dict.fromkeys(sentence.split()[0] for sentence in sentences)
    return [Finding(Weight.MEND, "setting", {"name": name}) for name in names] or [Finding(Weight.GOOD, "settings")]


def of_database(look: DatabaseLook) -> list[Finding]:
    """Whether the database can be used, and how its server's clock goes."""
    weight = Weight.GOOD if look.tables is Tables.NEWEST else Weight.MEND
    found = [Finding(weight, f"database.{look.tables}")]
    return found if look.ahead is None else [*found, of_clock("database", look.ahead)]


def of_clock(whose: str, ahead: timedelta) -> Finding:
    """How far this machine's clock is from another's: the `database`'s or the `channel`'s."""
    off = abs(ahead)
    if off <= _CLOCK_MIND:
        return Finding(Weight.GOOD, f"clock.{whose}")
    weight, way = (Weight.MEND if off > _CLOCK_MEND else Weight.MIND), "behind" if ahead > timedelta() else "ahead"
    return Finding(weight, f"clock.{way}_{whose}", {"n": round(off.total_seconds())})


def of_token(*, given: bool) -> Finding:
    """Whether Microsoft gives the bot a token for its credentials."""
    return Finding(Weight.GOOD, "token.given") if given else Finding(Weight.MEND, "token.refused")


def of_secret(ends: date | None, now: datetime, *, proven: bool) -> list[Finding]:
    """How long the bot's secret or certificate is good, where it has one (`proven`)."""
    if ends is None:
        return [Finding(Weight.MIND, "secret.unknown")] if proven else []
    left, slots = (ends - at_helsinki(now).date()).days, {"day": f"{ends.day}.{ends.month}.{ends.year}"}
    if left < 0:
        return [Finding(Weight.MEND, "secret.ended", slots)]
    return [
        Finding(Weight.MIND, "secret.near", slots)
        if left <= WARNED_BEFORE[0]
        else Finding(Weight.GOOD, "secret.good", slots)
    ]


async def of_store(uow: UnitOfWork, channels: Sequence[NamedChannel], texts: Texts, now: datetime) -> list[Finding]:
    """What is stored: the calendar, the named channels and the outbox."""
    return [
        await _calendar(uow, texts, now),
        *[await _channel(uow, channel) for channel in channels],
        *await _outbox(uow, now),
    ]


def of_sync(state: SyncState, texts: Texts, now: datetime) -> Finding:
    """How the calendar in Outlook has been followed."""
    if state.problem and state.problem_since:
        reason = texts(f"sync.problem.{state.problem}")
        return Finding(Weight.MEND, "sync.failing", {"when": _at(texts, state.problem_since, now), "reason": reason})
    if state.succeeded is None:
        return Finding(Weight.MIND, "sync.never")
    slots = {"when": _at(texts, state.succeeded, now)}
    return Finding(Weight.MEND, "sync.stale", slots) if state.stale(now) else Finding(Weight.GOOD, "sync.well", slots)


def of_mailbox(problem: str, texts: Texts) -> Finding:
    """Whether the calendar in Outlook can be read; the problem is a code of the text files below `sync.problem`."""
    if not problem:
        return Finding(Weight.GOOD, "sync.reached")
    return Finding(Weight.MEND, "sync.mailbox", {"reason": texts(f"sync.problem.{problem}")})


def _at(texts: Texts, moment: datetime, now: datetime) -> str:
    return said_span(texts, moment, moment, now)


async def of_team(uow: UnitOfWork, directory_ids: Sequence[str]) -> list[Finding]:
    """Whether anybody belongs to the AKE team."""
    somebody = directory_ids or await uow.team.members()
    return [] if somebody else [Finding(Weight.MEND, "team.nobody")]


async def _calendar(uow: UnitOfWork, texts: Texts, now: datetime) -> Finding:
    events = [event.facts for event in await uow.events.changed_since(-1)]
    if not events:
        return Finding(Weight.MEND, "calendar.empty")
    coming = [facts for facts in events if facts.starts > now and facts.status is not Status.CANCELLED]
    if not coming:
        last = max(events, key=lambda facts: facts.starts)
        return Finding(Weight.MEND, "calendar.past", {"last": when(texts, last, now)})
    last = max(coming, key=lambda facts: facts.starts)
    slots = {"n": len(coming), "last": when(texts, last, now)}
    short = last.starts - now < _CALENDAR_LASTS
    return Finding(Weight.MIND, "calendar.ends", slots) if short else Finding(Weight.GOOD, "calendar.coming", slots)


async def _channel(uow: UnitOfWork, channel: NamedChannel) -> Finding:
    slots = {"setting": channel.setting}
    if not channel.account:
        return Finding(Weight.MIND, "channel.unnamed", slots)
    found = await uow.recipients.by_account(channel.account)
    if found is None:
        return Finding(Weight.MEND, "channel.unmet", slots)
    if await uow.recipients.is_lost(channel.account):
        return Finding(Weight.MEND, "channel.lost", slots)
    return Finding(Weight.GOOD, "channel.met", slots)


async def _outbox(uow: UnitOfWork, now: datetime) -> list[Finding]:
    since = await uow.outbox.waits_since(now)
    counts = await uow.outbox.counts()
    failed = counts.get(State.FAILED, 0) + counts.get(State.DOUBTFUL, 0)
    found = [Finding(Weight.MIND, "outbox.failed", {"n": failed})] if failed else []
    if since is not None and now - since > _OUTBOX_WAITS:
        minutes = int((now - since).total_seconds() // 60)
        return [Finding(Weight.MEND, "outbox.stuck", {"n": minutes}), *found]
    return [Finding(Weight.GOOD, "outbox.flows"), *found]


def told(texts: Texts, findings: Sequence[Finding]) -> list[str]:
    """The findings as lines for the terminal, and what they come to."""
    lines = [texts(f"doctor.weight.{one.weight}", sentence=_sentence(texts, one)) for one in findings]
    worst = sum(one.weight is Weight.MEND for one in findings)
    return [*lines, texts.count("doctor.mend", worst) if worst else texts("doctor.well")]


def _sentence(texts: Texts, finding: Finding) -> str:
    if finding.code != "setting":
        return texts(f"doctor.{finding.code}", **finding.slots)
    key = f"doctor.setting.{str(finding.slots['name']).lower().strip('.')}"
    return texts(key if key in texts.sentences else "doctor.setting.other", **finding.slots)
