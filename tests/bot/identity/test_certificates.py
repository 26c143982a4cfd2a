"""The bot's certificate: read at the start, with a plain sentence for whatever is wrong with its file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jwt
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from bot.domain.intervals import HELSINKI
from bot.identity import credentials
from bot.identity.certificates import certificate_of, last_day_of
from bot.identity.credentials import Tokens, tokens_of
from bot.settings import SettingsError
from tests.bot.teams.fakes import settings_of

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PASSWORD = "salainen-sana"


def _key(key: rsa.RSAPrivateKey = KEY, password: str = "") -> bytes:
    kept: KeySerializationEncryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept)


def _certificate(days: int = 30) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kahvibotti.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, KEY.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + timedelta(days=days))
        .sign(KEY, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def test_without_a_file_there_is_no_certificate() -> None:
    assert certificate_of(settings_of()) is None


@pytest.mark.parametrize("password", ["", PASSWORD])
@pytest.mark.parametrize("turned", [False, True])
def test_a_certificate_and_its_key_in_one_file(tmp_path: Path, password: str, turned: bool) -> None:
    parts = [_key(password=password), _certificate()]
    (tmp_path / "botti.pem").write_bytes(b"".join(reversed(parts) if turned else parts))
    settings = settings_of(app_certificate=str(tmp_path / "botti.pem"), app_certificate_password=password)
    assert certificate_of(settings) == {
        "private_key": _key().decode(),
        "public_certificate": _certificate_text(tmp_path / "botti.pem"),
    }


def test_the_last_day_is_told_by_the_certificate_or_by_the_settings(tmp_path: Path) -> None:
    day = date(2027, 5, 1)
    assert last_day_of(settings_of()) is None
    assert last_day_of(settings_of(app_password="x", app_password_ends="2027-05-01")) == day
    assert last_day_of(settings_of(app_password="x")) is None
    assert last_day_of(settings_of(app_password_ends="2027-05-01")) is None, "there is nothing that ends"
    (tmp_path / "botti.pem").write_bytes(_key() + _certificate(30))
    ends = last_day_of(settings_of(app_certificate=str(tmp_path / "botti.pem"), app_password_ends="2027-05-01"))
    assert ends == (datetime.now(HELSINKI) + timedelta(days=30)).date()
    with pytest.raises(SettingsError, match="APP_CERTIFICATE cannot be used"):
        last_day_of(settings_of(app_certificate=str(tmp_path / "missing.pem")))


def _certificate_text(file: Path) -> str:
    return x509.load_pem_x509_certificates(file.read_bytes())[0].public_bytes(Encoding.PEM).decode()


WRONG = {
    "nothing in it": (b"", "", "no certificate"),
    "no text": (b"\xff\x00" * 50, "", "no certificate"),
    "the key alone": (_key(), "", "no certificate"),
    "the certificate alone": (_certificate(), "", "no private key"),
    "another's key": (_key(OTHER) + _certificate(), "", "another certificate"),
    "ended": (_key() + _certificate(-1), "", "has ended on"),
    "a password that is missing": (_key(password=PASSWORD) + _certificate(), "", "is encrypted: set"),
    "a password that is wrong": (_key(password=PASSWORD) + _certificate(), "arvaus", "does not open it"),
    "a password too many": (_key() + _certificate(), PASSWORD, "is not encrypted: remove"),
}


@pytest.mark.parametrize(("told", "password", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_with_the_file_is_told(tmp_path: Path, told: bytes, password: str, sentence: str) -> None:
    (tmp_path / "botti.pem").write_bytes(told)
    settings = settings_of(app_certificate=str(tmp_path / "botti.pem"), app_certificate_password=password)
    with pytest.raises(SettingsError, match=rf"^APP_CERTIFICATE cannot be used: .*{sentence}.*\.$") as refused:
        certificate_of(settings)
    assert PASSWORD not in f"{refused.value} {refused.value.__cause__} {settings!r}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        certificate_of(settings_of(app_certificate=str(tmp_path / "no.pem")))


async def test_msal_signs_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real msal client, whose requests end here: what it sends is signed by the certificate's key."""
    (tmp_path / "botti.pem").write_bytes(_key() + _certificate())
    sent: list[str] = []
    monkeypatch.setattr(credentials, "_NEW_SECONDS", -1.0)

    def post(self: requests.Session, url: str, **options: object) -> requests.Response:
        data = options["data"]
        assert isinstance(data, dict)
        sent.append(data["client_assertion"])
        return _response(b'{"token_type": "Bearer", "access_token": "t", "expires_in": 3600}')

    def get(self: requests.Session, url: str, **options: object) -> requests.Response:
        root = "https://login.microsoftonline.com/tenant/oauth2/v2.0"
        told = f'{{"authorization_endpoint": "{root}/authorize", "token_endpoint": "{root}/token",'
        return _response(f'{told} "issuer": "https://login.microsoftonline.com/tenant/v2.0"}}'.encode())

    monkeypatch.setattr(requests.Session, "post", post)
    monkeypatch.setattr(requests.Session, "get", get)
    settings = settings_of(app_id="app", app_tenantid="tenant", app_certificate=str(tmp_path / "botti.pem"))
    tokens = tokens_of(settings)
    assert await tokens.authorization() == "Bearer t"
    assert await _refused(tokens) == "Bearer t"
    assertion, again = sent
    assert again
    audience = "https://login.microsoftonline.com/tenant/oauth2/v2.0/token"
    assert jwt.decode(assertion, KEY.public_key(), ["PS256"], audience=audience)["iss"] == "app"


async def _refused(tokens: Tokens) -> str | None:
    """The next header, when the service has refused the first."""
    tokens.forget()
    return await tokens.authorization()


def _response(body: bytes) -> requests.Response:
    response = requests.Response()
    response.status_code = 200
    response._content = body
    return response
