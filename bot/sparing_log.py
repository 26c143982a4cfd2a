"""Log lines that whoever sends requests can bring about: the first of each kind at once, then one a minute."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

_QUIET_SECONDS = 60.0
# Reasons are the bot's own words, so they are few; should they ever not be, the log stays small all the same.
_MOST_KINDS = 50


@dataclass(slots=True)
class _Kind:
    told_at: float
    untold: int = 0


class SparingLog:
    """Lines of one logger, each kind of which comes once a minute however often it happens."""

    def __init__(self, log: logging.Logger, level: int = logging.WARNING) -> None:
        self._log = log
        self._level = level
        self._kinds: dict[tuple[str, str], _Kind] = {}

    def note(self, event: str, reason: str) -> None:
        """Tell of it now, or count it for the next line of its kind."""
        fields: dict[str, object] = {"reason": reason}
        untold = self._untold(event, reason)
        if untold is None:
            return
        if untold:
            fields["untold_before"] = untold
        self._log.log(self._level, event, extra={"fields": fields})

    def _untold(self, event: str, reason: str) -> int | None:
        """How many of its kind were not told before this one; None when this one is not told either."""
        now = time.monotonic()
        kind = self._kinds.get((event, reason))
        if kind is not None and now - kind.told_at < _QUIET_SECONDS:
            kind.untold += 1
            return None
        if kind is None and len(self._kinds) >= _MOST_KINDS:
            return None
        self._kinds[event, reason] = _Kind(now)
        return kind.untold if kind is not None else 0
