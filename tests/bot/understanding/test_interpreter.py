"""Meanings of whole sentences, and what must hold whatever is said."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.meaning import Intent
from tests.support.world import QUESTIONS, autumn, world

with Path(__file__).with_name("cases.toml").open("rb") as file:
    CASES = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["said"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    meaning = autumn().means(case["said"])
    assert meaning.intent == case["intent"], meaning.evidence
    assert set(case.get("aspects", [])) <= set(meaning.aspects)
    assert not (case.get("no_aspects") and meaning.aspects)
    if "series" in case:
        assert meaning.series == (case["series"],) or meaning.group == case["series"]
    if "day" in case:
        start = meaning.times[0].interval.start
        assert start is not None
        assert start.date().isoformat() == case["day"]
    if "topic" in case:
        assert case["topic"] in {key for word in meaning.topic for key in word.keys}
    if "host" in case:
        assert meaning.hosts == (case["host"],)
    if "direction" in case:
        assert meaning.direction == case["direction"]
    if case.get("no_topic"):
        assert meaning.topic == ()
    if case.get("no_time"):
        assert meaning.times == ()


MUTATIONS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "no punctuation": lambda text: text.replace("?", "").replace(",", ""),
    "greeting": lambda text: f"Moikka! {text}",
    "thanks after": lambda text: f"{text} Kiitos jo etukäteen!",
    "no dots": lambda text: text.translate(str.maketrans("äöÄÖ", "aoAO")),
}
PLAIN = [
    "Milloin on seuraava digivartti?",
    "Mitä etäkahveja on ensi viikolla?",
    "Kuka vetää lanu-vinkkikahvit perjantaina?",
    "Onko 13.10. työpaja peruttu?",
    "Mikä on linkki huomiseen digivarttiin?",
    "Onko viime viikon johtajakahveista tallennetta?",
    "Mihin mennessä opintomatkalle pitää ilmoittautua?",
]


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("text", PLAIN)
def test_how_it_is_written_changes_nothing(name: str, text: str) -> None:
    """A mutated question may at worst be asked back; it never becomes a question about something else."""
    asked = autumn()
    plain, mutated = asked.ask(text), asked.ask(MUTATIONS[name](text))
    shown, changed = ({t for t in asked.titles.values() if t in reply} for reply in (plain, mutated))
    assert shown
    assert changed == shown


@pytest.mark.parametrize("day", range(13, 20))
@pytest.mark.parametrize("text", ["Mitä ensi viikolla on?", "seuraavat etäkahvit?", "onko perjantaina jotain"])
def test_on_every_weekday_a_shown_event_is_to_come(day: int, text: str) -> None:
    asked = world(QUESTIONS / "calendar_autumn.csv", f"2027-09-{day}T11:00")
    shown = [event for event in asked.calendar.events if event.facts.title in asked.ask(text)]
    assert all(not event.over(asked.now) for event in shown)


@given(st.text(max_size=300))
def test_anything_has_a_meaning(text: str) -> None:
    assert autumn().means(text).intent in set(Intent)


WORDS = ["milloin", "etäkahvit", "ensi viikolla", "linkki", "tallenne", "ei", "vaan", "eikä", "17.2.", "klo 9", "?"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_order_of_our_own_words_has_an_answer(words: list[str]) -> None:
    assert autumn().ask(" ".join(words))
