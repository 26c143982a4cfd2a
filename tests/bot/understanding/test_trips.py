"""What sentences about peer-learning trips say, and that sentences near by are not taken for such."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.domain.trips import MAX_WORDS, MOST_DAYS
from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.trips import TripKind, TripSaid, trip_said
from tests.support.trip_sentences import TODAY, WORLDS, read_all, sentences
from tests.support.world import World, autumn

RIGHT = 0.95
"""Share of the sentences in which all is read as a human reads it; raised when it gets better, never lowered."""


def said(text: str) -> TripSaid:
    return trip_said(text, autumn().calendar.names.analyzer, TODAY)


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_sentences(world: Callable[[], World]) -> None:
    read = list(read_all(world()))
    wrong = [one for one in read if one.faults and one.group != "others"]
    told = "\n".join(f"{one.said!r}: {', '.join(one.faults)}" for one in wrong)
    assert len(wrong) <= (1 - RIGHT) * sum(one.group != "others" for one in read), told


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_nothing_is_stolen(world: Callable[[], World]) -> None:
    _, others = sentences()
    asked = world()
    assert [one["said"] for one in others if asked.means(one["said"]).intent is Intent.TRIP] == []


@pytest.mark.parametrize("one", [one for one in sentences()[1] if "intent" in one], ids=lambda one: one["said"])
def test_others_stay_what_they_are(one: dict[str, str]) -> None:
    assert autumn().means(one["said"]).intent == one["intent"]


@pytest.mark.parametrize("name", [one.name for one in load_lexicon().municipalities])
def test_every_municipality_is_found(name: str) -> None:
    assert said(f"haluaisin tutustua digitointiin, paikkana {name}").libraries == (name,)


@pytest.mark.parametrize(
    ("text", "libraries"),
    [
        ("Olen Kangasniemeltä ja haluaisin tutustua Mikkelin pääkirjastoon", ("Mikkeli",)),
        ("Meillä Juvalla ei ole lukukoiraa, haluaisin nähdä miten Varkaudessa toimitaan", ("Varkaus",)),
        ("Meillä Juvalla voi tutustua lukukoiriin", ("Juva",)),
        ("I come from Juva and would like to visit Varkaus to see reading dogs", ("Varkaus",)),
        ("haluaisin tutustua Helsingin keskustakirjastoon", ()),
    ],
)
def test_libraries_are_those_that_are_wished_or_that_offer(text: str, libraries: tuple[str, ...]) -> None:
    assert said(text).libraries == libraries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("haluaisin tutustua omatoimikirjastoon", ""),
        ("haluaisin tutustua omatoimikirjastoon ja robotiikkaan Juvalla", "omatoimikirjastoon ja robotiikkaan"),
        ("voisinko tulla katsomaan Varkauden kirjastoauton arkea", "kirjastoauton arkea"),
        ("missä pyyntöni robotiikasta on", ""),
        ("kuka maksaa vertaisoppimismatkan junaliput", ""),
    ],
)
def test_own_words_are_told_where_themes_do_not_tell_it_all(text: str, words: str) -> None:
    assert said(text).words == words


def test_own_words_are_never_too_long() -> None:
    text = "haluaisin tutustua robotiikkaan, " + "keramiikkaan, " * 60
    assert 0 < len(said(text).words) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("haluaisin tutustua digitointiin 12.10. tai 14.10.", (date(2027, 10, 12), date(2027, 10, 14))),
        ("pääsisinkö huomenna Juvalle katsomaan lukukoiria", (date(2027, 9, 16),)),
        ("haluaisin tutustua digitointiin lokakuussa", ()),
        ("kävin eilen Juvalla, haluaisin tutustua digitointiin", ()),
        ("haluaisin torstaisin tutustua digitointiin", ()),
        ("I'd like to visit Juva to see reading dogs on 12 October", (date(2027, 10, 12),)),
    ],
)
def test_days_are_whole_days_to_come(text: str, days: tuple[date, ...]) -> None:
    assert said(text).days == days


def test_no_more_days_are_read_than_can_be_wished() -> None:
    assert len(said("haluaisin tutustua digitointiin 4.10., 5.10., 6.10., 7.10. tai 8.10.").days) == MOST_DAYS


def test_without_today_no_days_are_read() -> None:
    assert trip_said("digitointiin 12.10.", autumn().calendar.names.analyzer).days == ()


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂", "a" * 5000, "peru " * 500, "'--;<at>x</at>"])
def test_whatever_is_said_something_is_read(text: str) -> None:
    assert said(text).kind in TripKind


OF_TRIP = Earlier(Meaning("fi", Intent.TRIP))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("peru", TripKind.CANCEL),
        ("missä vaiheessa se on", TripKind.MINE),
        ("tarvitaanko pomon lupa", TripKind.RULES),
    ],
)
def test_while_a_trip_is_talked_of_fewer_words_are_needed(text: str, kind: TripKind) -> None:
    assert autumn().means(text).intent is not Intent.TRIP
    assert autumn().means(text, OF_TRIP).intent is Intent.TRIP
    assert said(text).kind is kind


@pytest.mark.parametrize("text", ["onko jotain peruttu", "peru muistutukset", "milloin on digivartti", "kiitos"])
def test_a_change_of_subject_is_none_of_the_trip(text: str) -> None:
    assert autumn().means(text, OF_TRIP).intent is autumn().means(text).intent is not Intent.TRIP


def test_a_series_that_is_named_goes_before_a_wish_to_see() -> None:
    meaning = autumn().means("kävisin mielelläni katsomassa Varkauden lastenosastoa, mutta milloin on digivartti?")
    assert meaning.intent is Intent.EVENTS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("meiltä voisi lähteä kaksi henkilöä Siilinjärvelle tutustumaan lukukoiratoimintaan", TripKind.REQUEST),
        ("missä kirjastossa voisi oppia digitointia", TripKind.REQUEST),
        ("in which library could I learn digitisation", TripKind.REQUEST),
        ("meiltä saa tulla kysymään ja katsomaan digitointia", TripKind.OFFER),
    ],
)
def test_who_goes_from_us_wishes_and_who_may_come_is_offered(text: str, kind: TripKind) -> None:
    assert autumn().means(text).intent is Intent.TRIP
    assert said(text).kind is kind


@pytest.mark.parametrize(
    "text",
    ["valitettavasti emme voikaan ottaa vierailijaa", "emme pysty ottamaan vieraita", "sorry, we can't take visitors"],
)
def test_who_takes_nobody_offers_nothing(text: str) -> None:
    assert said(text).kind is not TripKind.OFFER
