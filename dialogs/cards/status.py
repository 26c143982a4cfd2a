"""The card of how the bot works: what is wrong and what to do, what arrived of late, how far the calendar goes."""

from __future__ import annotations

from datetime import datetime

from bot.domain.alerts import Cause
from bot.domain.conversation import Reply
from bot.services.status import BotStatus
from bot.texts import Texts
from bot.texts.moments import when
from dialogs.cards.alerts import began_at, trouble_told
from dialogs.cards.elements import heading, line, plain, reply
from dialogs.cards.sync import followed_told


def status_card(texts: Texts, status: BotStatus, now: datetime) -> Reply:
    """Each trouble with what to do about it, or that there is none; then what is well."""
    title = texts("status.title")
    troubles = [trouble_told(texts, one, now) for one in status.troubles]
    spoken, body = [], []
    for alert, (first, *others) in zip(status.troubles, troubles, strict=True):
        # Since when a secret will end says nothing.
        if alert.cause is not Cause.SECRET:
            others.append(texts("status.since", since=began_at(texts, alert, now)))
        body += [line(first, strong=True), line(" ".join(others), close=True)]
        spoken += [f"{first}.", *others]
    well = [] if status.wrong else [texts("status.well")]
    rest = [*well, *_told(texts, status, now)]
    return reply(
        [heading(title), *body, *(line(plain(one)) for one in rest)],
        language=texts.language,
        summary=f"{title}: {(troubles[0] if troubles else rest)[0]}",
        speak=" ".join([f"{title}.", *spoken, *rest]),
        intent="status",
    )


def _told(texts: Texts, status: BotStatus, now: datetime) -> list[str]:
    said = []
    if status.sent:
        said.append(texts.count("status.sent", status.sent))
    elif not status.wrong:
        said.append(texts("status.sent.none"))
    if status.last is None:
        said.append(texts("status.coming.none"))
    else:
        last = when(texts, status.last.facts, now)
        said.append(texts.count("status.coming", status.coming, last=last))
    return [*said, *(followed_told(texts, status.followed, now) if status.followed else [])]
