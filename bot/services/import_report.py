"""The report of an import as lines for the terminal."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Problem
from bot.services.calendar_import import ImportReport
from bot.texts import Texts
from bot.texts.moments import when

SHOWN = 20
"""Events that are named of each kind of change; of more it is told how many there are."""


def report_lines(texts: Texts, report: ImportReport, now: datetime, *, dry_run: bool) -> list[str]:
    """What an import changed, or would have with `dry_run`; of a file with errors, what they are."""
    lines = [_problem_line(texts, note) for note in report.notes]
    if report.problems:
        problems = [_problem_line(texts, problem) for problem in report.problems]
        return [*lines, texts("import.nothing_done"), *problems]
    if dry_run:
        lines.append(texts("import.dry_run"))
    for kind in ("added", "changed", "cancelled"):
        drafts = getattr(report, kind)
        lines.append(texts(f"import.{kind}", n=len(drafts)))
        lines += [f"  {d.title}, {when(texts, d, now)}" for d in drafts[:SHOWN]]
        if len(drafts) > SHOWN:
            lines.append(texts("import.more", n=len(drafts) - SHOWN))
    lines.append(texts("import.unchanged", n=len(report.unchanged)))
    return lines


def _problem_line(texts: Texts, problem: Problem) -> str:
    sentence = texts(f"problem.{problem.code}", **problem.slots)
    if problem.row is None:
        return sentence[:1].upper() + sentence[1:]
    key = "problem_at.row_column" if problem.column else "problem_at.row"
    return texts(key, row=problem.row, column=problem.column, sentence=sentence)
