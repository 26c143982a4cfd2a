"""What the AKE team's desk of feedback needs to know besides what is stored."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.hands import Hands
from bot.domain.small_groups import SMALLEST
from bot.services.report_access import ReportAddresses


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """Where reports are loaded, and from how many people on anything is told by library."""

    addresses: ReportAddresses
    smallest: int


BARE_DESK = FeedbackDesk(ReportAddresses(Hands(b""), ""), SMALLEST)
"""For a bot that has no address of its own on the web: it makes no addresses of reports, so it needs no key."""
