"""From JSON to what the conversation reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.conversation import MAX_TEXT, Incoming
from bot.teams.errors import ActivityError
from bot.teams.incoming import MAX_ENTITIES, activity_of, incoming_of, read_json
from tests.bot.teams.fakes import BOT, NOW, activity

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = st.sampled_from(
    ["type", "id", "from", "recipient", "conversation", "entities", "text", "value", "locale", "channelData"]
)


def _incoming(**fields: Any) -> Incoming:
    body = activity("http://127.0.0.1/", **{"type": "message", "text": "hei", **fields})
    return incoming_of(activity_of(read_json(json.dumps(body).encode())), NOW)


@pytest.mark.parametrize(
    ("conversation", "in_channel"),
    [
        ({"id": "a", "conversationType": "personal"}, False),
        ({"id": "a", "conversationType": "channel"}, True),
        ({"id": "a", "conversationType": "groupChat", "isGroup": True}, True),
        ({"id": "a", "isGroup": True}, True),
        ({"id": "a"}, False),
    ],
)
def test_whether_others_read_it(conversation: dict[str, Any], in_channel: bool) -> None:
    assert _incoming(conversation=conversation).in_channel is in_channel


def test_the_locale_of_the_client_where_the_message_tells_none() -> None:
    told = [{"type": "clientInfo", "locale": "en-GB"}]
    assert _incoming(locale=None, entities=told).locale == "en-GB"
    assert _incoming(locale="fi-FI", entities=told).locale == "fi-FI"
    assert _incoming(locale=None, entities=[{"type": "clientInfo", "locale": 5}]).locale == ""


def test_the_locale_of_the_simulator_tells_nothing() -> None:
    assert _incoming(locale="en-US", serviceUrl="http://127.0.0.1:56150/_connector").locale == ""


def test_a_person_of_whom_only_the_id_is_told() -> None:
    person = _incoming(**{"from": {"id": "29:x"}}).person
    assert (person.id, person.name, person.aad_id) == ("29:x", "", "")


def test_a_long_text_is_cut() -> None:
    assert len(_incoming(text="ä" * 50_000).text) == MAX_TEXT


def test_of_many_entities_the_first_are_read() -> None:
    body = activity("http://127.0.0.1/", type="message", entities=[{"type": "mention"}] * 5000)
    assert len(activity_of(body).entities) == MAX_ENTITIES


def test_a_byte_order_mark_is_no_part_of_the_body() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == {}


def test_no_half_character_or_control_character_gets_in() -> None:
    said = _incoming(text="hei \ud83d\x00\x07 maailma")
    assert said.text.encode().decode() == "hei � maailma"


def test_a_whole_pair_of_halves_is_one_character() -> None:
    assert _incoming(text="kahvi ☕🎉").text == "kahvi ☕🎉"


def test_the_first_wrong_field_is_named() -> None:
    with pytest.raises(ActivityError, match="In from: The field id is missing"):
        _incoming(**{"from": {"name": "Aino"}})


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(read_json(raw), dict)
    except ActivityError as error:
        assert str(error)


@given(_FIELDS, _JSON)
def test_any_value_of_a_field_is_read_or_refused(name: str, value: Any) -> None:
    body = activity("http://127.0.0.1/", type="message", text="hei") | {name: value}
    try:
        read = activity_of(read_json(json.dumps(body).encode()))
    except ActivityError as error:
        assert str(error)
        return
    if read.type == "message":
        assert incoming_of(read, NOW).conversation_id
        assert read.recipient.id == BOT or name == "recipient"
