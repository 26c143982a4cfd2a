"""What is told of events outside Teams."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, Form, Registration, Status
from bot.services.calendar_addresses import CalendarAddresses, can_be_key, new_key
from bot.services.calendar_outside import entry_of, without_addresses
from bot.texts import LANGUAGES, texts_of
from tests.support.drafts import draft, helsinki

FI = texts_of("fi")


def event(key: str = "a1", **facts: Any) -> Event:
    return Event(1, 7, draft(key, **facts))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lautapelit https://teams.example/l/1 klo 9", "Lautapelit klo 9"),
        ("Lautapelit (www.kirjasto.example)", "Lautapelit"),
        ("Liity: teams.example/l/meetup-join/19%3a", "Liity"),
        ("Kysy heikki.mallikas@kirjasto.example!", "Kysy"),
        ("MSTEAMS://teams.example/x", ""),
        ("Ke 3.12. klo 9.00–9.30, Kuopio/Varkaus", "Ke 3.12. klo 9.00–9.30, Kuopio/Varkaus"),
        ("", ""),
    ],
)
def test_addresses_are_taken_out(text: str, left: str) -> None:
    assert without_addresses(text) == left


@given(
    st.text(max_size=30),
    st.sampled_from(["https://teams.example/l/1", "http://a.example", "www.b.example/c", "a@b.example"]),
)
def test_no_address_is_left_in_whatever_surrounds_it(around: str, address: str) -> None:
    left = without_addresses(f"{around} {address} {around}")
    assert address not in left


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("form", Form)
def test_a_stranger_is_told_no_more_than_what_when_and_where(language: str, status: Status, form: Form) -> None:
    secret: dict[str, Any] = {
        "host": "Heikki Mallikas",
        "link": "https://teams.example/1",
        "description": "Tunnuskoodi 4711",
    }
    signing_up = Registration("https://lomake.example/1", helsinki(2026, 11, 20).date(), 20)
    facts: dict[str, Any] = {"form": form, "status": status, "registration": signing_up, "place": "Iisalmen kirjasto"}
    with_secrets = entry_of(event(**facts, **secret), texts_of(language), own=False)
    assert with_secrets == entry_of(event(**facts), texts_of(language), own=False)
    assert "lomake" not in str(with_secrets)
    assert (with_secrets.place == "") == (form is Form.REMOTE)


def test_a_title_that_is_an_address_is_called_by_its_series() -> None:
    titled = event(title="https://teams.example/1")
    assert entry_of(titled, FI, own=False).title == "Etäkahvit"
    assert entry_of(event(title="https://teams.example/1", series=""), FI, own=False).title == FI("outside.event")


def test_a_cancelled_event_has_no_link_to_join_even_for_its_own_calendar() -> None:
    told = entry_of(event(status=Status.CANCELLED, link="https://teams.example/1"), FI, own=True)
    assert told.title.startswith("Peruttu: ")
    assert "teams.example" not in str(told)


def test_a_link_of_another_scheme_is_not_passed_on() -> None:
    assert entry_of(event(link="javascript:alert(1)"), FI, own=True).url == ""


def test_what_ends_as_it_begins_has_no_end() -> None:
    starts = helsinki(2026, 11, 24, 9)
    assert entry_of(event(starts=starts, ends=starts), FI, own=False).ends is None


def test_the_uid_is_of_the_source_and_no_two_events_share_it() -> None:
    first, same = (
        entry_of(event(), FI, own=True),
        entry_of(event(title="Muu", starts=helsinki(2027, 1, 1)), FI, own=False),
    )
    assert first.uid == same.uid
    assert first.uid != entry_of(event("a2"), FI, own=True).uid


def test_addresses_are_below_the_bots_own_and_escaped() -> None:
    made = CalendarAddresses("https://botti.example/kahvi/").address("fi", ["Äänitteet & muut"], "k" * 32)
    assert made == (
        "https://botti.example/kahvi/kalenteri.ics?avain=" + "k" * 32 + "&sarja=%C3%84%C3%A4nitteet+%26+muut&lang=fi"
    )


def test_keys_are_of_their_form_and_never_the_same() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(map(can_be_key, keys))
