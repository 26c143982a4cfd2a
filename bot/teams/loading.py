"""What the routes share by which files and pages are loaded: headers, the language, a file, a plain sentence."""

from __future__ import annotations

import asyncio
import math
import re
import tempfile
from collections.abc import Awaitable, Callable
from os import SEEK_END
from pathlib import Path

from aiohttp import web

from bot.services.signed_addresses import Refused
from bot.texts import LANGUAGES, Texts, texts_of

_CHUNK = 64 * 1024
_WEIGHT = re.compile(r"[01](\.\d{0,3})?")


def loaded_headers(kind: str, name: str) -> dict[str, str]:
    """Headers of a file that is kept nowhere on its way and opened as nothing else than its kind."""
    return {
        "Content-Type": kind,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


async def send_made(
    request: web.Request, name: str, kind: str, making: asyncio.Lock, make: Callable[[Path], Awaitable[None]]
) -> web.StreamResponse:
    """A file that is made for this request alone and erased after it; one at a time of those that share a lock."""
    with tempfile.TemporaryDirectory(prefix="kahvibotti-") as folder:
        path = Path(folder) / name
        async with making:
            await make(path)
        return await _send_file(request, path, kind)


async def _send_file(request: web.Request, path: Path, kind: str) -> web.StreamResponse:
    """A file's bytes, some at a time, under its own name."""
    response = web.StreamResponse(headers=loaded_headers(kind, path.name))
    with path.open("rb") as file:
        response.content_length = file.seek(0, SEEK_END)
        file.seek(0)
        await response.prepare(request)
        while chunk := file.read(_CHUNK):
            await response.write(chunk)
    await response.write_eof()
    return response


def texts_for(request: web.Request) -> Texts:
    """In the language that the address asks for, or else in the one that the browser would rather have of ours.

    Teams puts its own into the address of a tab, as "fi-fi".
    """
    asked = request.query.get("lang", "").lower().partition("-")[0]
    return texts_of(asked if asked in LANGUAGES else _preferred(request.headers.get("Accept-Language", "")))


def _preferred(header: str) -> str:
    """The first of our languages by the header's weights; Finnish when it names none of them."""
    weights: dict[str, float] = {}
    for one in header.split(","):
        tag, _, weight = one.strip().lower().partition(";")
        language = tag.strip().partition("-")[0]
        if language in LANGUAGES:
            weights[language] = max(weights.get(language, 0.0), _weight(weight))
    # Of equal ones the first stays first.
    best = max(weights, key=lambda language: weights[language], default=LANGUAGES[0])
    return best if weights.get(best) else LANGUAGES[0]


def _weight(text: str) -> float:
    name, _, number = text.partition("=")
    if name.strip() != "q":
        return 1.0
    found = _WEIGHT.fullmatch(number.strip())
    return float(found[0]) if found else 0.0


def refused(request: web.Request, why: Refused, *, forbidden: str, expired: str) -> web.Response:
    """Why an address gives nothing, by the key of the sentence that says so.

    It is told in the browser's language, since what a forged address says of a language says nothing.
    """
    texts = texts_for(request)
    return told(texts, expired, 410) if why is Refused.EXPIRED else told(texts, forbidden, 403)


def told(texts: Texts, key: str, status: int, **slots: object) -> web.Response:
    """A plain sentence, with its slots filled."""
    headers = {"Cache-Control": "no-store", "Content-Language": texts.language}
    return web.Response(text=texts(key, **slots), status=status, headers=headers)


def told_to_wait(texts: Texts, key: str, seconds: float) -> web.Response:
    """A plain sentence to whoever asks too often, and for how many seconds not to ask again."""
    response = told(texts, key, 429)
    response.headers["Retry-After"] = str(math.ceil(seconds))
    return response
