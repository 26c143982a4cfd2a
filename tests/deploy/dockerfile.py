"""Reads the Dockerfile: its stages, and what each of their steps says."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pathspec import PathSpec

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Step:
    """One instruction, in capitals, and what follows it on its line, comments and line breaks taken out."""

    does: str
    value: str

    @property
    def words(self) -> list[str]:
        """The words as a process gets them: a JSON list as it is, a line for a shell as that shell's."""
        if self.value.startswith("["):
            words: list[str] = json.loads(self.value)
            return words
        return ["/bin/sh", "-c", self.value] if self.does in ("RUN", "CMD", "ENTRYPOINT") else shlex.split(self.value)

    @property
    def pairs(self) -> dict[str, str]:
        """The names and values of ENV and LABEL."""
        return dict(word.split("=", 1) for word in shlex.split(self.value))


def read_stages() -> list[list[Step]]:
    """The steps of the repository's Dockerfile by stage; each stage begins with its FROM."""
    stages: list[list[Step]] = []
    for step in _steps((ROOT / "Dockerfile").read_text(encoding="utf-8")):
        if step.does == "FROM":
            stages.append([])
        stages[-1].append(step)
    return stages


def of_kind(stage: list[Step], does: str) -> list[Step]:
    """The stage's steps of one instruction, in their order."""
    return [step for step in stage if step.does == does]


def health_check(stage: list[Step]) -> list[str]:
    """The command that tells whether a container is well."""
    (step,) = of_kind(stage, "HEALTHCHECK")
    return Step("CMD", step.value.partition(" CMD ")[2]).words


def context() -> list[Path]:
    """The files that a build is given, by their places below the repository: those that .dockerignore leaves.

    Its patterns are kept to what means the same to git, whose rules are applied here.
    """
    ignored = PathSpec.from_lines("gitignore", (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines())
    return [
        path
        for top in sorted(ROOT.iterdir())
        if not top.is_symlink() and not ignored.match_file(top.name)
        for path in ([top.relative_to(ROOT)] if top.is_file() else _below(top))
        if not ignored.match_file(str(path))
    ]


def _below(folder: Path) -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in folder.rglob("*") if path.is_file())


def _steps(text: str) -> Iterator[Step]:
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        does, _, value = line.partition(" ")
        yield Step(does, re.sub(r" {2,}", " ", value).strip())
