"""Answers that the AKE team writes for what the calendar does not tell, and what is wrong with a writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.written import clean_line, clean_text, is_web_address

MAX_TITLE = 80
MAX_TEXT = 900
"""Characters of an answer: it is read on a phone, and whoever needs more follows its link."""

MAX_LINK = 500
MAX_WAY = 200
MAX_WAYS = 12
"""Ways of asking for one answer: more would be answers of their own."""

MOST_ANSWERS = 300
"""Answers there can be: each is analysed when any has changed, and a list of more is not cared for."""

START = "start:"
"""How the key of an answer begins that comes with the program, until the team has written its own in its place."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a member has written. `ways` are words or questions by which it is asked for; English may be left out."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    link: str = ""
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """An answer. `key` names the form it was first written in, or the one of the program that it stands in for.

    `version` grows with each change and is 0 for what nobody has changed yet. `before` is what was written before the
    last change. One that is `removed` is not given any more.
    """

    key: str
    writing: Writing
    version: int = 0
    removed: bool = False
    before: Writing | None = None


def written_as(fields: Mapping[str, object]) -> Writing:
    """What came back of a form, whatever it is: texts made even, each line of `ways` a way of its own."""
    ways = [clean_line(way)[: MAX_WAY + 1] for way in _text(fields, "ways", (MAX_WAYS + 1) * MAX_WAY).splitlines()]
    return Writing(
        clean_line(_text(fields, "title", MAX_TITLE))[: MAX_TITLE + 1],
        _text(fields, "text", MAX_TEXT)[: MAX_TEXT + 1],
        clean_line(_text(fields, "title_en", MAX_TITLE))[: MAX_TITLE + 1],
        _text(fields, "text_en", MAX_TEXT)[: MAX_TEXT + 1],
        clean_line(_text(fields, "link", MAX_LINK))[: MAX_LINK + 1],
        tuple(dict.fromkeys(filter(None, ways)))[: MAX_WAYS + 1],
    )


def faults_of(writing: Writing) -> dict[str, str]:
    """What must be mended before it is taken: short codes by the fields."""
    faults: dict[str, str] = {}
    for name, most, needed in (
        ("title", MAX_TITLE, True),
        ("text", MAX_TEXT, True),
        ("title_en", MAX_TITLE, bool(writing.text_en)),
        ("text_en", MAX_TEXT, bool(writing.title_en)),
    ):
        value = getattr(writing, name)
        if len(value) > most:
            faults[name] = "too_long"
        elif needed and not any(map(str.isalnum, value)):
            faults[name] = "missing"
    if writing.link and not (
        writing.link.startswith("https://") and len(writing.link) <= MAX_LINK and is_web_address(writing.link)
    ):
        faults["link"] = "wrong"
    if not writing.ways:
        faults["ways"] = "missing"
    elif len(writing.ways) > MAX_WAYS or any(len(way) > MAX_WAY for way in writing.ways):
        faults["ways"] = "too_long"
    return faults


def _text(fields: Mapping[str, object], name: str, most: int) -> str:
    """A field's text; of a far too long one so much that it is still seen to be too long."""
    value = fields.get(name)
    return clean_text(value[: 2 * most + 2]) if isinstance(value, str) else ""
