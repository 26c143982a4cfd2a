"""What the routes share by which files and pages are loaded: headers, the language, and a plain sentence."""

from __future__ import annotations

import re

from aiohttp import web

from bot.services.signed_addresses import Refused
from bot.texts import LANGUAGES, Texts, texts_of

_REFUSED = {Refused.FORGED: ("forbidden", 403), Refused.EXPIRED: ("expired", 410)}
_WEIGHT = re.compile(r"[01](\.\d{0,3})?")


def loaded_headers(kind: str, name: str) -> dict[str, str]:
    """Headers of a file that is kept nowhere on its way and opened as nothing else than its kind."""
    return {
        "Content-Type": kind,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }


def texts_for(request: web.Request) -> Texts:
    """In the language that the address asks for, or else in the one that the browser would rather have of ours."""
    asked = request.query.get("lang")
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


def refused(request: web.Request, subject: str, why: Refused) -> web.Response:
    """Why an address gives nothing, by a subject's sentences.

    It is told in the browser's language, since what a forged address says of a language says nothing.
    """
    name, status = _REFUSED[why]
    return told(texts_for(request), f"{subject}.{name}", status)


def told(texts: Texts, key: str, status: int) -> web.Response:
    """A plain sentence."""
    headers = {"Cache-Control": "no-store", "Content-Language": texts.language}
    return web.Response(text=texts(key), status=status, headers=headers)
