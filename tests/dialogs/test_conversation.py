"""The conversation over a real store: turns, memory, buttons, and hostile data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from bot.domain.conversation import Person
from bot.domain.errors import TurnUnderWay
from storage.engine import address, migration_engine
from tests.support.talk import Talk


async def test_the_same_turn_delivered_twice_is_answered_once(talk: Talk) -> None:
    said = talk.incoming("Mitä huomenna on?")
    assert await talk.deliver(said) is not None
    assert await talk.deliver(said) is None


async def test_a_turn_under_way_is_neither_answered_nor_left_alone(talk: Talk) -> None:
    said = talk.incoming("Mitä huomenna on?")
    for on in (talk.conversation.on_message, talk.conversation.on_open):
        turn = replace(said, activity_id=on.__name__)
        assert await on(turn) is not None
        with pytest.raises(TurnUnderWay):
            await on(turn)
        talk.conversation.on_answered(turn)
        assert await on(turn) is None


async def test_a_turn_whose_answer_was_lost_is_answered_again(talk: Talk) -> None:
    said = talk.incoming("Mitä huomenna on?")
    first = await talk.conversation.on_message(said)
    await talk.conversation.on_unanswered(said)
    assert await talk.deliver(said) == first


async def test_a_follow_up_inherits_the_event(talk: Talk) -> None:
    await talk.say("Milloin on seuraava digivartti?")
    reply = await talk.say("entä sen linkki?")
    assert "https://yhteys.example/puhe-tekstiksi" in reply.text


async def test_a_follow_up_with_another_time_inherits_the_series(talk: Talk) -> None:
    await talk.say("Milloin on seuraava digivartti?")
    reply = await talk.say("entäs marraskuussa?")
    assert "Nettihuijausten tunnistaminen" in reply.text
    assert "Sukututkija" not in reply.text


async def test_after_ten_minutes_nothing_is_inherited(talk: Talk) -> None:
    await talk.say("Milloin on seuraava työpaja?")
    talk.wait(minutes=11)
    assert "Pakohuone" not in (await talk.say("mikä linkki?")).text


async def test_memory_is_of_one_person_in_one_conversation(talk: Talk) -> None:
    await talk.say("Milloin on seuraava työpaja?")
    for other in (talk.elsewhere("channel"), talk.elsewhere(talk.place, Person("29:bo"))):
        assert "Pakohuone" not in (await other.say("kuka sitä vetää?")).text


async def test_english_is_answered_in_english(talk: Talk) -> None:
    reply = await talk.say("When is the next workshop?")
    assert reply.card["lang"] == "en"
    assert "on Wednesday 13.10. at 9.00–12.00" in reply.text


async def test_a_first_hello_says_in_three_lines_what_the_bot_does(talk: Talk) -> None:
    said = talk.incoming()
    reply = await talk.conversation.on_open(said)
    assert reply is not None
    lines = [block for block in reply.card["body"] if block.get("style") != "heading"]
    assert len(lines) == 3
    assert len(reply.card["actions"]) == 4
    talk.conversation.on_answered(said)
    assert await talk.conversation.on_open(said) is None


async def test_an_example_button_asks_its_question(talk: Talk) -> None:
    hello = await talk.say("apua")
    button = next(action for action in hello.card["actions"] if "ensi viikolla" in action["title"])
    assert "Kielikahvila" in (await talk.press(button["data"])).text


async def test_a_long_list_goes_on_by_a_button(talk: Talk) -> None:
    first = await talk.say("Mitä kaikkea syksyllä on tulossa?")
    (more,) = first.card["actions"]
    assert more["verb"] == "more"
    second = await talk.press(more["data"])
    assert "Tavarakirjasto" in first.text
    assert "Pukinkontin parhaat" not in first.text
    assert "Tavarakirjasto" in second.text
    assert "Pukinkontin parhaat" in second.text


async def test_a_button_asks_by_itself_whatever_was_talked_of(talk: Talk) -> None:
    hello = await talk.say("apua")
    button = next(action for action in hello.card["actions"] if "tallenteita" in action["title"])
    fresh = (await talk.press(button["data"])).text
    await talk.say("Milloin on seuraavat lanukahvit?")
    assert (await talk.press(button["data"])).text == fresh


async def test_an_event_is_chosen_by_a_button(talk: Talk) -> None:
    reply = await talk.press({"do": "show", "ids": [3], "language": "fi"})
    assert reply.card["body"][0]["style"] == "heading"
    assert reply.card["body"][0]["text"] == "Etäkahvit: Sakoista luopuminen"


@pytest.mark.parametrize(
    "data",
    [
        {"do": "drop"},
        {"do": "more", "ids": [1, 2], "shown": "all"},
        {"do": "more", "ids": [1, 2], "shown": -5},
        {"do": "more", "ids": [1, 2], "shown": 10**12},
        {"do": 7},
        {"do": "more"},
        {"do": "more", "ids": "all"},
        {"do": "more", "ids": [None, "1", 10**30, -1, True, {}]},
        {"do": "show", "ids": [999_999]},
        {"do": "ask"},
        {"do": "ask", "text": ["x"]},
        {"language": {"a": 1}, "do": "more", "ids": [1]},
        {"verb": "more", "ids": [1]},
    ],
)
async def test_a_forged_button_is_answered_calmly(talk: Talk, data: dict[str, Any]) -> None:
    assert (await talk.press(data)).text


async def test_a_huge_list_of_numbers_is_cut(talk: Talk) -> None:
    reply = await talk.press({"do": "more", "ids": list(range(100_000))})
    assert len(str(reply.card)) < 40_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=40)
@given(
    data=st.dictionaries(st.sampled_from(["do", "ids", "text", "language"]), JSON, min_size=1),
    said=st.text(max_size=700),
)
async def test_anything_said_or_pressed_is_answered(talk: Talk, data: dict[str, Any], said: str) -> None:
    assert (await talk.press(data)).text
    assert (await talk.say(said)).text


async def test_nothing_a_person_wrote_is_kept(talk: Talk, database_url: str) -> None:
    await talk.say("Kertokaa Pertti Salaiselle milloin on työpaja")
    await talk.say("Onko Pertti Salaisesta pakohuonetyöpajaa?")
    kept = everything_kept(database_url)
    assert "Pakohuone" in kept
    assert not any(secret in kept for secret in ("Salai", "salai", "Pertti", "pertti", "Aino", "activity-0"))


async def test_the_channels_id_of_a_person_is_kept_only_to_send_by(talk: Talk, database_url: str) -> None:
    await talk.say("Milloin on työpaja?")
    assert "29:aino" in everything_kept(database_url)
    assert "29:aino" not in everything_kept(database_url, without="recipients")


def everything_kept(url: str, without: str = "") -> str:
    """All rows of all tables but one as text."""
    engine = migration_engine(address(url))
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != without]
        rows = [row for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
    engine.dispose()
    return "\n".join(map(str, rows))
