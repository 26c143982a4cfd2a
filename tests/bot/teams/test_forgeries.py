"""Forgeries: each is answered with 401, reaches no conversation, fills no log, and leaves the bot as it was."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from bot.identity import credentials
from tests.bot.teams.channel import APP_ID, FOREIGN_KEY, KEY, WEBCHAT_KEY, Keys, channel_keys, claims_of, teams_bot
from tests.bot.teams.channel import token_of as token
from tests.bot.teams.fakes import RunningBot

OTHER_SERVICE = "https://smba.example/emea/"
PUBLIC_PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
PUBLIC_DER = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _head(**changes: Any) -> dict[str, Any]:
    return {"alg": "RS256", "typ": "JWT", "kid": "one", **changes}


def _unsigned(url: str, algorithm: str, signature: str = "") -> str:
    return f"{_part(_head(alg=algorithm))}.{_part(claims_of(url))}.{signature}"


def _hashed(url: str, secret: bytes, algorithm: str = "HS256") -> str:
    """Signed by a hash whose secret is what everybody knows of the key."""
    told = f"{_part(_head(alg=algorithm))}.{_part(claims_of(url))}"
    digest = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}[algorithm]
    return f"{told}.{_part(hmac.new(secret, told.encode(), digest).digest())}"


def _signed(
    url: str, head: dict[str, Any] | bytes, claims: dict[str, Any] | bytes | None = None, key: Any = KEY
) -> str:
    """Signed truly over any head and claims at all."""
    told = f"{_part(head)}.{_part(claims_of(url) if claims is None else claims)}"
    return f"{told}.{_part(RSAAlgorithm(RSAAlgorithm.SHA256).sign(told.encode(), key))}"


def _altered(url: str, **changes: Any) -> str:
    """A true token whose claims were changed after it was signed."""
    head, _, signature = token(url, serviceurl="https://smba.example/").split(".")
    return f"{head}.{_part(claims_of(url, **changes))}.{signature}"


def _with_own_key(url: str, **told: Any) -> str:
    """Signed by a key that the token brings along or points to."""
    return _signed(url, _head(**told), key=FOREIGN_KEY)


FOREIGN_JWK = json.loads(RSAAlgorithm.to_jwk(FOREIGN_KEY.public_key()))

Forge = Callable[[str], str]
"""Makes the header's whole value for a service address."""

