"""The own calendar address: given once, in private, replaced and ended, and never told anywhere else."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.conversation import Person, Reply
from bot.files.csv_calendar import read_csv
from bot.services.calendar import CalendarCache
from bot.services.calendar_addresses import CalendarAddresses, can_be_key
from bot.services.desks import Desks
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.talk import AINO, HANDS, Talk, buttons_of, data_of
from tests.support.world import QUESTIONS, base_analyzer

FI, EN = texts_of("fi"), texts_of("en")
BO = Person("29:bo", "Bo Exempel")


@pytest.fixture
async def talk(store: SqlStore) -> Talk:
    """A person talking to a bot that has an address of its own."""
    async with store.begin() as uow:
        await uow.events.add(read_csv((QUESTIONS / "calendar_autumn.csv").read_bytes()).drafts)
    calendars, addresses = CalendarCache(base_analyzer()), CalendarAddresses("https://botti.example")
    return Talk(BotConversation(store, calendars, Team(["aad-ake"]), HANDS, Desks(calendar=addresses)))


def addresses_in(card: Reply) -> tuple[str, str]:
    """The own address and the one to share."""
    own, public = (str(one["value"]) for one in card.card["body"] if one["type"] == "Input.Text")
    return own, public


def told_by(address: str) -> dict[str, list[str]]:
    """What an address asks for."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "botti.example", "/kalenteri.ics")
    return parse_qs(parts.query)


def key_in(card: Reply) -> str:
    (key,) = told_by(addresses_in(card)[0])["avain"]
    assert can_be_key(key)
    return key


async def opens(store: SqlStore, key: str) -> bool:
    async with store.begin() as uow:
        return await uow.calendar_keys.opens(key)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("tilaa kalenteri", "fi"),
        ("Kalenteriosoite", "fi"),
        ("miten saan kalenterin puhelimeen?", "fi"),
        ("calendar address", "en"),
        ("How do I get the calendar on my phone?", "en"),
        ("mites mä saan nää kahvit mun puhelimen kalenteriin", "fi"),
        ("saisko ton kalenterin mun outlookiin", "fi"),
        ("can I get the calendar in my Outlook", "en"),
    ],
)
async def test_an_address_is_given_by_many_words(talk: Talk, store: SqlStore, text: str, language: str) -> None:
    card = await talk.say(text)
    assert texts_of(language)("own_calendar.made") in card.text
    own, public = addresses_in(card)
    assert told_by(own) == {"avain": [key_in(card)], "lang": [language]}
    assert told_by(public) == {"lang": [language]}
    assert await opens(store, key_in(card))


async def test_the_key_is_told_in_its_field_alone(talk: Talk) -> None:
    card = await talk.say("tilaa kalenteri")
    key = key_in(card)
    assert key not in f"{card.text} {card.summary} {card.card['speak']} {card.intent}"
    # Whatever is pressed on the card, the fields are not sent along.
    assert {one["associatedInputs"] for one in buttons_of(card.card)} == {"none"}
    assert key not in str([one["data"] for one in buttons_of(card.card)])


async def test_it_is_not_shown_twice_and_a_new_one_ends_the_old(talk: Talk, store: SqlStore) -> None:
    first = key_in(await talk.say("tilaa kalenteri"))
    talk.wait(days=3)
    again = await talk.say("tilaa kalenteri")
    assert FI("own_calendar.have", day="keskiviikkona 15.9.2027") in again.text
    assert "avain" not in str(again.card)
    assert await opens(store, first)
    new = key_in(await talk.press(data_of(again.card, FI("own_calendar_button.new"))))
    assert (await opens(store, first), await opens(store, new)) == (False, True)
    newest = key_in(await talk.say("uusi kalenteriosoite"))
    assert (await opens(store, new), await opens(store, newest)) == (False, True)


async def test_it_is_removed_by_word_and_by_button(talk: Talk, store: SqlStore) -> None:
    assert FI("own_calendar.none") in (await talk.say("poista kalenteriosoite")).text
    card = await talk.say("tilaa kalenteri")
    assert FI("own_calendar.removed") in (await talk.say("poista kalenteriosoite")).text
    assert not await opens(store, key_in(card))
    card = await talk.say("tilaa kalenteri")
    removed = await talk.press(data_of(card.card, FI("own_calendar_button.remove")))
    assert FI("own_calendar.removed") in removed.text
    assert not await opens(store, key_in(card))


