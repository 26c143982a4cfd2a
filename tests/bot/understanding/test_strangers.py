"""A person whom the calendar does not know is neither guessed at nor kept."""

from __future__ import annotations

import pytest

from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Intent
from tests.support.world import spring

SPRING = spring()


@pytest.mark.parametrize(
    "text",
    [
        "Onko Pirkko Karttusella tulevia tilaisuuksia?",
        "Onko Hanna-Mari Ruotsalaisella mitään?",
        "onks pirkolla jotain tulossa",
        "onko hanna-mari ruotsalaisella mitään",
        "Milloin on Pirkon webinaari?",
        "Vetääkö Matti Meikäläinen jonkun koulutuksen?",
        "Onko Liisa Hyvärisellä jotain tulossa?",
    ],
)
def test_nothing_of_a_stranger_is_shown(text: str) -> None:
    meaning = SPRING.means(text)
    assert meaning.stranger
    assert meaning.hosts == ()
    assert meaning.intent is Intent.EVENTS
    shown = SPRING.ask(text)
    assert shown.startswith("Kalenterissa ei ole tilaisuuksia, joiden vetäjä olisi nimeämäsi henkilö.")
    assert not any(title in shown for key, title in SPRING.titles.items() if key not in ("n10",))


@pytest.mark.parametrize(
    "text",
    [
        "Onko Marjolla jotain tulossa?",
        "Onko Marjo Hyvärisellä jotain tulossa?",
        "Onko Kuopiolla jotain?",
        "Kuka vetää seuraavan webinaarin?",
        "Pirkko tässä moi, milloin on webinaari?",
        "Onko toivoa paremmasta?",
    ],
)
def test_others_are_no_strangers(text: str) -> None:
    assert not SPRING.means(text).stranger


def test_the_name_is_not_kept() -> None:
    meaning = SPRING.means("Onko Pirkko Karttusella tulevia tilaisuuksia?")
    assert "arttu" not in Earlier(meaning).to_json()
