"""Errors of the domain: a code and its data; the sentence is made later, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in what a person gave.

    `code` is a key of the text files below `problem.`; `slots` fill its sentence. `row` and `column`
    say where, as the person sees it (rows from 1, the header being row 1; columns by their name).
    """

    code: str
    row: int | None = None
    column: str = ""
    slots: dict[str, str] = field(default_factory=dict)


class BadInput(Exception):
    """What a person gave cannot be used; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class StoreUnavailable(Exception):
    """The database does not answer, or is kept busy by others for too long; trying later may help.

    A message is a sentence for whoever started the bot; there is one only when trying later does not help.
    """


class TurnUnderWay(Exception):
    """The same turn is being answered just now: its answer, or its failure, is known in some seconds."""


class BackupRefused(Exception):
    """A backup cannot be made or restored, and nothing was changed.

    `code` is a key of the text files below `backup.refused.`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
