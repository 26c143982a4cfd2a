"""The news that an event has come of a topic that somebody wished or supported."""

from __future__ import annotations

from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.wishes import PlannedWish
from bot.texts import Texts
from dialogs.cards.elements import heading, line, plain, press_button, reply
from dialogs.cards.event_block import event_block, spoken
from dialogs.cards.wishes import list_button


def wish_planned_card(texts: Texts, planned: PlannedWish, now: datetime) -> Reply:
    """The wish, and the event, of which one can be reminded."""
    wish, event = planned.wish, planned.event
    title = texts("wish_planned.title")
    data = {"do": "reminder_event", "event": event.id, "language": texts.language}
    how = texts("wish_planned.how", text=wish.text)
    return reply(
        [heading(title), line(plain(how)), event_block(texts, event, now, alone=True)],
        language=texts.language,
        summary=f"{title}: {wish.text}",
        speak=f"{title}. {how}. {spoken(texts, event, now)}",
        intent="wish_planned",
        actions=[press_button(texts("button.remind"), data), list_button(texts)],
    )
