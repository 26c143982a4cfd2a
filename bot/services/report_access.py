"""Addresses of reports: signed, for one member, one kind of report and one year, and for an hour."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from pathlib import Path

from bot.domain.hands import Hands
from bot.jsontext import decoded, encoded

LASTS = timedelta(hours=1)
YEARS = range(2000, 2101)
"""Years that a report may be of."""

_LONGEST = 1_000


class ReportKind(StrEnum):
    """What a report tells of."""

    FEEDBACK = "feedback"
    TRIPS = "trips"


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Whose report it is, of which year and in which language; `until` is the second until which it may be loaded."""

    account: str
    year: int
    language: str
    until: int
    kind: ReportKind = ReportKind.FEEDBACK


WriteReport = Callable[[Path, ReportRequest, datetime], Awaitable[None]]
"""Writes a report, as it is at a moment, into a file."""


class Refused(Enum):
    """Why an address gives nothing."""

    FORGED = "forged"
    EXPIRED = "expired"


class ReportAddresses:
    """Makes addresses below the bot's own and reads what came back of them, which is hostile until it is checked."""

    def __init__(self, hands: Hands, root: str) -> None:
        self._hands, self._root = hands, root.rstrip("/")

    def address(
        self, account: str, year: int, language: str, now: datetime, kind: ReportKind = ReportKind.FEEDBACK
    ) -> str:
        """The address of a member's report; empty when the bot has none of its own."""
        if not self._root:
            return ""
        told = encoded([account, year, language, int((now + LASTS).timestamp()), kind])
        body = base64.urlsafe_b64encode(told).decode().rstrip("=")
        return f"{self._root}/reports/{body}.{self._signature(body)}"

    def read(self, token: str, now: datetime) -> ReportRequest | Refused:
        """What a token asks for, or why it gives nothing."""
        body, _, signature = token.partition(".")
        if len(token) > _LONGEST or not token.isascii() or not hmac.compare_digest(signature, self._signature(body)):
            return Refused.FORGED
        account, year, language, until, *kind = decoded(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        if now.timestamp() >= until:
            return Refused.EXPIRED
        # An address that was given before there were several kinds names none.
        return ReportRequest(account, year, language, until, *map(ReportKind, kind))

    def _signature(self, body: str) -> str:
        return self._hands.of(body, "report")