TOKENS: dict[str, Forge] = {
    "alg none": lambda url: _unsigned(url, "none"),
    "alg None with a signature": lambda url: _unsigned(url, "None", "AAAA"),
    "alg NONE": lambda url: _unsigned(url, "NONE"),
    "alg empty": lambda url: _unsigned(url, ""),
    "alg a list": lambda url: _signed(url, _head(alg=["RS256"])),
    "alg missing": lambda url: _signed(url, {"kid": "one"}),
    "alg in small letters": lambda url: _signed(url, _head(alg="rs256")),
    "HS256 by the public key as PEM": lambda url: _hashed(url, PUBLIC_PEM),
    "HS256 by the public key as DER": lambda url: _hashed(url, PUBLIC_DER),
    "HS512 by the public key": lambda url: _hashed(url, PUBLIC_PEM, "HS512"),
    "HS256 by nothing": lambda url: _hashed(url, b""),
    "HS256 by the app's id": lambda url: _hashed(url, APP_ID.encode()),
    "RS512": lambda url: jwt.encode(claims_of(url), KEY, "RS512", {"kid": "one"}),
    "PS256": lambda url: jwt.encode(claims_of(url), KEY, "PS256", {"kid": "one"}),
    "ES256": lambda url: jwt.encode(claims_of(url), ec.generate_private_key(ec.SECP256R1()), "ES256", {"kid": "one"}),
    "signed by another": lambda url: token(url, FOREIGN_KEY),
    "signed by another of the channel's keys": lambda url: token(url, WEBCHAT_KEY),
    "a key of the token's own": lambda url: _with_own_key(url, jwk=FOREIGN_JWK),
    "a key at an address of the token's own": lambda url: _with_own_key(url, jku="http://127.0.0.1:9/keys"),
    "a certificate of the token's own": lambda url: _with_own_key(
        url, x5c=[_part(PUBLIC_DER)], x5u="http://127.0.0.1:9"
    ),
    "an unknown key": lambda url: token(url, kid="two"),
    "an unknown key that is its signer's own": lambda url: token(url, FOREIGN_KEY, kid="two"),
    "no key": lambda url: token(url, kid=None),
    "a key's name that is a number": lambda url: _signed(url, _head(kid=1)),
    "a key's name that is a path": lambda url: token(url, kid="../../one"),
    "a key's name that is a list": lambda url: _signed(url, _head(kid=["one"])),
    "critical words that nobody knows": lambda url: _signed(url, _head(crit=["exp"])),
    "claims that are not encoded": lambda url: _signed(url, _head(b64=False, crit=["b64"])),
    "a stripped endorsement": lambda url: token(url, WEBCHAT_KEY, kid="web"),
    "another issuer": lambda url: token(url, iss="https://login.example"),
    "the issuer with a slash": lambda url: token(url, iss="https://api.botframework.com/"),
    "the issuer of the bot's own tokens": lambda url: token(url, iss="https://sts.windows.net/t/"),
    "issuers in a list": lambda url: _signed(url, _head(), claims_of(url, iss=["https://api.botframework.com"])),
    "no issuer": lambda url: token(url, iss=None),
    "another audience": lambda url: token(url, aud="99999999-2222-3333-4444-555555555555"),
    "the channel itself as audience": lambda url: token(url, aud="https://api.botframework.com"),
    "audiences in a list": lambda url: token(url, aud=["another", APP_ID]),
    "every audience": lambda url: token(url, aud="*"),
    "an empty audience": lambda url: token(url, aud=""),
    "no audience": lambda url: token(url, aud=None),
    "expired": lambda url: token(url, seconds={"exp": -301}),
    "expired long ago": lambda url: token(url, exp=1),
    "no end": lambda url: token(url, exp=None),
    "an end that is a word": lambda url: token(url, exp="never"),
    "an end that never comes": lambda url: _signed(url, _head(), _part_of(url, '"exp": Infinity')),
    "an end that is a list": lambda url: token(url, exp=[9999999999]),
    "of the future": lambda url: token(url, seconds={"nbf": 301}),
    "issued in the future": lambda url: token(url, seconds={"iat": 400}),
    "a beginning that is a word": lambda url: token(url, nbf="now"),
    "another service address": lambda url: token(url, serviceurl=OTHER_SERVICE),
    "a service address in capitals": lambda url: token(url, serviceurl=url.upper()),
    "a service address that goes on": lambda url: token(url, serviceurl=f"{url}/more"),
    "service addresses in a list": lambda url: token(url, serviceurl=[url]),
    "no service address": lambda url: token(url, serviceurl=None),
    "the claim's name in capitals": lambda url: token(url, serviceurl=None, serviceUrl=url),
    "claims changed after signing": _altered,
    "an end changed after signing": lambda url: _altered(url, seconds={"exp": 99999}),
    "claims that are a list": lambda url: _signed(url, _head(), b"[]"),
    "claims that are no JSON": lambda url: _signed(url, _head(), b"coffee"),
    "claims that are no text": lambda url: _signed(url, _head(), b"\xff\xfe{}"),
    "claims nested deep": lambda url: _signed(url, _head(), b"[" * 3000),
    "a head nested deep": lambda url: _signed(url, b"[" * 3000),
    "a head that is a list": lambda url: _signed(url, b"[]"),
    "a head that is no text": lambda url: _signed(url, b"\xff\xfe{}"),
    "truncated signature": lambda url: token(url)[:-20],
    "no signature": lambda url: token(url).rpartition(".")[0] + ".",
    "truncated claims": lambda url: token(url)[:200],
    "truncated head": lambda url: token(url)[:10],
    "head alone": lambda url: token(url).partition(".")[0],
    "four parts": lambda url: f"{token(url)}.AAAA",
    "five parts, as if encrypted": lambda url: f"{token(url)}.AAAA.AAAA",
    "dots alone": lambda url: "..",
    "no base64": lambda url: "!.!.!",
    "other letters": lambda url: "ä.ä.ä",
    "twice": lambda url: f"{token(url)} {token(url)}",
    "with a comma": lambda url: f"{token(url)},{token(url)}",
    "huge": lambda url: token(url, more="x" * 20_000),
    "huge and nothing": lambda url: "x" * 60_000,
    "many dots": lambda url: "." * 7_000,
    "garbage": lambda url: "x",
    "nothing": lambda url: "",
}

