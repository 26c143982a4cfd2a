"""When the calendar is wanted into one's own, in spoken words and with errors, and when something else is asked."""

from __future__ import annotations

import pytest

from bot.understanding.interpreter import interpret
from bot.understanding.own_calendar import Wanted, own_calendar_wanted
from tests.support.world import autumn


def wanted(text: str) -> Wanted | None:
    world = autumn()
    names = world.calendar.names
    return own_calendar_wanted(text, interpret(text, world.now, names), names.analyzer)


@pytest.mark.parametrize(
    "text",
    [
        "saisko ton kalenterin mun outlookiin",
        "mites mä saan nää kahvit mun puhelimen kalenteriin",
        "haluun tilata kalenterin",
        "tilaa kaleteri",
        "haluun kahvikalenterin kännyyn",
        "voiko tän kalenterin synkata outlookiin",
        "saako digivartit omaan kalenteriin",
        "saanko ne kalenteriini",
        "laita se outlook-kalenteriin",
        "vie tapahtumat outlookiin",
        "lisää kaikki kahvit mun outlookkiin",
        "mikä mun kalenteriosoite on",
        "hukkasin kalenteriosoitteen",
        "kalenterin osoite hukassa",
        "anna mulle linkki kalenteriin",
        "can I get the calendar in my outlook",
        "how do I add these events to my google calendar",
    ],
)
def test_it_is_wanted(text: str) -> None:
    assert wanted(text) is Wanted.IT


@pytest.mark.parametrize(
    "text",
    [
        "mitä kalenterissa on ens viikolla",
        "näytä kalenteri",
        "milloin saan kalenterin puhelimeen",
        "miten jaan vuorolistan outlook-kalenteriin",
        "onko outlookin kalenterista koulutusta",
        "miten jaan kalenterin outlookissa",
        "miten lisään kokouksen outlookin kalenteriin",
        "vie kokous outlookiin",
        "tilaa kalenteri jossa on runoutta",
        "voiko tilata seinäkalenterin",
        "missä on laitelootien varauskalenteri",
        "muistuta minua kalenterin digivarteista",
        "is there a course about the outlook calendar",
        "when are these coffees in my calendar",
        "saanko linkin puhelimeen",
        "mikä on kalenterin seuraavan tilaisuuden linkki",
        "tilaa uutiskirje",
    ],
)
def test_something_else_is_asked(text: str) -> None:
    assert wanted(text) is None


@pytest.mark.parametrize("text", ["en halua enää kalenteria puhelimeen", "poista se mun kalenteriosoite"])
def test_who_wants_to_be_rid_of_it_is_given_none(text: str) -> None:
    assert wanted(text) is Wanted.ENDED
