"""Commands at the beginning of a message."""

from __future__ import annotations

import pytest

from dialogs.commands import command_of


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("tiimi", "team", ""),
        ("  Tiimi? ", "team", "?"),
        ("AKE-tiimi", "team", ""),
        ("lisää tiimiin Eero Sivula", "team_add", "Eero Sivula"),
        ("Lisää  tiimiin: Eero", "team_add", "Eero"),
        ("muistuta kanavaa digivarteista", "channel_reminders", "digivarteista"),
        ("Mitä tiedät minusta?", "me", "?"),
        ("unohda minut", "me_ask_forget", ""),
        ("Forget me!", "me_ask_forget", "!"),
        ("emme voikaan ottaa vierailijaa", "trip_visits", ""),
        ("emme voi ottaa vierailijoita tammikuussa", "trip_offers_own", "tammikuussa"),
        ("muuta matkapyyntöä", "trip_mine", ""),
        ("miten teen raportin", "trip_report", ""),
    ],
)
def test_what_follows_the_command_is_its_rest(text: str, name: str, rest: str) -> None:
    command = command_of(text)
    assert command is not None
    assert (command.name, command.rest) == (name, rest)


@pytest.mark.parametrize(
    "text", ["", "tiimin kahvit", "tiimi-ilta", "muistuta minua tiimistä", "onko tiimi paikalla", "lisää linkki", "?"]
)
def test_other_words_are_no_command(text: str) -> None:
    assert command_of(text) is None
