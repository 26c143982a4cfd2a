"""Reading and judging what a host that was asked for a trip writes: which day suits, which others, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.trips import LATEST, MAX_REASON, MOST_DAYS
from bot.domain.written import day_of, line_of

LATER = "later"
"""Chosen instead of a day: it is agreed with the AKE team."""

DAYS = tuple(f"day{number}" for number in range(1, MOST_DAYS + 1))
"""The fields of other days."""


@dataclass(frozen=True, slots=True)
class HostWritten:
    """What was written: the wished day that was chosen (as the form has it), other days, and words.

    `fault` is what must be mended, as a code; empty when nothing.
    """

    chosen: str = ""
    days: tuple[date, ...] = ()
    words: str = ""
    fault: str = ""


def read_yes(data: Mapping[str, Any], wished: Sequence[date]) -> HostWritten:
    """A yes: for one of the wished days, or for one that is agreed later; where none is wished that needs no choice."""
    written = read_words(data)
    chosen = data.get("day") if wished else LATER
    options = {LATER, *(day.isoformat() for day in wished)}
    if not isinstance(chosen, str) or chosen not in options:
        return replace(written, fault=written.fault or "day")
    return replace(written, chosen=chosen)


def read_other(data: Mapping[str, Any], today: date) -> HostWritten:
    """Other days that suit, each once in their order."""
    written = read_words(data)
    told = [value for name in DAYS if (value := data.get(name)) not in (None, "")]
    days = tuple(sorted({day for day in map(day_of, told) if day is not None}))
    written = replace(written, days=days)
    if not days or len([one for one in told if day_of(one)]) < len(told):
        return replace(written, fault="days")
    ahead = all(today < day <= today + LATEST for day in days)
    return written if ahead else replace(written, fault="past")


def read_words(data: Mapping[str, Any], *, required: bool = False) -> HostWritten:
    """Words as one even line."""
    words = line_of(data.get("words"), MAX_REASON)
    fault = "too_long" if len(words) > MAX_REASON else "missing" if required and not words else ""
    return HostWritten(words=words, fault=fault)
