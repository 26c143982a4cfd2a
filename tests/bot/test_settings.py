"""Settings: what is read, and what keeps a bot from starting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.retention import USUAL
from bot.settings import Settings, SettingsError, check_for_teams, read_settings

CHANNELS = ("AKE_CHANNEL_ID", "ANNOUNCEMENT_CHANNEL_ID")
WHOLE: dict[str, Any] = {"app_id": "id", "app_password": "salainen", "app_tenantid": "tenant"}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "PORT", "APP_ID", "APP_PASSWORD", "APP_TYPE", "APP_TENANTID", *CHANNELS):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "values",
    [
        WHOLE,
        {**WHOLE, "app_type": "singletenant"},
        {"app_id": "id", "app_certificate": "botti.pem", "app_tenantid": "tenant"},
        {"app_id": "id", "app_password": "salainen", "app_type": "MultiTenant"},
        {"app_id": "id", "app_tenantid": "tenant", "app_type": "UserAssignedMSI"},
    ],
)
def test_whole_credentials(values: dict[str, Any]) -> None:
    assert check_for_teams(Settings(**values)) == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, ["APP_ID", "APP_PASSWORD", "APP_TENANTID"]),
        ({**WHOLE, "app_id": " "}, ["APP_ID"]),
        ({**WHOLE, "app_password": ""}, ["APP_PASSWORD"]),
        ({**WHOLE, "app_tenantid": ""}, ["APP_TENANTID"]),
        ({**WHOLE, "app_type": "SingelTenant"}, ["APP_TYPE"]),
        ({**WHOLE, "app_type": ""}, ["APP_TYPE"]),
        ({**WHOLE, "app_type": "MultiTenant"}, ["APP_TENANTID"]),
        ({**WHOLE, "app_type": "UserAssignedMSI"}, ["APP_PASSWORD"]),
        ({"app_type": "MultiTenant"}, ["APP_ID", "APP_PASSWORD"]),
        ({**WHOLE, "app_certificate": "botti.pem"}, ["APP_CERTIFICATE"]),
        (
            {"app_id": "id", "app_certificate": "botti.pem", "app_tenantid": "t", "app_type": "UserAssignedMSI"},
            ["APP_CERTIFICATE"],
        ),
        ({**WHOLE, "app_tenantid": "savo.example"}, ["APP_TENANTID"]),
    ],
)
def test_what_is_missing_or_contradictory_is_named(values: dict[str, Any], named: list[str]) -> None:
    sentences = check_for_teams(Settings(**values))
    assert [sentence.split()[0] for sentence in sentences] == named
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    "wrong",
    [
        {"PUBLIC_URL": "http://botti.example"},
        {"PUBLIC_URL": "https://botti.example/?a"},
        {"PUBLIC_URL": "https://a@b"},
        {"SMALLEST_GROUP": "2"},
        {"SMALLEST_GROUP": "many"},
    ],
)
def test_what_feedback_cannot_use_is_named(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]) -> None:
    ((name, value),) = wrong.items()
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert [sentence.split()[0] for sentence in error.value.sentences] == [name]


def test_the_bots_own_address_may_have_a_port_and_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://botti.example:8443/kahvi")
    settings = read_settings()
    assert (settings.public_url, settings.smallest_group) == ("https://botti.example:8443/kahvi", 4)


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=4000\nAPP_ID=from-file\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("APP_ID", "from-environment")
    settings = read_settings()
    assert (settings.port, settings.app_id) == (4000, "from-environment")


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("DATABASE_URL", "")
    assert read_settings().port == 3978
    assert read_settings().database_url.startswith("sqlite")


@pytest.mark.parametrize("port", ["coffee", "0", "70000", "-1"])
def test_a_value_that_cannot_be_is_a_sentence(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SettingsError, match="PORT cannot be used"):
        read_settings()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///kahvit.db",
        "sqlite+aiosqlite:////srv/kahvi botti/kahvit.db",
        "postgresql://aino:s%40:/lainen@db.example:5432/kahvit?sslmode=require",
        "postgresql+psycopg://[::1]/kahvit",
        "postgresql:///kahvit?host=/run/postgresql",
    ],
)
def test_addresses_of_both_databases_are_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert read_settings().database_url == url


@pytest.mark.parametrize(
    "url",
    [
        "mysql://aino:salainen@db.example/k",
        "garbage",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///k.db?salainen=1",
        "postgresql:aino:salainen@db.example",
        "postgresql://aino:salainen@db.example:port/k",
    ],
)
def test_an_address_that_cannot_be_is_a_sentence_without_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL cannot be used: .*HOST/DATABASE\.$") as refused:
        read_settings()
    assert "salainen" not in f"{refused.value} {refused.value.__cause__}"


OPENID = "TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL"


@pytest.mark.parametrize(
    "url",
    ["https://login.example/v1/openid", "http://127.0.0.1:4000/openid", "http://localhost/openid", "http://[::1]:4000"],
)
def test_the_channels_keys_may_be_read_elsewhere(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert read_settings().to_bot_from_channel_openid_metadata_url.startswith("https://login.botframework.com/")
    monkeypatch.setenv(OPENID, url)
    assert read_settings().to_bot_from_channel_openid_metadata_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example/openid",
        "http://127.0.0.1.login.example/openid",
        "http://localhost@login.example/openid",
        "https://a:b@login.example/openid",
        "file:///etc/keys",
        "login.example",
    ],
)
def test_but_not_in_the_open(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(OPENID, url)
    with pytest.raises(SettingsError, match=rf"^{OPENID} cannot be used: .*\.$"):
        read_settings()


@pytest.mark.parametrize("url", ["https://graph.microsoft.us/v1.0", "http://127.0.0.1:4000/v1.0"])
def test_graph_may_be_another_clouds_or_this_machines(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert read_settings().graph_url == "https://graph.microsoft.com/v1.0"
    monkeypatch.setenv("GRAPH_URL", url)
    assert read_settings().graph_url == url


@pytest.mark.parametrize("url", ["http://graph.microsoft.com/v1.0", "https://a:b@graph.example/v1.0", "graph.example"])
def test_graph_is_not_asked_in_the_open(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("GRAPH_URL", url)
    with pytest.raises(SettingsError, match=r"^GRAPH_URL cannot be used: .*\.$"):
        read_settings()


@pytest.mark.parametrize("mailbox", ["kahvit", "kahvit@", "a@b/calendar", "a@b?x=1", "a b@example.fi", "a@b@c"])
def test_what_is_no_mailbox_is_told(monkeypatch: pytest.MonkeyPatch, mailbox: str) -> None:
    monkeypatch.setenv("GRAPH_MAILBOX", " kahvit@example.fi ")
    assert read_settings().graph_mailbox == "kahvit@example.fi"
    monkeypatch.setenv("GRAPH_MAILBOX", mailbox)
    with pytest.raises(SettingsError, match=r"^GRAPH_MAILBOX cannot be used: .*\.$"):
        read_settings()


def test_a_bot_without_a_tenant_follows_no_mailbox() -> None:
    told: dict[str, Any] = {"app_id": "id", "app_password": "secret", "graph_mailbox": "kahvit@example.fi"}
    assert check_for_teams(Settings(**told, app_tenantid="t")) == []
    (wrong,) = check_for_teams(Settings(**told, app_type="MultiTenant"))
    assert wrong.startswith("GRAPH_MAILBOX is set, but MultiTenant")


def test_how_long_what_is_kept_is_one_value(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().kept_for == USUAL
    monkeypatch.setenv("KEEP_HANDS_DAYS", "91")
    monkeypatch.setenv("TRIP_KEEP_MONTHS", "5")
    assert Settings().kept_for == replace(USUAL, hands=91, trip_months=5)


@pytest.mark.parametrize(
    ("name", "days"), [("KEEP_NOTICES_DAYS", "60"), ("KEEP_HANDS_DAYS", "90"), ("KEEP_TURNS_DAYS", "0")]
)
def test_what_is_still_needed_cannot_go_sooner(monkeypatch: pytest.MonkeyPatch, name: str, days: str) -> None:
    monkeypatch.setenv(name, days)
    with pytest.raises(SettingsError, match=name):
        read_settings()


def test_a_file_of_another_encoding_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("APP_ID=ä".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"^\.env cannot be used: it is not in UTF-8\."):
        read_settings()


def test_the_secret_shows_nowhere_and_nothing_changes() -> None:
    database = "postgresql://aino:salainen@db.example/kahvit"
    more: dict[str, Any] = {"app_certificate_password": "salainen", "secret_key": "salainen" * 3}
    settings = Settings(**WHOLE, **more, database_url=database)
    assert "salainen" not in repr(settings)
    with pytest.raises(ValidationError):
        settings.port = 1


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize(
    ("told", "account"),
    [
        ("19:kahvit_1-A@thread.tacv2", "19:kahvit_1-A@thread.tacv2"),
        (" 19%3akahvit%40thread.tacv2 ", "19:kahvit@thread.tacv2"),
        ("19:vanha@thread.skype", "19:vanha@thread.skype"),
        ("", ""),
    ],
)
def test_a_channel_is_named_by_its_id(monkeypatch: pytest.MonkeyPatch, name: str, told: str, account: str) -> None:
    monkeypatch.setenv(name, told)
    assert getattr(read_settings(), name.lower()) == account


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize(
    "told",
    [
        "Etäkahvit",
        "19:chat@thread.v2",
        "19:kahvit@thread.tacv2;messageid=1",
        "https://teams.example/l/channel/19%3akahvit%40thread.tacv2/Kahvit",
    ],
)
def test_what_is_no_channels_id_is_told(monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    monkeypatch.setenv(name, told)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    (sentence,) = caught.value.sentences
    assert sentence.startswith(f"{name} cannot be used: it is no channel's id of the form 19:...@thread.tacv2")
    assert told not in sentence


def test_the_day_on_which_the_secret_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_PASSWORD_ENDS", " 2027-05-01 ")
    assert read_settings().app_password_ends == date(2027, 5, 1)
    monkeypatch.setenv("APP_PASSWORD_ENDS", "")
    assert read_settings().app_password_ends is None


@pytest.mark.parametrize("told", ["1.5.2027", "2027-13-01", "keväällä", "5/1/2027"])
def test_what_is_no_day_is_refused_by_its_form(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_PASSWORD_ENDS", told)
    with pytest.raises(SettingsError, match="APP_PASSWORD_ENDS cannot be used: it is no day of the form 2027-05-01"):
        read_settings()
