"""Whole peer-learning trips as transcripts: what people say and press, what they see, and what comes unasked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.services.trip_desk import TripDesk
from storage.store import SqlStore
from tests.support.journeys import AKE_CHANNEL, FOREMAN, HELMI, HOST, MAURI, TRAVELLER, Journey, open_journey

PEOPLE = {"traveller": TRAVELLER, "host": HOST, "helmi": HELMI, "mauri": MAURI, "foreman": FOREMAN}
PLACES = {name: f"a:{person.id}" for name, person in PEOPLE.items()} | {"channel": AKE_CHANNEL}

with Path(__file__).with_name("trips.toml").open("rb") as file:
    TRIPS: list[dict[str, Any]] = tomllib.load(file)["trip"]


class Player:
    """Plays the turns of one transcript. Everybody has a card before them: the last that they were answered or sent."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._cards: dict[str, Mapping[str, Any]] = {}
        self._seen = dict.fromkeys(PLACES, 0)
        self._kept = ""

    async def play(self, turn: Mapping[str, Any]) -> None:
        """Let time pass, somebody do something, and see what is answered and what comes."""
        await self._journey.tick(**turn.get("wait", {"seconds": 5}))
        self._come(turn.get("comes", {}))
        if "by" not in turn:
            return
        person = PEOPLE[turn["by"]]
        reply = await (self._press(person, turn) if "press" in turn else self._say(person, turn["said"]))
        self._cards[turn["by"]] = reply.card
        assert [text for text in turn.get("heard", ()) if text not in reply.text] == [], reply.text
        assert [text for text in turn.get("not_heard", ()) if text in reply.text] == [], reply.text
        if found := re.search(turn.get("keeps", "$^"), reply.text):
            self._kept = found[0]

    async def _say(self, person: Person, text: str) -> Reply:
        """Say it, or what was kept of an earlier answer."""
        return await self._journey.say(person, text.replace("{kept}", self._kept))

    async def _press(self, person: Person, turn: Mapping[str, Any]) -> Reply:
        """A client sends all that the card's fields hold, and what was filled in."""
        card = self._cards[turn.get("on", turn["by"])]
        held = {one["id"]: one.get("value", "") for one in card["body"] if one["type"].startswith("Input.")}
        return await self._journey.press(person, card, turn["press"], **held | turn.get("fields", {}))

    def _come(self, expected: Mapping[str, list[str]]) -> None:
        """What came unasked, to these and to nobody else."""
        came: dict[str, str] = {}
        for name, place in PLACES.items():
            cards = self._journey.cards(place)
            for card in cards[self._seen[name] :]:
                came[name] = came.get(name, "") + "\n".join(_texts(card))
                self._cards[name] = card
            self._seen[name] = len(cards)
        assert set(came) == set(expected), came
        for name, texts in expected.items():
            assert [text for text in texts if text not in came[name]] == [], came[name]


def _texts(element: Mapping[str, Any]) -> Iterator[str]:
    """All that a card's blocks and buttons say."""
    if element.get("type") == "TextBlock":
        yield element["text"]
    if str(element.get("type")).startswith("Action."):
        yield f"[{element['title']}]"
    for name in ("body", "items", "actions"):
        for inner in element.get(name, ()):
            yield from _texts(inner)


@pytest.mark.parametrize("trip", TRIPS, ids=[one["name"] for one in TRIPS])
async def test_trip(store: SqlStore, trip: Mapping[str, Any]) -> None:
    desk = TripDesk(foreman_presses=trip.get("foreman_presses", False))
    async with open_journey(store, desk) as journey:
        player = Player(journey)
        for turn in trip["turn"]:
            await player.play(turn)
