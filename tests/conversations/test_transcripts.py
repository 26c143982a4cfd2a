"""Transcripts: what is said and what is heard, over the real store."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conversation import Person
from tests.dialogs.conftest import talk
from tests.support.talk import Talk, data_of

__all__ = ["talk"]

with Path(__file__).with_name("transcripts.toml").open("rb") as file:
    CONVERSATIONS: list[dict[str, Any]] = tomllib.load(file)["conversation"]


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=[one["name"] for one in CONVERSATIONS])
async def test_transcript(talk: Talk, conversation: dict[str, Any]) -> None:
    talks = {"staff": talk, "ake": talk.elsewhere("ake-chat", Person("29:ake", "Helmi Laineke", "aad-ake"))}
    for turn in conversation["turn"]:
        speaks = talks[turn.get("by", "staff")]
        for one in talks.values():
            one.wait(minutes=turn.get("wait", 1))
        reply = await speaks.say(turn["said"])
        assert [text for text in turn.get("heard", ()) if text not in reply.text] == [], reply.text
        assert [text for text in turn.get("not_heard", ()) if text in reply.text] == [], reply.text
        if "press" in turn:
            shown = await speaks.press(data_of(reply.card, turn["press"]) | turn.get("fields", {}))
            assert [text for text in turn.get("seen", ()) if text not in shown.text] == [], shown.text
