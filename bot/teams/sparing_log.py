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
        now = time.monotonic()
        kind = self._kinds.get((event, reason))
        if kind is not None and now - kind.told_at < _QUIET_SECONDS:
            kind.untold += 1
            return
        if kind is None and len(self._kinds) >= _MOST_KINDS:
            return
        fields: dict[str, object] = {"reason": reason}
        if kind is not None and kind.untold:
            fields["untold_before"] = kind.untold
        self._kinds[event, reason] = _Kind(now)
        self._log.log(self._level, event, extra={"fields": fields})
