"""The command line as a person uses it: what is printed, what is stored, and how it ends."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

import app
from bot.texts import texts_of
from storage.migrate import migrate
from tests.support.terminal import APP, Terminal
from tests.support.world import QUESTIONS

CALENDAR = QUESTIONS / "calendar_small.csv"
AT = "2028-03-21T13:00"
FI = texts_of("fi")
BAD_ROWS = """Tunnus;Sarja;Otsikko;Alkaa;Päättyy;Muoto
a;Etäkahvit;;24.11.2026 9:00;24.11.2026 9:30;etä
b;Etäkahvit;Lautapelit;31.2.2026 9:00;24.11.2026 9:30;kotona
c;Etäkahvit;Siemenet;25.11.2026 9:00;25.11.2026 9:30;etä
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal beside a database that has a calendar; for reading only."""
    opened = Terminal(tmp_path_factory.mktemp("filled"))
    opened.says("import", CALENDAR)
    return opened


def test_an_import_tells_what_it_did_and_again_that_nothing_changed(terminal: Terminal) -> None:
    first = terminal.says("import", CALENDAR)
    assert first[0] == "Lisätty: 10"
    assert "  Kirjastokahvit: Saamenkieliset satukirjat, tiistaina 21.3.2028 klo 14.30–15.15" in first
    assert first[-3:] == ["Muuttunut: 0", "Peruttu: 0", "Ennallaan: 0"]
    assert len(terminal.titles()) == 10
    assert terminal.says("import", CALENDAR) == ["Lisätty: 0", "Muuttunut: 0", "Peruttu: 0", "Ennallaan: 10"]
    assert len(terminal.titles()) == 10


def test_an_import_tells_what_changed_and_what_was_cancelled(terminal: Terminal) -> None:
    terminal.says("import", CALENDAR)
    rows = CALENDAR.read_text(encoding="utf-8").splitlines()
    changed = terminal.folder / "muutettu.csv"
    changed.write_text(
        "\n".join(
            row.replace("Lumikengät lainaan", "Lumikengät") if row.startswith("k2;") else row
            for row in (row + "peruttu" if row.startswith("k4;") else row for row in rows)
        ),
        encoding="utf-8",
    )
    said = terminal.says("import", changed)
    assert [line.split(",")[0] for line in said] == [
        "Lisätty: 0",
        "Muuttunut: 1",
        "  Kirjastokahvit: Lumikengät",
        "Peruttu: 1",
        "  Verkostovartti: Kuvien vaihtoehtotekstit",
        "Ennallaan: 8",
    ]


def test_a_dry_run_tells_the_same_and_stores_nothing(terminal: Terminal) -> None:
    said = terminal.says("import", CALENDAR, "--dry-run")
    assert said[:2] == ["Kokeilu: mitään ei tallenneta.", "Lisätty: 10"]
    assert terminal.titles() == []


def test_bad_rows_are_told_by_number_and_column_and_nothing_is_stored(terminal: Terminal) -> None:
    file = terminal.folder / "virheita.csv"
    file.write_text(BAD_ROWS, encoding="utf-8")
    ended = terminal.run("import", file)
    assert ended.returncode == 1
    lines = ended.stdout.splitlines()
    assert lines[0] == "Mitään ei tuotu, koska tiedostossa on korjattavaa:"
    assert sorted(lines[1:]) == [
        "Rivi 2, sarake Otsikko: tieto puuttuu.",
        "Rivi 3, sarake Alkaa: ”31.2.2026 9:00” ei ole aika. Kirjoita esimerkiksi 24.11.2026 9:00.",
        "Rivi 3, sarake Muoto: ”kotona” ei ole osallistumistapa. Kirjoita etä, lähi tai hybridi.",
    ]
    assert terminal.titles() == []
    assert ended.stderr == ""


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("poissa.csv", None, "poissa.csv ei voi avata"),
        ("kalenteri.pdf", b"%PDF", "Tiedoston pääte on ”.pdf”"),
        ("tyhja.csv", b"", "Tiedosto on tyhjä"),
        ("latin.csv", "Tunnus;Päättyy\n".encode("latin-1"), "Tiedosto ei ole UTF-8-muodossa"),
        ("rikki.xlsx", b"PK\x03\x04 no workbook", "Tiedostoa ei voi lukea Excel-työkirjana"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes | None,
    told: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.db'}")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert app.main(["import", str(tmp_path / name)]) == 1
    said = capsys.readouterr()
    assert told in said.out
    assert said.err == ""


def test_a_question_is_answered_as_text(filled: Terminal) -> None:
    said = filled.says("ask", "Milloin on seuraava verkostovartti?", "--at", AT)
    assert "Verkostovartti: Kuvien vaihtoehtotekstit" in said
    assert any("torstaina 23.3. klo 9.00–9.15" in line for line in said)
    assert "[Liity] https://linja.example/vaihtoehtotekstit" in said


def test_each_line_of_the_input_is_a_question_of_its_own(filled: Terminal) -> None:
    typed = "Seuraava verkostovartti?\n\n  \nWhen is the next Pedapaja?\nkiitos\n"
    answers = "\n".join(filled.says("ask", "-", "--at", AT, typed=typed)).split("\n\n")
    assert len(answers) == 3
    assert "Kuvien vaihtoehtotekstit" in answers[0]
    assert "on Wednesday 29.3. at 12.00–15.00" in answers[1]
    assert answers[2].startswith("Ole hyvä!")


def test_the_same_question_may_be_asked_again(filled: Terminal) -> None:
    question = ("ask", "Seuraava verkostovartti?", "--at", AT)
    assert filled.says(*question) == filled.says(*question)


def test_a_calendar_without_events_has_an_honest_answer(terminal: Terminal) -> None:
    said = "\n".join(terminal.says("ask", "Mitä ensi viikolla?", "--at", AT))
    assert "ensi viikolla (vk 13, 27.3.–2.4.)" in said
    assert "klo" not in said


def test_the_demo_calendar_is_loaded_once(terminal: Terminal) -> None:
    (loaded,) = terminal.says("demo")
    assert loaded.startswith("Esimerkkikalenteri on ladattu.")
    number = len(terminal.titles())
    assert number > 20
    assert f": {number}." in loaded
    assert ": 0." in terminal.says("demo")[0]
    assert len(terminal.titles()) == number


def test_migrating_makes_the_database_and_its_folder(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.database = tmp_path / "uusi" / "kansio" / "kahvibotti.db"
    terminal.environment["DATABASE_URL"] = f"sqlite+aiosqlite:///{terminal.database}"
    for _ in range(2):
        assert terminal.says("migrate") == ["Tietokanta on ajan tasalla."]
    assert terminal.titles() == []


def test_the_settings_file_of_the_folder_is_read(terminal: Terminal) -> None:
    del terminal.environment["DATABASE_URL"]
    (terminal.folder / ".env").write_text("DATABASE_URL=sqlite:///omassa.db\n", encoding="utf-8")
    terminal.says("migrate")
    assert (terminal.folder / "omassa.db").exists()


def test_serving_without_credentials_is_refused(terminal: Terminal) -> None:
    ended = terminal.run("serve")
    assert ended.returncode == 2
    for name in ("APP_ID", "APP_PASSWORD", "APP_TENANTID"):
        assert f"{name} is missing: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_local_bot_is_refused_beyond_loopback(terminal: Terminal) -> None:
    ended = terminal.run("serve", "--local", "--host", "0.0.0.0")
    assert ended.returncode == 2
    assert "A local bot listens on loopback alone" in ended.stderr


@pytest.fixture
def served(terminal: Terminal) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A local bot that runs on a port which it chose, and its address."""
    process = subprocess.Popen(
        [sys.executable, str(APP), "serve", "--local", "--port", "0"],
        cwd=terminal.folder,
        env=terminal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        ready = next((line for line in process.stdout if '"event": "ready"' in line), None)
        assert ready, "it ended before it was ready"
        yield process, f"http://127.0.0.1:{json.loads(ready)['port']}"
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_local_bot_needs_no_credentials_and_stops_when_told(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    for path in ("health", "ready"):
        with urlopen(f"{address}/{path}") as answer:
            assert answer.status == 200
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}/metrics")
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0


def test_a_port_that_is_taken_is_told_in_a_sentence(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = terminal.run("serve", "--local", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "address already in use" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("dance",), ("ask",), ("import",), ("serve", "--port", "coffee")],
)
def test_a_command_that_is_none_is_refused_with_the_usage(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("serve", "--port", "99999"), "99999 is no port"),
        (("serve", "--port", "-5"), "-5 is no port"),
        (("ask", "x", "--at", "foo"), "foo is no moment such as 2026-11-23T09:00"),
        (("ask", "x", "--at", "0001-01-01T00:00"), "the year must be one of 2000-2100"),
    ],
)
def test_an_option_that_cannot_be_is_told(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(arguments)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_a_setting_that_cannot_be_is_told_in_a_sentence(terminal: Terminal) -> None:
    ended = terminal.run("migrate", PORT="coffee")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("PORT cannot be used: ")


@pytest.mark.parametrize("command", [("ask", "Mitä huomenna?"), ("serve", "--local")])
def test_a_database_that_does_not_answer_is_told_in_a_sentence(terminal: Terminal, command: tuple[str, ...]) -> None:
    ended = terminal.run(*command, DATABASE_URL="postgresql://aino@127.0.0.1:1/kahvit")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Tietokantaan ei saada yhteyttä." in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_an_address_that_is_none_is_told_in_a_sentence(terminal: Terminal) -> None:
    ended = terminal.run("migrate", DATABASE_URL="kahvit")
    assert ended.returncode == 2
    assert "DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", [("migrate",), ("demo",), ("ask", "x"), ("import", "x.csv"), ("serve", "--local")])
