"""How an author's text is shown: its markdown as written, its lines apart, and nothing as markup."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.domain.intervals import HELSINKI
from bot.texts import texts_of
from dialogs.cards.announcements import SPOKEN, announcement_card, paragraphs, spoken_text

NOW = datetime(2026, 11, 23, 9, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Yksi **kaksi** [kolme](https://a.fi)", ["Yksi **kaksi** [kolme](https://a.fi)"]),
        ("Yksi\nKaksi\n\nKolme", ["Yksi\n\nKaksi", "Kolme"]),
        ("Tuo:\n- kuppi\n- pulla\nTervetuloa", ["Tuo:\n\n- kuppi\n- pulla\n\nTervetuloa"]),
        ("1. a\n2. b", ["1. a\n2. b"]),
        ("<at>Kaikki</at>", ["\\<at\\>Kaikki\\</at\\>"]),
        ("jo \\<suojattu\\\\<", ["jo \\<suojattu\\\\\\<"]),
        (" \n\n ", []),
    ],
)
def test_the_text_is_shown_as_it_was_meant(text: str, shown: list[str]) -> None:
    assert list(paragraphs(text)) == shown


@given(st.text(alphabet="<>\\a \n-1.@/", max_size=60))
def test_nothing_is_ever_a_tag(text: str) -> None:
    for paragraph in paragraphs(text):
        for found in re.finditer(r"(\\*)[<>]", paragraph):
            assert len(found[1]) % 2 == 1


def test_what_is_read_aloud_has_no_marks_and_an_end() -> None:
    assert spoken_text("**Yksi** [kaksi](https://a.fi) https://b.fi\nkolme") == "Yksi kaksi kolme"
    assert len(spoken_text("sana " * 900)) <= SPOKEN + 2


def test_a_picture_is_told_in_words_and_a_link_is_a_button() -> None:
    writing = Writing("Otsikko", "Teksti", "https://a.fi/x", "https://a.fi/k.png", "Kahvikuppi")
    sent = Announcement(1, "k", 1, AnnouncementState.SENT, writing, NOW, None, NOW)
    card = announcement_card(texts_of("fi"), sent, NOW).card
    (picture,) = [one for one in card["body"] if one["type"] == "Image"]
    assert (picture["url"], picture["altText"]) == ("https://a.fi/k.png", "Kahvikuppi")
    (row,) = [one for one in card["body"] if one["type"] == "ActionSet"]
    assert [one["url"] for one in row["actions"]] == ["https://a.fi/x"]
