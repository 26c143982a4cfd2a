"""What the use cases need of the world, as Protocols that storage and dialogs fulfil."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.conversation import Claim, Hits, Incoming, Reply, Sought
from bot.domain.events import Event, EventDraft
from bot.domain.outbox import Delivery
from bot.domain.recipients import Address, Recipient
from bot.domain.reminders import Lead, Subscription
from bot.domain.roles import Change, Member
from bot.domain.rosters import DueRoster, Listed, Roster, Unread
from bot.services.announcement_ports import Announcements, Postings
from bot.services.calendar_key_ports import CalendarKeys
from bot.services.feedback_ports import Feedback, Pictures
from bot.services.outbox_ports import Alerts, Outbox
from bot.services.personal_ports import Personal
from bot.services.sync_ports import CalendarSync
from bot.services.trip_ports import Offers, Trips
from bot.services.wish_ports import Wishes
from bot.services.written_ports import UnansweredQuestions, WrittenAnswers


class Events(Protocol):
    """The calendar's events."""

    async def revision(self) -> int:
        """The calendar's running number: it grows with every change, so equal means unchanged."""

    async def changed_since(self, revision: int) -> Sequence[Event]:
        """Events whose last change is later than `revision`; all of them for -1."""

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Event]:
        """The stored events of these source keys."""

    async def by_key_prefixes(self, prefixes: Iterable[str]) -> dict[str, Event]:
        """The stored events whose source key begins so (the occurrences of repeating entries)."""

    async def lock(self) -> None:
        """Keep other writers of the calendar away until the transaction ends.

        What is read after this is still true when it is changed.
        """

    async def add(self, drafts: Sequence[EventDraft]) -> None:
        """Store new events."""

    async def change(self, changes: Sequence[tuple[Event, EventDraft]], *, announced: bool = True) -> None:
        """Give stored events new facts.

        The first start that was told to people is remembered as `moved_from` for as long as the event
        starts at another time. With `announced` false the earlier start was never told to anyone, and
        what was remembered is forgotten.
        """


class Turns(Protocol):
    """Turns taken, so that the same one delivered twice is answered once."""

    async def claim(self, turn: str, now: datetime) -> Claim:
        """Whether the turn is this caller's to answer. A claim never settled lapses in 12 seconds."""

    async def settle(self, turn: str, now: datetime) -> None:
        """The turn has been answered."""

    async def release(self, turn: str) -> None:
        """The turn could not be answered: the next delivery of it may try again."""

    async def forget_before(self, moment: datetime) -> int:
        """Erase turns claimed before; how many."""


class Memories(Protocol):
    """What was talked of last, for follow-ups: a small JSON text for each person and conversation."""

    async def recall(self, key: str, since: datetime) -> str | None:
        """The text kept at or after `since`, or None."""

    async def keep(self, key: str, text: str, now: datetime) -> None:
        """Keep the text in place of an earlier one."""

    async def forget_before(self, moment: datetime) -> int:
        """Erase what was kept before; how many."""


class Recipients(Protocol):
    """Whom the bot can write to, and what each wants to be reminded of."""

    async def seen(self, address: Address) -> int:
        """Keep where somebody is reached, who has just written or was found; the recipient's number."""

    async def by_id(self, number: int) -> Recipient | None:
        """The recipient of a number."""

    async def by_account(self, account: str) -> Recipient | None:
        """The recipient of a channel's id."""

    async def channels(self) -> Sequence[Recipient]:
        """All channels, by name."""

    async def people(self) -> Sequence[int]:
        """Everybody who can be written to personally and has not declined announcements."""

    async def by_library(self) -> dict[str, list[int]]:
        """Those of them who have told their library, by its municipality."""

    async def choose_library(self, number: int, municipality: str) -> None:
        """A person's own library; empty when it is to be known no more."""

    async def decline(self, number: int, *, declines: bool) -> None:
        """Whether a person wants no announcements."""

    async def of_directory(self, ids: Collection[str]) -> Sequence[Recipient]:
        """The people of these ids in the directory, whose letters' case does not count."""

    async def accounts(self) -> Sequence[tuple[int, str]]:
        """Everybody who can be written to personally, each with the channel's id, of which hands are made."""

    async def opened(self, number: int, conversation: str) -> None:
        """A person's own chat has been opened."""

    async def lost(self, number: int, reason: str) -> None:
        """Nothing can be sent until the recipient writes again."""

    async def pause(self, number: int, until: datetime | None) -> None:
        """No reminders before a moment; None ends a pause."""

    async def subscriptions(self, number: int) -> list[Subscription]:
        """What somebody wants to be reminded of, in a lasting order."""

    async def subscribe(self, number: int, wanted: Subscription) -> None:
        """Remind of this from now on at these leads and no others; at none, of it no more."""

    async def unsubscribe_all(self, number: int) -> None:
        """Remind of nothing any more."""

    async def subscribers(self, event: int, series: str, leads: Collection[Lead]) -> Sequence[int]:
        """Who wants to be reminded of an event at any of the leads; the narrowest subscription decides."""

    async def subscribes(self, number: int, event: int, series: str, leads: Collection[Lead]) -> bool:
        """Whether somebody is among these."""

    async def give_usual(self, number: int) -> bool:
        """Keep that a channel was given the usual reminders; False when it was before."""

    async def is_lost(self, account: str) -> bool:
        """Whether nothing can be sent to the recipient of a channel's id, or there is none."""


