"""Dialogues as data: turns that are said one after the other, and what each answer shows."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.support.scoring import Question, Verdict, judge, question_of
from tests.support.world import World

Dialogue = tuple[str, tuple[Question, ...]]


def read_dialogues(path: Path) -> list[Dialogue]:
    """The dialogues of a .toml file: their names and their turns."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    return [(entry["name"], tuple(question_of(turn) for turn in entry["turn"])) for entry in data["dialogue"]]


def play(turns: tuple[Question, ...], asked: World) -> list[Verdict]:
    """Say the turns one after the other, a minute apart at most, and judge each answer."""
    earlier = None
    verdicts = []
    for turn in turns:
        reply, earlier = asked.reply(turn.q, earlier)
        verdicts.append(judge(turn, reply.text, asked.titles))
    return verdicts
