"""Addresses of reports: signed, for one member and one year, and for an hour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.hands import Hands
from bot.services.signed_addresses import Refused, SignedAddresses

LASTS = timedelta(hours=1)
YEARS = range(2000, 2101)
"""Years that a report may be of."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Whose report it is, of which year and in which language; `until` is the second until which it may be loaded."""

    account: str
    year: int
    language: str
    until: int


WriteReport = Callable[[Path, ReportRequest, datetime], Awaitable[None]]
"""Writes a report, as it is at a moment, into a file."""


class ReportAddresses:
    """Makes addresses below the bot's own and reads what came back of them, which is hostile until it is checked."""

    def __init__(self, hands: Hands, root: str) -> None:
        self._signed = SignedAddresses(hands, root, "reports", "report")

    def address(self, account: str, year: int, language: str, now: datetime) -> str:
        """The address of a member's report; empty when the bot has none of its own."""
        return self._signed.address([account, year, language], now + LASTS)

    def read(self, token: str, now: datetime) -> ReportRequest | Refused:
        """What a token asks for, or why it gives nothing."""
        told = self._signed.read(token, now)
        return told if isinstance(told, Refused) else ReportRequest(*told)
