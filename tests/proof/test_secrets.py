"""Nothing secret, and nothing that somebody said, is in what a bot writes out, whatever goes wrong."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import aiohttp
from aiohttp import web

from tests.bot.teams.channel import APP_ID, channel_keys, token_of
from tests.bot.teams.fakes import activity, fake_service
from tests.browser.processes import free_port
from tests.proof.replicas import APP, log_of, replica

MARK = "SALAISUUS"
SECRETS = {
    "APP_ID": APP_ID,
    "APP_PASSWORD": f"{MARK}-azure",
    "APP_TENANTID": "t",
    "SECRET_KEY": f"{MARK}-of-hands-and-addresses",
    # Nobody listens there, so no token is ever fetched, and nothing leaves this machine.
    "HTTPS_PROXY": f"http://aino:{MARK}-proxy@127.0.0.1:9",
    "NO_PROXY": "",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
    "OTEL_EXPORTER_OTLP_HEADERS": f"authorization={MARK}-collector",
}


def written(folder: Path) -> str:
    """All that the process has written."""
    return (folder / "log").read_text(encoding="utf-8", errors="replace")


async def test_a_bot_in_teams_that_gets_no_token(sqlite_url: str, tmp_path: Path) -> None:
    port = free_port()
    options = ("--host", "127.0.0.1", "--port", str(port))
    async with channel_keys() as keys, fake_service() as service, aiohttp.ClientSession() as session:
        keys_at = {"TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL": f"{keys.url}/openid"}
        async with replica(sqlite_url, tmp_path, *options, **SECRETS, **keys_at) as bot:
            said = activity(service.url, type="message", text=f"{MARK} on kahvihuoneessa")
            for token, status in ((f"{MARK}.{MARK}.{MARK}", 401), (token_of(service.url), 503)):
                headers = {"Authorization": f"Bearer {token}"}
                async with session.post(f"{bot.url}/api/messages", json=said, headers=headers) as answer:
                    assert answer.status == status, await answer.text()
                    assert MARK not in await answer.text()
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.ended() == 0
    events = {line["event"] for line in log_of(tmp_path)}
    assert {"turn", "stopped"} <= events
    assert MARK not in written(tmp_path)


async def test_a_local_bot_whose_service_fails_and_whose_database_goes(sqlite_url: str, tmp_path: Path) -> None:
    async with fake_service() as service, aiohttp.ClientSession() as session, replica(sqlite_url, tmp_path) as bot:
        service.answers = [web.Response(status=500, text=MARK)]
        said = activity(service.url, type="message", text=f"Mitä {MARK}?")
        async with session.post(f"{bot.url}/api/messages", json=said) as answer:
            assert MARK not in await answer.text()
        with closing(sqlite3.connect(sqlite_url.partition(":///")[2])) as database:
            database.execute("DROP TABLE turns")
        async with session.post(f"{bot.url}/api/messages", json={**said, "id": "another"}) as answer:
            assert answer.status >= 500
        bot.process.send_signal(signal.SIGTERM)
        await bot.ended()
    assert {"undelivered", "failed"} <= {line.get("outcome") for line in log_of(tmp_path)}
    assert MARK not in written(tmp_path)


def test_commands_whose_database_cannot_be_reached(tmp_path: Path) -> None:
    environment = {**SECRETS, "DATABASE_URL": f"postgresql://aino:{MARK}@127.0.0.1:1/kahvit"}
    for command in (["doctor"], ["serve"], ["migrate"], ["backup", "x.backup"], ["ask", "Mitä huomenna?"]):
        ended = subprocess.run(
            [sys.executable, str(APP), *command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode, command
        assert ended.stdout + ended.stderr
        assert MARK not in ended.stdout + ended.stderr, command
