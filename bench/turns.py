"""Turns a second, side by side: this bot's full answer, a bare echo of the SDK, a plain aiohttp echo.

All three run at once, each in a process of its own, and are asked in turn in short rounds: what else
the machine does in the meantime hits them alike. The channel's service is one more process.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench.load import Round, ask
from bench.processes import bot, free_port, megabytes, module

CLIENTS = 16
_ROUNDS = 5
_ROUND_SECONDS = 2.0
_WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Speed:
    """How a bot did: turns a second (the median of its rounds), and a turn's milliseconds."""

    turns: float
    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The three bots, and the memory of this one before and after, in megabytes."""

    ours: Speed
    sdk: Speed
    plain: Speed
    memory: tuple[float | None, float | None]


def measure(env: Mapping[str, str], questions: Sequence[str]) -> SideBySide:
    """Measure all three on loopback, without authentication."""
    service = free_port()
    ports = {name: free_port() for name in ("ours", "sdk", "plain")}
    with ExitStack() as running:
        running.enter_context(module("connector", service))
        running.enter_context(module("sdk_echo", ports["sdk"]))
        running.enter_context(module("plain_echo", ports["plain"]))
        process = running.enter_context(bot(ports["ours"], env))
        before = megabytes(process)
        rounds = _rounds(ports, service, questions)
        memory = (before, megabytes(process))
    return SideBySide(_speed(rounds["ours"]), _speed(rounds["sdk"]), _speed(rounds["plain"]), memory)


def _rounds(ports: Mapping[str, int], service: int, questions: Sequence[str]) -> dict[str, list[Round]]:
    for port in ports.values():
        asyncio.run(ask(port, service, questions, CLIENTS, _WARM_UP_SECONDS))
    rounds: dict[str, list[Round]] = {name: [] for name in ports}
    for _ in range(_ROUNDS):
        for name, port in ports.items():
            rounds[name].append(asyncio.run(ask(port, service, questions, CLIENTS, _ROUND_SECONDS)))
    return rounds


def _speed(rounds: Sequence[Round]) -> Speed:
    turns = sorted(turn * 1000 for one in rounds for turn in one.turns)
    return Speed(
        turns=statistics.median(len(one.turns) / one.seconds for one in rounds),
        median=statistics.median(turns),
        p99=turns[int(len(turns) * 0.99)],
    )
