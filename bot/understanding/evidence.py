"""Evidence weighed into an intent: integer weights from a data file, no learning, no chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.understanding.concepts import load_toml
from bot.understanding.meaning import Intent

MOST = {"unknown": 3}
"""Evidence that counts as often as it is there, and at most how often; all other counts once."""

OUTSIDE = (
    "secret", "injection", "private", "weather", "world", "opening_hours", "lending", "office", "smalltalk",
    "platform",
)  # fmt: skip
"""Concepts outside the bot's world, the ones that decide the hint first."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The weights of the data file, by evidence: what each piece says for or against each intent."""

    intents: tuple[Intent, ...]
    by_evidence: dict[str, tuple[tuple[int, int], ...]]
    threshold: int

    def weigh(self, evidence: Mapping[str, int]) -> list[int]:
        """The sum for each intent, in the order of `intents`."""
        sums = [0] * len(self.intents)
        for name, count in evidence.items():
            times = min(count, MOST.get(name, 1))
            for intent, weight in self.by_evidence.get(name, ()):
                sums[intent] += times * weight
        return sums


def decide(evidence: Mapping[str, int]) -> Intent:
    """The intent that the evidence speaks for most; OTHER when for none enough."""
    scales = _scales()
    sums = scales.weigh(evidence)
    best = max(sums)
    return scales.intents[sums.index(best)] if best >= scales.threshold else Intent.OTHER


@cache
def _scales() -> Scales:
    data = load_toml("intents.toml")
    threshold = data.pop("threshold")
    assert isinstance(threshold, int)
    by_evidence: dict[str, list[tuple[int, int]]] = {}
    for number, entry in enumerate(data.values()):
        assert isinstance(entry, dict)
        for name, weight in entry["weights"].items():
            by_evidence.setdefault(name, []).append((number, weight))
    intents = tuple(Intent(name) for name in data)
    return Scales(intents, {name: tuple(pairs) for name, pairs in by_evidence.items()}, threshold)
