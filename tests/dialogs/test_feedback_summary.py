"""The AKE team's summaries over a real store: what is shown of what, hiding, forged presses, and the yearly report."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.events import Event
from bot.domain.feedback import FREE, ONWARD, Answer, Outcome, Question, Used
from bot.domain.hands import Hands
from bot.domain.roles import Deed
from bot.services.calendar import CalendarCache
from bot.services.desks import Desks
from bot.services.feedback_desk import FeedbackDesk
from bot.services.feedback_words import OUTCOME
from bot.services.report_access import ReportAddresses, ReportRequest
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.feedback import give
from tests.support.talk import AINO, HANDS, Talk, address_of
from tests.support.world import base_analyzer

FI, EN = texts_of("fi"), texts_of("en")
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
NOW = helsinki(2027, 4, 14, 10)
DAY = date(2027, 4, 13)
ADDRESSES = ReportAddresses(Hands(b"k" * 32), "https://botti.example/kahvi/")


def held(key: str, series: str, topic: str, *day: int) -> Any:
    year, month, number = day
    starts = helsinki(year, month, number, 9)
    return draft(key, series=series, title=f"{series}: {topic}", starts=starts)


@dataclass
class Desk:
    """A member of the team who reads feedback."""

    talk: Talk
    store: SqlStore
    events: dict[str, Event]

    async def say(self, text: str, person: Person = AKE, *, channel: bool = False, locale: str = "fi-FI") -> Reply:
        """Say something."""
        said = replace(self.talk.incoming(text), person=person, in_channel=channel, locale=locale)
        reply = await self.talk.deliver(replace(said, addresses=(address_of(person),)))
        assert reply is not None
        return reply

    async def press(self, data: dict[str, Any], person: Person = AKE) -> Reply:
        """Press anything."""
        said = replace(self.talk.incoming(pressed=data), person=person, addresses=(address_of(person),))
        reply = await self.talk.deliver(said)
        assert reply is not None
        return reply

    async def press_button(self, card: Reply, beginning: str) -> Reply:
        """Press the first button whose title begins so."""
        return await self.press(next(data for title, data in buttons_of(card.card) if title.startswith(beginning)))

    async def give(self, key: str, *libraries: str, **told: Any) -> list[str]:
        """Answer an event."""
        return await give(self.store, self.events[key].id, told.pop("on", DAY), *libraries, **told)


def buttons_of(element: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(one["title"], one.get("data", {})) for one in element.get("actions", ())]
    for name in ("body", "items"):
        for inner in element.get(name, ()):
            found = [*buttons_of(inner), *found]
    return found


@pytest.fixture
async def desk(store: SqlStore) -> AsyncIterator[Desk]:
    drafts = [
        held("old", "Digivartit", "Pilvi", 2026, 10, 6),
        held("march", "Digivartit", "Salasanat", 2027, 3, 9),
        held("yesterday", "Digivartit", "Sanelu", 2027, 4, 13),
        held("coffee", "Etäkahvit", "Lautapelit", 2027, 4, 7),
        held("coming", "Digivartit", "Tekoäly", 2027, 4, 20),
    ]
    async with store.begin() as uow:
        await uow.events.add(drafts)
        events = await uow.events.by_keys([one.key for one in drafts])
    calendars, team = CalendarCache(base_analyzer()), Team(["aad-ake"])
    conversation = BotConversation(store, calendars, team, HANDS, Desks(FeedbackDesk(ADDRESSES, 4)))
    yield Desk(Talk(conversation, person=AKE, now=NOW), store, events)


async def test_the_latest_event_is_summed_up(desk: Desk) -> None:
    assert FI("summary.no_events") in (await desk.say("palaute")).text
    await desk.give("march", "", "", ratings=[3, 4])
    await desk.give("yesterday", *["Juva"] * 5, "Tervo", "Iisalmi", "Kuopio", ratings=[5, 5, 5, 5, 5, 4, 4, 1])
    card = await desk.say("palaute")
    assert "Palaute: Digivartit: Sanelu" in card.text
    assert FI.count("summary.answers", 8, mean="4,2") in card.text
    assert FI.count("summary.rating", 5, rating=5, part="62 %") in card.text
    assert FI("summary.several", n=4) in card.text
    assert FI.count("summary.earlier", 1, mean="3,5", answers=2) in card.text
    (chart,) = [one for one in card.card["body"] if one["type"] == "Chart.VerticalBar"]
    assert chart["data"] == [{"x": str(n), "y": y} for n, y in zip(range(1, 6), (1, 0, 0, 2, 5), strict=True)]
    assert "Juva" not in card.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("palaute digivartista", "Palaute: Digivartit: Sanelu"),
        ("palaute eilisestä digivartista", "Palaute: Digivartit: Sanelu"),
        ("palaute maaliskuun digivartista", "Palaute: Digivartit: Salasanat"),
        ("palaute lautapeleistä", "Palaute: Etäkahvit: Lautapelit"),
        ("palaute Digivartit", "Palaute sarjasta: Digivartit"),
        ("palaute digivarteista", "Palaute sarjasta: Digivartit"),
        ("Palaute: etäkahvit", "Palaute sarjasta: Etäkahvit"),
        ("palaute kevät 2027", "Palaute: kevät 2027"),
        ("palaute kevään 2027", "Palaute: kevät 2027"),
        ("palaute syksy", "Palaute: syksy 2026"),
        ("palaute syksyltä 2026", "Palaute: syksy 2026"),
        ("feedback report spring", "Palaute: kevät 2027"),
        ("raportti 2026", "Palaute vuonna 2026"),
        ("raportti", "Palaute vuonna 2027"),
    ],
)
async def test_feedback_is_asked_for_by_event_series_term_and_year(desk: Desk, text: str, title: str) -> None:
    for key in ("old", "march", "yesterday", "coffee"):
        await desk.give(key, "", on=desk.events[key].facts.starts.date())
    assert (await desk.say(text)).card["body"][0]["text"] == title


@pytest.mark.parametrize(
    "text", ["palaute?", "palaute eilisestä digivartista?", "haluan antaa palautetta", "palautetta"]
)
async def test_a_question_and_other_words_are_no_command(desk: Desk, text: str) -> None:
    await desk.give("yesterday", "")
    assert "keskiarvo" not in (await desk.say(text)).text


@pytest.mark.parametrize(
    "text", ["palaute", "palaute Digivartit", "palaute kevät 2027", "raportti 2027", "feedback report"]
)
async def test_the_same_words_of_anyone_else_show_nothing_of_it(desk: Desk, text: str) -> None:
    await desk.give("yesterday", *["Juva"] * 5, words={FREE: "Sanat."})
    reply = await desk.say(text, AINO)
    assert "keskiarvo" not in reply.text
    assert "reports" not in str(reply.card)
    assert not reply.intent.startswith("feedback_summary")


async def test_what_is_not_understood_is_told_how_to_ask(desk: Desk) -> None:
    assert FI("summary.unknown") in (await desk.say("palaute qwertyuiop")).text
    assert FI("year.which") in (await desk.say("raportti viime vuodelta")).text
    assert FI("summary.none") in (await desk.say("palaute lautapeleistä")).text


async def test_words_are_read_page_by_page_with_what_came_of_them(desk: Desk) -> None:
    for number in range(8):
        await desk.give("yesterday", "Juva", words={ONWARD: f"Kerron {number} *kaikille*.", FREE: ""})
    first = min(await desk.give("yesterday", "", words={ONWARD: "Näytän muille."}))
    async with desk.store.begin() as uow:
        await uow.feedback.give_outcome(desk.events["yesterday"].id, first, Outcome(Used.YES, "Lukupiiri alkoi."))
    card = await desk.say("palaute")
    assert FI.count("summary.intended", 9) in card.text
    assert FI("summary.outcome", yes=1, somewhat=0, not_yet=0) in card.text
    words = await desk.press_button(card, "Lue: Vieminen")
    assert words.text.count("Kerron") == 6
    assert "Juva" not in str(words.card)
    more = await desk.press_button(words, FI("button.words_more"))
    assert (more.text.count("Kerron"), more.text.count("Näytän muille.")) == (2, 1)
    assert FI("words.outcome_words", used="käyttänyt", words="Lukupiiri alkoi.") in more.text
    assert FI("button.words_more") not in more.text
    assert "Palaute: Digivartit: Sanelu" in (await desk.press_button(more, FI("button.summary_back"))).text
    outcomes = await desk.press_button(card, "Lue: Mitä siitä seurasi")
    assert "Lukupiiri alkoi." in outcomes.text


async def test_what_names_somebody_is_hidden_and_can_be_shown_again(desk: Desk) -> None:
    (hand,) = await desk.give("yesterday", "", words={FREE: "Eero Sivula nukkui."})
    async with desk.store.begin() as uow:
        await uow.feedback.give_outcome(desk.events["yesterday"].id, hand, Outcome(Used.YES, "Eero heräsi."))
    words = await desk.press_button(await desk.say("palaute"), "Lue: Vapaat sanat")
    hidden = await desk.press_button(words, FI("button.words_hide"))
    assert "Eero Sivula" not in str(hidden.card)
    assert FI("words.hidden") in hidden.text
    assert "Vapaat sanat" not in (await desk.say("palaute")).text
    shown = await desk.press_button(hidden, FI("button.words_show"))
    assert "Eero Sivula nukkui." in shown.text
    outcomes = await desk.press_button(await desk.say("palaute"), "Lue: Mitä siitä seurasi")
    assert "Eero" not in (await desk.press_button(outcomes, FI("button.words_hide"))).text
    again = await desk.press_button(await desk.say("palaute"), "Lue: Vapaat sanat")
    assert "heräsi" not in again.text
    async with desk.store.begin() as uow:
        told = [(one.deed, one.what) for one in await uow.team.latest(9)]
        data = [one.data for one in await uow.team.latest(9)]
    assert told == [(Deed.READ_FEEDBACK, what) for what in ("answer_hidden", "answer_shown", "answer_hidden")]
    assert all("Eero" not in one and hand not in one for one in data)
    assert OUTCOME in data[0]


async def test_a_series_own_questions_are_read_too(desk: Desk) -> None:
    async with desk.store.begin() as uow:
        await uow.feedback.ask("Digivartit", [Question("q1", "Mitä opit?", "What did you learn?")])
    await desk.give("yesterday", "", words={"q1": "Sanelemaan."})
    assert "Sanelemaan." in (await desk.press_button(await desk.say("palaute"), "Lue: Mitä opit?")).text


@pytest.mark.parametrize("do", ["summary_event", "summary_series", "summary_words", "summary_hide"])
async def test_a_forged_press_changes_nothing_and_says_why(desk: Desk, do: str) -> None:
    (hand,) = await desk.give("yesterday", "", words={FREE: "Salaista."})
    number = desk.events["yesterday"].id
    data = {"do": do, "event": number, "question": FREE, "after": "", "hand": hand, "hidden": True}
    reply = await desk.press(data, AINO)
    assert FI("allowed.read_feedback") in reply.text
    assert "Salaista." not in str(reply.card)
    async with desk.store.begin() as uow:
        given = await uow.feedback.given(number, hand)
    assert given is not None
    assert given.hidden == frozenset()


HOSTILE: list[dict[str, Any]] = [
    {"event": 10**30},
    {"event": "1"},
    {"event": True},
    {"event": None},
    {"question": 5},
    {"question": "x" * 5000},
    {"question": ""},
    {"after": "' OR 1=1"},
    {"after": 5},
    {"after": "a" * 5000},
    {"hand": ["a"]},
    {"hand": "é"},
    {"hidden": "yes"},
    {"hand": None, "question": None},
]


@pytest.mark.parametrize("wrong", HOSTILE)
@pytest.mark.parametrize("do", ["summary_words", "summary_hide"])
async def test_hostile_data_ends_in_a_plain_card(desk: Desk, do: str, wrong: dict[str, Any]) -> None:
    (hand,) = await desk.give("yesterday", "", words={FREE: "Sanat."})
    data = {"do": do, "event": desk.events["yesterday"].id, "question": FREE, "after": "", "hand": hand, "hidden": True}
    reply = await desk.press({**data, **wrong})
    assert reply.intent.startswith(("error", "feedback_summary"))
    assert "keskiarvo" in (await desk.say("palaute")).text


async def test_a_term_tells_its_series_and_its_libraries_in_bands(desk: Desk) -> None:
    await desk.give("march", *["Juva"] * 5, *["Kuopio"] * 2, on=date(2027, 3, 10), ratings=[5] * 7)
    await desk.give("coffee", *["Juva"] * 6, on=date(2027, 4, 8), ratings=[1] * 6)
    card = await desk.say("palaute kevät 2027")
    assert FI("summary.one", name="Digivartit", mean="5,0", answers=7) in card.text
    assert "10–19: Juva." in card.text
    assert "Alle 4: muut kirjastot." in card.text
    assert "Kuopio" not in card.text


async def test_a_closed_term_tells_its_figures(desk: Desk) -> None:
    libraries = [*["Juva"] * 6, *["Mikkeli"] * 5, *["Tervo"] * 4, "Puumala", "Enonkoski", "Savonlinna", "Sulkava"]
    await desk.give("old", *libraries, on=date(2026, 10, 7), ratings=[5] * 6 + [4] * 20)
    card = await desk.say("palaute syksy")
    assert FI("coverage.figure", name="Juva", n=6, mean="5,0") not in card.text
    assert FI("coverage.figure", name="Etelä-Savo", n=15, mean="4,4") in card.text
    assert FI("coverage.figure", name="Tervo", n=4, mean="4,0") in card.text
    assert "Puumala" not in card.text


async def test_the_year_is_told_in_plain_sentences_with_an_address_of_ones_own(desk: Desk) -> None:
    await desk.give("old", *[""] * 9, on=date(2026, 10, 7), ratings=[5, 5, 5, 4, 4, 3, 3, 3, 1])
    async with desk.store.begin() as uow:
        await uow.feedback.give_outcome(desk.events["old"].id, "h", Outcome(Used.SOMEWHAT))
    card = await desk.say("raportti 2026")
    assert FI("year.events", year=2026, n=1, of=1) in card.text
    assert FI("year.answers", n=9, mean="3,7", part="56 %") in card.text
    assert FI("year.used", n=1, part="100 %") in card.text
    (button,) = card.card["actions"]
    assert button["url"].startswith("https://botti.example/kahvi/reports/")
    asked = ADDRESSES.read(button["url"].rsplit("/", 1)[1], NOW)
    assert isinstance(asked, ReportRequest)
    assert (asked.account, asked.year, asked.language) == (AKE.id, 2026, "fi")
    empty = (await desk.say("raportti 2025")).text
    assert FI("year.nothing", year=2025) in empty
    assert FI("coverage.title") not in empty.splitlines()


async def test_no_address_is_given_where_others_see_it(desk: Desk) -> None:
    reply = await desk.say("raportti 2026", channel=True)
    assert FI("summary.ask_in_own_chat") in reply.text
    assert "reports/" not in str(reply.card)


def of_feedback(data: dict[str, Any]) -> bool:
    """Whether a button shows more of feedback; others lead to forms that list every library."""
    return str(data.get("do")).startswith("summary_") and data["do"] != "summary_hide"


async def test_nothing_that_the_team_can_see_tells_who_answered(desk: Desk) -> None:
    """Every card that commands and buttons lead to, held against everybody who may have answered."""
    people = [f"29:vastaaja-{number}" for number in range(9)]
    number = desk.events["yesterday"].id
    async with desk.store.begin() as uow:
        for place, account in enumerate(people):
            library = "Puumala" if place < 2 else "Tervo"
            answer = Answer(1 + place % 5, {FREE: f"Sanat {place}", ONWARD: "Kerron."}, library)
            await uow.feedback.give(number, Hands(b"s" * 32).of(account, f"event:{number}"), answer, DAY)
    commands = ("palaute", "palaute Digivartit", "palaute kevät 2027", "raportti 2027", "palaute syksy")
    seen, waiting = set[str](), [await desk.say(text) for text in commands]
    while waiting:
        card = waiting.pop()
        text = json.dumps(card.card, ensure_ascii=False)
        if text not in seen and len(seen) < 200:
            seen.add(text)
            waiting += [await desk.press(data) for _, data in buttons_of(card.card) if of_feedback(data)]
    everything = "\n".join(seen)
    assert "Sanat 8" in everything
    assert "Puumala" not in everything
    for account in people:
        told = f"event:{number}\0{account}".encode()
        assert account not in everything
        for guess in (sha256(told), sha256(account.encode()), hmac.new(b"", told, sha256)):
            assert guess.hexdigest() not in everything


async def test_english_is_answered_in_english(desk: Desk) -> None:
    await desk.give("yesterday", *[""] * 3)
    card = await desk.say("feedback report", locale="en-GB")
    assert EN.count("summary.answers", 3, mean="4.0") in card.text
    assert EN("year.title", year=2027) in (await desk.say("yearly report 2027", locale="en-GB")).text
