"""The runner's process, and what the outbox and the service tell afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.services.event_changes import add_events, change_events
from bot.services.planning import SECOND_THOUGHTS
from bot.services.sending import utc_now
from storage.store import SqlStore
from tests.support.channel_service import Running
from tests.support.drafts import draft, helsinki
from tests.support.office import rows_of

SHIFT = helsinki(2026, 11, 24, 12, 0) - utc_now()
"""From the true time to noon."""

ROOT = Path(__file__).parents[2]
OF_FEEDBACK = (NoticeKind.DUE_FEEDBACK, NoticeKind.DUE_SUMMARY)


class Runner:
    """The runner's process: takes plans, tells how many of its children were killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, **plan: Any) -> None:
        """Let it begin."""
        assert self._process.stdin is not None
        known = {"shift": SHIFT.total_seconds(), "lease": 1.5}
        print(json.dumps(known | plan), file=self._process.stdin, flush=True)

    def killed(self) -> int:
        """Wait for its end: how many children were killed."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def runner() -> Iterator[Runner]:
    """A runner while the block runs."""
    command = [sys.executable, "-m", "tests.proof.runner"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Runner(process)
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


async def due_now(store: SqlStore, service_url: str, recipients: int, key: str = "a1") -> None:
    """An event whose last reminder, to so many people, falls due at this moment."""
    now = utc_now() + SHIFT
    async with store.begin() as uow:
        for number in range(recipients):
            who = Address(RecipientKind.PERSON, f"29:{number}", f"{key}-{number}", service_url, "28:bot", "t")
            person = await uow.recipients.seen(who)
            await uow.recipients.subscribe(person, Subscription(Scope.ALL, "", frozenset({Lead.QUARTER})))
        await add_events(uow, [draft(key, starts=now + timedelta(minutes=15))], now - timedelta(seconds=1))
        event = (await uow.events.by_keys([key]))[key]
        # The runner ends when nothing waits, and feedback is asked days later.
        await uow.outbox.cancel(event.id, OF_FEEDBACK, "not_proved_here", now)


async def changed_now(store: SqlStore, service_url: str, events: int, key: str) -> None:
    """One who wants to hear of all events, and so many that were moved in one commit: it is to be told now."""
    now = utc_now() + SHIFT
    before = now - SECOND_THOUGHTS - timedelta(seconds=1)
    drafts = [draft(f"{key}-{n}", starts=now + timedelta(days=n + 2)) for n in range(events)]
    async with store.begin() as uow:
        who = Address(RecipientKind.PERSON, f"29:{key}", key, service_url, "28:bot", "t")
        person = await uow.recipients.seen(who)
        await add_events(uow, drafts, before)
        stored = await uow.events.by_keys(one.key for one in drafts)
        for event in stored.values():
            await uow.recipients.subscribe(person, Subscription(Scope.EVENT, str(event.id), frozenset({Lead.HOUR})))
        moved = [(stored[one.key], replace(one, ends=one.ends + timedelta(hours=1))) for one in drafts]
        await change_events(uow, moved, before)
        # The runner ends when nothing waits, and the reminders would wait for days.
        for event in stored.values():
            await uow.outbox.cancel(event.id, [NoticeKind.DUE_REMINDER, *OF_FEEDBACK], "not_proved_here", now)


@dataclass(frozen=True)
class Found:
    """What became of it all, by conversations: how often each was reached, and how its notice ended."""

    reached: Counter[str]
    rows: Sequence[Row[Any]]
    lost_answers: set[str]

    @property
    def doubted(self) -> set[int]:
        """The recipients whose notice says that it may have come twice."""
        return {row.recipient for row in self.rows if row.doubts}


async def found(store: SqlStore, service: Running) -> Found:
    """Read both."""
    told = service.told()
    async with store.begin() as uow:
        rows = [row for row in await rows_of(uow) if row.recipient is not None]
    return Found(Counter(chat for chat, _, _ in told["accepted"]), rows, set(told["lost"]))


def check_nothing_lost_or_doubled(found: Found, chats: dict[int, str], kills: int, at_once: int) -> None:
    """Everybody was reached, twice only where that was in doubt; `chats` are the recipients' conversations."""
    assert {row.recipient for row in found.rows} == set(chats), "each has a notice"
    assert {row.state for row in found.rows} <= {State.SENT, State.FAILED, State.DOUBTFUL}
    for row in found.rows:
        reached = found.reached[chats[row.recipient]]
        if row.state is State.SENT:
            assert 1 <= reached <= 1 + row.doubts, (row, reached)
        elif row.state is State.DOUBTFUL:
            assert row.doubts == 2, row
        else:
            assert row.reason in ("ConversationBlockedByUser", "MessageWritesBlocked"), row
            assert reached <= row.doubts
    doubled = {chat for chat, times in found.reached.items() if times > 1}
    assert len(doubled - found.lost_answers) <= kills * at_once, "only what was under way when the process was killed"
