"""Checks a package's files by Microsoft's own schemas, and by what these leave unsaid."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from manifest.icons import COLOR_SIZE, OUTLINE_SIZE
from manifest.package import FOLDER, ICONS, LANGUAGE_FILES, MANIFEST
from manifest.png import from_png

_SLOT = re.compile(r"\{\{\w*\}\}")
_SIZES = dict(zip(ICONS, (COLOR_SIZE, OUTLINE_SIZE), strict=True))
_SCHEMAS = {MANIFEST: "MicrosoftTeams.schema.json"} | dict.fromkeys(
    LANGUAGE_FILES, "MicrosoftTeams.Localization.schema.json"
)
# What a person reads of these parts is said in every language.
_SPOKEN = re.compile(r"(bots|composeExtensions)\[.*\.(title|description)|staticTabs\[\d+\]\.name")
_NAMES = ("name.short", "name.full", "description.short", "description.full")


def problems_of(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with the files of a package, a sentence each; empty when nothing is."""
    read = {name: json.loads(files[name]) for name in _SCHEMAS}
    wrong = [sentence for name, value in read.items() for sentence in _against_schema(name, value)]
    wrong += [f"{MANIFEST}: {slot} is not filled in." for slot in _SLOT.findall(files[MANIFEST].decode())]
    for name in LANGUAGE_FILES:
        wrong += _untranslated(name, _sentences(read[MANIFEST]), read[name])
    return wrong + [sentence for name in ICONS for sentence in _wrong_icon(name, files[name])]


def _against_schema(name: str, value: Any) -> Iterator[str]:
    schema = json.loads((FOLDER / "schema" / _SCHEMAS[name]).read_bytes())
    # They call themselves draft 4, by whose rules a length beside a $ref, or a const, would not count.
    schema["$schema"] = Draft202012Validator.META_SCHEMA["$id"]
    for error in Draft202012Validator(schema).iter_errors(value):
        yield f"{_where(name, error.absolute_path)}: {error.message}."


def _where(name: str, path: Iterable[str | int]) -> str:
    """The file, and the part of it that is meant unless it is the whole."""
    part = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{name}, {part.removeprefix('.')}" if part else name


def _untranslated(name: str, sentences: Mapping[str, str], language: Mapping[str, str]) -> Iterator[str]:
    for key in sorted(sentences.keys() - language.keys()):
        yield f"{name}: {key} is missing; in {MANIFEST} it is “{sentences[key]}”."
    for key in sorted(language.keys() - sentences.keys() - {"$schema"}):
        yield f"{name}: {key} is said of nothing in {MANIFEST}."


def _sentences(manifest: Mapping[str, Any]) -> dict[str, str]:
    """What a person reads of the manifest, by the keys that language files use."""
    flat = dict(_flat(manifest))
    return {key: text for key, text in flat.items() if key in _NAMES or _SPOKEN.fullmatch(key)}


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _flat(one, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _flat(one, f"{key}[{number}]")
    elif isinstance(value, str):
        yield key, value


def _wrong_icon(name: str, file: bytes) -> Iterator[str]:
    try:
        icon = from_png(file)
    except ValueError as error:
        yield f"{name}: {error}"
        return
    size = _SIZES[name]
    if (icon.width, icon.height) != (size, size):
        yield f"{name}: it is {icon.width}x{icon.height}, and must be {size}x{size}."
