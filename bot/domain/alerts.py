"""What the AKE team is warned of: each trouble when it begins, once more a day while it lasts, and when it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.intervals import at_helsinki

LOOKED_BACK = timedelta(hours=1)
"""Over how long sendings are counted."""

LATE = timedelta(minutes=15)
"""From when on a notice is late: the shortest reminder comes so long before its event, so later it is of no use.

Retries of a service that is only busy are over long before.
"""

FEW = 2
"""So many failures in an hour are chance: a third one has a cause that will not go away by itself."""

MOST_UNREACHABLE = 4
"""Single people block the bot or leave; of more in an hour than reached ones the bot itself is the cause."""

WARNED_BEFORE = (30, 14, 7, 3, 1, 0)
"""Days before a secret ends on which it is told: a new one may have to be asked for from somebody on holiday."""

QUIET_BEFORE_OVER = timedelta(hours=1)
"""How long nothing must have gone wrong with sendings before they are said to be well: never a word for each gust."""

AGAIN = timedelta(hours=12)
"""What began in the evening is not told again the next morning at nine, but what began at eight is a day later."""

# What is told once a day is told at nine, as the other things that the team's channel gets.
_DAY_BEGINS = timedelta(hours=9)


class Cause(StrEnum):
    """What there can be trouble with."""

    SENDS = "sends"
    CALENDAR = "calendar"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Lately:
    """How sendings have gone within `LOOKED_BACK`: how many arrived, failed, or met somebody who cannot be reached.

    `stuck` were tried and have not arrived in `LATE`; nobody has taken what is due since `untaken_since`.
    """

    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    stuck: int = 0
    untaken_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A trouble that there is now; at the same `stage` there is nothing new to tell, and `facts` fill its sentences."""

    cause: Cause
    stage: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A trouble that is stored: since when, when it was seen last, and what of it was told when."""

    cause: Cause
    began: datetime
    seen: datetime
    stage: str = ""
    told: datetime | None = None

    def to_be_told(self, trouble: Trouble, now: datetime) -> bool:
        """Whether the team is to hear of it now."""
        if self.told is None:
            return True
        return self.stage != trouble.stage and now.timestamp() - self.told.timestamp() >= AGAIN.total_seconds()

    def over(self, now: datetime) -> bool:
        """Whether it can be said to be over, when it is not seen now."""
        quiet = now.timestamp() - self.seen.timestamp()
        return self.cause is not Cause.SENDS or quiet >= QUIET_BEFORE_OVER.total_seconds()


@dataclass(frozen=True, slots=True)
class Alert:
    """What the team is told of a trouble, or with `over` of its end."""

    cause: Cause
    began: datetime
    over: bool
    facts: Mapping[str, object]


def alert_of(standing: Standing) -> Alert:
    """A stored trouble as it was told last."""
    ends = standing.stage.partition(":")[0]
    return Alert(standing.cause, standing.began, False, {"ends": ends} if standing.cause is Cause.SECRET else {})


def of_sends(lately: Lately, now: datetime) -> Sequence[Trouble]:
    """Whether sendings fail, or nobody sends."""
    waited = now.timestamp() - lately.untaken_since.timestamp() if lately.untaken_since else 0.0
    lost = lately.failed + lately.stuck
    nobody = lately.unreachable > max(MOST_UNREACHABLE, lately.sent)
    if lost <= FEW and not nobody and waited <= LATE.total_seconds():
        return ()
    return (Trouble(Cause.SENDS, day_stage(now)),)


def of_secret(ends: date | None, now: datetime) -> Sequence[Trouble]:
    """Whether the secret by which the bot proves who it is ends soon."""
    if ends is None:
        return ()
    left = (ends - _day(now)).days
    reached = [days for days in WARNED_BEFORE if left <= days]
    if not reached:
        return ()
    return (Trouble(Cause.SECRET, f"{ends.isoformat()}:{reached[-1]}", {"ends": ends.isoformat()}),)


def day_stage(now: datetime) -> str:
    """The stage of a trouble of which the team hears once a day."""
    return _day(now).isoformat()


def _day(now: datetime) -> date:
    return (at_helsinki(now).replace(tzinfo=None) - _DAY_BEGINS).date()