SCHEMES: dict[str, Forge] = {
    "no scheme": token,
    "basic": lambda url: "Basic a2FodmlAYm90dGk6a2FodmlA",
    "another scheme": lambda url: f"Negotiate {token(url)}",
    "scheme alone": lambda url: "Bearer",
    "a quoted token": lambda url: f'Bearer "{token(url)}"',
    "a tab between": lambda url: f"Bearer\t{token(url)}",
}

HEADERS: dict[str, Forge] = {
    **{name: lambda url, forge=forge: f"Bearer {forge(url)}" for name, forge in TOKENS.items()},  # type: ignore[misc]
    **SCHEMES,
}

# With a token that is true in itself; what it comes with is not what it is for.
ACTIVITIES: dict[str, dict[str, Any]] = {
    "replayed to another service address": {"serviceUrl": OTHER_SERVICE},
    "replayed with a slash more": {"serviceUrl": "{url}/"},
    "replayed with a name before the address": {"serviceUrl": "http://botti@127.0.0.1:9/teams"},
    "of another tenant": {"channelData": {"tenant": {"id": "another"}}},
    "of another tenant by its conversation": {"conversation": {"id": "a:chat", "tenantId": "another"}},
    "of no tenant": {"channelData": None, "conversation": {"id": "a:chat", "conversationType": "personal"}},
    "of a tenant that is no text": {"channelData": {"tenant": {"id": ["t"]}}, "conversation": {"id": "a:chat"}},
    "of a tenant with a blank": {"channelData": {"tenant": {"id": "t "}}},
    "of another channel": {"channelId": "webchat"},
    "of the simulator's channel": {"channelId": "emulator"},
    "of a channel in capitals": {"channelId": "MSTEAMS"},
    "of no answered type, and no service": {"type": "typing", "serviceUrl": None},
    "an invoke of another tenant": {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": {"type": "Action.Execute", "verb": "ask", "data": {"do": "ask"}}},
        "channelData": {"tenant": {"id": "another"}},
    },
    "an installation of another tenant": {
        "type": "installationUpdate",
        "action": "add",
        "channelData": {"tenant": {"id": "another"}},
    },
}


@pytest.fixture
async def keys(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Keys]:
    """The channel's documents; the bot's own token is at hand."""
    answer = {"access_token": "own", "expires_in": 3600}
    monkeypatch.setattr(credentials._Secret, "__call__", lambda self: answer)
    async with channel_keys() as documents:
        yield documents


def _part_of(url: str, more: str) -> bytes:
    """Claims with a piece of JSON that no encoder would write."""
    told = json.dumps(claims_of(url, exp=None))
    return f"{told[:-1]}, {more}}}".encode()


