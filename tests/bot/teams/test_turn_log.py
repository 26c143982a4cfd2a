"""One line a turn, with nothing of who spoke or what was said."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest

from bot.domain.conversation import Incoming, Person
from bot.logs import JsonFormatter
from bot.teams.turn_log import hashed, logged_turn
from tests.bot.teams.fakes import RunningBot


async def test_a_turn_is_one_line_without_names_words_or_ids(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await bot.post(bot.message("Onko Liisa Virtanen kahveilla?"))
    turns = [record for record in caplog.records if record.name == "bot.turns"]
    assert len(turns) == 1
    line = JsonFormatter().format(turns[0])
    for told in ('"outcome": "answered"', '"intent": "echo"', '"kind": "message"', '"ms": '):
        assert told in line
    everything = "\n".join(JsonFormatter().format(record) for record in caplog.records)
    for secret in ("Liisa", "Virtanen", "kahveilla", "Aino", "Kirjava", "29:aino", "aad-aino", "a:chat"):
        assert secret not in everything


@pytest.mark.parametrize(("changes", "outcome"), [({"id": "again"}, "repeated"), ({"conversation": None}, "ignored")])
async def test_the_outcome_of_what_was_not_answered(
    bot: RunningBot, caplog: pytest.LogCaptureFixture, changes: dict[str, str], outcome: str
) -> None:
    if outcome == "repeated":
        await bot.post(bot.message(**changes))
        said = bot.message(**changes)
    else:
        said = bot.channel_message("kahville!", entities=[])
    with caplog.at_level(logging.INFO):
        await bot.post(said)
    (turn,) = [record for record in caplog.records if record.name == "bot.turns"]
    assert getattr(turn, "fields", {})["outcome"] == outcome


async def test_the_reason_of_a_failed_sending_is_told(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    bot.service.drops = True
    with caplog.at_level(logging.INFO):
        await bot.post(bot.message())
    (turn,) = [record for record in caplog.records if record.name == "bot.turns"]
    fields = getattr(turn, "fields", {})
    assert (fields["outcome"], fields["reason"]) == ("undelivered", "answer_lost")


def test_a_hash_is_the_same_for_the_same_id_alone() -> None:
    assert hashed("29:aino") == hashed("29:aino") != hashed("29:eero")
    assert hashed("\ud83d")


@pytest.mark.parametrize(
    ("intent", "told"),
    [
        ("feedback.thanks", "feedback"),
        ("feedback.outcome_declined", "feedback"),
        ("topic_wish.told", "topic_wish"),
        ("feedback_summary.words", "feedback_summary.words"),
    ],
)
def test_a_line_does_not_tell_who_answered(caplog: pytest.LogCaptureFixture, intent: str, told: str) -> None:
    said = Incoming("1", "a:chat", Person("29:aino"), datetime(2027, 9, 15, tzinfo=UTC))
    with caplog.at_level(logging.INFO), logged_turn("invoke", said) as turn:
        turn.intent = intent
    assert getattr(caplog.records[-1], "fields", {})["intent"] == told
