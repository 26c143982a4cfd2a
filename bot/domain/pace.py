"""How fast may be sent: below the service's limits, and not at all for a while when the service itself is down."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.outbox import Delivery

APP_GAP = timedelta(seconds=1) / 46
"""Between any two sendings of all replicas: Teams allows an app 50 requests a second, and turns need some."""

GATE_SECONDS = 1 / 48
"""Between any two sendings of one process: what a busy machine held up must not go out in one second with the rest."""

RECIPIENT_GAP = timedelta(seconds=30) / 45
"""Between two sendings to one conversation: Teams allows 7 in a second, 8 in two, 60 in thirty; turns need some."""

LONGEST_SLOWDOWN = timedelta(seconds=10)
"""How long all wait when the service asks one to wait: it does not tell whether it means the app or the chat."""

BREAKS_AFTER = 5
"""Failures of the service, one after another, after which it is left alone for a while."""

FIRST_BREAK, LONGEST_BREAK = 30.0, 300.0
"""Seconds."""

_DOWN = frozenset({"unreachable", "timeout", "answer_lost", "no_token"}) | {f"http_{n}" for n in (500, 502, 503, 504)}


class Breaker:
    """Whether the service is being left alone. Moments are seconds of a clock that only goes forward.

    After a break one sending at a time tries it: each that is lost then is in doubt, and there should be few.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._open_until = 0.0
        self._break = FIRST_BREAK
        self._broken = False

    def open(self, at: float) -> bool:
        """Whether nothing is sent at a moment."""
        return at < self._open_until

    def trying(self, at: float) -> bool:
        """Whether a break is over and nothing has got through since."""
        return self._broken and not self.open(at)

    def heard(self, delivery: Delivery, at: float) -> None:
        """Learn from what came of a sending; the first that gets through again closes it for good."""
        if delivery.reason not in _DOWN:
            self._failures, self._break, self._broken = 0, FIRST_BREAK, False
            return
        if self.open(at):
            return
        self._failures += 1
        if self._broken or self._failures >= BREAKS_AFTER:
            self._failures, self._broken = 0, True
            self._open_until = at + self._break
            self._break = min(2 * self._break, LONGEST_BREAK)
