"""What the bot's pages share: the whole around their content, the links from one to another, and their headers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from aiohttp import web

from bot.teams.page_style import SECURITY, STYLE
from bot.texts import LANGUAGES, Texts

PLACES = {"calendar": "./", "privacy": "privacy", "terms": "terms", "support": "support"}
"""The pages, and where each is below the bot's own address."""

_OTHER = dict(zip(LANGUAGES, reversed(LANGUAGES), strict=True))


def framed(texts: Texts, here: str, main: Iterable[str], more: str = "") -> str:
    """A page of some content; `more` is what its address says besides the language."""
    title = escape(texts(f"page.{here}.title"))
    whole = [
        "<!doctype html>",
        f'<html lang="{texts.language}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} – {escape(texts('page.name'))}</title><style>{STYLE}</style></head>",
        f'<body><a class="skip" href="#main">{escape(texts("page.skip"))}</a>',
        f'{_links(here, texts, more)}<main id="main" tabindex="-1">',
        f"<h1>{title}</h1>",
        *main,
        "</main></body></html>",
    ]
    return "\n".join(whole)


def shown(texts: Texts, page: str, seconds: int, status: int = 200) -> web.Response:
    """A page as it is sent; for so many seconds it may be shown again without being asked for."""
    headers = {
        "Cache-Control": f"max-age={seconds}",
        "Content-Language": texts.language,
        "Vary": "Accept-Language",
        **SECURITY,
    }
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)


def _links(here: str, texts: Texts, more: str) -> str:
    """To the other pages, and to this one in the other language."""
    items = []
    for one, place in PLACES.items():
        current = ' aria-current="page"' if one == here else ""
        title = escape(texts(f"page.{one}.title"))
        items.append(f'<li><a href="{place}?lang={texts.language}"{current}>{title}</a></li>')
    other = _OTHER[texts.language]
    address = escape(f"{PLACES[here]}?lang={other}{more}")
    said = escape(texts("page.other_language"))
    items.append(f'<li><a href="{address}" lang="{other}" hreflang="{other}">{said}</a></li>')
    return f'<nav aria-label="{escape(texts("page.pages"))}"><ul>{"".join(items)}</ul></nav>'