async def test_a_series_that_is_named_is_in_both_addresses(talk: Talk) -> None:
    card = await talk.say("tilaa kalenteri: digivartti")
    own, public = map(told_by, addresses_in(card))
    assert own["sarja"] == public["sarja"] == ["Digivartit"]
    assert FI("own_calendar.only", series="Digivartit") in card.text
    again = await talk.say("tilaa kalenteri digivartit")
    new = await talk.press(data_of(again.card, FI("own_calendar_button.new")))
    assert told_by(addresses_in(new)[0])["sarja"] == ["Digivartit"]


async def test_a_series_that_a_question_names_is_in_them_but_not_all_coffees_by_name(talk: Talk) -> None:
    card = await talk.say("saako digivartit omaan kalenteriin")
    assert told_by(addresses_in(card)[0])["sarja"] == ["Digivartit"]
    await talk.say("poista kalenteriosoite")
    assert "sarja" not in told_by(addresses_in(await talk.say("saako nää kahvit omaan kalenteriin"))[0])


async def test_who_wants_to_be_rid_of_it_in_own_words_is_asked_first(talk: Talk, store: SqlStore) -> None:
    rid = "poista se mun kalenteriosoite"
    assert FI("own_calendar.none") in (await talk.say(rid)).text
    key = key_in(await talk.say("tilaa kalenteri"))
    asked = await talk.say(rid)
    assert await opens(store, key)
    await talk.press(data_of(asked.card, FI("own_calendar_button.remove")))
    assert not await opens(store, key)


async def test_other_words_after_the_command_are_a_question(talk: Talk, store: SqlStore) -> None:
    card = await talk.say("tilaa kalenteri jossa on runoutta")
    assert not card.intent.startswith("own_calendar")
    assert not (await talk.say("poista osoite digivartista")).intent.startswith("own_calendar")


@pytest.mark.parametrize("said", ["tilaa kalenteri", "uusi kalenteriosoite", "poista kalenteriosoite"])
async def test_in_a_channel_it_is_only_told_where_to_ask(talk: Talk, store: SqlStore, said: str) -> None:
    key = key_in(await talk.say("tilaa kalenteri"))
    channel = talk.elsewhere("19:channel")
    channel.in_channel = True
    told = await channel.say(said)
    assert FI("own_calendar.in_private") in told.text
    for do in ("calendar_new", "calendar_remove", "calendar_own"):
        pressed = await channel.press({"do": do, "verb": do, "language": "fi"})
        assert "avain" not in str(pressed.card)
    assert await opens(store, key)


async def test_without_an_address_of_the_bots_own_it_is_told_who_can_mend_it(store: SqlStore) -> None:
    bare = Talk(BotConversation(store, CalendarCache(base_analyzer()), Team(), HANDS))
    assert "PUBLIC_URL" in (await bare.say("tilaa kalenteri")).text
    async with store.begin() as uow:
        person = await uow.recipients.by_account(AINO.id)
        assert person is not None
        assert await uow.calendar_keys.made_at(person.id) is None


async def test_each_has_their_own_and_it_goes_with_what_is_kept_of_them(talk: Talk, store: SqlStore) -> None:
    mine = key_in(await talk.say("tilaa kalenteri"))
    theirs = key_in(await talk.elsewhere("bo", BO).say("tilaa kalenteri"))
    assert mine != theirs
    shown = await talk.say("mitä tiedät minusta")
    assert FI("personal.calendar_key") in shown.text
    asks = await talk.say("unohda minut")
    await talk.press(data_of(asks.card, FI("button.me_forget")))
    assert (await opens(store, mine), await opens(store, theirs)) == (False, True)


HOSTILE: list[Any] = [None, "Digivartit", 1, {}, [None], [["Digivartit"]], [{"a": 1}], ["x" * 9000], [1] * 9000]


@pytest.mark.parametrize("series", HOSTILE)
async def test_what_a_button_did_not_say_names_no_series(talk: Talk, series: Any) -> None:
    card = await talk.press({"do": "calendar_new", "series": series, "language": "fi"})
    assert "sarja" not in told_by(addresses_in(card)[0])


async def test_an_unknown_deed_is_none(talk: Talk) -> None:
    assert FI("error.broken_button") in (await talk.press({"do": "calendar_everything"})).text
