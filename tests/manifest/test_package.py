"""The package is what Teams takes, in both languages, and the same byte for byte."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from manifest.__main__ import main
from manifest.checking import problems_of
from manifest.package import PackageError, Place, files_of, zipped

APP_ID = "1111aaaa-2222-3333-4444-555566667777"
PLACE = Place(APP_ID, "https://botti.example")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but those that a test sets, and a folder of its own for what is written."""
    monkeypatch.chdir(tmp_path)
    for name in ("APP_ID", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


def _manifest(place: Place = PLACE) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(files_of(place)["manifest.json"])
    return manifest


def _with(name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """The package's files with one of them changed."""
    files = files_of(PLACE)
    value = json.loads(files[name])
    change(value)
    return files | {name: json.dumps(value).encode()}


def test_the_package_fits_microsofts_schemas() -> None:
    assert problems_of(files_of(PLACE)) == []


def test_the_ids_and_addresses_are_filled_in() -> None:
    manifest = _manifest(Place(APP_ID.upper(), "https://botti.example:8443/kahvi/"))
    assert manifest["id"] == manifest["bots"][0]["botId"] == manifest["composeExtensions"][0]["botId"] == APP_ID
    assert manifest["developer"]["privacyUrl"] == "https://botti.example:8443/kahvi/privacy"
    assert manifest["developer"]["termsOfUseUrl"] == "https://botti.example:8443/kahvi/terms"
    assert manifest["developer"]["websiteUrl"] == "https://botti.example:8443/kahvi/support"
    assert manifest["validDomains"] == ["botti.example:8443"]
    chat, tab = manifest["staticTabs"]
    assert chat == {"entityId": "conversations", "scopes": ["personal"]}
    # Teams puts its own language there.
    assert tab["contentUrl"] == "https://botti.example:8443/kahvi/?lang={app.locale}"
    assert tab["websiteUrl"] == "https://botti.example:8443/kahvi/"


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("manifest.json", lambda m: m["name"].update(short="x" * 31), "manifest.json, name.short"),
        ("manifest.json", lambda m: m.pop("accentColor"), "manifest.json: 'accentColor' is a required property"),
        ("manifest.json", lambda m: m.update(manifestVersion="1.1"), "'1.25' was expected"),
        ("manifest.json", lambda m: m.update(extra=1), "'extra' was unexpected"),
        ("manifest.json", lambda m: m.update(id="{{APP_ID}}"), "{{APP_ID}} is not filled in"),
        ("en.json", lambda m: m.update({"name.short": "x" * 31}), "en.json, name.short"),
        ("en.json", lambda m: m.update({"description.short": "x" * 81}), "en.json, description.short"),
        ("en.json", lambda m: m.pop("description.full"), "description.full"),
        ("en.json", lambda m: m.pop("staticTabs[1].name"), "it is “Kalenteri”"),
        ("en.json", lambda m: m.pop("bots[0].commandLists[1].commands[2].title"), "it is “Mitä tallenteita on?”"),
        (
            "en.json",
            lambda m: m.update({"bots[0].commandLists[2].commands[9].title": "x"}),
            "is said of nothing in manifest.json",
        ),
    ],
)
def test_what_teams_would_refuse_is_told(name: str, change: Callable[[Any], None], told: str) -> None:
    problems = problems_of(_with(name, change))
    assert any(told in one for one in problems), problems


def test_an_icon_of_another_size_or_kind_is_told() -> None:
    files = files_of(PLACE)
    swapped = files | {"color.png": files["outline.png"], "outline.png": b"GIF89a"}
    assert problems_of(swapped) == [
        "color.png: it is 32x32, and must be 192x192.",
        "outline.png: It is no PNG.",
    ]


def test_the_zip_is_the_same_whenever_it_is_made() -> None:
    files = files_of(PLACE)
    package = zipped(files)
    assert package == zipped(files_of(PLACE))
    with zipfile.ZipFile(BytesIO(package)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["manifest.json", "en.json", "color.png", "outline.png"]
        assert {name: opened.read(name) for name in opened.namelist()} == files
        # Neither the machine's clock nor its compressor leave a trace.
        assert {(one.date_time, one.compress_type) for one in opened.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_the_command_writes_what_the_settings_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APP_ID", APP_ID)
    monkeypatch.setenv("PUBLIC_URL", "https://botti.example")
    assert main([]) == 0
    written = Path("artifacts/kahvibotti-teams.zip")
    assert written.read_bytes() == zipped(files_of(PLACE))
    assert str(written) in capsys.readouterr().out


def test_the_command_line_goes_before_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APP_ID", "aaaaaaaa-0000-0000-0000-000000000000")
    path = tmp_path / "new" / "other.zip"
    assert main(["--app-id", APP_ID, "--url", "https://botti.example/", "--output", str(path)]) == 0
    assert path.read_bytes() == zipped(files_of(PLACE))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], ["APP_ID is missing", "PUBLIC_URL is missing"]),
        (["--app-id", "botti", "--url", "https://botti.example"], ["APP_ID is no application id"]),
        (["--app-id", APP_ID, "--url", "http://botti.example"], ["PUBLIC_URL is no address of the form https://HOST"]),
        (["--app-id", APP_ID, "--url", "https://"], ["PUBLIC_URL is no address"]),
        (["--app-id", APP_ID, "--url", "https://botti.example:999999"], ["PUBLIC_URL is no address"]),
        (["--app-id", APP_ID, "--url", "https://botti.example/?a=1"], ["PUBLIC_URL is no address"]),
        (["--app-id", APP_ID, "--url", 'https://botti.example/"'], ["PUBLIC_URL is no address"]),
        (["--app-id", APP_ID, "--url", "https://käyttäjä@botti.example"], ["PUBLIC_URL is no address"]),
    ],
)
def test_what_is_missing_is_told_in_plain_words(
    arguments: list[str], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    sentences = capsys.readouterr().err.splitlines()
    assert len(sentences) == len(told)
    assert all(sentence.startswith(begin) for sentence, begin in zip(sentences, told, strict=True))
    assert not Path("artifacts").exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--app-id", APP_ID, "--url", "https://botti.example", "--output", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_place_says_all_that_is_wrong_with_it() -> None:
    with pytest.raises(PackageError) as refused:
        Place("", "")
    assert len(refused.value.sentences) == 2
