"""Announcements of the AKE team: what an author writes, what is wrong with it, and where it is on its way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.events import Event
from bot.domain.repeats import Repeat

MAX_TITLE = 120
MAX_TEXT = 3_500
MAX_ADDRESS = 1_000
MAX_ALT = 300
FURTHEST = timedelta(days=366)
"""How far ahead an announcement can be scheduled."""

USEFUL = timedelta(days=2)
"""How long after its moment an announcement is still sent: later it would surprise its own author."""

_HTTPS = re.compile(r"https://[^\s/<>\"'()\[\]\\]+[^\s<>\"'()\[\]\\]*")
# A colon can be written as an entity too, and an address after the text.
_COLON = r"(?::|&colon;|&#0*58;?|&#x0*3a;?)"
_OTHER_LINK = re.compile(rf"\](?:\(|:)\s*(?!https?:|mailto:)[^)\s]*{_COLON}", re.IGNORECASE)


class AnnouncementState(StrEnum):
    """A draft becomes scheduled, also when it is sent at once, and sent when it has left; then it may be withdrawn.

    A draft that another member of the team is to approve first is proposed meanwhile. One that repeats stays
    repeating, and each time of it is an announcement of its own.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    REPEATING = "repeating"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Writing:
    """What an author has written, to whom, and when it leaves: at once without `send_at`.

    `channels` are numbers of recipients. `asks_read` gives it a button by which a reader tells it was read.
    With `repeats` it is sent again and again from `send_at` on, no later than the day `until`. `event` is the number
    of an event that it shows. It goes to the people of `libraries`, which are municipalities' names, and of the
    libraries of `consortia`.
    """

    title: str
    text: str
    link: str = ""
    picture: str = ""
    picture_alt: str = ""
    asks_read: bool = False
    channels: tuple[int, ...] = ()
    everybody: bool = False
    send_at: datetime | None = None
    repeats: Repeat | None = None
    until: date | None = None
    event: int | None = None
    libraries: tuple[str, ...] = ()
    consortia: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement stored. `key` names the form it was first written in; `version` grows with each change.

    A draft that `replaces` another announcement is a change of it that nobody has confirmed yet. `sent_at` is when
    it left, `corrected_at` when it was last changed after that. `author` is the account that last changed the writing,
    kept until it leaves. `trouble` is the code of why it is a draft again, empty when there is nothing to tell.
    """

    id: int
    key: str
    version: int
    state: AnnouncementState
    writing: Writing
    changed_at: datetime
    replaces: int | None = None
    sent_at: datetime | None = None
    corrected_at: datetime | None = None
    author: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement as it is shown, with its event as that is now, if it has one."""

    announcement: Announcement
    event: Event | None = None


def faults_of(writing: Writing, now: datetime) -> dict[str, str]:
    """What must be mended before it can be sent: for each wrong field a short code."""
    found = {
        "title": _length_fault(writing.title, MAX_TITLE),
        "text": _length_fault(writing.text, MAX_TEXT) or ("scheme" if _OTHER_LINK.search(writing.text) else ""),
        "link": _address_fault(writing.link),
        "picture": _address_fault(writing.picture),
        "picture_alt": _alt_fault(writing),
        "to": "" if _goes_anywhere(writing) else "missing",
        "day": _day_fault(writing, now),
    }
    return {field: code for field, code in found.items() if code}


def _goes_anywhere(writing: Writing) -> bool:
    return bool(writing.channels or writing.everybody or writing.libraries or writing.consortia)


def _length_fault(text: str, most: int) -> str:
    if not text.strip():
        return "missing"
    return "too_long" if len(text) > most else ""


def _address_fault(address: str) -> str:
    if not address:
        return ""
    return "" if len(address) <= MAX_ADDRESS and _HTTPS.fullmatch(address) else "not_https"


def _alt_fault(writing: Writing) -> str:
    if writing.picture and not writing.picture_alt:
        return "missing"
    return "too_long" if len(writing.picture_alt) > MAX_ALT else ""


def _day_fault(writing: Writing, now: datetime) -> str:
    """The first day of what repeats may be long past."""
    fault = _moment_fault(writing.send_at, now)
    if writing.repeats is None:
        return fault
    return "needed" if writing.send_at is None else fault if fault == "too_far" else ""


def _moment_fault(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return ""
    ahead = moment.timestamp() - now.timestamp()
    return "past" if ahead <= 0 else "too_far" if ahead > FURTHEST.total_seconds() else ""
