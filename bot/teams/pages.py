"""The bot's pages on the web, to which its app in Teams points: privacy, terms of use and support."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from aiohttp import web

from bot.settings import Settings
from bot.teams.loading import texts_for
from bot.teams.page_frame import framed, shown
from bot.texts import LANGUAGES, Texts, texts_of
from bot.texts.retention import kept_times

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "privacy": ("keeper", "kept", "feedback", "questions", "trips", "team", "logs", "rights"),
    "terms": ("who", "answers", "use", "licence"),
    "support": ("begin", "problems", "contact"),
}
"""The pages, and what each tells of in turn."""

_SECONDS_KEPT = 300


class Pages:
    """The pages in each language, made once: what they tell of follows the settings."""

    def __init__(self, settings: Settings) -> None:
        self._pages = {
            (name, language): _page(name, texts_of(language), settings) for name in SECTIONS for language in LANGUAGES
        }

    def add_to(self, app: web.Application) -> None:
        """Answer at /privacy, /terms and /support."""
        for name in SECTIONS:
            app.router.add_get(f"/{{page:{name}}}", self._show)

    async def _show(self, request: web.Request) -> web.Response:
        texts = texts_for(request)
        return shown(texts, self._pages[request.match_info["page"], texts.language], _SECONDS_KEPT)


def _page(name: str, texts: Texts, settings: Settings) -> str:
    main = [f"<p>{escape(texts(f'page.{name}.lead'))}</p>"]
    for section in SECTIONS[name]:
        told = texts(f"page.{name}.{section}.text", **_slots(texts, settings))
        main += [f"<h2>{escape(texts(f'page.{name}.{section}.heading'))}</h2>", *_blocks(told)]
    return framed(texts, name, main)


def _slots(texts: Texts, settings: Settings) -> Mapping[str, object]:
    contact = settings.contact.strip()
    who = texts("page.contact_known", contact=contact) if contact else texts("page.contact_unknown")
    return {"smallest": settings.smallest_group, "who": who, **kept_times(texts, settings.kept_for)}


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and lists of a text: empty lines part them, and what begins with a dash is of a list."""
    for block in text.strip().split("\n\n"):
        if block.startswith("- "):
            items = block.removeprefix("- ").split("\n- ")
            yield f"<ul>{''.join(f'<li>{_line(item)}</li>' for item in items)}</ul>"
        else:
            yield f"<p>{_line(block)}</p>"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
