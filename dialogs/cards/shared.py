"""The card of an event that a person puts into any conversation, where the bot may not be."""

from __future__ import annotations

from datetime import datetime

from bot.domain.conversation import Hit, Reply
from bot.domain.events import Event
from bot.texts import Texts
from bot.texts.moments import short_date, when
from dialogs.cards.elements import heading, line, plain, reply
from dialogs.cards.event_block import event_block, recording_line, spoken, state_of


def hit_of(texts: Texts, event: Event, now: datetime) -> Hit:
    """The event as a search shows it, to be chosen."""
    told = (state_of(texts, event), when(texts, event.facts, now))
    return Hit(shared_card(texts, event, now).card, event.facts.title, " · ".join(part for part in told if part))


def shared_card(texts: Texts, event: Event, now: datetime) -> Reply:
    """The event's card: it opens addresses and nothing else, for nobody may be there to answer what is pressed."""
    title = event.facts.title
    body = [heading(plain(title)), event_block(texts, event, now, alone=True, titled=False)]
    if watchable := recording_line(texts, event, now):
        body.append(line(watchable))
    # It stays as it was sent, whatever becomes of the event.
    body.append(line(texts("search.as_of", day=short_date(now.date(), now.date())), subtle=True))
    return reply(body, language=texts.language, summary=title, speak=spoken(texts, event, now), intent="search")
