"""Scores which of the AKE team's answers are given to sentences, and that what is of the calendar is not taken."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.domain.written_answers import Writing, WrittenAnswer
from bot.services.answers import answer
from bot.services.written import Shelf, shelf_of
from tests.support.trip_sentences import WORLDS
from tests.support.world import World, base_analyzer

PATH = Path(__file__).parents[1] / "bot/understanding/written_sentences.toml"
NONE = ("calendar", "unknown")
"""Groups of sentences to which no answer is given."""


def shelf() -> Shelf:
    """What comes with the program, and what the file says that a team has written."""
    with PATH.open("rb") as file:
        made = tomllib.load(file)["made"]
    stored = [
        WrittenAnswer(one["key"], Writing(one["title"], one["title"], ways=tuple(one["ways"])), 1) for one in made
    ]
    return shelf_of(stored, 1, base_analyzer())


def sentences() -> Iterator[tuple[str, str, bool]]:
    """The group of each sentence, the sentence, and whether it may only be asked back."""
    with PATH.open("rb") as file:
        groups = tomllib.load(file)
    for group, said in groups.items():
        if group != "made":
            yield from (
                (group, text, half) for half in (False, True) for text in said.get("half" if half else "to", ())
            )


def given(world: World, shelf: Shelf, text: str) -> tuple[str, ...]:
    """The key of the answer that is given; of those that are offered, with a question mark."""
    told = shelf.told(text, answer(world.means(text), world.calendar, world.now))
    if told is None:
        return ()
    if told.answer:
        return (told.answer.key.removeprefix("start:"),)
    return tuple(f"{one.key.removeprefix('start:')}?" for one in told.meant)


def main(arguments: list[str]) -> None:
    """`python -m tests.support.written_sentences [autumn …] [-v]`."""
    full = shelf()
    for name in [one for one in arguments if one in WORLDS] or WORLDS:
        right = back = wrong = total = near = stolen = 0
        for group, text, half in sentences():
            found = given(WORLDS[name](), full, text)
            sure = [key for key in found if not key.endswith("?")]
            if group in NONE or half:
                near += 1
                stolen += bool(sure)
                fault = bool(sure) or (group == "calendar" and bool(found))
            else:
                total += 1
                right += sure == [group]
                back += f"{group}?" in found
                wrong += bool(sure) and sure != [group]
                fault = sure != [group]
            if fault and "-v" in arguments:
                print(f"--- {group}: {text}: {found} {WORLDS[name]().means(text).evidence}")
        print(f"{name}: {right} of {total} answered, {back} asked back, {wrong} wrongly; {stolen} of {near} stolen")


if __name__ == "__main__":
    main(sys.argv[1:])
