"""Each column of the database is told to the person, or it is said here why it is not."""

from __future__ import annotations

from sqlalchemy import Column
from sqlalchemy.sql import visitors

from storage.models import metadata
from storage.repositories.personal_pages import ALL_PARTS
from tests.support.whole_life import TABLES_OF_NOBODY

NOT_TOLD = {
    "recipients": {"key": "made of the account, which is told"},
    "subscriptions": {"recipient": "the person"},
    "calendar_keys": {"recipient": "the person", "key": "a fingerprint of the address, which opens nothing"},
    "rosters": {
        "id": "a number of the program's",
        "key": "made of the account, which is told",
        "service_url": "the team's",
        "bot": "the bot's own",
        "tenant": "the team's",
        "wake_at": "when the list is read next",
        "failures": "of reading the list",
    },
    "roster_members": {"roster": "the team is told", "recipient": "the person"},
    "memories": {"key": "a fingerprint of the person and the conversation"},
    "outbox": {
        "id": "a number of the program's",
        "key": "made of what is told",
        "recipient": "the person, or another",
        "wake_at": "when the program looks at it next",
        "holder": "a process of the program's",
        "announcement": "its title is told",
    },
    "answers": {"hand": "by which it was found"},
    "marks": {"hand": "by which it was found"},
    "outcomes": {"hand": "by which it was found"},
    "supports": {"wish": "its text is told", "hand": "by which it was found"},
    "hearers": {"question": "its text is told", "hand": "by which it was found"},
    "wishes": {
        "id": "a number of the program's",
        "key": "a key of the form's",
        "folded": "made of the text, which is told",
        "hidden": "the team's, of a wish that is nobody's",
        "joined": "the team's",
        "event": "the team's",
    },
    "readings": {"announcement": "its title is told", "reader": "by which it was found"},
    "members": {"key": "made of the account, which is told"},
    "changes": {"id": "a number of the program's", "who": "the person"},
    "announcements": {"key": "a key of the form's", "author": "the person"},
    "trips": {
        "key": "a key of the form's",
        "traveller": "the person, or another",
        "foreman": "another's; one's own part is told",
        "code": "opens the foreman's confirmation",
        "handler": "another's; one's own part is told",
        "host_account": "another's; one's own part is told",
    },
    "trip_steps": {"who": "the person, or another"},
    "offers": {"key": "a key of the form's", "account": "the person"},
    "asked_hosts": {"account": "the person"},
}
"""Columns that are not told, and why."""


def told_columns() -> dict[str, set[str]]:
    """By table, the columns that stand among what is told; those that only tell which rows are meant are not."""
    found: dict[str, set[str]] = {}
    for part in ALL_PARTS.values():
        for column in part.fields.selected_columns:
            for one in visitors.iterate(column):
                if isinstance(one, Column) and one.table is not None:
                    found.setdefault(one.table.name, set()).add(one.name)
    return found


def test_every_column_is_told_or_it_is_said_why_not() -> None:
    told = told_columns()
    for table in metadata.sorted_tables:
        if table.name in TABLES_OF_NOBODY:
            continue
        names = {column.name for column in table.columns}
        assert names == told.get(table.name, set()) | set(NOT_TOLD.get(table.name, {})), table.name


def test_nothing_is_said_of_what_is_not_there() -> None:
    assert set(TABLES_OF_NOBODY) | set(NOT_TOLD) <= set(metadata.tables)
    assert not set(TABLES_OF_NOBODY) & set(NOT_TOLD)
