"""The table of rooms in the architecture names the home of every library from elsewhere, and no library has two."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
OURS = frozenset({"app", "bot", "dialogs", "storage", "manifest"})

PARTS = {"pydantic": "pydantic-settings", "pydantic-core": "pydantic-settings"}
"""What comes with a library and is named by that in the table."""


def imported(path: Path) -> set[str]:
    """The libraries that a module imports, wherever in it, by the names that they have in the table."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    names = (name.replace("_", "-").lower() for name in found - OURS - sys.stdlib_module_names)
    return {PARTS.get(name, name) for name in names}


def rooms() -> dict[Path, str]:
    """Each place that has a row in the table, and the libraries that live there."""
    rows = re.findall(r"^\| (`[^|]+) \|[^|]*\|([^|]*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    found: dict[Path, str] = {}
    for places, libraries in rows:
        first, *others = re.findall(r"`([^`]+)`", places)
        beside = [str(Path(first).parent / other) for other in others if "/" in first and "/" not in other]
        found |= {ROOT / place: libraries.lower() for place in (first, *others, *beside)}
    return found


def modules() -> Iterator[tuple[Path, str]]:
    """Every module of the bot, with the libraries of the narrowest room that it is in."""
    homes = rooms()
    for path in (ROOT / "app.py", *(path for name in sorted(OURS - {"app"}) for path in (ROOT / name).rglob("*.py"))):
        yield path, next((homes[place] for place in (path, *path.parents) if place in homes), "")


def test_every_library_is_imported_at_home_alone() -> None:
    away = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, libraries in modules()
        for name in imported(path)
        if not re.search(rf"\b{name}\b", libraries)
    ]
    assert away == []


def test_the_table_names_no_library_that_nobody_imports() -> None:
    used = set[str]().union(*(imported(path) for path, _ in modules()))
    listed = (re.sub(r"\([^)]*\)", "", libraries).split(",") for libraries in rooms().values())
    told = {name.strip() for names in listed for name in names} - {""}
    assert "msal" in told
    assert told - used == set()
