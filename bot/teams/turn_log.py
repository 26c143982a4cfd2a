"""One structured line a turn: what was done and how long it took, and nothing of who or what was said."""

from __future__ import annotations

import hashlib
import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.domain.conversation import Incoming
from bot.teams.metrics import METRICS, understood
from bot.tracing import span

_log = logging.getLogger("bot.turns")

# New in each process: lines of one run can be told together, but no line leads to a person.
_KEY = secrets.token_bytes(32)

_ANONYMOUS = ("feedback.", "topic_wish.")
"""Subjects of which a line tells no more than that: what somebody did beside the hour would tell who answered."""


@dataclass(slots=True)
class Turn:
    """What is known of a turn so far; `outcome` and `intent` are codes, never anyone's words."""

    kind: str
    outcome: str = "failed"
    intent: str = ""
    reason: str = ""


@contextmanager
def logged_turn(kind: str, said: Incoming) -> Iterator[Turn]:
    """Time a turn and write its line when it ends, whichever way it ends."""
    turn = Turn(kind)
    begun = time.perf_counter()
    try:
        with span("turn") as marked:
            try:
                yield turn
            finally:
                marked.tell("kind", kind)
                marked.tell("outcome", understood(turn.outcome, turn.intent))
    finally:
        seconds = time.perf_counter() - begun
        METRICS.turned(kind, turn.outcome, turn.intent, seconds)
        milliseconds = round(seconds * 1000, 1)
        if _log.isEnabledFor(logging.INFO):
            _log.info("turn", extra={"fields": _line(turn, said, milliseconds)})


def hashed(name: str) -> str:
    """A short stand-in for an id, the same within one run of the bot."""
    return hashlib.blake2b(name.encode("utf-8", "replace"), key=_KEY, digest_size=6).hexdigest()


def _line(turn: Turn, said: Incoming, milliseconds: float) -> dict[str, object]:
    line: dict[str, object] = {
        "kind": turn.kind,
        "scope": "channel" if said.in_channel else "personal",
        "activity": hashed(said.activity_id),
        "conversation": hashed(said.conversation_id),
        "person": hashed(said.person.id),
        "intent": _told(turn.intent),
        "outcome": turn.outcome,
        "ms": milliseconds,
    }
    return {**line, "reason": turn.reason} if turn.reason else line


def _told(intent: str) -> str:
    return intent.partition(".")[0] if intent.startswith(_ANONYMOUS) else intent