async def _refused(bot: RunningBot, body: Any, header: str, caplog: pytest.LogCaptureFixture) -> None:
    """Sent several times, it is refused each time by one log line in all, and the channel is heard right after."""
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            status, answer = await bot.post(body, **({"Authorization": header} if header else {}))
            assert (status, list(answer)) == (401, ["error"])
            assert answer["error"].endswith(".")
    told = [record for record in caplog.records if record.name.startswith(("bot.", "aiohttp", "asyncio"))]
    assert [record.getMessage() for record in told if record.levelno >= logging.INFO] in ([], ["refused"])
    assert not bot.conversation.heard
    assert not bot.conversation.opened
    assert not bot.service.sent
    true = {"Authorization": f"Bearer {token(bot.service.url)}"}
    assert await bot.post(bot.message("Toimiiko?"), **true) == (200, None)
    assert [said.text for said in bot.conversation.heard] == ["Toimiiko?"]
    assert len(bot.service.sent) == 1


@pytest.mark.parametrize("forge", HEADERS.values(), ids=HEADERS.keys())
async def test_a_forged_header(keys: Keys, forge: Forge, caplog: pytest.LogCaptureFixture) -> None:
    async with teams_bot(keys) as bot:
        await _refused(bot, bot.message(), forge(bot.service.url), caplog)
    assert keys.asked == 1


@pytest.mark.parametrize("fields", ACTIVITIES.values(), ids=ACTIVITIES.keys())
async def test_a_true_token_with_what_it_is_not_for(
    keys: Keys, fields: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with teams_bot(keys) as bot:
        if "{url}" in str(fields.get("serviceUrl")):
            fields = {"serviceUrl": f"{bot.service.url}/"}
        await _refused(bot, bot.message(**fields), f"Bearer {token(bot.service.url)}", caplog)


async def test_no_header_at_all(keys: Keys, caplog: pytest.LogCaptureFixture) -> None:
    async with teams_bot(keys) as bot:
        await _refused(bot, bot.message(), "", caplog)


async def test_two_headers(keys: Keys) -> None:
    """A guard in front of the bot may look at one of them, and the bot at the other."""
    async with teams_bot(keys) as bot:
        true = f"Bearer {token(bot.service.url)}"
        headers = [("Authorization", true), ("Authorization", f"Bearer {token(bot.service.url, FOREIGN_KEY)}")]
        for told in (headers, headers[::-1]):
            async with bot.session.post(f"{bot.url}/api/messages", json=bot.message(), headers=told) as answer:
                assert answer.status == 401
        assert not bot.conversation.heard


async def test_a_weaker_key_is_no_help(keys: Keys, caplog: pytest.LogCaptureFixture) -> None:
    """A key of few bits is one that somebody else has made."""
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    async with teams_bot(keys) as bot:
        await _refused(bot, bot.message(), f"Bearer {_signed(bot.service.url, _head(), key=weak)}", caplog)


@pytest.mark.parametrize(
    "body", [b"", b"coffee", b"[" * 5000, b"x" * 250_000, b"\xff\xfe"], ids=["none", "word", "deep", "long", "bytes"]
)
async def test_without_a_token_the_body_is_not_even_read(keys: Keys, body: bytes) -> None:
    async with teams_bot(keys) as bot:
        assert (await bot.post_raw(body))[0] == 401
        assert (await bot.post_raw(body, **{"Content-Type": "text/plain"}))[0] == 401
        assert (await bot.post_raw(body, Authorization=f"Bearer {token(bot.service.url, FOREIGN_KEY)}"))[0] == 401


async def test_a_token_is_forgotten_with_its_key(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the channel withdraws a key, what it has signed is heard no more."""
    monkeypatch.setattr("bot.teams.signing_keys._AGAIN_SECONDS", -1.0)
    async with teams_bot(keys) as bot:
        true = {"Authorization": f"Bearer {token(bot.service.url)}"}
        assert (await bot.post(bot.message(), **true))[0] == 200
        keys.endorsements = {"web": ["webchat"]}
        assert (await bot.post(bot.message(), Authorization=f"Bearer {token(bot.service.url, kid='two')}"))[0] == 401
        assert (await bot.post(bot.message(id="next"), **true))[0] == 401


def test_there_are_many() -> None:
    assert len(HEADERS) + len(ACTIVITIES) >= 40
