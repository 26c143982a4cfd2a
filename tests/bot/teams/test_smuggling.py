"""What people write and calendars bring in leaves the bot as words: no mention, no markup, no odd link."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
import pytest

from bot.domain.events import Form
from bot.services.calendar import CalendarCache
from bot.services.ports import Store
from bot.services.team import Team
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, NOW, FakeService, activity, fake_service
from tests.support.drafts import draft
from tests.support.talk import HANDS
from tests.support.world import base_analyzer

SMUGGLED = [
    "<at>Kaikki</at>",
    '<at id="0">Helmi</at>',
    "<b>Lihava</b>",
    '<a href="javascript:alert(1)">paina</a>',
    "<img src=x onerror=alert(1)>",
    "[paina](javascript:alert(1))",
    "[paina](msteams:/l/chat/0/0)",
    "[paina](https://paha.example/)",
    "![kuva](https://paha.example/kuva.png)",
    "&lt;at&gt;Kaikki&lt;/at&gt;",
    "\\<at>Kaikki\\</at>",
    "\\[paina](https://paha.example/)",
    "{{DATE(2026-11-24T09:00:00Z, SHORT)}}",
    "${user.name}",
]
ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "msteams:/l/chat/0/0",
    "file:///etc/passwd",
    "ftp://a.example",
]
_ESCAPED = re.compile(r"\\.")
_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")


@dataclass
class Said:
    """A person at the wire, and what comes back to it."""

    url: str
    service: FakeService
    session: aiohttp.ClientSession
    number: int = 0

    async def say(self, text: str, **fields: Any) -> dict[str, Any]:
        """The activity that answers."""
        self.number += 1
        body = activity(self.service.url, type="message", text=text, id=f"said-{self.number}", **fields)
        async with self.session.post(f"{self.url}/api/messages", json=body) as response:
            assert response.status == 200
        return self.service.sent[-1][1]


@asynccontextmanager
async def talking(store: SqlStore) -> AsyncIterator[Said]:
    """The whole bot over real sockets."""
    conversation = BotConversation(store, CalendarCache(base_analyzer()), Team(["aad-aino"]), HANDS)
    server = Server(
        make_web_app(conversation, cast(Store, store), LOCAL, local=True, clock=lambda: NOW), "127.0.0.1", 0
    )
    async with fake_service() as service, running(server), aiohttp.ClientSession() as session:
        yield Said(f"http://127.0.0.1:{server.port}", service, session)


def _rendered(element: Any) -> Iterator[tuple[str, str]]:
    """Each text that a client renders, by the name of its field; what a button sends back is not shown."""
    if isinstance(element, list):
        for one in element:
            yield from _rendered(one)
    elif isinstance(element, dict):
        for name, one in element.items():
            if isinstance(one, str):
                yield name, one
            elif name != "data":
                yield from _rendered(one)


def assert_harmless(sent: dict[str, Any]) -> None:
    """Nothing in the activity mentions, marks up, or links elsewhere than to pages."""
    assert "entities" not in sent
    for attachment in sent["attachments"]:
        card = attachment["content"]
        assert "msteams" not in card
        for name, text in _rendered(card["body"]):
            if name in ("url", "backgroundImage"):
                assert text.startswith("https://")
            if name == "text":
                bare = _ESCAPED.sub("", text)
                assert "<" not in bare, text
                assert all(target.startswith("https://") for target in _LINK.findall(bare)), text
                assert "paha.example" not in " ".join(_LINK.findall(bare)), text
        for action in _actions(card):
            if action["type"] == "Action.OpenUrl":
                assert action["url"].startswith("https://"), action


def _actions(element: Any) -> Iterator[dict[str, Any]]:
    if isinstance(element, list):
        for one in element:
            yield from _actions(one)
    elif isinstance(element, dict):
        if str(element.get("type", "")).startswith("Action."):
            yield element
        for one in element.values():
            yield from _actions(one)


@pytest.mark.parametrize("smuggled", SMUGGLED)
async def test_a_calendar_smuggles_nothing(store: SqlStore, smuggled: str) -> None:
    text = f"Sanelu {smuggled}"
    told = draft(
        title=text,
        series=f"Etäkahvit {smuggled}",
        host=text,
        place=text,
        description=text,
        form=Form.HYBRID,
    )
    async with store.begin() as uow:
        await uow.events.add([told])
    async with talking(store) as said:
        for question in (
            "Mitä huomenna?",
            "Milloin on sanelu?",
            "Kuka sen vetää?",
            "kerro lisää",
            "What is on tomorrow?",
        ):
            assert_harmless(await said.say(question))
    assert any("Sanelu" in text for _, sent in said.service.sent for _, text in _rendered(sent["attachments"]))


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_calendar_opens_pages_only(store: SqlStore, address: str) -> None:
    """The import refuses such addresses; were one stored all the same, no card opens it."""
    async with store.begin() as uow:
        await uow.events.add([draft(link=address)])
    async with talking(store) as said:
        sent = await said.say("Linkki huomisen etäkahveihin?")
        assert_harmless(sent)
        assert address not in " ".join(text for name, text in _rendered(sent["attachments"]) if name == "url")


@pytest.mark.parametrize("smuggled", SMUGGLED)
async def test_what_is_said_smuggles_nothing(store: SqlStore, smuggled: str) -> None:
    hostile = {"id": "29:aino", "name": smuggled, "aadObjectId": "aad-aino"}
    async with talking(store) as said:
        for text in (
            smuggled,
            f"Milloin on {smuggled}?",
            f"Kuka on {smuggled}?",
            f"toivon aihetta {smuggled}",
            f"tiedote {smuggled}",
            f"kirjastoni on {smuggled}",
            f"haluaisin tutustua {smuggled} jossain lähellä",
        ):
            assert_harmless(await said.say(text, **{"from": hostile}))
            assert_harmless(await said.say(text, **{"from": hostile, "textFormat": "xml"}))
