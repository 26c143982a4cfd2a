"""deploy.sh against a made-up `az` that remembers what it was told: the order, and that secrets are made once."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.dockerfile import ROOT

SCRIPT = ROOT / "deploy" / "deploy.sh"
SECRETS = ("database-password", "secret-key")

_AZ = """#!{python}
import json, os, pathlib, sys
here, said = pathlib.Path({folder!r}), sys.argv[1:]
given = {{name: os.environ[name] for name in ("IMAGE", "REGISTRY", "VAULT") if name in os.environ}}
with (here / "said").open("a") as told:
    told.write(json.dumps([said, given]) + "\\n")
words, line = [word for word in said if word[0] != "-"], " ".join(said)
if words[0] == "rest" and (here / "refused").exists():
    sys.exit("(AuthorizationFailed)")
for asked, answer in json.loads((here / "answers").read_text()).items():
    if asked in line:
        print(answer)
"""


class Azure:
    """What the script sees of Azure, and what it said to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = {
            "outputs.registryName": "rekisteri",
            "outputs.vaultName": "holvi",
            "outputs.appId": "1234",
            "outputs.publicUrl": "https://kahvibotti.example.org",
        }
        self._executable("az", _AZ.format(python=sys.executable, folder=str(folder)))
        self._executable("curl", "#!/bin/sh\ntest ! -e " + str(folder / "silent") + "\n")

    def _executable(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / name).chmod(0o755)

    def run(self, *arguments: str, **exported: str) -> subprocess.CompletedProcess[str]:
        """The script, to its end."""
        (self.folder / "answers").write_text(json.dumps(self.answers), encoding="utf-8")
        env = {**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}", **exported}
        command = ["bash", str(SCRIPT), *(arguments or ("ryhma", "main.bicepparam"))]
        return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60)

    @property
    def said(self) -> list[tuple[list[str], dict[str, str]]]:
        """Each call: its words, and what was exported to it."""
        lines = (self.folder / "said").read_text(encoding="utf-8").splitlines() if self._spoken else []
        return [(words, given) for words, given in map(json.loads, lines)]

    @property
    def _spoken(self) -> bool:
        return (self.folder / "said").exists()

    def secrets(self) -> dict[str, str]:
        """What the foundation was given for its secrets."""
        (words,) = (words for words, _ in self.said if "foundation.bicep" in words)
        return dict(word.split("=", 1) for word in words if re.match(r"(databasePassword|secretKey)=", word))


@pytest.fixture
def azure(tmp_path: Path) -> Azure:
    """An Azure in which nothing is yet."""
    return Azure(tmp_path)


def test_the_linter_finds_nothing() -> None:
    linter = Path(sys.executable).parent / "shellcheck"
    found = subprocess.run([str(linter), str(SCRIPT)], capture_output=True)
    assert found.returncode == 0, found.stdout.decode()


def test_the_first_time_everything_is_made_in_its_order(azure: Azure) -> None:
    ended = azure.run()
    assert ended.returncode == 0, ended.stderr
    assert [" ".join(words[:3]) for words, _ in azure.said if "show" not in words] == [
        "group exists --name",
        "group create --name",
        "resource list --resource-group",
        "deployment group create",
        "acr build --registry",
        "deployment group create",
    ]
    secrets = azure.secrets()
    assert all(re.fullmatch(r"[0-9a-f]{64}", secret) for secret in secrets.values())
    assert len(set(secrets.values())) == len(SECRETS)
    given = azure.said[-3][1]
    assert given["REGISTRY"] == "rekisteri" and given["VAULT"] == "holvi"
    assert re.fullmatch(r"rekisteri\.azurecr\.io/kahvibotti:\d{14}-[0-9a-f]{12}", given["IMAGE"])
    assert "APP_ID=1234\nPUBLIC_URL=https://kahvibotti.example.org\n" in ended.stdout


@pytest.mark.parametrize("stored", [(), SECRETS[:1], SECRETS[1:], SECRETS])
def test_what_the_vault_has_is_never_made_again(azure: Azure, stored: tuple[str, ...]) -> None:
    azure.answers |= {"group exists": "true", "resource list": "/vault", "rest --method": "\n".join(stored)}
    assert azure.run().returncode == 0
    made = [name for name, secret in zip(SECRETS, azure.secrets().values(), strict=True) if secret]
    assert made == [name for name in SECRETS if name not in stored]
    assert not any(words[:2] == ["group", "create"] for words, _ in azure.said)


def test_an_image_that_is_ready_is_not_built(azure: Azure) -> None:
    image = "rekisteri.azurecr.io/kahvibotti:valmis"
    assert azure.run(IMAGE=image).returncode == 0
    assert not any(words[:2] == ["acr", "build"] for words, _ in azure.said)
    assert azure.said[-3][1]["IMAGE"] == image


def test_a_vault_that_cannot_be_asked_ends_it_before_anything_is_changed(azure: Azure) -> None:
    azure.answers |= {"group exists": "true", "resource list": "/vault"}
    (azure.folder / "refused").touch()
    assert azure.run().returncode != 0
    assert not any("create" in words for words, _ in azure.said)


def test_a_bot_that_does_not_answer_is_told_with_the_command_for_its_log(azure: Azure) -> None:
    (azure.folder / "silent").touch()
    ended = azure.run()
    assert ended.returncode == 1
    assert "az containerapp logs show --name kahvibotti --resource-group ryhma" in ended.stderr


@pytest.mark.parametrize("arguments", [("ryhma",), ("ryhma", "puuttuu.bicepparam"), ("ryhma", "main.bicepparam", "x")])
def test_without_its_two_arguments_it_says_how_it_is_used(azure: Azure, arguments: tuple[str, ...]) -> None:
    ended = azure.run(*arguments)
    assert ended.returncode == 2 and ended.stderr.startswith("Käyttö: deploy/deploy.sh")
    assert azure.said == []
