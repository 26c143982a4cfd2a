"""Texts of cells to values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.events import Form, Status
from bot.files import cells


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  väliä  ", "väliä"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("va\u0308lia\u0308", "väliä"),
        ("oikealta \u202evasemmalle\u202c", "oikealta vasemmalle"),
        ("rivi\r\ntoinen\rkolmas", "rivi\ntoinen\nkolmas"),
        ("sarkain\tväli", "sarkain väli"),
        ("\ufeffalku", "alku"),
    ],
)
def test_texts_are_cleaned(text: str, cleaned: str) -> None:
    assert cells.clean_text(text) == cleaned


def test_a_line_has_no_line_ends() -> None:
    assert cells.clean_line("Etäkahvit: \n Sanelu") == "Etäkahvit: Sanelu"


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = cells.clean_text(text)
    assert cells.clean_text(once) == once


@pytest.mark.parametrize("text", ["", "https://a.example/x?y=z#ä", "http://a.example", "HTTPS://A.example/1"])
def test_links(text: str) -> None:
    assert cells.read_link(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "www.a.example",
        "https://",
        "https:///x",
        "https://[a",
        "https://a.example/ x",
        'https://a.example/"><script>',
        "file:///etc/passwd",
    ],
)
def test_what_is_no_link(text: str) -> None:
    with pytest.raises(BadInput):
        cells.read_link(text)


def test_forms_and_statuses() -> None:
    assert [cells.read_form(text) for text in ("", "etä", "Lähi", "HYBRIDI")] == [
        Form.REMOTE,
        Form.REMOTE,
        Form.ON_SITE,
        Form.HYBRID,
    ]
    assert [cells.read_status(text) for text in ("", "Peruttu", "siirretty")] == [
        Status.PLANNED,
        Status.CANCELLED,
        Status.MOVED,
    ]


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "noin 20", "1000000", "²", "1e3"])
def test_what_is_no_number_of_seats(text: str) -> None:
    with pytest.raises(BadInput):
        cells.read_seats(text)


def test_the_last_day_of_a_recording() -> None:
    assert cells.read_recording_end("Pysyvä") is None
    assert cells.read_recording_end("31.1.2027") == date(2027, 1, 31)
    with pytest.raises(BadInput):
        cells.read_recording_end("")
