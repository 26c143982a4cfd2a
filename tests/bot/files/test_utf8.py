"""Bytes to text."""

from __future__ import annotations

import pytest

from bot.domain.errors import BadInput
from bot.files.utf8 import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_with_and_without_its_mark(encoding: str) -> None:
    assert decode("Päättyy".encode(encoding)) == "Päättyy"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(BadInput, match="not_utf8"):
        decode("Päättyy".encode(encoding))
