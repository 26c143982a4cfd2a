"""The package's files, with an organisation's ids filled in, and the zip of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings import is_public_url

FOLDER = Path(__file__).parent
MANIFEST = "manifest.json"
LANGUAGE_FILES = ("en.json",)
ICONS = ("color.png", "outline.png")

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# A zip can tell no earlier moment; whatever the files' own times are, the package is the same.
_WHEN = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


class PackageError(Exception):
    """No package can be made; `sentences` say what is wrong and what to do."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bot is: its application id in the directory, and its address on the web."""

    app_id: str
    public_url: str

    def __post_init__(self) -> None:
        """PackageError when either is missing or cannot be one."""
        if wrong := [*self._wrong_id(), *self._wrong_url()]:
            raise PackageError(wrong)

    @property
    def slots(self) -> Mapping[str, str]:
        """What stands in the manifest for what."""
        url = self.public_url.rstrip("/")
        return {"APP_ID": self.app_id.lower(), "PUBLIC_URL": url, "DOMAIN": urlsplit(url).netloc}

    def _wrong_id(self) -> list[str]:
        if not self.app_id:
            return [
                "APP_ID is missing: set it, or give --app-id, the application (client) id of the bot's registration."
            ]
        if not _GUID.fullmatch(self.app_id):
            return ["APP_ID is no application id: it is of the form 00000000-0000-0000-0000-000000000000."]
        return []

    def _wrong_url(self) -> list[str]:
        if not self.public_url:
            return ["PUBLIC_URL is missing: set it, or give --url, the bot's own address, as https://bot.example."]
        if not is_public_url(self.public_url):
            return ["PUBLIC_URL is no address of the form https://HOST: Teams loads from such alone."]
        return []


def files_of(place: Place) -> dict[str, bytes]:
    """The files of the package by their names, in the order in which they are packed."""
    text = (FOLDER / MANIFEST).read_text(encoding="utf-8")
    for name, value in place.slots.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return {MANIFEST: text.encode()} | {name: (FOLDER / name).read_bytes() for name in (*LANGUAGE_FILES, *ICONS)}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, the same byte for byte on every machine: so they are not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            package.writestr(entry, data)
    return packed.getvalue()
