"""The Bicep files by pycep, a parser of the language: Microsoft's own compiler comes in no package, and was not run."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pycep import BicepParser

from bot.settings import Settings, check_for_teams
from tests.deploy.dockerfile import ROOT, of_kind, read_stages

FOLDER = ROOT / "deploy"
FILES = sorted(FOLDER.rglob("*.bicep"))
KNOWN = {name.upper() for name in Settings.model_fields}
EXAMPLE = (FOLDER / "main.bicepparam").read_text(encoding="utf-8")
APP = (FOLDER / "modules" / "app.bicep").read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> dict[str, Any]:
    """What the parser makes of a file; it raises where the file is not of the language."""
    parser: Any = BicepParser()
    tree: dict[str, Any] = parser.parse(file_path=path)
    return tree


def _name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_is_of_the_language_and_tells_of_all_that_goes_in_and_out(path: Path) -> None:
    tree = parsed(path)
    assert path.read_text(encoding="utf-8").startswith("// ")
    for kind in ("parameters", "outputs"):
        for name, told in tree.get(kind, {}).items():
            assert any(one["type"] == "description" for one in told["decorators"]), name


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_module_gets_all_that_it_needs_and_nothing_it_does_not_know(path: Path) -> None:
    for name, module in parsed(path).get("modules", {}).items():
        taken = parsed(_taken(path, module))
        config = module["config"].get("config", module["config"])
        given = {key for key in config["params"] if not key.startswith("__")}
        needed = {key for key, told in taken["parameters"].items() if told["default"] is None}
        assert needed <= given <= taken["parameters"].keys(), name


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_taken_out_of_a_module_is_there(path: Path) -> None:
    modules = parsed(path).get("modules", {})
    for module, output in re.findall(r"(\w+)!?\.outputs\.(\w+)", path.read_text(encoding="utf-8")):
        assert output in parsed(_taken(path, modules[module]))["outputs"], f"{module}.{output}"


def test_each_module_is_used() -> None:
    used = {_taken(path, module) for path in FILES for module in parsed(path).get("modules", {}).values()}
    assert used == set((FOLDER / "modules").glob("*.bicep"))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_secret_is_marked_as_one_and_none_is_written_out(path: Path) -> None:
    for name, told in parsed(path).get("parameters", {}).items():
        secret = re.search(r"password|key$|secretKey", name, re.IGNORECASE) is not None
        assert any(one["type"] == "secure" for one in told["decorators"]) == secret, name
        assert not (secret and told["default"]), name


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_interface_is_a_preview(path: Path) -> None:
    versions = [resource["api_version"] for resource in parsed(path)["resources"].values()]
    assert versions == [version for version in versions if re.fullmatch(r"20\d\d-\d\d-\d\d", version)]


def test_the_bot_is_given_settings_that_it_knows_and_all_that_it_needs() -> None:
    given = re.findall(r"name: '([A-Z_]+)', (value|secretRef)", APP)
    assert {name for name, _ in given} <= KNOWN
    values: dict[str, Any] = {name.lower(): "x" * 16 for name, _ in given if name not in ("PORT", "PUBLIC_URL")}
    values |= {"app_type": "UserAssignedMSI", "database_url": "postgresql://u:p@h/d?sslmode=require"}
    settings = Settings(**values)
    assert check_for_teams(settings) == []
    assert {name for name, how in given if how == "secretRef"} == {"DATABASE_URL", "SECRET_KEY"}


def test_the_example_sets_what_main_takes_and_what_the_bot_knows() -> None:
    set_here = set(re.findall(r"^param (\w+) =", EXAMPLE, re.MULTILINE))
    taken = parsed(FOLDER / "main.bicep")["parameters"]
    assert {name for name, told in taken.items() if told["default"] is None} <= set_here <= taken.keys()
    settings = set(re.findall(r"^  ([A-Z_]+):", EXAMPLE, re.MULTILINE))
    assert settings <= KNOWN and not settings & {"DATABASE_URL", "SECRET_KEY", "APP_PASSWORD"}


def test_the_app_and_the_image_agree() -> None:
    _, image = read_stages()
    (env,) = (step.pairs for step in of_kind(image, "ENV"))
    (user,) = (step.value.split(":") for step in of_kind(image, "USER"))
    assert f"var port = {env['PORT']}\n" in APP
    assert f"uid={user[0]},gid={user[1]}," in APP and "mountPath: '/data'" in APP


def _taken(path: Path, module: dict[str, Any]) -> Path:
    return path.parent / str(module["detail"]["path"])
