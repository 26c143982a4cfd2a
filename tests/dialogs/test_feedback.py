"""Feedback over a real store: asked for, filled in, mended, changed, taken back, and nobody's name beside it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.domain.conversation import Person, Reply
from bot.domain.errors import StoreUnavailable
from bot.domain.events import Event, Status
from bot.domain.feedback import MAX_WORDS, WISH, Answer, Mark, Outcome, Question, Used
from bot.domain.wishes import WISHES, WishState
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import draft
from tests.support.talk import AINO, HANDS, START, Talk

FI = texts_of("fi")
WRITTEN = {"rating": "4", "words_onward": "Kerron palaverissa.", "library": "Juva"}
BO = Person("29:bo", "Bo Esimerkki")


async def stored(store: SqlStore, key: str = "mehilaiset", days: float = -1, **facts: Any) -> Event:
    starts = START + timedelta(days=days)
    told = draft(
        key,
        **{"title": "Etäkahvit: Mehiläishoito", "series": "Etäkahvit"} | facts,
        starts=starts,
        ends=starts + timedelta(minutes=30),
    )
    async with store.begin() as uow:
        await uow.events.add([told])
        return (await uow.events.by_keys([key]))[key]


def inputs(card: Reply) -> dict[str, Any]:
    return {one["id"]: one for one in card.card["body"] if one["type"].startswith("Input.")}


def send(event: Event, **written: Any) -> dict[str, Any]:
    return {"do": "feedback_send", "event": event.id, **WRITTEN, **written}


async def kept_of(store: SqlStore, event: Event, person: Person = AINO) -> Answer | None:
    async with store.begin() as uow:
        return await uow.feedback.given(event.id, HANDS.of(person.id, f"event:{event.id}"))


async def test_a_person_fills_in_the_form_and_changes_the_answer(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    form = await talk.say("haluan antaa palautetta eilisestä mehiläishoidosta")
    assert form.summary.startswith("Palaute: Etäkahvit: Mehiläishoito")
    assert list(inputs(form)) == ["rating", "words_onward", "words_use", "words_free", "words_wish", "library"]
    data = form.card["actions"][0]["data"]
    thanks = await talk.press({**data, **WRITTEN})
    assert thanks.summary.startswith(FI("feedback.thanks"))
    assert await kept_of(store, event) == Answer(4, {"onward": "Kerron palaverissa."}, "Juva")
    again = await talk.press({"do": "feedback_open", "event": event.id})
    assert inputs(again)["rating"]["value"] == "4"
    assert inputs(again)["words_onward"]["value"] == "Kerron palaverissa."
    assert FI("feedback.form_again") in again.text
    changed = await talk.press(send(event, rating="2", library=""))
    assert changed.summary.startswith(FI("feedback.thanks_changed"))
    assert await kept_of(store, event) == Answer(2, {"onward": "Kerron palaverissa."})


async def test_pressed_twice_it_counts_once(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    for _ in range(2):
        assert (await talk.press(send(event))).summary.startswith(FI("feedback.thanks"))
    async with store.begin() as uow:
        assert len(await uow.feedback.answers(event.id)) == 1


async def test_what_is_wrong_comes_back_with_what_was_written(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    long = "ä" * (MAX_WORDS + 1)
    form = await talk.press(send(event, rating="", words_use=long, library="Pariisi"))
    told = [one["text"] for one in form.card["body"] if one.get("color") == "Attention"]
    assert [one.partition(": ")[2] for one in told] == [
        FI(f"feedback.fault.{key}") for key in ("rating", "words", "library")
    ]
    assert inputs(form)["words_use"]["value"] == long
    assert inputs(form)["words_onward"]["value"] == "Kerron palaverissa."
    assert await kept_of(store, event) is None


async def test_an_answer_can_be_deleted_from_a_form_that_has_faults(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    for _ in range(2):
        form = await talk.press(send(event, rating=""))
        assert [action["data"]["do"] for action in form.card["actions"]] == ["feedback_send"]
    await talk.press(send(event))
    form = await talk.press(send(event, rating=""))
    assert [action["data"]["do"] for action in form.card["actions"]] == ["feedback_send", "feedback_take_back"]


@pytest.mark.parametrize(
    ("days", "facts", "why"),
    [
        (1, {}, "not_yet"),
        (-1, {"status": Status.CANCELLED}, "not_held"),
        (-120, {}, "too_late"),
    ],
)
async def test_no_feedback_where_there_is_none_to_give(
    talk: Talk, store: SqlStore, days: int, facts: dict[str, Any], why: str
) -> None:
    event = await stored(store, days=days, **facts)
    for data in ({"do": "feedback_open", "event": event.id}, send(event)):
        refused = await talk.press(data)
        assert FI(f"feedback.{why}") in refused.text
        assert "Mehiläishoito" in refused.text
    assert await kept_of(store, event) is None


@pytest.mark.parametrize("asked", ["milloin on seuraava digivartti?", "mitä huomenna?"])
async def test_who_has_looked_at_what_is_to_come_is_offered_what_was_held(
    talk: Talk, store: SqlStore, asked: str
) -> None:
    held = await stored(store)
    for key in ("tuleva", "toinen"):
        await stored(store, key, days=1, title=f"Digivartit: {key}", series="Digivartit")
    await talk.say(asked)
    card = await talk.say("anna palautetta")
    offered = [action["data"]["event"] for action in card.card["actions"]]
    assert held.id in offered
    for event in offered:
        form = await talk.press({"do": "feedback_open", "event": event})
        assert "rating" in inputs(form)


async def test_who_names_no_event_chooses_one_of_the_last(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    choice = await talk.say("miten annan palautetta?")
    assert choice.summary == FI("feedback.choose")
    button = next(one for one in choice.card["actions"] if "Mehiläishoito" in one["title"])
    assert button["data"] == {"do": "feedback_open", "event": event.id, "language": "fi"}
    form = await talk.press(button["data"])
    assert "Mehiläishoito" in form.summary


async def test_whoever_wishes_is_told_who_sees_it_however_the_team_words_the_question(
    talk: Talk, store: SqlStore
) -> None:
    event = await stored(store)
    async with store.begin() as uow:
        await uow.feedback.ask("Etäkahvit", [Question(WISH, "Mitä seuraavaksi?", "")])
    form = await talk.press({"do": "feedback_open", "event": event.id})
    assert inputs(form)["words_wish"]["label"] == FI("feedback.wish_shown", question="Mitä seuraavaksi?")


async def test_in_a_channel_only_the_presser_sees_the_form(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    await talk.press(send(event))
    channel = talk.elsewhere("19:kanava")
    channel.in_channel = True
    asked = await channel.say("haluan antaa palautetta eilisestä mehiläishoidosta")
    assert asked.summary.startswith(FI("feedback.ask_title"))
    assert inputs(asked) == {}
    shown_to_all = await channel.press(send(event, rating="", words_use="salaisuus"))
    assert "salaisuus" not in shown_to_all.text
    own = await channel.press({"do": "feedback_open", "event": event.id, "verb": "feedback_open"})
    assert inputs(own)["words_onward"]["value"] == "Kerron palaverissa."


async def test_the_form_knows_the_library_and_learns_it(talk: Talk, store: SqlStore) -> None:
    event, later = await stored(store), await stored(store, "ruusut", title="Etäkahvit: Ruusut")
    kept = FI("feedback.library_kept", library="Juva")
    assert kept in (await talk.press(send(event))).text
    assert "Juva" in (await talk.say("mikä on kirjastoni?")).text
    form = await talk.press({"do": "feedback_open", "event": later.id})
    assert inputs(form)["library"]["value"] == "Juva"
    again = await talk.press(send(event, library="Iisalmi"))
    assert FI("feedback.thanks_changed") in again.text
    assert FI("feedback.library_kept", library="Iisalmi") not in again.text
    assert inputs(await talk.press({"do": "feedback_open", "event": event.id}))["library"]["value"] == "Iisalmi"
    assert inputs(await talk.press({"do": "feedback_open", "event": later.id}))["library"]["value"] == "Juva"


async def test_in_a_channel_the_library_is_learnt_only_where_the_presser_alone_sees_it(
    talk: Talk, store: SqlStore
) -> None:
    event = await stored(store)
    await talk.say("hei")
    channel = talk.elsewhere("19:kanava")
    channel.in_channel = True
    kept = FI("feedback.library_kept", library="Juva")
    assert kept not in (await channel.press(send(event))).text
    assert await kept_of(store, event) is None
    assert kept in (await channel.press({**send(event), "verb": "feedback_send"})).text


async def test_an_answer_is_taken_back(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    await talk.press(send(event))
    for key in ("taken_back", "nothing_to_take_back"):
        assert (await talk.press({"do": "feedback_take_back", "event": event.id})).summary == FI(f"feedback.{key}")
    assert await kept_of(store, event) is None


async def test_whoever_is_forgotten_leaves_no_answer(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    await talk.press(send(event))
    await talk.elsewhere("a:bo", BO).press(send(event))
    assert FI.count("personal.answers", 1) in (await talk.say("mitä tiedät minusta")).text
    await talk.press({"do": "me_forget"})
    assert await kept_of(store, event) is None
    assert await kept_of(store, event, BO) is not None


async def test_a_wish_goes_to_the_list_of_wishes_and_not_beside_the_answer(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    for _ in range(2):
        await talk.press(send(event, words_wish="Kirjansidonta"))
    assert await kept_of(store, event) == Answer(4, {"onward": "Kerron palaverissa."}, "Juva")
    async with store.begin() as uow:
        [found] = await uow.wishes.listed((WishState.OPEN,), HANDS.of(AINO.id, WISHES), 9)
        assert (found.wish.text, found.number, found.own) == ("Kirjansidonta", 1, True)
        assert HANDS.of(AINO.id, f"event:{event.id}") not in await uow.wishes.supporters(found.wish.id)
    await talk.press({"do": "me_forget"})
    async with store.begin() as uow:
        assert await uow.wishes.supporters(found.wish.id) == set()


async def test_what_came_of_it_is_told_once_and_can_be_changed(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    about = {"do": "outcome_send", "event": event.id}
    assert (await talk.press({**about, "used": "yes"})).summary == FI("outcome.gone")
    await talk.press(send(event))
    wrong = await talk.press({**about, "words": "Lukupiirissä."})
    assert FI("outcome.fault.used") in wrong.text
    for used in (Used.NOT_YET, Used.YES):
        assert (await talk.press({**about, "used": used, "words": "Lukupiirissä."})).summary == FI("outcome.thanks")
    async with store.begin() as uow:
        assert [one for _, one in await uow.feedback.outcomes(event.id)] == [Outcome(Used.YES, "Lukupiirissä.")]
    assert (await talk.press({"do": "outcome_decline", "event": event.id})).summary == FI("outcome.declined")


async def test_a_series_asks_its_own_questions(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    async with store.begin() as uow:
        await uow.feedback.ask("Etäkahvit", [Question("q1", "Missä poltit?", "Where?")])
    form = await talk.press({"do": "feedback_open", "event": event.id})
    assert list(inputs(form)) == ["rating", "words_q1", "library"]
    assert inputs(form)["words_q1"]["label"] == "Missä poltit?"
    await talk.press(send(event, words_q1="Uunissa."))
    assert await kept_of(store, event) == Answer(4, {"q1": "Uunissa."}, "Juva")


async def test_what_else_is_told_is_kept_by_hand(talk: Talk, store: SqlStore) -> None:
    event = await stored(store, days=0)
    shown = await talk.press({"do": "show", "ids": [event.id]})
    assert [one["title"] for one in shown.card["actions"]] == ["Osallistuin"]
    for do, mark in (("attended", Mark.ATTENDED), ("absent", Mark.ABSENT), ("decline", Mark.DECLINED)):
        await talk.press({"do": f"feedback_{do}", "event": event.id})
        async with store.begin() as uow:
            assert mark in await uow.feedback.marks(event.id, HANDS.of(AINO.id, f"event:{event.id}"))


async def test_a_past_event_offers_feedback(talk: Talk, store: SqlStore) -> None:
    await stored(store)
    shown = await talk.say("mitä oli eilen mehiläishoidossa?")
    assert shown.card["actions"][-1]["data"]["do"] == "feedback_open"


async def test_no_name_no_id_and_no_hour_is_kept_beside_an_answer(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    for person in (AINO, BO):
        await talk.elsewhere(f"a:{person.id}", person).press(send(event, words_free="Hyvä"))
    async with store.begin() as uow:
        connection = uow.feedback._connection
        rows = [dict(row._mapping) for row in await connection.execute(text("SELECT * FROM answers"))]
    assert len(rows) == 2
    assert set(rows[0]) == {"event", "hand", "rating", "library", "words", "hidden", "given_on"}
    kept = str(rows)
    for told in (*vars_of(AINO), *vars_of(BO), f"{START:%H:%M}"):
        assert told not in kept
    if "sqlite" in str(type(store._connections)).lower():
        with pytest.raises(StoreUnavailable):
            async with store.begin() as uow:
                await uow.feedback._connection.execute(text("SELECT rowid FROM answers"))


def vars_of(person: Person) -> list[str]:
    return [person.id, person.name]


async def pressed_until_answered(talk: Talk, data: dict[str, Any]) -> Reply:
    """As the channel does: what a busy bot could not answer is delivered again."""
    while True:
        try:
            return await talk.press(data)
        except StoreUnavailable:
            await asyncio.sleep(0.1)


async def test_two_hundred_who_press_within_a_second_are_all_thanked(talk: Talk, store: SqlStore) -> None:
    event = await stored(store)
    people = [talk.elsewhere(f"a:{n}", Person(f"29:{n}", f"Nimi {n}")) for n in range(200)]
    thanks = await asyncio.gather(*(pressed_until_answered(one, send(event)) for one in people))
    assert {one.intent for one in thanks} == {"feedback.thanks"}
    async with store.begin() as uow:
        assert len(await uow.feedback.answers(event.id)) == 200


ODD = st.one_of(st.none(), st.integers(), st.text(max_size=20), st.lists(st.text(max_size=3), max_size=2))


@given(data=st.dictionaries(st.sampled_from(["event", "rating", "words_use", "library", "verb", "language"]), ODD))
@settings(max_examples=60)
async def test_whatever_a_button_brings_is_answered(talk: Talk, store: SqlStore, data: dict[str, Any]) -> None:
    for do in ("outcome_send", "outcome_decline"):
        assert (await talk.press({"do": do, "used": "yes", **data})).text
    for do in ("open", "send", "take_back", "attended", "absent", "decline"):
        assert (await talk.press({"do": f"feedback_{do}", **data})).text
