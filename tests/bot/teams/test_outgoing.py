"""What is sent: the SDK's models as the JSON of the wire."""

from __future__ import annotations

import copy
import json

from botbuilder.schema import Activity, ActivityTypes, Attachment, ChannelAccount, ConversationAccount

from bot.domain.conversation import Reply
from bot.teams.outgoing import card_activity, card_body, error_body, to_json

CARD = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": 'Tiistaina 24.11. – "hei"'}]}
REPLY = Reply(card=CARD, summary="Tiistaina", text="Tiistaina 24.11.")


def test_the_json_is_what_the_sdk_itself_writes() -> None:
    activity = Activity(
        type=ActivityTypes.message,
        from_property=ChannelAccount(id="28:bot", name="Kahvibotti"),
        recipient=ChannelAccount(id="29:aino", aad_object_id="aad"),
        conversation=ConversationAccount(id="a:chat", is_group=False, conversation_type="personal"),
        reply_to_id="1",
        summary="Tiistaina",
        attachments=[Attachment(content_type="application/json", content=CARD)],
        input_hint="acceptingInput",
    )
    assert json.loads(to_json(activity)) == activity.serialize()


def test_a_reply_is_a_card_and_a_summary() -> None:
    sent = json.loads(to_json(card_activity(REPLY)))
    assert sent == {
        "type": "message",
        "summary": "Tiistaina",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}],
    }


def test_the_sdk_copies_no_card() -> None:
    activity, body = card_activity(REPLY), card_body(REPLY)
    assert copy.deepcopy(activity) is activity
    assert copy.deepcopy(body) is body


def test_an_error_of_a_card() -> None:
    assert error_body("BadRequest", "Ei näin.") == {
        "statusCode": 400,
        "type": "application/vnd.microsoft.error",
        "value": {"code": "BadRequest", "message": "Ei näin."},
    }
