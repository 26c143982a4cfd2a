"""Odd values in the presses of a traveller and a foreman: each is answered by a card that can be sent."""

from __future__ import annotations

import json

import pytest

from bot.domain.trip_forms import Field
from dialogs.cards.elements import MAX_BYTES
from dialogs.trip_follow import FollowTalk
from dialogs.trip_foreman import ForemanTalk
from dialogs.trip_request import RequestTalk
from dialogs.trip_sending import SendingTalk
from tests.dialogs.test_hostile import ODD
from tests.support.journeys import FOREMAN, TRAVELLER, Journey
from tests.support.requesting import FORM

DEEDS = sorted({*RequestTalk.buttons, *SendingTalk.buttons, *FollowTalk.buttons, *ForemanTalk.buttons, "trip_mine"})
FIELDS = {one.value for one in Field}


@pytest.mark.parametrize("do", DEEDS)
async def test_odd_values_are_answered(journey: Journey, do: str) -> None:
    trip = await journey.requested()
    person = FOREMAN if do.startswith("foreman") else TRAVELLER
    good = {"do": do, "trip": trip.id, "version": trip.version, "made": "a" * 32, "code": "A", "offer": 1, **FORM}
    for value in ODD:
        fields = dict.fromkeys(FIELDS, value)
        odd = [{**good, **fields}, {**good, "trip": value}, {**good, "version": value, "offer": value}]
        new = {name: one for name, one in good.items() if name != "trip"}
        odd += [{**new, **fields}, {**new, "made": value, "code": value}, {**good, "language": value}]
        for data in odd:
            reply = await journey.press_data(person, data)
            assert len(json.dumps(reply.card, ensure_ascii=False).encode("utf-8")) <= MAX_BYTES, str(value)[:20]
    async with journey.store.begin() as uow:
        assert {one.traveller for one in await uow.trips.of_traveller(TRAVELLER.id)} == {TRAVELLER.id}
        assert await uow.trips.of_traveller(FOREMAN.id) == []
