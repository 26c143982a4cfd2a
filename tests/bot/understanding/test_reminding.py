"""Wishes about reminders: what is to be done, how long before, and of one event or of a whole series."""

from __future__ import annotations

import pytest

from bot.domain.reminders import Lead
from bot.understanding.meaning import Intent
from bot.understanding.reminding import Action, Reminding, is_plural, reminding_of
from bot.understanding.sentence import prepare
from tests.support.world import autumn, base_analyzer


def wish(text: str) -> Reminding:
    return reminding_of(prepare(text, base_analyzer(), "fi").words)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("muistuta minua lukupiiristä", Action.SET),
        ("laita muistutus huomisesta", Action.SET),
        ("lopeta muistutukset", Action.STOP),
        ("en halua enää muistutuksia", Action.STOP),
        ("poista kaikki muistutukset", Action.STOP),
        ("muistutukset tauolle", Action.PAUSE),
        ("keskeytä muistutukset viikoksi", Action.PAUSE),
        ("jatka muistutuksia", Action.RESUME),
        ("mitä muistutuksia minulla on", Action.LIST),
        ("näytä muistutukseni", Action.LIST),
        ("stop my reminders", Action.STOP),
        ("show my reminders", Action.LIST),
        ("pause reminders", Action.PAUSE),
    ],
)
def test_what_is_to_be_done(text: str, action: Action) -> None:
    assert wish(text).action is action


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("muistuta tuntia ennen", {Lead.HOUR}),
        ("muistuta 1 tunti ennen", {Lead.HOUR}),
        ("muistuta puoli tuntia ennen", {Lead.HOUR}),
        ("muistuta 45 minuuttia ennen", {Lead.HOUR}),
        ("muistuta varttia aiemmin", {Lead.QUARTER}),
        ("muistuta 15 min ennen", {Lead.QUARTER}),
        ("muistuta 10 minuuttia etukäteen", {Lead.QUARTER}),
        ("muistuta samana aamuna", {Lead.MORNING}),
        ("muistuta saman päivän aamuna", {Lead.MORNING}),
        ("muistuta edellisenä työpäivänä", {Lead.WORKDAY_BEFORE}),
        ("muistuta päivää ennen", {Lead.WORKDAY_BEFORE}),
        ("muistuta edellisenä päivänä ja vielä varttia ennen", {Lead.WORKDAY_BEFORE, Lead.QUARTER}),
        ("remind me an hour before", {Lead.HOUR}),
        ("remind me 15 minutes before and the day before", {Lead.QUARTER, Lead.WORKDAY_BEFORE}),
        ("muistuta minua huomisesta", set()),
    ],
)
def test_how_long_before(text: str, leads: set[Lead]) -> None:
    assert wish(text).leads == leads


def test_a_huge_number_is_no_lead_to_fail_on() -> None:
    assert wish(f"muistuta {'9' * 200} min ennen").leads == {Lead.HOUR}


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("digivartista", "digivarteista"),
        ("kahvista", "kahveista"),
        ("webinaarista", "webinaareista"),
        ("koulutuspäivästä", "koulutuspäivistä"),
        ("työpajasta", "työpajoista"),
        ("opintomatkalle", "opintomatkoille"),
        ("kahvi", "kahvit"),
        ("coffee", "coffees"),
    ],
)
def test_one_and_several(singular: str, plural: str) -> None:
    assert not is_plural(base_analyzer().word(singular))
    assert is_plural(base_analyzer().word(plural))


def test_the_words_of_a_lead_are_no_time_of_the_event() -> None:
    meaning = autumn().means("Muistuta minua perjantain kahveista edellisenä päivänä")
    assert meaning.intent is Intent.REMINDER
    assert [time.text for time in meaning.times] == ["perjantain"]
    assert meaning.reminding == Reminding(Action.SET, frozenset({Lead.WORKDAY_BEFORE}), several=True)


def test_other_meanings_have_no_wish_about_reminders() -> None:
    assert autumn().means("Milloin on seuraava digivartti?").reminding is None
