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
from bench.processes import Process, bot, free_port, megabytes, module, processor_seconds

CLIENTS = 16
_ROUNDS = 10
_ROUND_SECONDS = 1.0
_WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Speed:
    """How a bot did: turns a second in each round, and a turn's milliseconds.

    `processor` is what a turn took of the processor, None where the system does not tell.
    """

    rounds: tuple[float, ...]
    median: float
    p99: float
    processor: float | None

    @property
    def turns(self) -> float:
        """Turns a second in the middle one of the rounds."""
        return statistics.median(self.rounds)

    def times(self, other: Speed) -> float:
        """How many times the other's turns a second: the median of what each round told.

        A round of one and the same round of the other are a second apart, so a busy machine hits both.
        """
        return statistics.median(a / b for a, b in zip(self.rounds, other.rounds, strict=True))


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
    with ExitStack() as running:
        running.enter_context(module("connector", service))
        ports = [free_port() for _ in range(3)]
        ours = running.enter_context(bot(ports[0], env))
        echoes = [
            running.enter_context(module(name, port))
            for name, port in zip(("sdk_echo", "plain_echo"), ports[1:], strict=True)
        ]
        runners = [
            _Runner(process, port, service, questions) for process, port in zip((ours, *echoes), ports, strict=True)
        ]
        before = megabytes(ours)
        for runner in runners:
            runner.ask(_WARM_UP_SECONDS)
        for _ in range(_ROUNDS):
            for runner in runners:
                runner.measure(_ROUND_SECONDS)
        own, sdk, plain = (runner.speed() for runner in runners)
        return SideBySide(own, sdk, plain, (before, megabytes(ours)))


class _Runner:
    """One bot, and how it has done so far."""

    def __init__(self, process: Process, port: int, service: int, questions: Sequence[str]) -> None:
        self._process = process
        self._port, self._service, self._questions = port, service, questions
        self._rounds: list[Round] = []
        self._processor: list[float] = []

    def ask(self, seconds: float) -> Round:
        return asyncio.run(ask(self._port, self._service, self._questions, CLIENTS, seconds))

    def measure(self, seconds: float) -> None:
        before = processor_seconds(self._process)
        self._rounds.append(self.ask(seconds))
        after = processor_seconds(self._process)
        if before is not None and after is not None:
            self._processor.append((after - before) * 1000)

    def speed(self) -> Speed:
        turns = sorted(turn * 1000 for one in self._rounds for turn in one.turns)
        return Speed(
            rounds=tuple(len(one.turns) / one.seconds for one in self._rounds),
            median=statistics.median(turns),
            p99=turns[int(len(turns) * 0.99)],
            processor=sum(self._processor) / len(turns) if self._processor else None,
        )
