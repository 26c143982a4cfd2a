"""The questions of a series' feedback: changed by the AKE team, asked of everybody, and changed by nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.feedback import MAX_QUESTION
from bot.services.feedback import usual_questions
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.talk import Talk

FI = texts_of("fi")
SERIES = "Digivartit"


@pytest.fixture
def ake(talk: Talk) -> Talk:
    return talk.elsewhere("ake-chat", Person("29:ake", "Helmi Laineke", "aad-ake"))


def fields(card: Reply) -> dict[str, str]:
    rows = [one for one in card.card["body"] if one["type"] == "Container"]
    return {field["id"]: field["value"] for row in rows for field in row["items"]}


def saving(card: Reply, **written: str) -> dict[str, Any]:
    return {**card.card["actions"][0]["data"], **fields(card), **written}


async def asked(store: SqlStore) -> list[str]:
    async with store.begin() as uow:
        return [one.fi for one in await uow.feedback.questions(SERIES)]


async def test_a_member_words_orders_adds_and_drops_questions(ake: Talk, store: SqlStore) -> None:
    form = await ake.say("palautekysymykset digivartit")
    usual = [one.fi for one in usual_questions()]
    assert [text for name, text in fields(form).items() if name.startswith("fi")] == [*usual, "", ""]
    saved = await ake.press(saving(form, fi0="", fi4="Oliko vartti sopiva?", en4="Was it long enough?", place4="1"))
    assert saved.text.splitlines()[0] == FI("questions.saved")
    assert await asked(store) == ["Oliko vartti sopiva?", *usual[1:]]
    again = await ake.press({"do": "questions_open", "series": SERIES})
    assert fields(again)["en0"] == "Was it long enough?"
    async with store.begin() as uow:
        keys = [one.key for one in await uow.feedback.questions(SERIES)]
        assert keys[1:] == [one.key for one in usual_questions()][1:], "what was answered stays with its question"
        assert [one.what for one in await uow.team.latest(1)] == ["questions"]
    usual_again = await ake.press(again.card["actions"][1]["data"])
    assert usual_again.text.splitlines()[0] == FI("questions.usual_again")
    assert await asked(store) == []


@pytest.mark.parametrize(("text", "fault"), [("", "none"), ("ä" * (MAX_QUESTION + 1), "too_long")])
async def test_what_is_wrong_comes_back(ake: Talk, store: SqlStore, text: str, fault: str) -> None:
    form = await ake.say("palautekysymykset digivartit")
    back = await ake.press(saving(form, **{f"fi{n}": text for n in range(6)}, **{f"en{n}": "" for n in range(6)}))
    assert FI(f"questions.fault.{fault}") in back.text
    assert fields(back)["fi0"] == text
    assert await asked(store) == []


async def test_without_a_series_one_is_chosen(ake: Talk) -> None:
    choice = await ake.say("palautekysymykset")
    buttons = {one["title"]: one["data"] for one in choice.card["actions"]}
    assert (await ake.press(buttons[SERIES])).summary.startswith("Palautteen kysymykset: Digivartit")


async def test_nobody_else_changes_them(talk: Talk, store: SqlStore) -> None:
    for do in ("questions_open", "questions_save", "questions_usual"):
        refused = await talk.press({"do": do, "series": SERIES, "keys": [], "fi0": "Kaapattu?"})
        assert FI("allowed.ask_feedback") in refused.text
    assert await asked(store) == []


ODD = [{"keys": "x"}, {"keys": [1]}, {"keys": ["a\x00"]}, {"keys": ["~outcome"]}]


@pytest.mark.parametrize("data", [*ODD, {"series": 7}, {"series": "Ei ole"}, {"fi0": ["a"]}])
async def test_odd_data_is_no_form(ake: Talk, store: SqlStore, data: dict[str, Any]) -> None:
    odd = await ake.press({"do": "questions_save", "series": SERIES, "keys": [], "fi0": "Kysymys?", **data})
    assert odd.intent == "error.broken_button"
    assert await asked(store) == []
