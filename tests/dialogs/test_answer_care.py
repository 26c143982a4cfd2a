"""The team's answers over a real store: written, previewed, changed by two, removed, brought back; forgeries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.written_answers import MAX_TEXT, MAX_TITLE, MAX_WAYS
from bot.texts import texts_of
from storage.store import SqlStore
from tests.dialogs.test_unanswered import AKE, Asking, values_of
from tests.support.talk import AINO, Talk, titles_of

FI = texts_of("fi")
PARKING = {"title": "Pysäköinti", "text": "Autot jätetään *tallin* taakse.", "ways": "missä autot pysäköidään"}


@pytest.fixture
def asking(talk: Talk, store: SqlStore) -> Asking:
    return Asking(talk, store)


async def written(asking: Asking, **fields: str) -> Reply:
    """A new answer, previewed."""
    form = await asking.say("uusi vastaus", AKE)
    return await asking.press(form, FI("written_button.preview"), AKE, **(PARKING | fields))


async def saved(asking: Asking, preview: Reply, **fields: str) -> Reply:
    return await asking.press(preview, FI("written_button.save"), AKE, **({**values_of(preview)} | fields))


async def changed(asking: Asking, key: str, **fields: str) -> Reply:
    """An answer's form, filled in otherwise and previewed."""
    form = await asking.press_data({"do": "written_form", "answer": key}, AKE)
    return await asking.press(form, FI("written_button.preview"), AKE, **(values_of(form) | fields))


async def test_just_what_was_previewed_is_saved(asking: Asking) -> None:
    preview = await written(asking)
    assert FI("answer_care.preview") in preview.text
    assert "Autot jätetään *tallin* taakse." in preview.text
    other = await saved(asking, preview, text="Autot jätetään torille.")
    assert FI("answer_care.look_again") in other.text
    assert "torille" not in (await asking.say("missä autot pysäköidään")).text
    assert FI("answer_care.saved") in (await saved(asking, other)).text
    assert "Autot jätetään torille." in (await asking.say("missä meidän autot pysäköidään?")).text


async def test_a_form_saved_twice_is_one_answer(asking: Asking, store: SqlStore) -> None:
    preview = await written(asking)
    for _ in range(2):
        assert FI("answer_care.saved") in (await saved(asking, preview)).text
    async with store.begin() as uow:
        assert [one.version for one in await uow.written.all()] == [1]
        assert [one.what for one in await uow.team.latest(5)] == ["answer_written"]


async def test_ways_to_which_the_bot_would_say_something_else_are_told(asking: Asking) -> None:
    preview = await written(
        asking, ways="missä autot pysäköidään\nmitä ensi viikolla on\nmilloin on seuraava digivartti"
    )
    told = FI("answer_care.elsewhere", ways="mitä ensi viikolla on · milloin on seuraava digivartti")
    assert told in preview.text
    await saved(asking, preview)
    assert "tallin" not in (await asking.say("mitä ensi viikolla on")).text


async def test_an_answer_of_the_program_is_changed_and_brought_back(asking: Asking) -> None:
    assert FI("written.from_team") not in (await asking.say("mikä on uutiskirje")).text
    preview = await changed(asking, "start:newsletter", text="Uutiskirje tulee torstaisin.")
    opened = await saved(asking, preview)
    assert "Uutiskirje tulee torstaisin." in (await asking.say("mikä on uutiskirje")).text
    await asking.press(opened, FI("written_button.restore"), AKE)
    assert "noin kerran kuussa" in (await asking.say("mikä on uutiskirje")).text


async def test_a_removed_answer_is_given_no_more_until_it_is_used_again(asking: Asking) -> None:
    opened = await asking.press_data({"do": "written_open", "answer": "start:liboppi"}, AKE)
    removed = await asking.press(opened, FI("written_button.remove"), AKE)
    assert FI("answer_care.removed") in removed.text
    assert "oppimisympäristö" not in (await asking.say("mikä on Liboppi")).text
    assert FI("answer_care.is_removed") in (await asking.say("vastaukset", AKE)).text
    await asking.press(removed, FI("written_button.bring_back"), AKE)
    assert "oppimisympäristö" in (await asking.say("mikä on Liboppi")).text


async def test_another_members_change_is_not_overwritten_unseen(asking: Asking) -> None:
    first = await changed(asking, "start:newsletter", text="Ensimmäinen.")
    second = await changed(asking, "start:newsletter", text="Toinen.")
    await saved(asking, first)
    refused = await saved(asking, second)
    assert FI("answer_care.not_saved.changed", text="Ensimmäinen.") in refused.text
    assert "Ensimmäinen." in (await asking.say("mikä on uutiskirje")).text
    assert FI("answer_care.saved") in (await saved(asking, refused)).text
    assert "Toinen." in (await asking.say("mikä on uutiskirje")).text


