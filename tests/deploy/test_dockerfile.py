"""The Dockerfile: what hadolint says of it, and what it must keep to run for years with little care."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.deploy.dockerfile import ROOT, context, of_kind, read_stages

BUILT, FINAL = read_stages()
LINTER = Path(sys.executable).parent / "hadolint"


def test_the_linter_finds_nothing() -> None:
    command = [str(LINTER), "--failure-threshold=style", "Dockerfile"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, ""), found.stderr


def test_both_stages_have_the_same_python_one_that_the_project_takes() -> None:
    first, second = BUILT[0].value.removesuffix(" AS built"), FINAL[0].value
    assert first == second
    found = re.fullmatch(r"python:3\.(\d+)-slim-[a-z]+", first)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert found and int(found[1]) >= int(project["requires-python"].removeprefix(">=3."))


def test_a_process_gets_its_signals_and_no_shell_stands_before_it() -> None:
    for does in ("ENTRYPOINT", "CMD"):
        (step,) = of_kind(FINAL, does)
        assert step.value.startswith("["), does


def test_it_runs_as_a_user_of_its_own_told_by_number() -> None:
    assert [re.fullmatch(r"[1-9]\d+:[1-9]\d+", step.value) is not None for step in of_kind(FINAL, "USER")] == [True]


def test_a_build_is_given_the_program_and_nothing_else() -> None:
    given = context()
    assert {path.parts[0] for path in given} == {
        *("app.py", "LICENSE", "README.md", "requirements.txt", "constraints.txt", "bot", "dialogs", "storage")
    }
    assert not [path for path in given if path.suffix in (".pyc", ".db", ".key", ".env", ".pem")]


def test_all_that_is_given_is_copied() -> None:
    copied = {word for step in of_kind(BUILT, "COPY") for word in step.words[:-1]}
    assert copied == {path.parts[0] for path in context()}


def test_only_what_is_pinned_is_installed() -> None:
    (installed,) = (step.value for step in of_kind(BUILT, "RUN") if "pip install" in step.value)
    assert "-r requirements.txt" in installed
    assert "-c constraints.txt" in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
