"""A look at an .xlsx from the outside, before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from bot.domain.errors import BadInput, Problem
from bot.files import limits

_RATIO_MATTERS_ABOVE_BYTES = 1_000_000


def check_archive(path: Path) -> None:
    """Refuse what is no .xlsx, would grow too big, or carries macros."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BadInput(Problem("unreadable_xlsx")) from error
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(1, path.stat().st_size)
    if unpacked > limits.MAX_UNPACKED_BYTES or (unpacked > _RATIO_MATTERS_ABOVE_BYTES and ratio > limits.MAX_RATIO):
        raise BadInput(Problem("swells_too_big"))
    if any(member.filename.casefold().endswith("vbaproject.bin") for member in members):
        raise BadInput(Problem("has_macros"))
