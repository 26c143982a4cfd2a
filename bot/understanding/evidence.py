"""Evidence weighed into an intent: integer weights from a data file, no learning, no chance."""

from __future__ import annotations

from collections import Counter
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
class Scale:
    """An intent's weights, and the evidence that rules it out."""

    intent: Intent
    weights: dict[str, int]
    veto: frozenset[str]

    def weigh(self, evidence: Counter[str]) -> int:
        """The sum of what speaks for and against the intent."""
        if self.veto & evidence.keys():
            return -100
        return sum(
            self.weights[name] * min(count, MOST.get(name, 1))
            for name, count in evidence.items()
            if name in self.weights
        )


def decide(evidence: Counter[str]) -> Intent:
    """The intent that the evidence speaks for most; OTHER when for none enough."""
    scales, threshold = _scales()
    best = max(scales, key=lambda scale: scale.weigh(evidence))
    return best.intent if best.weigh(evidence) >= threshold else Intent.OTHER


@cache
def _scales() -> tuple[tuple[Scale, ...], int]:
    data = load_toml("intents.toml")
    threshold = data.pop("threshold")
    assert isinstance(threshold, int)
    scales = []
    for name, entry in data.items():
        assert isinstance(entry, dict)
        scales.append(Scale(Intent(name), dict(entry["weights"]), frozenset(entry["veto"])))
    return tuple(scales), threshold
