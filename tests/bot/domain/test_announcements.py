"""What an author must mend, and what becomes of announcements on their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.announcements import MAX_TEXT, Writing, faults_of
from bot.domain.outbox import Delivery, NewNotice, Notice, NoticeKind, Outcome, State, settlement_of

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
GOOD = Writing("Otsikko", "Teksti **lihava** [linkki](https://a.fi) <b>", everybody=True)


def test_a_whole_announcement_has_no_faults() -> None:
    whole = replace(GOOD, link="https://a.fi/ä?b=c", picture="https://a.fi/k.png", picture_alt="Kuva")
    assert faults_of(replace(whole, send_at=NOW + timedelta(hours=1)), NOW) == {}


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"title": " "}, {"title": "missing"}),
        ({"title": "a" * 121}, {"title": "too_long"}),
        ({"text": "a" * (MAX_TEXT + 1)}, {"text": "too_long"}),
        ({"text": "[a](javascript:alert(1))"}, {"text": "scheme"}),
        ({"link": "http://a.fi"}, {"link": "not_https"}),
        ({"link": "https://"}, {"link": "not_https"}),
        ({"link": "https://a.fi/a b"}, {"link": "not_https"}),
        ({"picture": "https://a.fi/k.png"}, {"picture_alt": "missing"}),
        ({"picture": "data:image/png;base64,AA", "picture_alt": "a"}, {"picture": "not_https"}),
        ({"everybody": False}, {"to": "missing"}),
        ({"send_at": NOW}, {"day": "past"}),
        ({"send_at": NOW + timedelta(days=400)}, {"day": "too_far"}),
    ],
)
def test_each_fault_is_of_its_field(fields: dict[str, object], faults: dict[str, str]) -> None:
    assert faults_of(replace(GOOD, **fields), NOW) == faults  # type: ignore[arg-type]


def _notice(kind: NoticeKind, doubts: int = 0) -> Notice:
    told = NewNotice("k", kind, NOW, NOW + timedelta(days=2), recipient=1, announcement=1)
    return Notice(1, told, State.SENDING, doubts, doubts)


@pytest.mark.parametrize(
    ("kind", "delivery", "state"),
    [
        (NoticeKind.ANNOUNCEMENT, Delivery(Outcome.UNKNOWN, "timeout"), State.DOUBTFUL),
        (NoticeKind.ANNOUNCEMENT, Delivery(Outcome.LATER, "http_503", unclear=True), State.DOUBTFUL),
        (NoticeKind.ANNOUNCEMENT, Delivery(Outcome.LATER, "http_429"), State.WAITING),
        (NoticeKind.REMINDER, Delivery(Outcome.LATER, "http_503", unclear=True), State.WAITING),
        (NoticeKind.REMINDER, Delivery(Outcome.UNKNOWN, "timeout"), State.WAITING),
        (NoticeKind.UPDATE, Delivery(Outcome.UNKNOWN, "timeout"), State.WAITING),
    ],
)
def test_only_an_announcement_is_in_doubt_at_once(kind: NoticeKind, delivery: Delivery, state: State) -> None:
    assert settlement_of(_notice(kind), delivery, NOW).state is state


def test_an_update_may_be_repeated_as_often_as_its_answer_is_lost() -> None:
    settled = settlement_of(_notice(NoticeKind.UPDATE, doubts=40), Delivery(Outcome.UNKNOWN, "timeout"), NOW)
    assert settled.state is State.WAITING


def test_where_the_message_is_is_kept() -> None:
    settled = settlement_of(_notice(NoticeKind.ANNOUNCEMENT), Delivery(Outcome.SENT, "", None, "m1", "c1"), NOW)
    assert (settled.message, settled.conversation) == ("m1", "c1")
