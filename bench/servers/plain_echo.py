"""An echo without any SDK: what aiohttp alone can do on this machine."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

_SESSION = web.AppKey("session", aiohttp.ClientSession)


async def _messages(request: web.Request) -> web.Response:
    said = await request.json()
    conversation, answered = said["conversation"]["id"], said["id"]
    url = f"{said['serviceUrl']}/v3/conversations/{conversation}/activities/{answered}"
    echo = {
        "type": "message",
        "text": f"Echo: {said['text']}",
        "from": said["recipient"],
        "recipient": said["from"],
        "conversation": said["conversation"],
        "replyToId": said["id"],
    }
    async with request.app[_SESSION].post(url, json=echo) as response:
        await response.read()
    return web.Response(status=201)


async def _connected(app: web.Application) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as session:
        app[_SESSION] = session
        print("ready", flush=True)
        yield


if __name__ == "__main__":
    application = web.Application()
    application.router.add_post("/api/messages", _messages)
    application.cleanup_ctx.append(_connected)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
