"""What sending unasked needs of the store: the outbox, and the troubles that the AKE team is told of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.domain.alerts import Cause, Lately, Standing
from bot.domain.outbox import Due, NewNotice, Notice, NoticeKind, Settlement, State


class Outbox(Protocol):
    """What is to be sent unasked; see bot/domain/outbox.py for the states."""

    async def put(self, notices: Sequence[NewNotice]) -> None:
        """Keep notices to be sent; one whose key is there already is left as it is, unless it was cancelled."""

    async def cancel(self, event: int, kinds: Collection[NoticeKind], reason: str, now: datetime) -> int:
        """Cancel what waits for an event; how many. What is claimed already is checked again before it is sent."""

    async def waits(self, event: int, kind: NoticeKind) -> bool:
        """Whether a notice of that kind waits for an event; nobody claims it before this transaction ends."""

    async def cancel_of_trip(self, trip: int, beginning: str, reason: str, now: datetime) -> int:
        """Cancel what waits of a trip, of the notices whose keys begin so; how many."""

    async def revive_of_trip(self, trip: int, since: datetime) -> int:
        """Let what of a trip was cancelled since a moment wait again, but for what was undone; how many."""

    async def data_of_trip(self, trip: int, beginning: str) -> Sequence[Mapping[str, Any]]:
        """What the notices of a trip tell whose keys begin so."""

    async def left_of_trip(self, trip: int, beginning: str) -> bool:
        """Whether any of these has left, or may have, or is just being sent."""

    async def claim(self, holder: str, now: datetime, until: datetime, most: int) -> list[Notice]:
        """Take what is due, the longest due first, as the holder's own until a moment.

        What another held too long is due as well; of that, one which was being sent is still SENDING. What is for
        a recipient for whom somebody holds something is left: it comes in its order.
        """

    async def gather(self, notice: Notice, holder: str, now: datetime, until: datetime) -> list[Notice]:
        """Take all that the notice's recipient is to get of its kind as the holder's own, due or not, in its order.

        It is the holder's already, so nobody else takes anything of that recipient's meanwhile.
        """

    async def give_back(self, holder: str, now: datetime) -> int:
        """Let others claim what the holder has claimed and not begun to send, each at its moment; how many."""

    async def reserve(self, notice: Notice, now: datetime) -> datetime:
        """A place in the pace of all replicas: from when on the notice may be sent."""

    async def begin_sending(self, notices: Sequence[Notice], holder: str, until: datetime) -> bool:
        """Keep that they are being sent together; False when not all are the holder's any more.

        Then none of it is to be kept: the caller's transaction must be undone.
        """

    async def slow_down(self, notice: Notice, now: datetime, wait: timedelta) -> None:
        """The service asked to wait: so does every replica with the recipient, and with all others for a while."""

    async def settle(self, notice: int, holder: str, settlement: Settlement, now: datetime) -> bool:
        """Keep what became of it; False when it is not the holder's any more."""

    async def reminded(self, event: int) -> set[int]:
        """The recipients who were sent a reminder of an event, or may have been."""

    async def reminded_of(self, recipient: int) -> set[int]:
        """The events of which a recipient was sent a reminder, or may have been."""

    async def changes_coming(self, moment: datetime) -> datetime | None:
        """When the last is due of the changes due by a moment of which nobody's notices are made yet."""

    async def told(self, event: int, kind: NoticeKind) -> set[int]:
        """The recipients who were sent a notice of a kind about an event, or may have been."""

    async def thread(self, recipient: int, event: int) -> str:
        """Where a channel was reminded of an event last, empty when it was not."""

    async def told_since(self, recipient: int, event: int, moment: datetime) -> bool:
        """Whether the recipient was reminded of an event at or after a moment."""

    async def due_together(self, keys: Collection[str], due: datetime) -> set[str]:
        """Which of these notices are due at that very moment, whatever became of them but for the cancelled."""

    async def counts(self) -> dict[State, int]:
        """How many notices there are in each state."""

    async def waits_since(self, now: datetime) -> datetime | None:
        """Since when the longest due notice has waited for somebody, None when nothing is due."""

    async def due_by_kind(self, now: datetime) -> Mapping[NoticeKind, Due]:
        """What is due and in nobody's hands; kinds of which nothing is are left out."""

    async def lately(self, now: datetime) -> Lately:
        """How sendings have gone of late, but for those that warn of it."""

    async def forget_before(self, moment: datetime, kinds: Collection[NoticeKind] = ()) -> int:
        """Erase what ended before, of these kinds only if any are named; how many."""


class Alerts(Protocol):
    """Troubles that there are, of which the AKE team is told."""

    async def all(self) -> Sequence[Standing]:
        """The troubles that are stored."""

    async def of(self, cause: Cause) -> Standing | None:
        """The trouble with a cause, None when there is none."""

    async def see(self, cause: Cause, now: datetime) -> None:
        """There is trouble with a cause now: perhaps since now."""

    async def tell(self, cause: Cause, stage: str, now: datetime) -> bool:
        """The team is told of it at this stage; False when another does it already."""

    async def end(self, standing: Standing) -> bool:
        """It is over; False when another has ended it already."""
