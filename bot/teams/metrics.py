"""Numbers of this process for Prometheus: turns by what came of them, their seconds, and sendings by result."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

Labels = Mapping[str, str]


class Metrics:
    """What has happened since the process began. Nothing of who, of what subject or which words is kept."""

    def __init__(self) -> None:
        self._turns: Counter[tuple[str, str]] = Counter()
        self._sends: Counter[str] = Counter()
        self._within: Counter[int] = Counter()
        self._seconds = 0.0

    def turned(self, kind: str, outcome: str, intent: str, seconds: float) -> None:
        """A turn has ended; what it was about only tells whether it was understood."""
        self._turns[kind, understood(outcome, intent)] += 1
        self._within[bisect_left(_SECONDS, seconds)] += 1
        self._seconds += seconds

    def sent(self, result: str) -> None:
        """Something was sent unasked, or could not be."""
        self._sends[result] += 1

    def lines(self) -> list[str]:
        """All of it in Prometheus' text form."""
        turns = [({"kind": kind, "outcome": outcome}, n) for (kind, outcome), n in sorted(self._turns.items())]
        sends = [({"result": result}, n) for result, n in sorted(self._sends.items())]
        return [
            *family("kahvibotti_turns_total", "counter", "Turns by what came of them.", turns),
            *self._histogram("kahvibotti_turn_seconds", "How long turns took."),
            *family("kahvibotti_sends_total", "counter", "Attempts to send unasked, by result.", sends),
        ]

    def _histogram(self, name: str, meaning: str) -> list[str]:
        lines, below = heading(name, "histogram", meaning), 0
        for place, bound in enumerate((*map(str, _SECONDS), "+Inf")):
            below += self._within[place]
            lines.append(sample(f"{name}_bucket", below, {"le": bound}))
        return [*lines, sample(f"{name}_sum", round(self._seconds, 6)), sample(f"{name}_count", below)]


METRICS = Metrics()
"""Those of this process."""


def family(name: str, kind: str, meaning: str, samples: Iterable[tuple[Labels, float]]) -> list[str]:
    """The lines of a metric with all its samples."""
    return [*heading(name, kind, meaning), *(sample(name, value, labels) for labels, value in samples)]


def heading(name: str, kind: str, meaning: str) -> list[str]:
    """The lines that say what a metric is."""
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]


def sample(name: str, value: float, labels: Labels | None = None) -> str:
    """One value. Labels are codes of ours, which need no escapes."""
    told = ",".join(f'{key}="{one}"' for key, one in (labels or {}).items())
    return f"{name}{{{told}}} {value}" if told else f"{name} {value}"


def understood(outcome: str, intent: str) -> str:
    """The outcome of a turn; of an answered one whether it asked back, found nothing or understood nothing."""
    if outcome != "answered":
        return outcome
    if intent.partition(".")[0] == "other":
        return "not_understood"
    return {"unsure": "asked_back", "nothing": "found_nothing"}.get(intent.rpartition(".")[2], outcome)
