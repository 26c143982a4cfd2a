"""What is said and pressed reaches the conversation, and its replies the right place."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bot.domain.errors import BadInput, Problem
from bot.domain.rosters import Heard, Roster
from bot.teams.outgoing import ADAPTIVE_CARD
from tests.bot.teams.fakes import BOT, MENTION, NOW, THREAD, RunningBot, activity


async def test_a_message_is_answered_by_a_card_alone(bot: RunningBot) -> None:
    assert await bot.post(bot.message("Milloin?")) == (200, None)
    (said,) = bot.conversation.heard
    assert (said.text, said.person.name, said.person.aad_id) == ("Milloin?", "Aino Kirjava", "aad-aino")
    assert (said.at, said.locale, said.in_channel) == (NOW, "fi-FI", False)
    ((path, sent),) = bot.service.sent
    assert path == "/teams/v3/conversations/a%3Achat/activities/activity-1"
    assert sent["attachments"][0]["contentType"] == ADAPTIVE_CARD
    assert sent["summary"] == "echo: Milloin?"
    assert "text" not in sent
    assert sent["from"]["id"] == BOT
    assert sent["recipient"]["id"] == "29:aino"
    assert sent["replyToId"] == "activity-1"
    assert "Authorization" not in bot.service.headers[0]
    assert bot.conversation.answered == ["activity-1"]


async def test_the_same_activity_twice_is_answered_once(bot: RunningBot) -> None:
    assert await bot.post(bot.message()) == (200, None)
    assert await bot.post(bot.message()) == (200, None)
    assert len(bot.service.sent) == 1


async def test_of_parallel_copies_one_is_answered_and_the_others_may_come_again(bot: RunningBot) -> None:
    bot.service.delay = 0.3
    answers = await asyncio.gather(*(bot.post(bot.message()) for _ in range(4)))
    assert sorted(status for status, _ in answers) == [200, 503, 503, 503]
    assert await bot.post(bot.message()) == (200, None)
    assert len(bot.service.sent) == 1


async def test_an_undelivered_answer_that_cannot_be_kept_ends_as_any_undelivered(bot: RunningBot) -> None:
    bot.conversation.unsettled = 1
    bot.service.answers = [web.Response(status=429, headers={"Retry-After": "60"})]
    assert (await bot.post(bot.message()))[0] == 503


async def test_a_channel_message_is_answered_in_its_thread(bot: RunningBot) -> None:
    await bot.post(bot.channel_message(f"{MENTION}&nbsp;milloin digivartti?"))
    (said,) = bot.conversation.heard
    assert (said.text, said.in_channel, said.conversation_id) == ("milloin digivartti?", True, THREAD)
    ((path, sent),) = bot.service.sent
    assert "19%3Acoffee%40thread.tacv2%3Bmessageid%3D1700000000000/activities/activity-1" in path
    assert sent["conversation"]["id"] == THREAD


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
async def test_chatter_of_others_is_left_alone(bot: RunningBot, kind: str) -> None:
    other = {"type": "mention", "mentioned": {"id": "29:eero", "name": "Eero"}, "text": "<at>Eero</at>"}
    conversation = {"id": THREAD, "conversationType": kind, "isGroup": True}
    said = bot.channel_message("<at>Eero</at> kahville!", entities=[other], conversation=conversation)
    assert await bot.post(said) == (200, None)
    assert not bot.conversation.heard
    assert not bot.service.sent


async def test_a_button_in_a_channel_needs_no_mention(bot: RunningBot) -> None:
    pressed = {"page": 2, "verb": "more", "msteams": {"type": "messageBack"}}
    said = bot.channel_message("", entities=[], value=pressed)
    await bot.post({name: one for name, one in said.items() if name != "text"})
    assert dict(bot.conversation.heard[0].pressed) == {"page": 2}
    assert len(bot.service.sent) == 1


async def test_an_executed_button_is_answered_by_a_card_in_its_place(bot: RunningBot) -> None:
    status, answer = await bot.post(_invoke(bot, {"verb": "more", "data": {"page": 2}}))
    assert status == 200
    assert (answer["statusCode"], answer["type"]) == (200, ADAPTIVE_CARD)
    assert answer["value"]["body"][0]["text"] == "echo: {'page': 2, 'verb': 'more'}"
    assert not bot.service.sent
    assert bot.conversation.answered == ["activity-1"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "more",
        {},
        {"action": "more"},
        {"action": {"type": "Action.Submit", "verb": "more"}},
        {"action": {"type": "Action.Execute"}},
        {"action": {"type": "Action.Execute", "verb": 3}},
        {"action": {"type": "Action.Execute", "verb": "more", "data": [1]}},
    ],
)
async def test_an_execute_of_a_wrong_shape_is_an_error_of_the_card(bot: RunningBot, value: Any) -> None:
    status, answer = await bot.post(_invoke(bot, {}) | {"value": value})
    assert status == 200
    assert (answer["statusCode"], answer["type"]) == (400, "application/vnd.microsoft.error")
    assert answer["value"]["code"] == "BadRequest"


async def test_an_unknown_verb_is_an_error_of_the_card(bot: RunningBot) -> None:
    bot.conversation.error = BadInput(Problem("unknown"))
    status, answer = await bot.post(_invoke(bot, {"verb": "dance"}))
    assert (status, answer["statusCode"]) == (200, 400)


async def test_the_same_execute_twice_leaves_the_card_as_it_is(bot: RunningBot) -> None:
    await bot.post(_invoke(bot, {"verb": "more"}))
    status, answer = await bot.post(_invoke(bot, {"verb": "more"}))
    assert (status, answer["value"]) == (200, "")
    assert answer["type"] == "application/vnd.microsoft.activity.message"


async def test_what_teams_tells_of_a_team_is_noted_and_delays_no_turn(bot: RunningBot) -> None:
    team = {"id": "19:savo@thread.tacv2", "name": "Savo"}
    data = {"tenant": {"id": "t"}, "team": team}
    await bot.post(bot.channel_message(f"{MENTION} hei", channelData=data))
    roster = Roster(team["id"], bot.service.url, BOT, "t", "Savo")
    assert bot.rosters.take() == [(roster, Heard.MET)]
    come_and_gone = {"membersAdded": [{"id": "29:bo"}], "membersRemoved": [{"id": "29:cai"}]}
    where = {"id": team["id"], "conversationType": "channel"}
    update = activity(bot.service.url, type="conversationUpdate", id="u", conversation=where, channelData=data)
    assert await bot.post({**update, **come_and_gone}) == (200, None)
    assert bot.rosters.take() == [(roster, Heard.CHANGED)]
    assert len(bot.service.sent) == 1, "others come and go without a word"


async def test_the_bot_greets_once_where_it_is_installed(bot: RunningBot) -> None:
    added = [{"id": BOT}, {"id": "29:aino"}]
    update = activity(bot.service.url, type="conversationUpdate", id="a", membersAdded=added)
    install = activity(bot.service.url, type="installationUpdate", id="b", action="add")
    await asyncio.gather(bot.post(update), bot.post(install))
    assert len(bot.conversation.opened) == 1
    assert len(bot.service.sent) == 1


async def test_a_greeting_that_was_not_seen_is_given_at_the_next_occasion(bot: RunningBot) -> None:
    install = activity(bot.service.url, type="installationUpdate", id="a", action="add")
    bot.service.answers = [web.Response(status=403)]
    await bot.post(install)
    bot.conversation.error = LookupError("away")
    assert (await bot.post(install | {"id": "b"}))[0] == 503
    bot.conversation.error = None
    await bot.post(install | {"id": "c"})
    assert len(bot.service.sent) == 2
    await bot.post(install | {"id": "d"})
    assert len(bot.service.sent) == 2


async def test_greetings_without_an_id_are_turns_of_their_own(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.handler._GREETED_SECONDS", 0)
    install = activity(bot.service.url, type="installationUpdate", id=None, action="add")
    for _ in range(2):
        assert await bot.post(install) == (200, None)
    assert len({said.activity_id for said in bot.conversation.opened} - {""}) == 2


async def test_others_come_and_go_without_a_word(bot: RunningBot) -> None:
    for fields in (
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:eero"}]},
        {"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]},
        {"type": "conversationUpdate"},
        {"type": "installationUpdate", "action": "remove"},
    ):
        assert await bot.post(activity(bot.service.url, **fields)) == (200, None)
    assert not bot.conversation.opened
    assert not bot.service.sent


async def test_a_refused_sending_is_told_to_the_conversation(bot: RunningBot) -> None:
    bot.service.answers = [web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403)]
    assert await bot.post(bot.message()) == (200, None)
    assert bot.conversation.unanswered == ["activity-1"]
    assert not bot.conversation.answered


async def test_a_sending_that_may_have_arrived_is_not_repeated(bot: RunningBot) -> None:
    bot.service.drops = True
    assert await bot.post(bot.message()) == (200, None)
    assert len(bot.service.sent) == 1
    assert bot.conversation.answered == ["activity-1"]


async def test_an_answer_that_takes_too_long_is_given_up(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.handler.ANSWER_SECONDS", 0.05)
    bot.conversation.delay = 30
    status, _ = await bot.post(bot.message())
    assert status == 503
    bot.conversation.delay = 0
    assert await bot.post(bot.message(id="next")) == (200, None)


def _invoke(bot: RunningBot, action: dict[str, Any]) -> dict[str, Any]:
    value = {"action": {"type": "Action.Execute", **action}, "trigger": "manual"}
    return activity(bot.service.url, type="invoke", name="adaptiveCard/action", value=value)
