"""Bytes to text, and a clear word when they are not UTF-8."""

from __future__ import annotations

from bot.domain.errors import BadInput, Problem


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes, without the mark that some programs write in front of it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(Problem("not_utf8")) from error
    if "\x00" in text:  # UTF-16 without its mark, or no text at all
        raise BadInput(Problem("not_utf8"))
    return text
