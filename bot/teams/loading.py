"""What the routes share by which files are loaded: headers of a file, and a plain sentence where there is none."""

from __future__ import annotations

from aiohttp import web

from bot.texts import Texts, language_of, texts_of


def loaded_headers(kind: str, name: str) -> dict[str, str]:
    """Headers of a file that is kept nowhere on its way and opened as nothing else than its kind."""
    return {
        "Content-Type": kind,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def texts_for(request: web.Request) -> Texts:
    """In the browser's language, since what a forged address says of a language says nothing."""
    return texts_of(language_of(request.headers.get("Accept-Language", "")))


def told(texts: Texts, key: str, status: int) -> web.Response:
    """A plain sentence."""
    headers = {"Cache-Control": "no-store", "Content-Language": texts.language}
    return web.Response(text=texts(key), status=status, headers=headers)
