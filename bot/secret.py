"""The secret key by which answers are kept without names: from the settings, or made once in a file of its own."""

from __future__ import annotations

import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

from bot.domain.hands import KEY_BYTES, Hands
from bot.settings import Settings, SettingsError

FILE = "kahvibotti.key"
_SQLITE_FILE = re.compile(r"sqlite(?:\+aiosqlite)?:///([^?]+)")
_WRITTEN = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")


def hands_of(settings: Settings) -> Hands:
    """Hands by the key of the settings, else by that of the file beside the embedded database, made when missing.

    The file is not in the database, so that whoever gets hold of a copy of that still cannot tell whose a hand is.
    SettingsError when the file holds no key; OSError when it can be neither read nor made.
    """
    told = settings.secret_key.get_secret_value()
    if told:
        return Hands(sha256(told.encode()).digest())
    path = _folder(settings.database_url) / FILE
    if not path.exists():
        _make(path)
    written = path.read_text(encoding="ascii", errors="replace").strip()
    if not _WRITTEN.fullmatch(written):
        raise SettingsError([f"{path} holds no key: put back the one that was there, or set SECRET_KEY."])
    return Hands(bytes.fromhex(written))


def _folder(database_url: str) -> Path:
    found = _SQLITE_FILE.fullmatch(database_url)
    return Path(found[1]).parent if found else Path("data")


def _make(path: Path) -> None:
    """Write a new key; of two processes that do so at once, the first one's is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Of a new name: in containers all processes may have one number, and what lies there may be another's to read.
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    try:
        # Unlike a renaming, a link never takes the place of a file that is there.
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
