"""What holds for every card that the bot makes: its form, its size, and that everyone can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.texts import texts_of
from dialogs.cards.answers import MORE, more_card
from dialogs.cards.elements import MAX_SUMMARY, heading, line, press_button, reply
from tests.dialogs.cards.kinds import NOW, cards_of, every_card, long_ones, twins
from tests.dialogs.cards.schema import complaints
from tests.dialogs.cards.trip_kinds import trip_cards

CARDS = list(every_card())


def _elements(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield element
    for name in ("body", "items", "actions"):
        for inner in element.get(name, ()):
            yield from _elements(inner)


def _titles(card: Reply) -> list[str]:
    return [one["title"] for one in _elements(card.card) if one["type"].startswith("Action.")]


def test_every_card_is_as_microsofts_model_has_it() -> None:
    found = {name: list(complaints(card.card)) for name, card in CARDS}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("issubtle", True), ("is_subtle", True), ("wrapp", True), ("size", "Huge"), ("wrap", "perhaps")],
)
def test_a_wrong_property_would_be_seen(name: str, value: object) -> None:
    card = reply([heading("a"), {**line("b"), name: value}], language="fi", summary="a", speak="a", intent="x")
    assert len(list(complaints(card.card))) == 1


def test_a_wrong_type_would_be_seen() -> None:
    button = {**press_button("a", {"do": "more"}), "type": "Action.Excute"}
    card = reply([heading("a")], language="fi", summary="a", speak="a", intent="x", actions=[button])
    assert len(list(complaints(card.card))) == 1


def test_every_card_is_of_teams_version_and_tells_its_language() -> None:
    for name, card in CARDS:
        assert card.card["type"] == "AdaptiveCard"
        assert card.card["version"] == "1.5"
        assert card.card["lang"] == name.split()[0]


def test_every_card_is_read_aloud_and_has_one_heading_at_its_top() -> None:
    for name, card in CARDS:
        headings = [one for one in _elements(card.card) if one.get("style") == "heading"]
        assert headings == [card.card["body"][0]], name
        assert headings[0]["text"].strip(), name
        assert card.card["speak"].strip(), name


def test_nothing_is_read_aloud_as_a_web_address() -> None:
    for name, card in CARDS:
        assert not re.search("https://(katso|yhteys|ilmo)", card.card["speak"]), name


def test_every_card_has_a_notification_of_one_short_line() -> None:
    for name, card in CARDS:
        assert card.summary.strip(), name
        assert len(card.summary) <= MAX_SUMMARY, name
        assert "\n" not in card.summary, name


def test_buttons_of_one_card_read_differently() -> None:
    for name, card in CARDS:
        titles = _titles(card)
        assert all(title.strip() for title in titles), name
        assert len(set(titles)) == len(titles), name


def test_every_text_wraps_and_none_is_empty() -> None:
    for name, card in CARDS:
        for block in _elements(card.card):
            if block["type"] == "TextBlock":
                assert block["wrap"] is True, name
                assert block["text"].strip(), name


def test_only_web_addresses_can_be_opened() -> None:
    opened = [one["url"] for _, card in CARDS for one in _elements(card.card) if one["type"] == "Action.OpenUrl"]
    assert opened
    assert all(url.startswith("https://") for url in opened)


@pytest.mark.parametrize("letter", ["a", "ä", "*", "語", "😀"])
def test_no_card_is_larger_than_teams_takes(letter: str) -> None:
    for name, card in [*cards_of(long_ones(60, letter)), *(trip_cards("fi") if letter == "ä" else ())]:
        assert len(json.dumps(card.card, ensure_ascii=False).encode()) <= 28_000, name


def test_what_does_not_fit_is_behind_the_button() -> None:
    card = more_card(texts_of("fi"), long_ones(60), 0, NOW)
    listed = sum(one["type"] == "Container" for one in card.card["body"])
    (more,) = card.card["actions"]
    assert 1 <= listed < 16
    assert more["data"]["shown"] == listed
    assert more["data"]["ids"] == list(range(1, 61))


@pytest.mark.parametrize("events", [twins(60), long_ones(60)], ids=["short", "long"])
def test_every_event_can_be_reached_by_the_buttons(events: list[Event]) -> None:
    seen: set[int] = set()
    shown = presses = 0
    while shown < 60:
        card = more_card(texts_of("fi"), events, shown, NOW)
        before, shown = shown, card.card["actions"][0]["data"]["shown"] if "actions" in card.card else 60
        seen.update(range(before, shown))
        presses += 1
    assert seen == set(range(60))
    assert presses <= 60


def test_what_was_shown_stays_while_it_fits() -> None:
    card = more_card(texts_of("fi"), twins(40), 8, NOW)
    assert sum(one["type"] == "Container" for one in card.card["body"]) == 8 + MORE
