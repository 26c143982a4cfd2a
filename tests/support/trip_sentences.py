"""Scores what is read in sentences about peer-learning trips, and that others are not taken for such."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.understanding.meaning import Intent
from bot.understanding.trips import trip_said
from tests.support.world import World, autumn, march, october, small, spring, winter

PATH = Path(__file__).parents[1] / "bot/understanding/trip_sentences.toml"
WORLDS = {"autumn": autumn, "winter": winter, "spring": spring, "march": march, "october": october, "small": small}
TODAY = date(2027, 9, 15)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read otherwise than a human reads it: words for whoever looks, none when all is right."""

    group: str
    said: str
    faults: tuple[str, ...]


def sentences() -> tuple[Mapping[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The sentences about trips by the kinds of people who say them, and the others."""
    with PATH.open("rb") as file:
        groups = tomllib.load(file)
    others = groups.pop("others") + groups.pop("others_later")
    return groups, others


def read_all(world: World) -> Iterator[Read]:
    """What is read in each sentence, those of others last."""
    groups, others = sentences()
    for group, said in groups.items():
        for one in said:
            yield Read(group, one["said"], tuple(_faults(one, world)))
    for one in others:
        yield Read("others", one["said"], tuple(_stolen(one, world)))


def _faults(one: Mapping[str, Any], world: World) -> Iterator[str]:
    meaning = world.means(one["said"])
    if meaning.intent is not Intent.TRIP:
        yield f"is {meaning.intent} by {meaning.evidence}"
    said = trip_said(one["said"], world.calendar.names.analyzer, TODAY)
    if said.kind != one["kind"]:
        yield f"kind {said.kind}"
    for name in ("themes", "libraries", "asks"):
        if set(getattr(said, name)) != set(one.get(name, ())):
            yield f"{name} {getattr(said, name)}"
    if said.near != one.get("near", False):
        yield f"near {said.near}"
    if "words" in one and (one["words"] not in said.words or bool(one["words"]) != bool(said.words)):
        yield f"words {said.words!r}"


def _stolen(one: Mapping[str, Any], world: World) -> Iterator[str]:
    meaning = world.means(one["said"])
    if meaning.intent is Intent.TRIP:
        yield f"is {meaning.intent} by {meaning.evidence}"
    if "intent" in one and meaning.intent != one["intent"]:
        yield f"is {meaning.intent}, not {one['intent']}, by {meaning.evidence}"


def main(arguments: list[str]) -> None:
    """`python -m tests.support.trip_sentences [autumn …] [-v]`."""
    for name in [one for one in arguments if one in WORLDS] or WORLDS:
        read = list(read_all(WORLDS[name]()))
        for one in read if "-v" in arguments else ():
            if one.faults:
                print(f"--- {one.group}: {one.said}\n    " + "\n    ".join(one.faults))
        trips = [one for one in read if one.group != "others"]
        reached = sum(not any(fault.startswith("is ") for fault in one.faults) for one in trips)
        right, others = sum(not one.faults for one in trips), [one for one in read if one.group == "others"]
        stolen = sum(any(fault.startswith("is trip") for fault in one.faults) for one in others)
        print(f"{name}: {reached} of {len(trips)} reach trips, {right} all right; {stolen} of {len(others)} stolen")


if __name__ == "__main__":
    main(sys.argv[1:])
