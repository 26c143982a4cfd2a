"""What people tell of themselves: their library, in words and on its card."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.conversation import Person, Reply
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.talk import AINO, Talk

FI, EN = texts_of("fi"), texts_of("en")


async def library_of(store: SqlStore, person: Person = AINO) -> str:
    async with store.begin() as uow:
        found = await uow.recipients.by_account(person.id)
    assert found is not None
    return found.library


def chosen_in(card: Reply) -> str:
    field: dict[str, Any] = next(one for one in card.card["body"] if one.get("id") == "library")
    assert field["label"] and field["errorMessage"]
    return str(field.get("value", ""))


@pytest.mark.parametrize(
    ("text", "library"),
    [
        ("oma kirjastoni on Iisalmi", "Iisalmi"),
        ("Kirjastoni on Juvan kirjasto.", "Juva"),
        ("mun kirjasto on Kiuruvedellä", "Kiuruvesi"),
        ("kirjastoni: Varkaus", "Varkaus"),
        ("vaihda kirjastokseni Rautalampi", "Rautalampi"),
        ("kirjastoni on Pertunmaan lähikirjasto", "Pertunmaa"),
        ("my library is Juva", "Juva"),
        ("My library is the Iisalmi library", "Iisalmi"),
    ],
)
async def test_a_library_is_told_in_words(talk: Talk, store: SqlStore, text: str, library: str) -> None:
    told = await talk.say(text)
    assert await library_of(store) == library
    assert (EN if "library is" in text else FI)("own.library_saved") in told.text


@pytest.mark.parametrize(
    ("text", "key", "chosen"),
    [
        ("kirjastoni on Iislami", "unsure", "Iisalmi"),
        ("kirjastoni on Juva tai Iisalmi", "unsure", ""),
        ("kirjastoni on Juvassa, milloin ovat seuraavat kahvit", "unsure", "Juva"),
        ("kirjastoni on Joensuussa", "unknown", ""),
    ],
)
async def test_a_guess_is_asked_first(talk: Talk, store: SqlStore, text: str, key: str, chosen: str) -> None:
    asked = await talk.say(text)
    assert FI(f"own.library_{key}") in asked.text
    assert chosen_in(asked) == chosen
    assert await library_of(store) == ""
    saved = await talk.press({"do": "library_save", "library": chosen or "Juva"})
    assert FI("own.library_saved") in saved.text
    assert await library_of(store) == (chosen or "Juva")


@pytest.mark.parametrize("text", ["mikä on kirjastoni?", "oma kirjasto", "Kirjastoni", "what is my library?"])
async def test_it_is_shown_and_forgotten(talk: Talk, store: SqlStore, text: str) -> None:
    texts = EN if "library" in text else FI
    assert texts("own.library_not_known") in (await talk.say(text)).text
    await talk.say("kirjastoni on Juva")
    shown = await talk.say(text)
    assert texts("own.library_is", library="Juvan kirjasto") in shown.text
    assert chosen_in(shown) == "Juva"
    assert FI("own.library_forgotten") in (await talk.say("unohda kirjastoni")).text
    assert await library_of(store) == ""
    assert FI("own.library_none") in (await talk.press({"do": "library_forget"})).text


@pytest.mark.parametrize(
    "text",
    [
        "kirjastoni on mukana digivartissa, milloin se on",
        "onko kirjastossani kahveja?",
        "oma kirjasto ja etäkahvit",
        "mikä on kirjastoni seuraava koulutus?",
        "kirjastoni on Juva?",
    ],
)
async def test_other_sentences_about_a_library_change_nothing(talk: Talk, store: SqlStore, text: str) -> None:
    assert FI("own.library_title") not in (await talk.say(text)).text
    assert await library_of(store) == ""


async def test_nobody_elses_library_is_changed(talk: Talk, store: SqlStore) -> None:
    bo = Person("29:bo", "Bo Malli")
    await talk.say("kirjastoni on Juva")
    await talk.elsewhere("toinen", bo).say("kirjastoni on Tervo")
    assert (await library_of(store), await library_of(store, bo)) == ("Juva", "Tervo")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    do=st.sampled_from(["library_save", "library_forget"]),
    library=st.one_of(st.text(max_size=20), st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2)),
)
async def test_hostile_data_changes_nothing(talk: Talk, store: SqlStore, do: str, library: object) -> None:
    await talk.say("hei")
    await talk.press({"do": do, "library": library})
    assert await library_of(store) == ""
