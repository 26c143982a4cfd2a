"""Runs the web application until it is told to stop, and lets turns under way end first."""

from __future__ import annotations

import asyncio
import faulthandler
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, cast

from aiohttp import web

from bot.settings import SettingsError
from bot.teams.access import is_loopback_host
from bot.teams.routes import LOCAL
from bot.teams.server_errors import ServerErrors
from bot.teams.slow_clients import slow_clients_closed

# Longer than the longest turn.
_SHUTDOWN_SECONDS = 10.0
# An idle connection stays longer than those of the usual guards in front, which would else send into a closed one.
_IDLE_SECONDS = 300.0
# What runs the bot kills it some 30 s after it was told to end; before that it ends itself and tells where it hung.
_STOP_SECONDS = 25.0
_ENDINGS = (signal.SIGINT, signal.SIGTERM)
# For what is left of a body that nobody reads.
_REST_SECONDS = 2.0
# So long a token is still answered as one; a head that is longer yet is no HTTP to the server.
_MAX_HEADER_BYTES = 64 * 1024

_log = logging.getLogger(__name__)


class Server:
    """The application on an address; SettingsError when a local bot is to listen beyond loopback."""

    def __init__(self, app: web.Application, host: str, port: int) -> None:
        if app[LOCAL] and not is_loopback_host(host):
            raise SettingsError([f"A local bot listens on loopback alone: {host} is not; leave out --host."])
        options: dict[str, Any] = {
            "keepalive_timeout": _IDLE_SECONDS,
            "lingering_time": _REST_SECONDS,
            "max_field_size": _MAX_HEADER_BYTES,
            "logger": ServerErrors(logging.getLogger("aiohttp.server")),
        }
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS, **options)
        self._host, self._port = host, port
        self._held = AsyncExitStack()

    @property
    def port(self) -> int:
        """The port it listens on, chosen by the system when 0 was asked for."""
        port: int = self._runner.addresses[0][1]
        return port

    async def start(self) -> None:
        """Listen; OSError when the address is taken."""
        await self._runner.setup()
        _spare_the_collector()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        await self._held.enter_async_context(slow_clients_closed(cast(web.Server, self._runner.server)))
        _log.info("ready", extra={"fields": {"host": self._host, "port": self.port}})

    async def refuse(self) -> None:
        """Take no more: new connections are refused, and each that is open ends with the request under way."""
        for site in list(self._runner.sites):
            await site.stop()
        # What has arrived already is begun before the idle are closed.
        await asyncio.sleep(0)
        cast(web.Server, self._runner.server).pre_shutdown()

    async def stop(self) -> None:
        """Stop listening, let turns under way end, and close."""
        await self._held.aclose()
        await self._runner.cleanup()
        _log.info("stopped")


def _spare_the_collector() -> None:
    """Leave what is loaded by now out of garbage collection, whose pauses were the slowest turns."""
    gc.collect()
    gc.freeze()
    # A turn makes thousands of objects, nearly all of which end with it by themselves.
    gc.set_threshold(10_000, 20, 20)


@asynccontextmanager
async def running(server: Server) -> AsyncIterator[None]:
    """Serve while the block runs."""
    await server.start()
    try:
        yield
    finally:
        await server.stop()


async def until_stopped() -> None:
    """Wait until the process is interrupted or told to end; told once more, it ends at once."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for ending in _ENDINGS:
        # Windows has no such handlers; there Ctrl-C cancels this task, which ends the waiting too.
        with suppress(NotImplementedError):
            loop.add_signal_handler(ending, stopping.set)
    await stopping.wait()
    _log.info("stopping")
    for ending in _ENDINGS:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(ending)
            signal.signal(ending, signal.SIG_DFL)


def end_in_time() -> None:
    """From now on the process lasts for as long at most as stopping may take, whatever hangs."""
    faulthandler.dump_traceback_later(_STOP_SECONDS, exit=True)
