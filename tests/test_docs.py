"""The register of what is kept names every table of the database that may hold something of a person."""

from __future__ import annotations

from pathlib import Path

from storage.models import trips

REGISTER = Path(__file__).parents[1] / "docs" / "tietosuoja.md"

OF_NOBODY = frozenset({"calendar", "calendar_sync", "pace", "questions"})
"""Tables that hold a revision, how far Outlook is followed, the pace of sending and the team's questions."""


def test_the_register_names_every_table() -> None:
    text = REGISTER.read_text(encoding="utf-8")
    assert {name for name in trips.metadata.tables if f"`{name}`" not in text} == OF_NOBODY
