"""How long it takes from `serve` on an existing database until the bot is ready for a question."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping

from bench.processes import bot, free_port

_TIMES = 3


def measure(env: Mapping[str, str]) -> float:
    """Seconds, the median of a few starts."""
    return statistics.median(_once(env) for _ in range(_TIMES))


def _once(env: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    with bot(free_port(), env):
        return time.perf_counter() - begun
