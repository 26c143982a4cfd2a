"""A bare echo bot of the SDK as its samples write it: CloudAdapter, ActivityHandler, no authentication."""

from __future__ import annotations

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication


class _NoCredentials:
    """Settings that the SDK reads as: authentication is off."""

    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


class _Echo(ActivityHandler):  # type: ignore[misc]
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Say the same."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


_ADAPTER = CloudAdapter(ConfigurationBotFrameworkAuthentication(_NoCredentials()))
_BOT = _Echo()


async def _messages(request: web.Request) -> web.StreamResponse:
    response: web.Response = await _ADAPTER.process(request, _BOT)
    return response


async def _ready(app: web.Application) -> None:
    print("ready", flush=True)


if __name__ == "__main__":
    application = web.Application()
    application.router.add_post("/api/messages", _messages)
    application.on_startup.append(_ready)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