def test_a_file_that_is_no_database_is_told_by_every_command(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test.db").write_bytes(b"no database at all, " * 500)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'test.db'}")
    # Serving sets up the logging of the whole process.
    monkeypatch.setattr("app.set_up_logging", lambda: None)
    assert app.main(command) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "Tietokantaan ei saada yhteyttä." in said.err


def test_a_database_of_a_newer_version_is_told(terminal: Terminal) -> None:
    with sqlite3.connect(terminal.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = terminal.run("ask", "Mitä huomenna?")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The database was made by a newer version of this program")
    assert ended.stderr.count("\n") == 1


def test_a_server_database_serves_the_same_commands(terminal: Terminal, postgres_url: str) -> None:
    asyncio.run(migrate(postgres_url))
    terminal.environment["DATABASE_URL"] = postgres_url
    assert terminal.says("import", CALENDAR)[0] == "Lisätty: 10"
    assert "Verkostovartti: Kuvien vaihtoehtotekstit" in terminal.says("ask", "seuraava verkostovartti", "--at", AT)


def test_a_backup_is_made_once_and_comes_into_an_empty_database_only(terminal: Terminal, tmp_path: Path) -> None:
    terminal.says("import", CALENDAR)
    titles = terminal.titles()
    (said,) = terminal.says("backup", "kahvit.backup")
    assert said.startswith("Varmuuskopio on tiedostossa kahvit.backup. Rivejä: ")
    assert terminal.run("backup", "kahvit.backup").stderr == FI("backup.refused.file_exists") + "\n"
    occupied = terminal.run("restore", "kahvit.backup")
    assert (occupied.returncode, occupied.stdout) == (1, "")
    assert occupied.stderr == FI("backup.refused.not_empty") + "\n"
    terminal.database = tmp_path / "new" / "new.db"
    terminal.environment["DATABASE_URL"] = f"sqlite:///{terminal.database}"
    (restored,) = terminal.says("restore", "kahvit.backup")
    assert restored.startswith("Varmuuskopio on palautettu.")
    assert terminal.titles() == titles


def test_every_refusal_of_a_backup_has_its_sentence() -> None:
    sources = [(APP.parent / "storage" / f"{name}.py").read_text() for name in ("backup", "backup_file", "restore")]
    calls = re.findall(r"BackupRefused\((.*)\)", "".join(sources))
    codes = {code for call in calls for code in re.findall(r'"(\w+)"', call)}
    told = {key.removeprefix("backup.refused.") for key in FI.sentences if key.startswith("backup.refused.")}
    assert codes == told
