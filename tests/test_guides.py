"""The guides are true: their links lead somewhere, what they name is there, and no setting is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "kayttoonotto.md"
PAGES = sorted(
    [*ROOT.glob("*.md"), *(page for name in ("docs", "deploy", "manifest") for page in ROOT.glob(f"{name}/*.md"))]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_what_is_there(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", _without_code(page)):
        if not link.startswith(("https://", "mailto:")):
            place, _, heading = link.partition("#")
            target = page.parent / place if place else page
            assert target.exists(), link
            assert not heading or heading in _headings(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for command in set(re.findall(r"\bapp\.py ([a-z]+)", text)):
        with pytest.raises(SystemExit) as ended:
            app.main([command, "--help"])
        assert ended.value.code == 0, command
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(?:[A-Z_]+=\S+ )*make ([a-z]+)`", text)) <= set(targets)


@pytest.mark.parametrize("page", [ROOT / "README.md", GUIDE], ids=lambda page: page.name)
def test_each_setting_has_its_row_and_no_row_is_of_another(page: Path) -> None:
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"[A-Z_]+", row)]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_defaults_are_those_of_the_settings() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| [^|]* \| `?([^|`]*?)`? \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: value for name, value in rows if re.fullmatch(r"[\d.]+", value)}
    fields = Settings.model_fields
    assert told and {name: float(value) for name, value in told.items()} == {
        name: float(fields[name.lower()].default) for name in told
    }


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_lines_for_a_shell_are_whole() -> None:
    blocks = re.findall(r"```\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [block for block in blocks if "docker compose" in block]
    assert lines
    for line in lines:
        checked = subprocess.run(["bash", "-n"], input=line, capture_output=True, encoding="utf-8")
        assert checked.returncode == 0, checked.stderr


def _without_code(page: Path) -> str:
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def _headings(page: Path) -> set[str]:
    """The places of a page as GitHub names them."""
    titles = re.findall(r"^#+ (.+)$", _without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
