"""Sentences read step by step, as the interpreter does, over the words of a world's calendar."""

from __future__ import annotations

from bot.understanding.aspects import direction_of
from bot.understanding.background import drop_background
from bot.understanding.draft import Draft
from bot.understanding.naming import find_names
from bot.understanding.sentence import Sentence, prepare
from bot.understanding.timing import read_times
from tests.support.world import World, autumn


def sentence(text: str, world: World | None = None) -> Sentence:
    """A text made ready for reading, in the autumn unless another world is given."""
    return prepare(text, (world or autumn()).calendar.names.analyzer, "fi")


def named(text: str, world: World | None = None) -> Draft:
    """A text after the first step: its series and concepts."""
    return find_names(sentence(text, world), (world or autumn()).calendar.names)


def timed(text: str, world: World | None = None) -> Draft:
    """A text after the second step: its times too."""
    draft = named(text, world)
    drop_background(draft, (world or autumn()).now)
    read_times(draft, (world or autumn()).now, direction_of(draft.names))
    return draft


def surfaces(draft: Draft, positions: set[int] | list[int]) -> list[str]:
    """The words at these positions, in their order."""
    return [draft.sentence.words[i].surface for i in sorted(positions)]
