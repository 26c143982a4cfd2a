"""The same question has the same answer in every process, whatever the order of its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SEEDS = ("0", "4242")
PROGRAM = """
import sys
from tests.support.dialogues import read_dialogues
from tests.support.scoring import read_questions
from tests.support.world import QUESTIONS, autumn, small, winter

sys.stdout.reconfigure(encoding="utf-8")
for name, world in (("autumn", autumn), ("winter", winter), ("small", small)):
    for question in read_questions(QUESTIONS / f"{name}.jsonl"):
        print(world().means(question.q).evidence, world().reply(question.q)[0])
earlier = None
for _, turns in read_dialogues(QUESTIONS / "followups.toml"):
    for turn in turns:
        reply, earlier = autumn().reply(turn.q, earlier)
        print(reply, earlier.to_json())
print(list({"kahvi", "tee", "mehu", "vesi", "kaakao"}))
"""


def _said(seed: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ended.stdout.splitlines()


def test_every_answer_is_the_same_under_any_hash_seed() -> None:
    first, second = (_said(seed) for seed in SEEDS)
    assert first[-1] != second[-1], "the seeds order sets differently"
    assert len(first) > 500
    assert first[:-1] == second[:-1]