class Rosters(Protocol):
    """Teams in which the bot is installed, and whom it knows from their rosters."""

    async def met(self, roster: Roster, now: datetime, *, changed: bool) -> None:
        """Keep a roster, to be read now if it is new or changed."""

    async def left(self, account: str) -> None:
        """The bot is not there any more: nobody is known from it."""

    async def claim(self, now: datetime, until: datetime) -> DueRoster | None:
        """Take one that is due as one's own until a moment."""

    async def again(self, due: DueRoster, at: datetime, failures: int = 0) -> None:
        """Read it next at a moment, unless it has changed while it was read."""

    async def keep(self, number: int, listed: Listed) -> None:
        """Store whom and what a roster tells of; whoever is on none any more and never wrote is not reached.

        Of people and channels who are known already nothing is forgotten that their own messages told.
        """

    async def forget_left(self) -> int:
        """Erase people who were known from rosters alone and are on none, once no notice names them; how many."""


class TeamMembers(Protocol):
    """Who was added to the AKE team, and the record of what its members did."""

    async def has(self, account: str) -> bool:
        """Whether an account was added to the team."""

    async def members(self) -> Sequence[Member]:
        """Those who were added, by name."""

    async def add(self, member: Member) -> None:
        """Add somebody, or show them by another name."""

    async def remove(self, account: str) -> bool:
        """Take somebody out; whether they were there."""

    async def record(self, change: Change) -> None:
        """Keep who did what."""

    async def latest(self, most: int) -> Sequence[Change]:
        """The latest changes, the last first."""


class WithEvents(Protocol):
    """A transaction as far as the calendar needs it."""

    @property
    def events(self) -> Events: ...


class UnitOfWork(WithEvents, Protocol):
    """One transaction: all of it happens when its block ends well, none of it otherwise."""

    @property
    def calendar_keys(self) -> CalendarKeys: ...

    @property
    def calendar_sync(self) -> CalendarSync: ...

    @property
    def turns(self) -> Turns: ...

    @property
    def memories(self) -> Memories: ...

    @property
    def recipients(self) -> Recipients: ...

    @property
    def rosters(self) -> Rosters: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def team(self) -> TeamMembers: ...

    @property
    def announcements(self) -> Announcements: ...

    @property
    def postings(self) -> Postings: ...

    @property
    def feedback(self) -> Feedback: ...

    @property
    def personal(self) -> Personal: ...

    @property
    def wishes(self) -> Wishes: ...

    @property
    def written(self) -> WrittenAnswers: ...

    @property
    def unanswered(self) -> UnansweredQuestions: ...

    @property
    def pictures(self) -> Pictures: ...

    @property
    def trips(self) -> Trips: ...

    @property
    def offers(self) -> Offers: ...

    @property
    def alerts(self) -> Alerts: ...


class Store(Protocol):
    """Where everything is kept."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction. `StoreUnavailable` is raised when the database cannot serve it."""

    async def answers(self) -> bool:
        """Whether the database answers, within a second or two."""


class Messenger(Protocol):
    """Sends unasked."""

    async def send(self, to: Recipient, reply: Reply, thread: str = "") -> Delivery:
        """Send once, to a person's own chat or to a channel; what came of it is told, never raised.

        A `thread` of the channel is gone on with; without one the message begins another.
        """

    async def update(self, to: Recipient, conversation: str, message: str, reply: Reply) -> Delivery:
        """Let a message that was sent show something else; it may be done again freely. Never raises either."""


class RosterReader(Protocol):
    """Reads rosters from the channel's service."""

    async def read(self, roster: Roster) -> Listed | Unread:
        """The whole roster, page by page; what keeps it from being read is told, never raised."""


class Conversation(Protocol):
    """The bot as an object: text in, reply out, one transaction a turn."""

    async def on_message(self, said: Incoming) -> Reply | None:
        """Answer a message or a pressed button; None when it is answered already, TurnUnderWay when just now."""

    async def on_open(self, said: Incoming) -> Reply | None:
        """Greet someone who has just got the bot; None and TurnUnderWay as above."""

    async def on_search(self, sought: Sought) -> Hits:
        """Find events whose cards can be put into any conversation; nothing of it is kept."""

    def on_answered(self, said: Incoming) -> None:
        """The reply has been delivered."""

    async def on_unanswered(self, said: Incoming) -> None:
        """The reply could not be delivered; a later delivery of the same turn may be answered."""

    async def close(self) -> None:
        """Keep what is known of the last turns; nothing is said after this."""
