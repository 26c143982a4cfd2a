"""The bot's certificate, by which it can prove who it is instead of by a secret."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from bot.domain.intervals import at_helsinki
from bot.settings import Settings, SettingsError


def certificate_of(settings: Settings) -> dict[str, str] | None:
    """The certificate and its key as msal takes them, None when the settings name none.

    SettingsError says what is wrong with the file, and nothing of what is in it.
    """
    name = settings.app_certificate.strip()
    if not name:
        return None
    told = _read(name)
    certificate = _certificate_in(told)
    if certificate.not_valid_after_utc < datetime.now(UTC):
        raise _wrong(f"it has ended on {certificate.not_valid_after_utc:%d.%m.%Y}")
    return {
        "private_key": _key_in(told, settings, certificate),
        "public_certificate": certificate.public_bytes(Encoding.PEM).decode("ascii"),
    }


def last_day_of(settings: Settings) -> date | None:
    """The last day of that by which the bot proves who it is; None where that is not known, or nothing ends.

    A certificate tells it itself; of a secret only Azure knows it, so the settings must. SettingsError as above.
    """
    name = settings.app_certificate.strip()
    if not name:
        return settings.app_password_ends if settings.app_password.get_secret_value() else None
    return at_helsinki(_certificate_in(_read(name)).not_valid_after_utc).date()


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise _wrong(f"its file cannot be read ({error.strerror})") from error


def _certificate_in(told: bytes) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(told)[0]
    except ValueError as error:
        raise _wrong("its file holds no certificate as PEM text (-----BEGIN CERTIFICATE-----)") from error


def _key_in(told: bytes, settings: Settings, certificate: x509.Certificate) -> str:
    """The certificate's own key, opened by the settings' password."""
    password = settings.app_certificate_password.get_secret_value().encode() or None
    try:
        key = load_pem_private_key(told, password)
    except TypeError as error:
        what = "is not encrypted: remove" if password else "is encrypted: set"
        raise _wrong(f"its key {what} APP_CERTIFICATE_PASSWORD") from error
    except ValueError as error:
        raise _wrong(
            "its file holds no private key as PEM text, or APP_CERTIFICATE_PASSWORD does not open it"
        ) from error
    if key.public_key() != certificate.public_key():
        raise _wrong("its file holds the key of another certificate")
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def _wrong(what: str) -> SettingsError:
    return SettingsError([f"APP_CERTIFICATE cannot be used: {what}."])
