"""The pages over real sockets: in both languages, accessible, harmless, and true to what is kept."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from typing import Any

import aiohttp
import pytest

from bot.teams.page_style import STYLE
from bot.teams.pages import SECTIONS
from bot.texts import LANGUAGES, texts_of
from tests.bot.teams.fakes import RunningBot, running_bot, settings_of


class Read(HTMLParser):
    """What a page holds: its elements with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


async def _get(bot: RunningBot, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, str]:
    async with bot.session.get(bot.url + path, headers=headers) as response:
        return response, await response.text()


@asynccontextmanager
async def _bot(**settings: Any) -> AsyncIterator[RunningBot]:
    async with running_bot(settings_of(**settings)) as running:
        yield running


EVERY = [(name, language) for name in SECTIONS for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY)
async def test_each_page_can_be_read_by_everybody(bot: RunningBot, name: str, language: str) -> None:
    response, body = await _get(bot, f"/{name}?lang={language}")
    assert (response.status, response.content_type, response.charset) == (200, "text/html", "utf-8")
    assert response.headers["Content-Language"] == language
    page = Read(body)
    assert not page.open
    assert page.of("html") == [{"lang": language}]
    title = texts_of(language)(f"page.{name}.title")
    assert f"<title>{title} – Kahvibotti</title>" in body
    tags = [tag for tag, _ in page.elements if tag in ("h1", "h2", "main", "nav")]
    assert tags == ["nav", "main", "h1", *["h2"] * len(SECTIONS[name])]
    assert "width=device-width" in str(page.of("meta"))
    assert page.of("nav")[0]["aria-label"]
    assert "{" not in page.text


@pytest.mark.parametrize(("name", "language"), EVERY)
async def test_no_page_runs_or_loads_anything(bot: RunningBot, name: str, language: str) -> None:
    response, body = await _get(bot, f"/{name}?lang={language}")
    page = Read(body)
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "form", "object"}
    assert not re.search(r"https?:|//|url\(|@import", body)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_links_lead_to_the_other_pages_and_to_the_other_language(bot: RunningBot) -> None:
    _, body = await _get(bot, "/terms?lang=fi")
    links = [str(one["href"]) for one in Read(body).of("a")]
    pages = ["privacy?lang=fi", "terms?lang=fi", "support?lang=fi", "terms?lang=en"]
    assert links == ["#main", "./?lang=fi", *pages]
    assert [one["href"] for one in Read(body).of("a") if one.get("aria-current") == "page"] == ["terms?lang=fi"]
    for link in pages:
        assert (await _get(bot, f"/{link}"))[0].status == 200


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/privacy", "", "fi"),
        ("/privacy", "en-GB,en;q=0.9", "en"),
        ("/privacy", "fi-FI,fi;q=0.9,en;q=0.8", "fi"),
        ("/privacy", "sv-FI, sv;q=0.9, en;q=0.8, fi;q=0.7", "en"),
        ("/privacy", "en;q=0.5, fi; q=0.9", "fi"),
        ("/privacy", "de", "fi"),
        ("/privacy", "en;q=0", "fi"),
        ("/privacy", "en;q=nan", "fi"),
        ("/privacy", ",;=,en;;q", "en"),
        ("/privacy?lang=en", "fi", "en"),
        ("/privacy?lang=fi", "en", "fi"),
        ("/privacy?lang=%3Cscript%3E", "en", "en"),
    ],
)
async def test_the_language_is_the_asked_one_or_the_browsers(
    bot: RunningBot, path: str, header: str, language: str
) -> None:
    response, body = await _get(bot, path, **{"Accept-Language": header})
    assert response.headers["Content-Language"] == language
    assert response.headers["Vary"] == "Accept-Language"
    assert "<script" not in body


async def test_the_privacy_page_tells_the_times_that_are_set() -> None:
    days = {"keep_notices_days": 71, "keep_memories_days": 1, "keep_hands_days": 131, "keep_names_days": 301}
    async with _bot(trip_keep_months=7, smallest_group=6, **days) as bot:
        _, finnish = await _get(bot, "/privacy?lang=fi")
        _, english = await _get(bot, "/privacy?lang=en")
    assert "on kulunut 7 kuukautta" in Read(finnish).text
    assert "kun vastaajia on vähintään 6" in Read(finnish).text
    assert "7 months after the trip" in Read(english).text
    assert "at least 6 people" in Read(english).text
    told = (("71 päivää", "71 days"), ("1 päivä)", "1 day)"), ("131 päivää", "131 days"), ("301 päivää", "301 days"))
    assert [one for one, _ in told if one not in Read(finnish).text] == []
    assert [one for _, one in told if one not in Read(english).text] == []


async def test_the_contact_of_the_settings_is_shown_as_it_is() -> None:
    async with _bot(contact="ake@kirjasto.example <b>&") as bot:
        for name in ("privacy", "support"):
            _, body = await _get(bot, f"/{name}?lang=fi")
            assert "Yhteystiedot: ake@kirjasto.example &lt;b&gt;&amp;" in body
    async with _bot() as bot:
        _, body = await _get(bot, "/support?lang=fi")
        assert "kirjastojen yhteisestä Teams-tiimistä" in body


def test_every_section_of_the_texts_is_on_a_page() -> None:
    told = {key for key in texts_of("fi").sentences if key.startswith("page.") and key.endswith(".text")}
    assert told == {f"page.{name}.{section}.text" for name, sections in SECTIONS.items() for section in sections}


async def test_other_addresses_are_no_pages(bot: RunningBot) -> None:
    for path in ("/privacy/", "/privacy.html", "/privacyx", "/pages"):
        assert (await _get(bot, path))[0].status == 404
    async with bot.session.post(f"{bot.url}/privacy") as response:
        assert response.status == 405


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_stand_out_in_light_and_dark() -> None:
    themes = re.findall(r"--ground: (#\w+); --text: (#\w+); --link: (#\w+)", STYLE)
    assert len(themes) == 2
    for ground, *colours in themes:
        for colour in colours:
            darker, lighter = sorted((_luminance(ground), _luminance(colour)))
            assert (lighter + 0.05) / (darker + 0.05) >= 7
