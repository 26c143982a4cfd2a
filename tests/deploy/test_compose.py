"""compose.yaml by the schema of the Compose Specification, and what keeps its two services apart from all else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import Settings, check_for_teams
from tests.deploy.dockerfile import ROOT

COMPOSE: dict[str, Any] = YAML(typ="safe", pure=True).load(ROOT / "compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
KNOWN = {name.upper() for name in Settings.model_fields}
CHECKER = Path(sys.executable).parent / "check-jsonschema"
EXAMPLE = ROOT / "deploy" / "env.example"


def test_it_follows_the_specification() -> None:
    command = [str(CHECKER), "--builtin-schema", "vendor.compose-spec", "compose.yaml"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_and_take_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"] and "cap_add" not in service and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]


def test_only_this_machine_reaches_the_bot_and_only_the_bot_the_database() -> None:
    assert SERVICES["bot"]["ports"] == ["127.0.0.1:3978:3978"]
    assert "ports" not in SERVICES["database"]
    assert SERVICES["database"]["networks"] == ["inside"] and COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_bot_waits_for_a_database_that_answers() -> None:
    assert SERVICES["bot"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["database"]["healthcheck"]["test"][1] == "pg_isready"


def test_the_database_is_a_pinned_release_and_its_data_stay() -> None:
    image, _, tag = SERVICES["database"]["image"].partition(":")
    assert image == "postgres" and tag.split("-")[0].isdigit()
    volumes = [volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]]
    assert set(volumes) == COMPOSE["volumes"].keys()


def test_what_is_set_is_known_to_the_bot() -> None:
    assert SERVICES["bot"]["environment"].keys() <= KNOWN


def test_the_example_holds_settings_that_the_bot_knows_and_no_secret() -> None:
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    given = dict(line.split("=", 1) for line in lines)
    assert given.keys() - KNOWN == {"POSTGRES_PASSWORD"}
    assert not any(given[name] for name in ("POSTGRES_PASSWORD", "SECRET_KEY", "APP_PASSWORD"))


def test_the_example_needs_only_its_gaps_filled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    gaps = ("SECRET_KEY=", "APP_ID=", "APP_TENANTID=", "APP_PASSWORD=")
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    filled = [line + "x" * 16 if line in gaps else line for line in lines]
    (tmp_path / ".env").write_text("\n".join(filled), encoding="utf-8")
    assert check_for_teams(Settings(database_url="postgresql://kahvibotti:x@database/kahvibotti")) == []
