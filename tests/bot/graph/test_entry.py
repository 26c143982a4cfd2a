"""An entry as Graph writes it to an event's facts, and whatever hostile or broken stands in its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entry_reading import MAX_LINE
from bot.domain.errors import BadInput
from bot.domain.event_forms import MAX_DESCRIPTION
from bot.domain.events import EventDraft, Form, Status
from bot.graph.entry import facts_of
from tests.support.drafts import helsinki

KNOWN = ("Digivartti", "Etäkahvit")
JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_example/0"


def told(**changes: Any) -> dict[str, Any]:
    """An entry on Tuesday 24.11.2026 at nine."""
    entry = {
        "id": "AAMk1",
        "subject": "Etäkahvit: Sanelu",
        "start": {"dateTime": "2026-11-24T07:00:00.0000000", "timeZone": "UTC"},
        "end": {"dateTime": "2026-11-24T07:30:00.0000000", "timeZone": "UTC"},
    }
    return {**entry, **changes}


def read(**changes: Any) -> EventDraft:
    facts = facts_of(told(**changes), KNOWN)
    assert facts is not None
    return facts


@pytest.mark.parametrize("zone", ["UTC", "FLE Standard Time", "Europe/Helsinki", "Europe/Stockholm", ""])
def test_a_moment_is_read_in_the_zone_that_is_told(zone: str) -> None:
    hour = {"FLE Standard Time": 9, "Europe/Helsinki": 9, "Europe/Stockholm": 8}.get(zone, 7)
    times = {
        name: {"dateTime": f"2026-11-24T{hour:02}:{minute}:00.0000000", "timeZone": zone}
        for name, minute in (("start", "00"), ("end", "30"))
    }
    facts = read(**times)
    assert (facts.starts, facts.ends) == (helsinki(2026, 11, 24, 9), helsinki(2026, 11, 24, 9, 30))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-12-01T00:00:00", "2026-12-02T00:00:00"),
        ("2026-11-30T22:00:00", "2026-12-01T22:00:00"),
        ("2026-12-01T00:00:00", "2026-12-01T00:00:00"),
    ],
)
def test_a_whole_day_is_that_day(start: str, end: str) -> None:
    """However a zone was put around it: as midnight, or as the moment that is midnight in Helsinki."""
    times = {name: {"dateTime": moment, "timeZone": "UTC"} for name, moment in (("start", start), ("end", end))}
    facts = read(isAllDay=True, **times)
    assert (facts.starts, facts.ends, facts.all_day) == (helsinki(2026, 12, 1), helsinki(2026, 12, 2), True)


@pytest.mark.parametrize(
    ("categories", "title", "series"),
    [
        (["Punainen luokka", "Digivartti"], "Kartat", "Digivartti"),
        (["Webinaarit", "Etäkahvit"], "Webinaarit: Kartat", "Webinaarit"),
        (["Uusi sarja"], "Kartat", "Uusi sarja"),
        ([], "Etäkahvit: Kartat", "Etäkahvit"),
        ([], "Kartat", ""),
        ("Digivartti", "Kartat", ""),
        ([7, None, "", "digivartti"], "Kartat", "digivartti"),
    ],
)
def test_the_series_is_a_category_or_begins_the_title(categories: object, title: str, series: str) -> None:
    assert read(categories=categories, subject=title).series == series


@pytest.mark.parametrize(
    "where",
    [
        {"onlineMeeting": {"joinUrl": JOIN}},
        {"onlineMeetingUrl": JOIN},
        {"location": {"displayName": f"Teams {JOIN}"}},
        {"body": {"contentType": "text", "content": f"Tervetuloa!\n{'_' * 60}\nLiity: {JOIN}"}},
    ],
)
def test_the_link_to_join_is_found_wherever_it_stands(where: dict[str, Any]) -> None:
    facts = read(**where)
    assert (facts.link, facts.form) == (JOIN, Form.REMOTE)
    assert "meetup-join" not in facts.place + facts.description


def test_of_a_body_that_is_no_plain_text_the_preview_counts() -> None:
    html = {"contentType": "html", "content": "<script>alert(1)</script>"}
    assert read(body=html, bodyPreview="Tervetuloa").description == "Tervetuloa"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "x" * 5000])
def test_what_is_no_web_address_is_no_link(link: str) -> None:
    assert read(onlineMeeting={"joinUrl": link}).link == ""


def test_who_invited_the_mailbox_hosts_and_the_mailbox_itself_does_not() -> None:
    organizer = {"emailAddress": {"name": "Aino Esimerkki", "address": "aino@example.fi"}}
    assert read(organizer=organizer, isOrganizer=False).host == "Aino Esimerkki"
    assert read(organizer=organizer, isOrganizer=True).host == ""
    assert read(organizer={"emailAddress": {"name": "aino@example.fi"}}, isOrganizer=False).host == ""


@pytest.mark.parametrize("title", ["Peruttu: Etäkahvit: Sanelu", "Canceled: Etäkahvit: Sanelu"])
def test_what_is_cancelled_keeps_its_title(title: str) -> None:
    facts = read(subject=title, isCancelled=True)
    assert (facts.title, facts.status) == ("Etäkahvit: Sanelu", Status.CANCELLED)
    assert read(subject="Peruttu: näytelmä").title == "Peruttu: näytelmä"


@pytest.mark.parametrize(
    "broken",
    [
        {"start": None},
        {"start": {"dateTime": "24.11.2026", "timeZone": "UTC"}},
        {"start": {"dateTime": "2026-11-24T07:00:00", "timeZone": "Middle-earth Standard Time"}},
        {"start": {"dateTime": "2026-11-24T07:00:00", "timeZone": "Europe/../../etc/passwd"}},
        {"start": {"dateTime": "1601-01-01T00:00:00", "timeZone": "UTC"}},
        {"end": {"dateTime": "9999-12-31T23:59:59", "timeZone": "UTC"}},
        {"end": {"dateTime": "2026-11-24T06:00:00", "timeZone": "UTC"}},
    ],
)
def test_times_that_cannot_be_are_told(broken: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        facts_of(told(**broken), KNOWN)


def test_long_texts_are_cut() -> None:
    facts = read(subject="ä" * 100_000, body={"contentType": "text", "content": "ö" * 100_000})
    assert (len(facts.title), len(facts.description)) == (MAX_LINE, MAX_DESCRIPTION)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_NAMES = ("subject", "start", "end", "isAllDay", "location", "body", "bodyPreview", "organizer", "isOrganizer")
_MORE = ("categories", "onlineMeeting", "onlineMeetingUrl", "sensitivity", "isCancelled", "isDraft")


@given(st.dictionaries(st.sampled_from(_NAMES + _MORE), _JSON))
def test_whatever_stands_in_an_entry_it_is_read_or_refused(changes: dict[str, Any]) -> None:
    try:
        facts = facts_of(told(**changes), KNOWN)
    except BadInput:
        return
    assert facts is None or facts.title
