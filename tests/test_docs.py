"""The register of what is kept names every table that may hold something of a person, and the times that are set."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from bot.domain.retention import USUAL
from bot.settings import Settings
from storage.models import trips

ROOT = Path(__file__).parents[1]
REGISTER = ROOT / "docs" / "tietosuoja.md"

OF_NOBODY = frozenset({"alerts", "calendar", "calendar_sync", "pace", "questions"})
"""Tables that hold a revision, how far Outlook is followed, the pace of sending and the team's questions."""


def test_the_register_names_every_table() -> None:
    text = REGISTER.read_text(encoding="utf-8")
    assert {name for name in trips.metadata.tables if f"`{name}`" not in text} == OF_NOBODY


def test_the_times_are_told_as_they_are_set() -> None:
    register, readme = REGISTER.read_text(encoding="utf-8"), (ROOT / "README.md").read_text(encoding="utf-8")
    for name, number in asdict(USUAL).items():
        setting = "TRIP_KEEP_MONTHS" if name == "trip_months" else f"KEEP_{name.upper()}_DAYS"
        assert Settings.model_fields[setting.lower()].default == number
        assert re.search(rf"\b{number} (päivä|kuukau)[^|;`]*\(`{setting}`\)", register), setting
        (row,) = [line for line in readme.splitlines() if line.startswith("|") and f"`{setting}`" in line]
        assert re.search(rf"\b{number}\b", row), setting
