"""The words by which a sentence leans on what was talked of, looked for only when something was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.concepts import Found, concepts_of
from bot.understanding.sentence import Sentence

DATA = "followups.toml"


@dataclass(frozen=True, slots=True)
class Cues:
    """What was found, by the names of the data file."""

    found: tuple[Found, ...]

    @property
    def names(self) -> frozenset[str]:
        """The cues that are there."""
        return frozenset(cue.concept for cue in self.found)

    def at(self, *names: str) -> set[int]:
        """Positions of the words of these cues."""
        return {i for cue in self.found if cue.concept in names for i in cue.at}

    def starts(self, *names: str) -> list[int]:
        """Where these cues begin, in their order."""
        return sorted({cue.at[0] for cue in self.found if cue.concept in names})

    def begins_with(self, name: str) -> bool:
        """Whether the sentence begins so, but for words that lead to it: "no entä", "ai niin mut eiku"."""
        leading = self.at("lead_in", "opener", "correction")
        return any(all(i in leading for i in range(start)) for start in self.starts(name))

    @property
    def led(self) -> bool:
        """Whether the first word leads to the others: "no", "entä", "onko"."""
        return 0 in self.at("opener", "lead_in", "correction", "whether")


def cues_of(sentence: Sentence) -> Cues:
    """The cues of a sentence."""
    found: Sequence[Found] = concepts_of(sentence.language, DATA).find(sentence.words)
    return Cues(tuple(found))
