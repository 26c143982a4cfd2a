"""What is found when a bot is examined: each thing is good, to be minded, or to be mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters. Only what is to be mended keeps the bot from its work."""

    GOOD = "good"
    MIND = "mind"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `code` is a key of the text files below `doctor.`, `slots` fill its sentence."""

    weight: Weight
    code: str
    slots: Mapping[str, object] = field(default_factory=dict)


class Tables(StrEnum):
    """What a database holds, seen from this version of the program."""

    AWAY = "away"
    MISSING = "missing"
    OLDER = "older"
    NEWER = "newer"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class DatabaseLook:
    """What a look at a database told; `ahead` is by how much its server's clock goes before ours, None without one."""

    tables: Tables
    ahead: timedelta | None = None
