"""The command that examines a bot, as a person uses it: what there is to mend, and how it ends."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

import app
from bot.texts import texts_of
from tests.support.terminal import Terminal

FI = texts_of("fi")


def test_a_doctor_finds_nothing_to_mend_on_a_bot_that_works(terminal: Terminal) -> None:
    terminal.says("demo")
    said = terminal.says("doctor", "--local")
    assert said[-1] == FI("doctor.well")
    assert not [line for line in said if line.startswith("Korjaa")]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"PORT": "coffee", "SECRET_KEY": "short"}, ["Asetus PORT ei ole", "Asetus SECRET_KEY puuttuu"]),
        ({"DATABASE_URL": "postgresql://aino@127.0.0.1:1/kahvit"}, ["Tietokantaan ei saada yhteyttä"]),
        ({"DATABASE_URL": "sqlite:///missing.db"}, ["Tietokantaa ei ole vielä luotu"]),
        ({"AKE_CHANNEL_ID": "19:ake@thread.tacv2"}, ["Kalenteri on tyhjä", "Botti ei ole vielä tavannut kanavaa"]),
        ({"version": "0011"}, ["ohjelman vanhemman version muodossa"]),
        ({"version": "9999"}, ["ohjelman uudemman version muodossa"]),
    ],
)
def test_a_doctor_tells_what_to_mend(terminal: Terminal, broken: dict[str, str], told: list[str]) -> None:
    if version := broken.get("version"):
        with sqlite3.connect(terminal.database) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    ended = terminal.run("doctor", "--local", **broken)
    mending = [line for line in ended.stdout.splitlines() if line.startswith("Korjaa: ")]
    assert (ended.returncode, ended.stderr, len(mending)) == (1, "", len(told))
    assert [part for part, line in zip(told, mending, strict=True) if part not in line] == []
    assert not (terminal.folder / "missing.db").exists()


@pytest.mark.parametrize("reached", [None, timedelta(0)])
def test_a_doctor_of_a_bot_in_teams_looks_at_credentials_clock_and_token(
    reached: timedelta | None,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.says("demo")

    async def ahead(*_: object) -> timedelta | None:
        return reached

    async def refused(*_: object) -> bool:
        return False

    monkeypatch.setattr("bot.teams.probe.channel_ahead", ahead)
    monkeypatch.setattr("bot.teams.probe.token_given", refused)
    credentials = {"APP_ID": "id", "APP_PASSWORD": "salainen", "APP_TENANTID": "tenant", "AKE_MEMBERS": "aad-ake"}
    for name, value in {**credentials, "DATABASE_URL": f"sqlite:///{terminal.database}"}.items():
        monkeypatch.setenv(name, value)
    assert app.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert said.endswith("Korjattavia asioita on yksi.\n")
    lost = FI("doctor.channel_away") if reached is None else FI("doctor.token.refused")
    assert f"Korjaa: {lost}" in said
    assert "salainen" not in said
    monkeypatch.setenv("APP_PASSWORD", "")
    assert app.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "Asetus APP_PASSWORD puuttuu" in said
    assert FI("doctor.token.refused") not in said
