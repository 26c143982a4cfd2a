"""The web application: the channel's messages, the health of the bot, its pages, and files to be loaded."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime

import aiohttp
from aiohttp import web

from bot.domain.intervals import HELSINKI
from bot.identity.credentials import Tokens, Unsigned, tokens_of
from bot.services.ports import Conversation, Store
from bot.services.rosters import RosterNews
from bot.settings import Settings, SettingsError, check_for_teams
from bot.sparing_log import SparingLog
from bot.teams.access import Access, ChannelAccess, LocalAccess, SharedAuthentication
from bot.teams.adapter import TeamsAdapter
from bot.teams.calendar_files import CalendarFileRoute
from bot.teams.calendar_page import CalendarPage
from bot.teams.connector import Connectors, open_session
from bot.teams.errors import (
    ActivityError,
    ForbiddenServiceError,
    KeysUnavailableError,
    TooManyError,
    TurnFailedError,
    UnauthorizedError,
)
from bot.teams.handler import TeamsHandler
from bot.teams.incoming import activity_of, read_json
from bot.teams.messenger import TeamsMessenger
from bot.teams.pages import Pages
from bot.teams.personal_files import PersonalFileRoute
from bot.teams.reports import Reports
from bot.teams.rosters import TeamsRosters
from bot.teams.signing_keys import SigningKeys
from bot.teams.trip_files import TripFileRoute
from bot.tracing import span

# Teams' own messages stay below 100 KB.
MAX_BODY_BYTES = 256 * 1024
_BODY_SECONDS = 5.0

LOCAL = web.AppKey("local", bool)
_ACCESS = web.AppKey("access", Access)
_AUTHENTICATION = web.AppKey("authentication", SharedAuthentication)
_REFUSALS = web.AppKey("refusals", SparingLog)
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
    personal_files: PersonalFileRoute | None = None,
    calendar_files: CalendarFileRoute | None = None,
    calendar_page: CalendarPage | None = None,
    clock: Callable[[], datetime] = helsinki_now,
) -> web.Application:
    """The bot on the web. SettingsError unless it is local or its credentials are complete."""
    if not local and (wrong := check_for_teams(settings)):
        raise SettingsError(wrong)
    app = web.Application(middlewares=[_answer_errors], client_max_size=MAX_BODY_BYTES)
    app[LOCAL] = local
    app[_STORE] = store
    app[_REFUSALS] = SparingLog(logging.getLogger(__name__))
    app[ROSTER_NEWS] = RosterNews()
    app[_HANDLER] = TeamsHandler(conversation, app[ROSTER_NEWS], clock)
    app.cleanup_ctx.append(_connected(settings, None if local else tokens_of(settings)))
    app.router.add_post("/api/messages", _messages)
    app.router.add_get("/health", _health)
    app.router.add_get("/ready", _ready)
    Pages(settings).add_to(app)
    for files in (reports, trip_files, personal_files, calendar_files, calendar_page):
        if files is not None:
            files.add_to(app)
    return app


def _connected(settings: Settings, tokens: Tokens | None) -> Callable[[web.Application], AsyncIterator[None]]:
    """Hold the pool of connections, the channel's keys and the bot's own tokens while the application runs."""

    async def connected(app: web.Application) -> AsyncIterator[None]:
        async with AsyncExitStack() as held:
            session = await held.enter_async_context(open_session())
            app[_ACCESS] = LocalAccess() if tokens is None else _channel_access(settings, session, held)
            if tokens is not None:
                await held.enter_async_context(tokens.kept_fresh())
            connectors = Connectors(session, tokens or Unsigned())
            app[_AUTHENTICATION] = SharedAuthentication(connectors)
            app[_ADAPTER] = TeamsAdapter(app[_AUTHENTICATION])
            app[MESSENGER] = TeamsMessenger(connectors, local=app[LOCAL])
            app[ROSTERS] = TeamsRosters(connectors, local=app[LOCAL])
            yield
            await app[_HANDLER].close()

    return connected


def _channel_access(settings: Settings, session: aiohttp.ClientSession, held: AsyncExitStack) -> ChannelAccess:
    """The channel's access, whose keys are read already while the rest starts."""
    keys = SigningKeys(session, settings.to_bot_from_channel_openid_metadata_url)
    keys.read_aside()
    held.push_async_callback(keys.close)
    return ChannelAccess(settings.app_id.strip(), settings.app_tenantid.strip(), keys)


async def _messages(request: web.Request) -> web.Response:
    """One activity of the channel; the response is sent when its turn has ended.

    The token is judged before the body is read, so whoever has none costs next to nothing.
    """
    with span("request"):
        return await _answered(request)


async def _answered(request: web.Request) -> web.Response:
    with span("access"):
        proof = await request.app[_ACCESS].prove(_authorization(request))
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    activity = activity_of(read_json(await _body(request)))
    identity = request.app[_ACCESS].admit(activity, proof)
    answer = await request.app[_ADAPTER].process_activity(
        request.app[_AUTHENTICATION].admitted(identity), activity, request.app[_HANDLER].on_turn
    )
    if answer is None:
        return web.Response(status=200)
    return web.json_response(answer.body, status=int(answer.status))


def _authorization(request: web.Request) -> str:
    """The header, empty when there is none; of two it could not be told which one others have looked at."""
    told = request.headers.getall("Authorization", [])
    if len(told) > 1:
        raise UnauthorizedError("One token is needed.")
    return told[0] if told else ""


async def _body(request: web.Request) -> bytes:
    """The whole body; TimeoutError when it does not arrive in time. Most have arrived with their head."""
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(_BODY_SECONDS):
        return await request.read()


async def _health(_: web.Request) -> web.Response:
    """That the process lives: starting it anew would not bring a database back, so that is no part of it."""
    return web.json_response({"status": "ok"})


async def _ready(request: web.Request) -> web.Response:
    """Whether questions can be answered: the database answers."""
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
        return _refused(request, 401, error)
    except ForbiddenServiceError as error:
        return _refused(request, 403, error)
    except TooManyError as error:
        response = _refused(request, 429, error)
        response.headers["Retry-After"] = str(math.ceil(error.wait))
        return response
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


def _refused(request: web.Request, status: int, error: Exception) -> web.Response:
    """Whoever runs the bot must see why nobody is heard, and nobody may fill the log by it."""
    request.app[_REFUSALS].note("refused", str(error))
    return _error(status, str(error))


def _refused_body(request: web.Request) -> web.Response:
    """A broken body, or one whose sender left: where it ends is not known, so nothing can follow it."""
    # Else the server would read on, fail, and close the connection before its answer is through.
    request.content.feed_eof()
    response = _error(400, "The body is not whole.")
    response.force_close()
    return response


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
