"""The web application: the channel's messages, the health of the bot, its pages, and files to be loaded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.domain.intervals import HELSINKI
from bot.services.ports import Conversation, Store
from bot.services.rosters import RosterNews
from bot.settings import Settings, SettingsError, check_for_teams
from bot.teams.access import Access, ChannelAccess, LocalAccess, SharedAuthentication
from bot.teams.adapter import TeamsAdapter
from bot.teams.connector import Connectors, open_session
from bot.teams.credentials import Credentials, Unsigned, tokens_of
from bot.teams.errors import (
    ActivityError,
    ForbiddenServiceError,
    KeysUnavailableError,
    TurnFailedError,
    UnauthorizedError,
)
from bot.teams.handler import TeamsHandler
from bot.teams.incoming import activity_of, read_json
from bot.teams.messenger import TeamsMessenger
from bot.teams.pages import Pages
from bot.teams.reports import Reports
from bot.teams.rosters import TeamsRosters
from bot.teams.signing_keys import SigningKeys
from bot.teams.trip_files import TripFileRoute

# Teams' own messages stay below 100 KB.
MAX_BODY_BYTES = 256 * 1024
_BODY_SECONDS = 5.0

LOCAL = web.AppKey("local", bool)
_ADAPTER = web.AppKey("adapter", TeamsAdapter)
_HANDLER = web.AppKey("handler", TeamsHandler)
MESSENGER = web.AppKey("messenger", TeamsMessenger)
ROSTERS = web.AppKey("rosters", TeamsRosters)
ROSTER_NEWS = web.AppKey("roster_news", RosterNews)
_STORE = web.AppKey("store", Store)


def helsinki_now() -> datetime:
    """The present moment on Helsinki's clock."""
    return datetime.now(HELSINKI)


def make_web_app(
    conversation: Conversation,
    store: Store,
    settings: Settings,
    *,
    local: bool = False,
    reports: Reports | None = None,
    trip_files: TripFileRoute | None = None,
    clock: Callable[[], datetime] = helsinki_now,
) -> web.Application:
    """The bot on the web. SettingsError unless it is local or its credentials are complete."""
    if not local and (wrong := check_for_teams(settings)):
        raise SettingsError(wrong)
    app = web.Application(middlewares=[_answer_errors], client_max_size=MAX_BODY_BYTES)
    app[LOCAL] = local
    app[_STORE] = store
    app[ROSTER_NEWS] = RosterNews()
    app[_HANDLER] = TeamsHandler(conversation, app[ROSTER_NEWS], clock)
    app.cleanup_ctx.append(_connected(settings))
    app.router.add_post("/api/messages", _messages)
    app.router.add_get("/health", _health)
    Pages(settings).add_to(app)
    for files in (reports, trip_files):
        if files is not None:
            files.add_to(app)
    return app


def _connected(settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    """Hold the pool of connections open while the application runs."""

    async def connected(app: web.Application) -> AsyncIterator[None]:
        async with open_session() as session:
            access: Access = LocalAccess()
            credentials: Credentials = Unsigned()
            if not app[LOCAL]:
                access = ChannelAccess(settings.app_id, SigningKeys(session))
                credentials = tokens_of(settings)
            connectors = Connectors(session, credentials)
            app[_ADAPTER] = TeamsAdapter(SharedAuthentication(access, connectors))
            app[MESSENGER] = TeamsMessenger(connectors, local=app[LOCAL])
            app[ROSTERS] = TeamsRosters(connectors, local=app[LOCAL])
            yield
            await app[_HANDLER].close()

    return connected


async def _messages(request: web.Request) -> web.Response:
    """One activity of the channel; the response is sent when its turn has ended."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    activity = activity_of(read_json(await _body(request)))
    answer = await request.app[_ADAPTER].process_activity(
        request.headers.get("Authorization", ""), activity, request.app[_HANDLER].on_turn
    )
    if answer is None:
        return web.Response(status=200)
    return web.json_response(answer.body, status=int(answer.status))


async def _body(request: web.Request) -> bytes:
    """The whole body; TimeoutError when it does not arrive in time. Most have arrived with their head."""
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(_BODY_SECONDS):
        return await request.read()


async def _health(request: web.Request) -> web.Response:
    """Whether the database answers."""
    if await request.app[_STORE].answers():
        return web.json_response({"status": "ok"})
    return web.json_response({"status": "no answer from the database"}, status=503)


_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _answer_errors(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Every error as its status and one plain sentence."""
    try:
        return await handler(request)
    except ActivityError as error:
        return _error(400, str(error))
    except UnauthorizedError as error:
        return _error(401, str(error))
    except ForbiddenServiceError as error:
        return _error(403, str(error))
    except (web.RequestPayloadError, ConnectionResetError):
        return _refused_body(request)
    except TimeoutError:
        return _error(408, "The body did not arrive in time.")
    except (KeysUnavailableError, TurnFailedError):
        return _error(503, "The bot cannot answer just now; try again soon.")
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _error(error.status, f"{error.reason}.")


def _refused_body(request: web.Request) -> web.Response:
    """A broken body, or one whose sender left: where it ends is not known, so nothing can follow it."""
    # Else the server would read on, fail, and close the connection before its answer is through.
    request.content.feed_eof()
    response = _error(400, "The body is not whole.")
    response.force_close()
    return response


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
