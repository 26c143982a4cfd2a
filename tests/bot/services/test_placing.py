"""Towns that an event is about, although it is held elsewhere."""

from __future__ import annotations

import pytest

from bot.domain.events import Form
from bot.services.placing import placed
from tests.support.drafts import draft, helsinki
from tests.support.world import World, calendar_of

WORLD = World(
    calendar_of(
        (
            draft("v1", series="Virtuaalimatka", title="Virtuaalimatka: Juvan lukusali", place="Teams"),
            draft("t1", series="Työpaja", title="Työpaja: Kirjansidonta", form=Form.ON_SITE, place="Juva"),
            draft(
                "o1",
                series="Opintomatka",
                title="Opintomatka: Pasilan kirjasto",
                form=Form.ON_SITE,
                place="Helsinki",
                description="Bussi Kuopiosta, pysähdys Mikkelissä",
            ),
        )
    ),
    helsinki(2026, 11, 23, 9),
)


@pytest.mark.parametrize(
    ("text", "place", "keys"),
    [
        ("Juvan virtuaalimatka", "", ["v1"]),
        ("linkki virtuaalimatkalle Juvalla", "", ["v1"]),
        ("pysähtyykö opintomatkan bussi Mikkelissä", "", ["o1"]),
        ("Voiko opintomatkalle nousta Mikkelissä?", "", ["o1"]),
        ("Mitä Juvalla on?", "juva", ["t1"]),
        ("Onko Juvalla työpajaa?", "juva", ["t1"]),
        ("Mitä Mikkelissä on?", "mikkeli", []),
        ("Onko työpajaa Kuopiossa?", "kuopio", ["t1"]),
    ],
)
def test_a_town_is_what_it_is_about_when_nothing_named_is_held_there(text: str, place: str, keys: list[str]) -> None:
    assert placed(WORLD.means(text), WORLD.calendar, WORLD.now).place == place
    titles = [WORLD.titles[key] for key in keys]
    shown = WORLD.ask(text)
    assert [title for title in WORLD.titles.values() if title in shown] == titles
