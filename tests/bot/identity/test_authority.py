"""msal itself against an authority on this machine, by https with a certificate authority of its own.

msal takes no http authority, and asks Microsoft whether a host that it does not know is one; here its own option
(`instance_discovery`) and the bundle of trusted authorities meet that. A managed identity is asked for by http, as on a
host in Azure. What cannot be tried here is Entra's own judgement of a secret, a certificate or a permission.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import jwt
import msal
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.domain.intervals import Interval, midnight
from bot.identity import credentials
from bot.identity.credentials import Tokens, tokens_of
from bot.identity.errors import NoTokenError
from tests.bot.teams.fakes import settings_of
from tests.support.drafts import helsinki
from tests.support.graph_service import fake_graph, outlook_of

GRAPH = "https://graph.microsoft.com"
SECRET = "salainen-sana-1"
APP = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"


class Authority:
    """Gives tokens for client credentials, and says no to wrong ones as Entra does."""

    def __init__(self, public: rsa.RSAPublicKey) -> None:
        self.root = ""
        self.public = public
        self.given = 0
        self.asked: list[dict[str, str]] = []

    async def describe(self, request: web.Request) -> web.Response:
        """Where its parts are."""
        root = f"{self.root}/{request.match_info['tenant']}"
        told = {name: f"{root}/oauth2/v2.0/{name}" for name in ("authorization_endpoint", "token_endpoint")}
        return web.json_response({**told, "issuer": f"{root}/v2.0"})

    async def token(self, request: web.Request) -> web.Response:
        """A token, numbered."""
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        if not self._proven(form):
            said = {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid", "error_codes": [7000215]}
            return web.json_response(said, status=401)
        self.given += 1
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": f"token-{self.given}"})

    def _proven(self, form: dict[str, str]) -> bool:
        if "client_assertion" not in form:
            return form.get("client_secret") == SECRET
        audience = f"{self.root}/{TENANT}/oauth2/v2.0/token_endpoint"
        claims = jwt.decode(form["client_assertion"], self.public, ["RS256", "PS256"], audience=audience)
        return bool(claims["iss"] == claims["sub"] == APP)


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _signed() -> bytes:
    """A certificate of this machine that is its own authority."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority.example")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, KEY.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(KEY, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A certificate and its key: the authority's, and the bot's own."""
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "both.pem").write_bytes(_signed() + key)
    return tmp_path / "both.pem"


@pytest.fixture
async def authority(pem: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Authority]:
    made = Authority(KEY.public_key())
    app = web.Application()
    app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", made.describe)
    app.router.add_post("/{tenant}/oauth2/v2.0/token_endpoint", made.token)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    server = TestServer(app, host="127.0.0.1", scheme="https")
    await server.start_server(ssl=context)
    made.root = f"https://127.0.0.1:{server.port}"
    monkeypatch.setattr(credentials, "_AUTHORITY", f"{made.root}/")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    known = partial(msal.ConfidentialClientApplication, instance_discovery=False)
    monkeypatch.setattr(msal, "ConfidentialClientApplication", known)
    yield made
    await server.close()


def _tokens(resource: str = GRAPH, **proof: str) -> Tokens:
    return tokens_of(settings_of(app_id=APP, app_tenantid=TENANT, **{"app_password": "", **proof}), resource)


async def test_a_secret_brings_a_token_for_graph(authority: Authority) -> None:
    assert await _tokens(app_password=SECRET).authorization() == "Bearer token-1"
    (asked,) = authority.asked
    assert (asked["scope"], asked["grant_type"], asked["client_id"]) == (f"{GRAPH}/.default", "client_credentials", APP)


async def test_a_certificate_brings_one_without_any_secret_being_sent(authority: Authority, pem: Path) -> None:
    assert await _tokens(app_certificate=str(pem)).authorization() == "Bearer token-1"
    assert "client_secret" not in authority.asked[0]


async def test_a_wrong_secret_brings_none(authority: Authority, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(NoTokenError):
        await _tokens(app_password="väärä-salaisuus").authorization()
    assert "väärä" not in caplog.text


async def test_an_authority_whose_certificate_is_not_trusted_is_told_nothing(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(NoTokenError):
        await _tokens(app_password=SECRET).authorization()
    assert authority.asked == []


async def test_a_token_that_graph_refuses_is_asked_for_again(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "_NEW_SECONDS", 0.0)
    tokens = _tokens(app_password=SECRET)
    window = Interval(midnight(helsinki(2026, 11, 1).date()), midnight(helsinki(2026, 12, 1).date()))
    async with fake_graph() as graph, outlook_of(graph, tokens) as outlook:
        graph.valid = {"Bearer token-2"}
        await outlook.read("", window, ())
    assert (authority.given, len(graph.asked)) == (2, 2)


@asynccontextmanager
async def _host() -> AsyncIterator[tuple[str, list[dict[str, str]]]]:
    """What gives a host in Azure the tokens of its managed identity."""
    asked: list[dict[str, str]] = []

    async def give(request: web.Request) -> web.Response:
        asked.append({**request.query, "header": request.headers.get("X-IDENTITY-HEADER", "")})
        ends = int(datetime.now(UTC).timestamp()) + 3600
        return web.json_response({"access_token": "own", "expires_on": str(ends), "resource": GRAPH})

    app = web.Application()
    app.router.add_get("/token", give)
    async with TestServer(app, host="127.0.0.1") as server:
        yield f"http://127.0.0.1:{server.port}/token", asked


async def test_a_managed_identity_brings_a_token_for_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    async with _host() as (address, asked):
        monkeypatch.setenv("IDENTITY_ENDPOINT", address)
        monkeypatch.setenv("IDENTITY_HEADER", "made-up")
        assert await _tokens(app_type="UserAssignedMSI").authorization() == "Bearer own"
    assert (asked[0]["resource"], asked[0]["client_id"], asked[0]["header"]) == (GRAPH, APP, "made-up")
