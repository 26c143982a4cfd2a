"""The question sets, scored by what the bot shows: how many right, how many false."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.dialogues import play, read_dialogues
from tests.support.scoring import Verdict, judge, read_questions, score
from tests.support.world import QUESTIONS, World, autumn, march, october, small, spring, winter

RIGHT = 0.96
"""Share of answers that show all they should and nothing else; raised when the bot gets better, never lowered."""

FALSE = 0.02
"""Share of answers that show a wrong event."""


WORLDS = [
    ("autumn", autumn),
    ("winter", winter),
    ("spring", spring),
    ("small", small),
    ("march", march),
    ("october", october),
]


@pytest.mark.parametrize(("name", "world"), WORLDS)
def test_questions(name: str, world: Callable[[], World]) -> None:
    check(score(read_questions(QUESTIONS / f"{name}.jsonl"), world()))


@pytest.mark.parametrize(("name", "world"), [("followups", autumn), ("followups_winter", winter)])
def test_dialogues(name: str, world: Callable[[], World]) -> None:
    dialogues = read_dialogues(QUESTIONS / f"{name}.toml")
    check([verdict for _, turns in dialogues for verdict in play(turns, world())])


EARLIER = ["Milloin on Klinikka?", "Mitä Samuli Korpela vetää?", "Onko lokakuussa kirjavinkkikahveja?"]


@pytest.mark.parametrize("earlier", EARLIER)
def test_a_change_of_subject_inherits_nothing(earlier: str) -> None:
    world = autumn()
    talked_of = world.reply(earlier)[1]
    questions = read_questions(QUESTIONS / "autumn.jsonl")
    check([judge(question, world.reply(question.q, talked_of)[0].text, world.titles) for question in questions])


def check(verdicts: list[Verdict]) -> None:
    wrong = [v for v in verdicts if not v.right]
    false = [v for v in verdicts if v.false]
    told = "\n".join(f"{v.question.q!r}: false {v.false}, missing {v.missing}" for v in wrong)
    assert len(wrong) <= (1 - RIGHT) * len(verdicts), told
    assert len(false) <= FALSE * len(verdicts), told
