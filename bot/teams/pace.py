"""How fast each sender may speak: a burst that no person reaches, then a steady pace."""

from __future__ import annotations

import time
from dataclasses import dataclass

# A hundred presses in a row are a program's, not a person's; the channel's repeats fit in as well.
BURST = 100
_A_SECOND = 2.0
# Beyond these the one that has been silent longest is forgotten, so memory stays bounded.
_MOST_SENDERS = 10_000


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float


class SenderPace:
    """What is left of each sender's allowance."""

    def __init__(self) -> None:
        self._senders: dict[str, _Allowance] = {}

    def wait(self, sender: str) -> float:
        """0 when the sender may speak, which is counted; else after how many seconds it may."""
        now = time.monotonic()
        # Taken out and put back, so that the dictionary is in the order of who spoke last.
        one = self._senders.pop(sender, None) or self._new(now)
        self._senders[sender] = one
        one.left = min(float(BURST), one.left + (now - one.at) * _A_SECOND)
        one.at = now
        if one.left < 1:
            return (1 - one.left) / _A_SECOND
        one.left -= 1
        return 0.0

    def _new(self, now: float) -> _Allowance:
        if len(self._senders) >= _MOST_SENDERS:
            del self._senders[next(iter(self._senders))]
        return _Allowance(float(BURST), now)
