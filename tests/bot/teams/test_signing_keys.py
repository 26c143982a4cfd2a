"""The channel's keys: read once, renewed aside, rationed for unknown names."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams import signing_keys
from bot.teams.errors import KeysUnavailableError
from bot.teams.signing_keys import SigningKeys

KEY = json.loads(RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048).public_key()))


@dataclass
class Documents:
    """The documents of a channel; `keys` None is no JSON."""

    session: aiohttp.ClientSession
    url: str = ""
    asked: int = 0
    keys: list[dict[str, object]] | None = field(default_factory=lambda: [{**KEY, "kid": "one"}])

    async def answer(self, request: web.Request) -> web.Response:
        """The OpenID document or the keys."""
        if request.path == "/openid":
            self.asked += 1
            return web.json_response({"jwks_uri": f"{self.url}/keys"})
        return web.Response(text="coffee") if self.keys is None else web.json_response({"keys": self.keys})

    def signing_keys(self) -> SigningKeys:
        """Keys that are read from here."""
        return SigningKeys(self.session, f"{self.url}/openid")


@pytest.fixture
async def documents() -> AsyncIterator[Documents]:
    """The documents on a loopback port."""
    async with aiohttp.ClientSession() as session:
        served = Documents(session)
        app = web.Application()
        app.router.add_get("/{name}", served.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield served
        await runner.cleanup()


async def test_a_key_is_found_by_its_name(documents: Documents) -> None:
    documents.keys = [
        {**KEY, "kid": "one", "endorsements": ["msteams"]},
        {"kty": "EC", "kid": "other kind"},
        {**KEY},
    ]
    keys = documents.signing_keys()
    found = await keys.find("one")
    assert found is not None
    assert found.endorsements == {"msteams"}
    assert await keys.find("other kind") is None
    assert documents.asked == 1


async def test_new_keys_are_found_after_a_while(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = documents.signing_keys()
    assert await keys.find("two") is None
    documents.keys = [{**KEY, "kid": "two"}]
    assert await keys.find("two") is None
    monkeypatch.setattr(signing_keys, "_AGAIN_SECONDS", -1.0)
    assert await keys.find("two") is not None


async def test_old_keys_are_used_while_new_ones_cannot_be_read(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = documents.signing_keys()
    await keys.find("one")
    monkeypatch.setattr(signing_keys, "_FRESH_SECONDS", -1.0)
    monkeypatch.setattr(signing_keys, "_AGAIN_SECONDS", -1.0)
    for broken in (None, [], [5]):
        documents.keys = broken  # type: ignore[assignment]
        assert await keys.find("one") is not None
        reading = keys.read_aside()
        assert reading is not None
        await reading
        assert await keys.find("one") is not None


async def test_a_failed_reading_is_tried_again_long_before_the_next_day(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = documents.signing_keys()
    await keys.find("one")
    monkeypatch.setattr(signing_keys, "_FRESH_SECONDS", -1.0)
    monkeypatch.setattr(signing_keys, "_AGAIN_SECONDS", -1.0)
    for told in (None, [{**KEY, "kid": "two"}]):
        documents.keys = told
        await keys.find("one")
        reading = keys.read_aside()
        assert reading is not None
        await reading
    assert keys.known("two") is not None
    assert keys.known("one") is None


async def test_one_broken_key_leaves_the_others(documents: Documents) -> None:
    documents.keys = [{"kty": "RSA", "kid": "broken"}, {**KEY, "kid": "one", "endorsements": "msteams"}]
    found = await documents.signing_keys().find("one")
    assert found is not None
    assert found.endorsements == frozenset()


async def test_many_who_name_an_unknown_key_at_once_ask_once(documents: Documents) -> None:
    keys = documents.signing_keys()
    assert set(await asyncio.gather(*(keys.find(f"{number}") for number in range(50)))) == {None}
    assert documents.asked == 1


async def test_keys_that_are_named_less_safely_than_their_document_are_not_read() -> None:
    with pytest.raises(ValueError, match="https"):
        signing_keys._safe("http://keys.example/", "https://login.example/openid")


async def test_a_document_without_an_end_is_not_read_to_its_end(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_keys, "_MAX_DOCUMENT_BYTES", 20)
    with pytest.raises(KeysUnavailableError):
        await documents.signing_keys().find("one")


@pytest.mark.parametrize("keys", [None, [], [{"kty": "RSA", "kid": "broken"}], [5]])
async def test_no_usable_key_at_all(documents: Documents, keys: list[dict[str, object]] | None) -> None:
    documents.keys = keys
    with pytest.raises(KeysUnavailableError):
        await documents.signing_keys().find("one")
