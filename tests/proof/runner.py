"""Runs the sending in child processes that die as told: `python -m tests.proof.runner '{"database": ..., ...}'`.

The imports, which take seconds, are done once; each child is a fork that opens the store for itself. A child is
killed by SIGKILL: at a step of its own (`step`), or by its parent after a while (`after`). When nothing is left to
send the runner prints how many were killed.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from bot.domain import outbox as domain
from bot.domain.conversation import Reply
from bot.domain.outbox import Delivery, State
from bot.domain.recipients import Recipient
from bot.identity.credentials import Unsigned
from bot.services import sending
from bot.services.calendar import CalendarCache
from bot.services.gate import Gate
from bot.services.ports import UnitOfWork
from bot.services.sending import Sender, utc_now
from bot.teams import connector
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from dialogs.unasked import render
from storage.repositories import pace as sql
from storage.store import SqlStore
from tests.support.talk import HANDS
from tests.support.world import base_analyzer

# A child that hangs, or whose runner has gone, does not stay.
_LONGEST_SECONDS = 50
_UNFINISHED = frozenset({State.WAITING, State.CLAIMED, State.SENDING})


class Steps:
    """Counts what the sender does with the world outside it, and dies at the step it is told."""

    def __init__(self, fatal: int | None) -> None:
        self._fatal, self._done = fatal, 0

    def passed(self) -> None:
        """One more step; perhaps the last."""
        self._done += 1
        if self._done == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


class SteppingStore:
    """The store; each beginning, end and return of a transaction is a step."""

    def __init__(self, store: SqlStore, steps: Steps) -> None:
        self._store, self._steps = store, steps

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """A transaction between steps: it may die with the statements done and nothing committed."""
        self._steps.passed()
        async with self._store.begin() as uow:
            yield uow
            self._steps.passed()
        self._steps.passed()

    async def answers(self) -> bool:
        """As the store says."""
        return await self._store.answers()


class SteppingMessenger:
    """The messenger; before and after each sending is a step."""

    def __init__(self, messenger: TeamsMessenger, steps: Steps) -> None:
        self._messenger, self._steps = messenger, steps

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        """Send once."""
        self._steps.passed()
        delivery = await self._messenger.send(to, reply)
        self._steps.passed()
        return delivery

    async def update(self, to: Recipient, conversation: str, message: str, reply: Reply) -> Delivery:
        """Change what was sent: reminders never are."""
        raise NotImplementedError


async def _send_all(plan: dict[str, Any], fatal: int | None) -> None:
    store, steps = SqlStore(plan["database"]), Steps(fatal)
    shift, lease = timedelta(seconds=plan["shift"]), timedelta(seconds=plan["lease"])
    async with open_session() as session:
        messenger = SteppingMessenger(TeamsMessenger(Connectors(session, Unsigned()), local=True), steps)
        calendars = CalendarCache(base_analyzer())
        stepping = SteppingStore(store, steps)
        # At night nobody is reminded, whenever the tests are run.
        sender = Sender(stepping, calendars, messenger, render, lambda: utc_now() + shift, lease=lease, hands=HANDS)
        while True:
            await sender.tick()
            async with store.begin() as uow:
                counts = await uow.outbox.counts()
            if not _UNFINISHED & {state for state, number in counts.items() if number}:
                break
            await asyncio.sleep(0.02)
    await store.close()


def _child(plan: dict[str, Any], fatal: int | None = None) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        signal.alarm(_LONGEST_SECONDS)
        try:
            asyncio.run(_send_all(plan, fatal))
            code = 0
        finally:
            os._exit(code)
    return pid


def _ended(pid: int, after: float = 3600) -> bool:
    """Whether the child came to its end by itself; when not, it was killed, by itself or here."""
    end = time.monotonic() + after
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            if os.WIFSIGNALED(status):
                return False
            if os.waitstatus_to_exitcode(status):
                raise RuntimeError("a child failed")
            return True
        if time.monotonic() > end:
            os.kill(pid, signal.SIGKILL)
            end = time.monotonic() + 3600
        time.sleep(0.005)


def _run(plan: dict[str, Any]) -> int:
    """Let children die until one ends well; how many died."""
    if plan.get("step"):
        killed = 0 if _ended(_child(plan, plan["step"])) else 1
        _to_the_end(plan)
        return killed
    chance, killed = random.Random(plan["seed"]), 0
    while killed < plan["kills"]:
        if _ended(_child(plan), chance.uniform(0.15, 0.9)):
            return killed
        killed += 1
    _to_the_end(plan)
    return killed


def _to_the_end(plan: dict[str, Any]) -> None:
    if not _ended(_child(plan)):
        raise RuntimeError("it has not come to its end")


def main() -> None:
    """Run the plans that come as lines, one after another."""
    # Neither the pace nor patience is what is proved here: both are proved elsewhere.
    vars(sql).update(APP_GAP=timedelta(microseconds=1), RECIPIENT_GAP=timedelta(microseconds=1))
    domain.FIRST_PAUSE = timedelta(milliseconds=100)
    vars(sending).update(Gate=lambda sleep: Gate(sleep, gap=0.0))
    connector.SEND_SECONDS = 2.0
    base_analyzer()
    for line in sys.stdin:
        print(_run(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
