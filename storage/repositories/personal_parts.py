"""What is told of a person by each table, in SQL, but for peer-learning trips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, String, Table, bindparam, cast, select

from bot.domain.personal import Part
from bot.domain.reminders import Scope
from storage.models import (
    announcements,
    answers,
    calendar_keys,
    changes,
    events,
    hearers,
    marks,
    members,
    memories,
    outbox,
    outcomes,
    readings,
    recipients,
    roster_members,
    rosters,
    subscriptions,
    supports,
    unanswered,
    wishes,
)

Row = dict[str, Any]

# By the names of `storage/repositories/personal_pages.py`, which fills them.
ACCOUNT = bindparam("account", type_=String)
NUMBER = bindparam("number", type_=recipients.c.id.type)
OWN_KEY = bindparam("own_key", type_=String)
_ESCAPE = "/"
_NAME = bindparam("name", type_=String)
_TALKS: BindParameter[Any] = bindparam("talks", expanding=True)
_HANDS: BindParameter[Any] = bindparam("hands", expanding=True)
_READERS: BindParameter[Any] = bindparam("readers", expanding=True)

# The name in them is that of the member who was added or removed.
OF_MEMBERS = changes.c.what.startswith("member_")


def escaped(text: str) -> str:
    """The text as `_NAME` looks for it: its signs stand for themselves."""
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text


def as_it_is(row: Row) -> Row:
    """A row that is told whole."""
    return row


@dataclass(frozen=True, slots=True)
class Told:
    """How a part is read: its fields, by their names, and the columns by which its rows stand in order.

    `shaped` takes out of a row what is another's.
    """

    fields: Select[Any]
    order: tuple[ColumnElement[Any], ...]
    shaped: Callable[[Row], Row] = as_it_is


def fields(table: Table, names: str, **renamed: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Columns of a table, and others by the names that they have in what is told."""
    return [*(table.c[name] for name in names.split()), *(one.label(name) for name, one in renamed.items())]


def _of_event(table: Table, names: str) -> Select[Any]:
    """Rows that are about an event, with its title and start."""
    told = fields(table, names, event_number=table.c.event, event=events.c.title, event_starts=events.c.starts)
    return select(*told).outerjoin(events, events.c.id == table.c.event)


def _without_members_name(row: Row) -> Row:
    """Who was added or removed is another person."""
    data: Mapping[str, Any] = row["data"] or {}
    another = row["what"].startswith("member_")
    return row | {"data": {name: one for name, one in data.items() if not (another and name == "name")}}


_SUBSCRIBED = (
    select(*fields(subscriptions, "scope about lead", event=events.c.title))
    .outerjoin(events, (subscriptions.c.scope == Scope.EVENT) & (subscriptions.c.about == cast(events.c.id, String)))
    .where(subscriptions.c.recipient == NUMBER)
)
_NOTICE = "kind due useful_until state attempts doubts reason data message conversation ended_at"

PARTS: Mapping[Part, Told] = {
    Part.CONTACT: Told(
        select(
            *fields(
                recipients,
                "kind account conversation service_url bot tenant directory_id name language library declines"
                " unreachable paused_until listed given_usual",
                number=recipients.c.id,
            )
        ).where(recipients.c.key == OWN_KEY),
        (recipients.c.id,),
    ),
    Part.TEAMS: Told(
        select(*fields(rosters, "name account"))
        .join(roster_members, roster_members.c.roster == rosters.c.id)
        .where(roster_members.c.recipient == NUMBER),
        (rosters.c.id,),
    ),
    Part.SUBSCRIPTIONS: Told(_SUBSCRIBED, (subscriptions.c.scope, subscriptions.c.about, subscriptions.c.lead)),
    Part.CALENDAR_KEY: Told(
        select(*fields(calendar_keys, "", made=calendar_keys.c.made_at)).where(calendar_keys.c.recipient == NUMBER),
        (calendar_keys.c.recipient,),
    ),
    Part.NOTICES: Told(
        _of_event(outbox, _NOTICE)
        .add_columns(announcements.c.title.label("announcement"), outbox.c.trip)
        .outerjoin(announcements, announcements.c.id == outbox.c.announcement)
        .where(outbox.c.recipient == NUMBER),
        (outbox.c.id,),
    ),
    Part.TALKED: Told(
        select(*fields(memories, "kept_at", talked=memories.c.text)).where(memories.c.key.in_(_TALKS)),
        (memories.c.key,),
    ),
    Part.ANSWERS: Told(
        _of_event(answers, "rating library given_on")
        .add_columns(answers.c.words.label("answers"), answers.c.hidden)
        .where(answers.c.hand.in_(_HANDS)),
        (answers.c.event, answers.c.hand),
    ),
    Part.MARKS: Told(
        _of_event(marks, "mark").where(marks.c.hand.in_(_HANDS)), (marks.c.event, marks.c.hand, marks.c.mark)
    ),
    Part.OUTCOMES: Told(
        _of_event(outcomes, "used words").where(outcomes.c.hand.in_(_HANDS)), (outcomes.c.event, outcomes.c.hand)
    ),
    Part.SUPPORTS: Told(
        select(*fields(wishes, "state answer reason ended_on", wish=wishes.c.text))
        .join(supports, supports.c.wish == wishes.c.id)
        .where(supports.c.hand.in_(_HANDS)),
        (supports.c.wish,),
    ),
    Part.AWAITED: Told(
        select(*fields(unanswered, "state last_on", wordings=unanswered.c.wordings))
        .join(hearers, hearers.c.question == unanswered.c.id)
        .where(hearers.c.hand.in_(_HANDS)),
        (hearers.c.question,),
    ),
    Part.READINGS: Told(
        select(*fields(announcements, "sent_at", announcement=announcements.c.title))
        .join(readings, readings.c.announcement == announcements.c.id)
        .where(readings.c.reader.in_(_READERS)),
        (readings.c.announcement,),
    ),
    Part.MEMBER: Told(select(*fields(members, "account name")).where(members.c.key == OWN_KEY), (members.c.key,)),
    Part.DEEDS: Told(
        select(*fields(changes, "at deed what data")).where(changes.c.who == ACCOUNT),
        (changes.c.id,),
        _without_members_name,
    ),
    Part.MEMBERSHIP: Told(
        select(*fields(changes, "at what")).where(OF_MEMBERS, changes.c.data.contains(_NAME, escape=_ESCAPE)),
        (changes.c.id,),
    ),
    Part.ANNOUNCEMENTS: Told(
        select(
            *fields(
                announcements,
                "state title text link picture picture_alt asks_read channels everybody libraries consortia event"
                " send_at changed_at sent_at corrected_at repeats until trouble version replaces",
                number=announcements.c.id,
            )
        ).where(announcements.c.author == ACCOUNT),
        (announcements.c.id,),
    ),
}
