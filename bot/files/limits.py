"""How much a calendar file may hold: far above what a calendar needs, far below what would hurt."""

from __future__ import annotations

from bot.domain.entry_reading import MAX_LINE as MAX_LINE
from bot.domain.entry_reading import MAX_LINK as MAX_LINK
from bot.domain.event_forms import MAX_DESCRIPTION as MAX_DESCRIPTION
from bot.domain.event_values import FIRST_YEAR as FIRST_YEAR
from bot.domain.event_values import LAST_YEAR as LAST_YEAR
from bot.domain.event_values import MAX_SEATS as MAX_SEATS

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
"""Rows of a table below its header; events of an .ics file with all their occurrences."""
MAX_COLUMNS = 100

MAX_UNPACKED_BYTES = 60_000_000
"""What the parts of an .xlsx may take in all when unpacked."""
MAX_RATIO = 150
"""How much smaller than its contents an .xlsx may be; repetitive sheets reach about 40."""

MAX_OCCURRENCES = 1_500
"""Occurrences of one repeating entry in the whole window: a daily one has about 1,100."""
MAX_TIMES_A_DAY = 24
YEARS_BACK = 1
YEARS_AHEAD = 2
"""The window in which repeating entries are expanded, around today."""

MAX_KEY = 200
MAX_UID = 400
MAX_PROBLEMS = 100
"""Problems that are told one by one."""

SECONDS = 12
MEMORY_BYTES = 1_000_000_000
"""What reading a file may take in all."""