async def test_what_was_removed_meanwhile_is_told(asking: Asking) -> None:
    opened = await asking.press_data({"do": "written_open", "answer": "start:liboppi"}, AKE)
    await asking.press(opened, FI("written_button.remove"), AKE)
    assert FI("answer_care.changed") in (await asking.press(opened, FI("written_button.remove"), AKE)).text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"title": ""}, "title_missing"),
        ({"title": "a" * (MAX_TITLE + 1)}, "title_too_long"),
        ({"text": " \u200b"}, "text_missing"),
        ({"text": "a" * (MAX_TEXT + 1)}, "text_too_long"),
        ({"ways": "\n \n"}, "ways_missing"),
        ({"ways": "\n".join(map(str, range(MAX_WAYS + 1)))}, "ways_too_long"),
        ({"link": "http://linkki.example"}, "link_wrong"),
        ({"link": "javascript:alert(1)"}, "link_wrong"),
        ({"title_en": "Parking"}, "text_en_missing"),
        ({"text_en": "Behind the stable."}, "title_en_missing"),
    ],
)
async def test_what_must_be_mended_is_told_beside_its_field(
    asking: Asking, fields: Mapping[str, str], fault: str
) -> None:
    form = await written(asking, **fields)
    assert FI("answer_care.mend") in form.text
    assert FI(f"answer_care.fault.{fault}", title=MAX_TITLE, text=MAX_TEXT, ways=MAX_WAYS, way=200) in form.text
    assert FI("written_button.save") not in titles_of(form)


async def test_markup_of_an_answer_is_shown_as_it_was_written(asking: Asking) -> None:
    hostile = "[tästä](javascript:alert) <at>Aino</at> **lihava**"
    await saved(asking, await written(asking, text=hostile, link="https://talli.example/kartta"))
    card = await asking.say("missä autot pysäköidään")
    shown = [one["text"] for one in card.card["body"]]
    assert "\\[tästä\\](javascript:alert) \\<at\\>Aino\\</at\\> \\*\\*lihava\\*\\*" in shown
    assert card.card["actions"][0] == {
        "type": "Action.OpenUrl",
        "title": FI("button.open_link"),
        "url": "https://talli.example/kartta",
    }


async def test_in_english_as_far_as_it_was_written(asking: Asking) -> None:
    await saved(asking, await written(asking, ways="missä autot pysäköidään\nwhere to park the car"))
    card = await asking.say("where to park the car", locale="en-GB")
    assert texts_of("en")("written.only_finnish") in card.text
    assert "tallin" in card.text


async def test_whoever_is_no_member_changes_nothing(asking: Asking, store: SqlStore) -> None:
    preview = await written(asking)
    for do in ("list", "open", "form", "preview", "save", "remove", "restore"):
        data = {**values_of(preview), "answer": "start:liboppi", "version": 0, "do": f"written_{do}"}
        assert FI("allowed.write_answers") in (await asking.press_data(data, AINO)).text, do
    async with store.begin() as uow:
        assert await uow.written.all() == []


@pytest.mark.parametrize(
    "data",
    [
        {"do": "written_save"},
        {"do": "written_save", "answer": "x", "version": 0},
        {"do": "written_save", "answer": "a" * 32, "version": -1, **PARKING},
        {"do": "written_save", "answer": "a" * 32, "version": True, **PARKING},
        {"do": "written_save", "answer": "a" * 32, "version": 10**30, **PARKING},
        {"do": "written_save", "answer": "start:none", "version": 7, **PARKING},
        {
            "do": "written_preview",
            "answer": "a" * 32,
            "version": 0,
            "title": ["a"],
            "text": {},
            "ways": 7,
            "link": None,
        },
        {"do": "written_preview", "answer": "a" * 32, "version": 0, **PARKING, "text": "\ud800" * 99},
        {"do": "written_open", "answer": "start:../../etc"},
        {"do": "written_show", "answer": "start:nothing"},
        {"do": "written_restore", "answer": "start:liboppi", "version": 9},
        {"do": "written_list", "page": "1"},
        {"do": "written_form", "question": 10**30},
        {"do": "written_"},
    ],
)
async def test_forged_presses_change_nothing(asking: Asking, store: SqlStore, data: dict[str, Any]) -> None:
    assert (await asking.press_data(data, AKE)).text
    async with store.begin() as uow:
        assert await uow.written.all() == []
