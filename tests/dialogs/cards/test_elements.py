"""Building blocks of cards."""

from __future__ import annotations

import pytest

from dialogs.cards.elements import ask_button, heading, line, link, open_button, plain, reply, safe_link, shortened


def test_imported_text_is_shown_as_it_is() -> None:
    said = 'a *b* [c](https://d.example) `e` \\ <at>f</at>\n "g"'
    card = reply([heading(plain(said))], language="fi", summary="a", speak="a", intent="x")
    assert card.text == " ".join(said.split())


def test_a_link_is_shown_once_on_a_terminal() -> None:
    shown = line(f"Liity: {link('https://yhteys.example/a_b')}")
    card = reply([heading("a"), shown], language="fi", summary="a", speak="a", intent="x")
    assert card.text == "a\nLiity: https://yhteys.example/a_b"


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://a.example", "https://a.example/ b", "https://a)"]
)
def test_only_plain_web_addresses_are_safe(address: str) -> None:
    assert safe_link(address) == ""


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("yksi kaksi kolme", 16) == "yksi kaksi kolme"
    assert shortened("yksi kaksi kolme", 15) == "yksi kaksi …"
    assert shortened("x" * 20, 10) == "x" * 10 + " …"


def test_buttons_that_would_read_the_same_are_numbered() -> None:
    actions = [open_button(title, "https://a.example") for title in ("Liity", "Liity", "Liity (2)", "Liity")]
    card = reply([heading("a")], language="fi", summary="a", speak="a", intent="x", actions=actions)
    assert [one["title"] for one in card.card["actions"]] == ["Liity", "Liity (2)", "Liity (2) (2)", "Liity (3)"]


def test_an_example_says_what_it_asks() -> None:
    assert ask_button("Mitä tänään?") == {
        "type": "Action.Submit",
        "title": "Mitä tänään?",
        "data": {"do": "ask", "text": "Mitä tänään?"},
    }
