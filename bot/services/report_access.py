"""Addresses of reports: signed, for one member, one kind of report and one year, and for an hour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.domain.hands import Hands
from bot.services.signed_addresses import Refused, SignedAddresses

LASTS = timedelta(hours=1)
YEARS = range(2000, 2101)
"""Years that a report may be of."""


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


class ReportAddresses:
    """Makes addresses below the bot's own and reads what came back of them, which is hostile until it is checked."""

    def __init__(self, hands: Hands, root: str) -> None:
        self._signed = SignedAddresses(hands, root, "reports", "report")

    def address(
        self, account: str, year: int, language: str, now: datetime, kind: ReportKind = ReportKind.FEEDBACK
    ) -> str:
        """The address of a member's report; empty when the bot has none of its own."""
        return self._signed.address([account, year, language, kind], now + LASTS)

    def read(self, token: str, now: datetime) -> ReportRequest | Refused:
        """What a token asks for, or why it gives nothing."""
        told = self._signed.read(token, now)
        if isinstance(told, Refused):
            return told
        # An address that was given before there were several kinds names none.
        account, year, language, *kind, until = told
        return ReportRequest(account, year, language, until, *map(ReportKind, kind))
