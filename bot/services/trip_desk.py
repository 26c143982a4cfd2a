"""What the conversation about peer-learning trips needs to know besides what is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.trip_costs import Rates
from bot.services.feedback_desk import BARE_DESK
from bot.services.report_access import ReportAddresses
from bot.services.trip_files import NO_TRIP_FILES, TripFileAddresses


@dataclass(frozen=True, slots=True)
class TripDesk:
    """The rates of cost estimates, whether a foreman must press a confirmation, and where files are loaded.

    `addresses` are those of reports, `files` those of trips' calendar files. `app_id` is the bot's own, of which a link
    to its chat is made; it is empty where there is none. `smallest` is from how many ratings on their mean is told.
    """

    rates: Rates = field(default_factory=Rates)
    foreman_presses: bool = False
    addresses: ReportAddresses = BARE_DESK.addresses
    app_id: str = ""
    smallest: int = BARE_DESK.smallest
    files: TripFileAddresses = NO_TRIP_FILES


BARE_TRIP_DESK = TripDesk()
"""For a bot that has no address of its own on the web."""
